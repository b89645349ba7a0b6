"""Sections → passages: whole sentences of one section, or one item. Paired editions are cut at the same places."""

import re
from collections.abc import Iterator
from dataclasses import replace

from langchain_text_splitters import RecursiveCharacterTextSplitter

from corpus.document import Passage, PassageKind, Section, Span
from corpus.dutch import sentences
from ingest.blocks import BlockKind
from ingest.headings import has_form_of_heading
from ingest.pairing import pieces_pair
from ingest.sections import Piece, Structure, identity

MOST_WORDS = 180
MOST_OF_ADDRESS = 8  # words of "Aan het college:"
OF_YEAR = re.compile(r"^(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)? (?=[A-ZÀ-Ý])")
COUNTED = re.compile(r"\(?(\d{1,2}|[a-z])[.)]\s")
SPLITTER = RecursiveCharacterTextSplitter(
    ["; ", ": ", ", ", " "],
    keep_separator="end",
    chunk_size=MOST_WORDS,
    chunk_overlap=0,
    length_function=lambda text: len(text.split()),
    add_start_index=True,
)


def cut(structure: Structure) -> tuple[Passage, ...]:
    """Cut one edition that stands alone."""
    return tuple(
        passage
        for section in structure.sections
        for passage in _section_passages(structure, section, _groups([structure], [structure.pieces[section.id]]))
    )


def cut_paired(original: Structure, plain: Structure) -> tuple[Passage, ...]:
    """Cut two editions whose sections are paired, the original first; passages of the same pieces are each other's counterpart."""
    plain_sections = {section.id: section for section in plain.sections}
    ours: list[Passage] = []
    theirs: dict[str, tuple[Passage, ...]] = {}
    for section in original.sections:
        partner = plain_sections.get(section.counterpart or "")
        if partner is None or not pieces_pair(original, plain, section.id, partner.id):
            ours += _section_passages(original, section, _groups([original], [original.pieces[section.id]]))
            continue
        groups = _groups([original, plain], [original.pieces[section.id], plain.pieces[partner.id]])
        one = [_group_passages(original, section, group, original.pieces[section.id]) for group in groups]
        two = [_group_passages(plain, partner, group, plain.pieces[partner.id]) for group in groups]
        ours += _with_lead_ins(
            [_pair(mine, other) for left, right in zip(one, two, strict=True) for mine, other in _beside(left, right)], original.pieces[section.id]
        )
        theirs[partner.id] = tuple(
            _with_lead_ins(
                [_pair(mine, other) for left, right in zip(one, two, strict=True) for mine, other in _beside(right, left)], plain.pieces[partner.id]
            )
        )
    alone = {
        section.id: _section_passages(plain, section, _groups([plain], [plain.pieces[section.id]]))
        for section in plain.sections
        if section.id not in theirs
    }
    return (*ours, *(passage for section in plain.sections for passage in (theirs.get(section.id) or alone.get(section.id, ()))))


Group = tuple[PassageKind, range]


def _groups(editions: list[Structure], pieces: list[tuple[Piece, ...]]) -> list[Group]:
    """Tell which pieces (by position) make a passage together; with two editions both must stay within the limit."""
    groups: list[Group] = []
    counts = [0] * len(editions)
    for position, piece in enumerate(pieces[0]):
        kind = _kind(editions, pieces, position)
        here = [edition.words_of(mine[position]) for edition, mine in zip(editions, pieces, strict=True)]
        joins = kind is PassageKind.PROSE and groups and groups[-1][0] is PassageKind.PROSE and groups[-1][1].stop == position
        if joins and all(count + more <= MOST_WORDS for count, more in zip(counts, here, strict=True)) and piece.page == pieces[0][position - 1].page:
            groups[-1] = (kind, range(groups[-1][1].start, position + 1))
            counts = [count + more for count, more in zip(counts, here, strict=True)]
        else:
            groups.append((kind, range(position, position + 1)))
            counts = here
    return groups


def _kind(editions: list[Structure], pieces: list[tuple[Piece, ...]], position: int) -> PassageKind:
    if pieces[0][position].kind is not BlockKind.PARAGRAPH:
        return PassageKind.LEAD_IN if _names_columns(pieces[0], position) else PassageKind.ITEM
    before_list = position + 1 < len(pieces[0]) and pieces[0][position + 1].kind is BlockKind.ITEM
    texts = (edition.text.text[mine[position].span.start : mine[position].span.end] for edition, mine in zip(editions, pieces, strict=True))
    return PassageKind.LEAD_IN if before_list and any(_opens_list(text) for text in texts) else PassageKind.PROSE


def _opens_list(text: str) -> bool:
    """Tell whether a paragraph right above a list leads it in: by a colon, or as the short line over it that a heading would be ("2021 Voorbereiding")."""
    return text.endswith(":") or has_form_of_heading(OF_YEAR.sub("", text))


