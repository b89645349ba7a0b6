"""What an agreement can be: an item or a paragraph of a passage, and the sentences of one that promise something."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import Passage, PassageKind, Span
from corpus.dutch import sentences
from ingest.agreement_facts import due, looks_back, promises
from ingest.headings import NUMBER, TIME
from ingest.tables import names_columns
from ingest.wording import DECIDES, MOTION_ENDS, MOTION_LEADS, PROPOSES

FEWEST_NUMBERS = 2
LATER = 9999  # a year after all others
HOUR = re.compile(rf"{TIME.pattern} uur\b", re.I)
PART = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)")


@dataclass(frozen=True, slots=True)
class Unit:
    """An item or a paragraph with its place in the edition's text."""

    passage: Passage
    span: Span
    text: str
    is_item: bool
    columns: str = ""  # the first row of the table that it is a row of


def units(passages: list[Passage]) -> Iterator[Unit]:
    """Give items and paragraphs. A long item that was cut is one again, and so is one with what it leads in; the first row of a table names its columns and is none.

    What is proposed to others, or asked of them in a motion, is one item with the words that say so: without them it would read as decided.
    """
    columns = {passage.id: passage.text for passage in passages if names_columns(passage)}
    is_motion = any(MOTION_ENDS.search(passage.text) for passage in passages)
    asking = {passage.id for passage in passages if is_motion and passage.kind is PassageKind.LEAD_IN and MOTION_LEADS.fullmatch(passage.text)}
    items = {passage.id for passage in passages if passage.kind is PassageKind.ITEM or _proposes(passage)} | asking
    kept: Unit | None = None
    for passage, after in zip(passages, [*passages[1:], None], strict=True):
        is_item = passage.id in items
        if kept is not None:
            # The line above the next "Besluit:" names its subject, though its number counts on.
            apart = _proposes(kept.passage) and after is not None and after.kind is PassageKind.LEAD_IN and DECIDES.search(after.text) is not None
            if is_item and kept.is_item and not apart and (passage.span.start - kept.span.end == 1 or passage.lead_in in items):
                kept = Unit(kept.passage, Span(kept.span.start, passage.span.end), f"{kept.text} {passage.text}", True)
                continue
            yield kept
            kept = None
        if passage.id in columns:
            continue
        if is_item:
            kept = Unit(passage, passage.span, passage.text, True, columns.get(passage.lead_in or "", ""))
            continue
        for part in passage.paragraphs:
            span = Span(passage.span.start + part.start, passage.span.start + part.end)
            yield Unit(passage, span, passage.text[part.start : part.end], False)
    if kept is not None:
        yield kept


def _proposes(passage: Passage) -> bool:
    return passage.kind is PassageKind.LEAD_IN and PROPOSES.fullmatch(passage.text) is not None


def numbered(every: Sequence[Unit]) -> list[tuple[Span, Passage]]:
    """Give the places of the paragraphs that each open with a number of two parts or more ("2.1 In 2030 …"), when several do and every number is another one.

    What stands behind one belongs to it, and so nothing is left out; what stands before the first is one more, unless it leads them in.
    """
    places = {
        place: number[1] for place, unit in enumerate(every) if not unit.is_item and (number := PART.match(unit.text)) and _is_number(unit.text)
    }
    if len(places) < FEWEST_NUMBERS or len({*places.values()}) < len(places):
        return []
    first = min(places)
    before = first - (first > 0 and every[first - 1].text.endswith(":"))
    runs = [*([(0, before)] if before else []), *pairwise([*places, len(every)])]
    return [(Span(every[start].span.start, every[end - 1].span.end), every[start].passage) for start, end in runs]


def _is_number(text: str) -> bool:
    return NUMBER.match(text) is not None and HOUR.match(text) is None


def dated(every: Sequence[Unit]) -> list[tuple[Span, Passage]]:
    """Give the places of the sentences that name a moment ahead, each with those behind it that name none, when several do: the steps of a plan in prose.

    What stands before the first one of a paragraph leads it in. A sentence that looks back is no step, and leads none in: its moment would be that of the step.
    """
    told = [(unit, [(span, unit.text[span.start : span.end]) for span in sentences(unit.text)]) for unit in every]
    years = sorted({moment[1] for _, inside in told for _, said in inside if (moment := due(said)) and not looks_back(said, LATER)})
    found: list[tuple[Span, Passage]] = []
    for unit, inside in told:
        first, start = len(found), unit.span.start
        for span, said in inside:
            end = unit.span.start + span.end
            is_back = looks_back(said, years[0] if years else None)
            if due(said) and not is_back:
                found.append((Span(start if len(found) == first else unit.span.start + span.start, end), unit.passage))
            elif len(found) > first:
                found[-1] = (Span(found[-1][0].start, end), unit.passage)
            elif is_back:
                start = end + len(unit.text[span.end :]) - len(unit.text[span.end :].lstrip())
    return found if len(found) > 1 else []


def promised(unit: Unit) -> list[Span]:
    """Give the places of the sentences that say what the writers will do."""
    said = [Span(unit.span.start + span.start, unit.span.start + span.end) for span in sentences(unit.text)]
    return [span for span in said if promises(unit.text[span.start - unit.span.start : span.end - unit.span.start])]
