"""Blocks → the edition's text and its sections. The only place that cleans text; every later span counts in the text made here."""

import re
import unicodedata
from dataclasses import dataclass

from corpus.document import Edition, EditionText, Section, Span
from ingest.blocks import Block, BlockKind
from ingest.goals import with_goals
from ingest.nesting import levels
from ingest.outline import part_number, under_subject, with_levels

GLYPHS = frozenset("-–—−•●▪◦‣·*o")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, item or row with its place in the edition's text. A numbered item's span holds its number, and its level counts from 1."""

    kind: BlockKind
    span: Span
    page: int | None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Structure:
    """One edition: its text, its sections in reading order, and the pieces of each section by section id."""

    text: EditionText
    sections: tuple[Section, ...]
    pieces: dict[str, tuple[Piece, ...]]

    def words_of(self, piece: Piece) -> int:
        """Count the words of a piece."""
        return len(self.text.text[piece.span.start : piece.span.end].split())


@dataclass(slots=True)
class _Open:
    """A section that is being filled."""

    heading: str
    number: str | None
    level: int
    start: int
    end: int
    pieces: list[Piece]


def structure(blocks: list[Block], document_id: str, edition: Edition) -> Structure:
    """Lay the blocks out as one text and give its sections. Text before the first heading is a section with an empty heading and path."""
    parts: list[str] = []
    length = 0
    opened: list[_Open] = []
    page_starts: list[int] = []
    told = under_subject(with_levels(with_goals(blocks)))
    for block, level in zip(told, levels(told), strict=True):
        text = clean(block.text)
        if not re.search(r"\w", text):
            continue
        marker = f"{block.marker} " if block.marker else ""
        length += 2 if parts else 0
        while block.page is not None and len(page_starts) < block.page:
            page_starts.append(length)
        start = length + (len(marker) if block.marker in GLYPHS else 0)
        length += len(marker) + len(text)
        parts.append(marker + text)
        if block.kind is BlockKind.HEADING:
            heading = clean(block.title) or text
            opened.append(_Open(heading, part_number(heading), block.level, start, length, []))
            if block.title:
                opened[-1].pieces.append(Piece(BlockKind.PARAGRAPH, Span(start, length), block.page))
            continue
        if not opened:
            opened.append(_Open("", None, 1, start, length, []))
        opened[-1].pieces.append(Piece(block.kind, Span(start, length), block.page, level))
        opened[-1].end = length
    return _finished(EditionText(document_id, edition, "\n\n".join(parts), tuple(page_starts)), opened)


def clean(text: str) -> str:
    """Give NFC text with single spaces, without control characters or soft hyphens."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    text = "".join(" " if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") else character for character in text)
    return re.sub(r"\s+", " ", text).strip()


def _finished(text: EditionText, opened: list[_Open]) -> Structure:
    sections: list[Section] = []
    pieces: dict[str, tuple[Piece, ...]] = {}
    path: list[Section] = []
    for part in opened:
        while path and path[-1].level >= part.level:
            path.pop()
        section = Section(
            id=identity(text.document_id, text.edition, Span(part.start, part.end)),
            document_id=text.document_id,
            edition=text.edition,
            heading=part.heading,
            number=part.number,
            level=part.level,
            span=Span(part.start, part.end),
            heading_path=(*(parent.heading for parent in path if parent.heading), *([part.heading] if part.heading else [])),
            parent=path[-1].id if path else None,
        )
        sections.append(section)
        pieces[section.id] = tuple(part.pieces)
        if part.heading:
            path.append(section)
    return Structure(text, tuple(sections), pieces)


def identity(document_id: str, edition: Edition, span: Span) -> str:
    """Make the id of a section or passage: equal text at an equal place gives an equal id."""
    return f"{document_id}:{edition.value}:{span.start}-{span.end}"
