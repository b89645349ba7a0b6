"""What an agreement can be: an item or a paragraph of a passage, and the sentences of one that promise something."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Passage, PassageKind, Span
from corpus.dutch import sentences
from ingest.agreement_facts import due, promises
from ingest.headings import NUMBER
from ingest.tables import names_columns
from ingest.wording import DECIDES, PROPOSES

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

    What is proposed to others is one item with the words that say so: without them it would read as decided.
    """
    columns = {passage.id: passage.text for passage in passages if names_columns(passage)}
    items = {passage.id for passage in passages if passage.kind is PassageKind.ITEM or _proposes(passage)}
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


def numbered(every: Sequence[Unit]) -> list[Unit]:
    """Give the paragraphs that each open with a number of two parts or more ("2.1 In 2030 …"), when several do and every number is another one."""
    found = {number[1]: unit for unit in every if not unit.is_item and (number := PART.match(unit.text)) and NUMBER.match(unit.text)}
    return list(found.values()) if len(found) > 1 else []


def dated(every: Sequence[Unit]) -> list[tuple[Span, Passage]]:
    """Give the places of the sentences that name a moment ahead, each with those behind it that name none, when several do: the steps of a plan in prose."""
    found: list[tuple[Span, Passage]] = []
    for unit in every:
        first = len(found)
        for span in sentences(unit.text):
            here = Span(unit.span.start + span.start, unit.span.start + span.end)
            if due(unit.text[span.start : span.end]):
                found.append((here, unit.passage))
            elif len(found) > first:
                found[-1] = (Span(found[-1][0].start, here.end), unit.passage)
    return found if len(found) > 1 else []


def promised(unit: Unit) -> list[Span]:
    """Give the places of the sentences that say what the writers will do."""
    said = [Span(unit.span.start + span.start, unit.span.start + span.end) for span in sentences(unit.text)]
    return [span for span in said if promises(unit.text[span.start - unit.span.start : span.end - unit.span.start])]