def _names_columns(pieces: tuple[Piece, ...], position: int) -> bool:
    """Tell whether a piece says what the rows below it hold."""
    return [piece.kind for piece in pieces[position : position + 2]] == [BlockKind.COLUMNS, BlockKind.ROW]


def _section_passages(structure: Structure, section: Section, groups: list[Group]) -> tuple[Passage, ...]:
    passages = [passage for group in groups for passage in _group_passages(structure, section, group, structure.pieces[section.id])]
    return tuple(_with_lead_ins(passages, structure.pieces[section.id]))


def _group_passages(structure: Structure, section: Section, group: Group, pieces: tuple[Piece, ...]) -> list[Passage]:
    kind, positions = group
    spans = [pieces[position].span for position in positions]
    if len(spans) > 1 or structure.words_of(pieces[positions.start]) <= MOST_WORDS:
        return [_passage(structure, section, kind, spans)]
    return [_passage(structure, section, kind, [span]) for span in _within_limit(structure.text.text, spans[0])]


def _within_limit(text: str, span: Span) -> Iterator[Span]:
    """Split a long piece at sentence ends into parts of at most MOST_WORDS words."""
    start = end = count = 0
    for sentence in _bounded(text[span.start : span.end]):
        more = len(text[span.start + sentence.start : span.start + sentence.end].split())
        if count and count + more > MOST_WORDS:
            yield Span(span.start + start, span.start + end)
            start, count = sentence.start, 0
        end, count = sentence.end, count + more
    yield Span(span.start + start, span.start + end)


def _bounded(text: str) -> Iterator[Span]:
    """Give the sentences; what has no sentence end within the limit (a broken extraction) is cut at the best sign there is."""
    for sentence in sentences(text):
        inside = text[sentence.start : sentence.end]
        if len(inside.split()) <= MOST_WORDS:
            yield sentence
            continue
        for part in SPLITTER.create_documents([inside]):
            start = sentence.start + int(part.metadata["start_index"])
            yield Span(start, start + len(part.page_content))


def _passage(structure: Structure, section: Section, kind: PassageKind, spans: list[Span]) -> Passage:
    span = Span(spans[0].start, spans[-1].end)
    return Passage(
        id=identity(section.document_id, section.edition, span),
        document_id=section.document_id,
        edition=section.edition,
        section_id=section.id,
        heading_path=section.heading_path,
        page=structure.text.page_at(span.start),
        span=span,
        text=structure.text.text[span.start : span.end],
        kind=kind,
        paragraphs=tuple(Span(piece.start - span.start, piece.end - span.start) for piece in spans),
    )


def _beside(ours: list[Passage], theirs: list[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Pair the parts of one piece; when a long piece was split unevenly, the last part takes what is left."""
    for position, passage in enumerate(ours):
        yield passage, theirs[min(position, len(theirs) - 1)]


def _pair(passage: Passage, counterpart: Passage) -> Passage:
    return replace(passage, counterpart=counterpart.id)


def _with_lead_ins(passages: list[Passage], pieces: tuple[Piece, ...]) -> list[Passage]:
    """Give each item the lead-in of its list, which for a deeper one is the item above it.

    An item that counts on ("d." after "c.") belongs to the list before it, whatever stands between, unless several are led in anew.
    """
    levels = {piece.span.start: piece.level for piece in pieces}
    result: list[Passage] = []
    above: list[str | None] = [None]  # the lead-in of the list, and the last item of each level
    outer: str | None = None  # the lead-in of a list that begins here
    counted: dict[str, str | None] = {}  # what would count on → the lead-in of that list
    for position, passage in enumerate(passages):
        if passage.kind is not PassageKind.ITEM:
            outer = passage.id if passage.kind is PassageKind.LEAD_IN else None
            above = [outer]
        else:
            level = levels.get(passage.span.start, len(above) - 1)  # what was cut from a long item lies as deep
            number = COUNTED.match(passage.text)
            if level <= 1:
                before = counted.get(number[1], outer) if number else above[0]
                begins = bool(result) and result[-1].id == outer
                is_own = begins and (_is_item(passages[position + 1 : position + 2]) or _is_for_another(result, before))
                above = [outer if is_own else before]
            lead_in = above[min(max(level, 1), len(above)) - 1]
            passage = replace(passage, lead_in=lead_in)
            above = [*above[: max(level, 1)], passage.id]
            counted = {**counted, _next(number[1]): lead_in} if number else counted
        result.append(passage)
    return result


def _is_for_another(result: list[Passage], before: str | None) -> bool:
    """Tell whether the lead-in that was just read addresses somebody as the one of the list before it does ("Aan de raad:", "Aan het college:")."""
    other = next((passage.text for passage in result if passage.id == before), "")
    said = result[-1].text
    return other != said and other.split()[:1] == said.split()[:1] and max(len(other.split()), len(said.split())) <= MOST_OF_ADDRESS


def _is_item(passages: list[Passage]) -> bool:
    return bool(passages) and passages[0].kind is PassageKind.ITEM


def _next(number: str) -> str:
    return str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)
