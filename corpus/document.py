"""A document and its parts: editions, sections, passages, and where they stand. Plain data; no reading, no searching."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Edition(StrEnum):
    """Which text of a document: the original itself, or our plain-language edition of it."""

    ORIGINAL = "original"
    PLAIN = "plain"


class DocumentStatus(StrEnum):
    """How a document stands on a given day. Computed, never stored."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in code points; `end` is exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")


@dataclass(frozen=True, slots=True)
class Document:
    """An adopted or proposed text. `date` is shown as given (JJJJ, JJJJ-MM, JJJJ-MM-DD, or empty when unknown)."""

    id: str
    title: str
    file: str
    kind: str = ""
    publisher: str = ""
    date: str = ""
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    status_reason: str = ""
    successor: str | None = None
    url: str | None = None

    def status(self, on: datetime.date) -> DocumentStatus:
        """Tell how the document stands on the day `on`; without dates it is taken to be in force."""
        if self.valid_from is not None and on < self.valid_from:
            return DocumentStatus.PROPOSED
        if self.valid_until is not None and on > self.valid_until:
            return DocumentStatus.SUPERSEDED if self.successor else DocumentStatus.EXPIRED
        return DocumentStatus.IN_FORCE


@dataclass(frozen=True, slots=True)
class EditionText:
    """The cleaned text of one edition: the text that every span of sections, passages and agreements counts in."""

    document_id: str
    edition: Edition
    text: str
    page_starts: tuple[int, ...] = ()

    def page_at(self, position: int) -> int | None:
        """Give the page (from 1) at a position, or None when the format has no pages."""
        if not self.page_starts:
            return None
        return sum(start <= position for start in self.page_starts) or 1


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part. `span` runs from its heading to the end of its own text, before its first child section.

    `parent` is None for a top section; `counterpart` is the same section in the other edition.
    """

    id: str
    document_id: str
    edition: Edition
    heading: str
    number: str | None
    level: int
    span: Span
    heading_path: tuple[str, ...]
    parent: str | None = None
    counterpart: str | None = None


class PassageKind(StrEnum):
    """What a passage is made of."""

    PROSE = "prose"
    ITEM = "item"
    LEAD_IN = "lead_in"


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is indexed: whole sentences of one section, or one list item.

    `paragraphs` are spans into the passage's own `text`, one per paragraph (an item is one); `counterpart` is the passage of the
    other edition with the same paragraphs. `lead_in` is the id of the passage that introduces the list an item belongs to; of a list in a
    list that is the item above it.
    """

    id: str
    document_id: str
    edition: Edition
    section_id: str
    heading_path: tuple[str, ...]
    page: int | None
    span: Span
    text: str
    kind: PassageKind
    paragraphs: tuple[Span, ...]
    counterpart: str | None = None
    lead_in: str | None = None


def lead_ins(passage: Passage, passages: Mapping[str, Passage]) -> Iterator[Passage]:
    """Give what leads in the list of an item, and the lists around that, from within; `passages` are by id."""
    while passage.lead_in is not None:
        passage = passages[passage.lead_in]
        yield passage


@dataclass(frozen=True, slots=True)
class Expansion:
    """A question written beside a document, that leads to a passage (its id, as it is shown). `sentence` is the text in it that answers; empty: all of it."""

    question: str
    passage: str
    sentence: str
