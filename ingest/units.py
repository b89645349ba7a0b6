"""Passages → units: the sentences that belong together, with the plain text beside them. What an answer is made of, and what it compares a question with.

`assistant.evidence_reader` reads passages in these units, and a build holds what the models make of each: a text that is not of these is read while somebody waits.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from corpus.document import Edition, Passage, Span
from corpus.dutch import sentences, terms
from ingest.outline import SUBJECT
from ingest.tables import cells, names_columns

MOST_UNIT_WORDS = 55
# A sentence that begins so cannot be understood, or would be misunderstood, without the one before it.
CONTINUES = re.compile(
    r"(?:(?:mede )?(?:daar|hier)\w*|dat|dit|die|deze|zo|ze|zij|hij|hun|dan|want|maar|echter|beide|ook (?:dat|dit|die|zij|ze)|het gaat|tenzij|behalve|uitzondering)\b"
    r"|(?:\S+ ){0,14}(?:er|daar|hier)(?:bij|van|voor|mee|over|aan|onder|toe)[.:;]?$",
    re.I,
)


def units(passage: Passage, plain: Sequence[Passage] = ()) -> list[tuple[Span, str]]:
    """Give the units of a passage in order: the place in its text that proves, and the text that is shown.

    Beside an original the plain text is shown, in pieces; otherwise the passage's own sentences are.
    """
    return _aligned(passage, plain) if plain and passage.edition is Edition.ORIGINAL else _own(passage)


def unit_texts(passages: Sequence[Passage], beside: Mapping[int, Sequence[int]]) -> list[str]:
    """Give the texts of the units of all passages that can be shown, each text once; `beside` gives the rows of the other edition."""
    return list(dict.fromkeys(text for _, text in _shown(passages, beside)))


def texts_read(passages: Sequence[Passage], beside: Mapping[int, Sequence[int]]) -> list[str]:
    """Give those units as they are read with a question, each text once."""
    by_id = {passage.id: passage for passage in passages}
    return list(dict.fromkeys(as_read(passage, text, columns(passage, by_id)) for passage, text in _shown(passages, beside)))


def columns(passage: Passage, passages: Mapping[str, Passage]) -> str:
    """Give the first row of the table that a passage is a row of, or an empty text."""
    above = passages.get(passage.lead_in or "")
    return above.text if above and names_columns(above) else ""


def as_read(passage: Passage, text: str, columns: str) -> str:
    """Give what the cross-encoder reads of a passage: a text under its heading, of a row each cell behind what its column is called."""
    named = zip(cells(columns), cells(text), strict=False) if columns else ()
    return in_context(passage, "; ".join(f"{column}: {cell}" for column, cell in named) or text)


def in_context(passage: Passage, text: str) -> str:
    """Put the heading over a text of a passage, and over that what a letter is about."""
    subject = [heading for heading in passage.heading_path[:1] if SUBJECT.match(heading)]
    return "\n".join((*subject, *passage.heading_path[max(len(subject), len(passage.heading_path) - 1) :], text))


def _shown(passages: Sequence[Passage], beside: Mapping[int, Sequence[int]]) -> Iterator[tuple[Passage, str]]:
    """Give the units of all passages that can be shown. A plain passage beside an original is shown as part of that one."""
    for row, passage in enumerate(passages):
        if passage.edition is Edition.ORIGINAL or not passage.counterpart:
            yield from ((passage, text) for _, text in units(passage, [passages[other] for other in beside.get(row, ())]))


def _own(passage: Passage) -> list[tuple[Span, str]]:
    """Give the sentences of a passage, those that belong together as one."""
    found: list[Span] = []
    for paragraph in passage.paragraphs:
        first = len(found)
        for span in sentences(passage.text[paragraph.start : paragraph.end]):
            here = Span(paragraph.start + span.start, paragraph.start + span.end)
            if len(found) > first and _belongs(passage.text, found[-1], here):
                found[-1] = Span(found[-1].start, here.end)
            else:
                found.append(here)
    return [(span, passage.text[span.start : span.end]) for span in found]


def _belongs(text: str, before: Span, here: Span) -> bool:
    """Tell whether a sentence leans on the one before it, or limits it, and both are short enough to be shown as one; a question answers nothing."""
    together = len(text[before.start : here.end].split())
    return not text[: before.end].endswith("?") and CONTINUES.match(text[here.start : here.end]) is not None and together <= MOST_UNIT_WORDS


def _aligned(original: Passage, plain: Sequence[Passage]) -> list[tuple[Span, str]]:
    """Give the plain text in pieces, each with the span of the original sentences that say the same, paragraph beside paragraph."""
    paragraphs = [passage.text[span.start : span.end] for passage in plain for span in passage.paragraphs]
    if len(original.paragraphs) == len(paragraphs):
        pairs = list(zip(original.paragraphs, paragraphs, strict=True))
    else:
        pairs = [(Span(0, len(original.text)), "\n".join(paragraphs))]
    return [pair for ours, theirs in pairs for pair in _aligned_paragraph(original.text, ours, theirs)]


def _aligned_paragraph(original: str, ours: Span, plain: str) -> list[tuple[Span, str]]:
    """Lay each plain sentence beside the original one that shares most of its words and stands at about the same place; one original sentence makes one piece."""
    sources = [Span(ours.start + span.start, ours.start + span.end) for span in sentences(original[ours.start : ours.end])]
    source_terms = [set(terms(original[span.start : span.end])) for span in sources]
    shown = [plain[span.start : span.end] for span in sentences(plain)]
    pieces: list[tuple[Span, str]] = []
    for order, text in enumerate(shown):
        own = set(terms(text))
        place = (order + 0.5) / len(shown)
        fits = [len(own & there) / (len(own) or 1) - abs(place - (index + 0.5) / len(sources)) for index, there in enumerate(source_terms)]
        source = sources[int(np.argmax(fits))]
        last = pieces[-1] if pieces else None
        if last and (last[0] == source or CONTINUES.match(text)) and len(f"{last[1]} {text}".split()) <= MOST_UNIT_WORDS:
            span = Span(min(last[0].start, source.start), max(last[0].end, source.end))
            pieces[-1] = (span, f"{last[1]} {text}")
        else:
            pieces.append((source, text))
    return pieces
