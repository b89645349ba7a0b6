"""Markdown: headings, paragraphs, lists and tables, through markdown-it. Inline signs (emphasis, links) give only their text."""

import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.errors import ReadError
from ingest.blocks import Block, BlockKind
from ingest.readers.text import decode

SUFFIXES = (".md", ".markdown")
LETTER = re.compile(r"([a-z]\.)\s+(?=\S)")


def read(file: Path) -> list[Block]:
    """Read a Markdown file into blocks. HTML in it is left out."""
    tokens = MarkdownIt("commonmark").enable("table").parse(decode(file))
    blocks = list(_blocks(tokens))
    if not blocks:
        raise ReadError(f"{file.name}: er staat geen tekst in dit bestand. Vervang het door een bestand met tekst.")
    return blocks


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    heading_level, markers, cells = 0, _Markers(), list[str]()
    for token in tokens:
        markers.follow(token)
        if token.type == "heading_open":
            heading_level = int(token.tag[1])
        elif token.type in ("th_open", "td_open"):
            cells.append("")
        elif token.type == "tr_close":
            yield Block(BlockKind.ROW, " | ".join(cells))
            cells = []
        elif token.type in ("fence", "code_block") and token.content.strip():
            yield Block(BlockKind.PARAGRAPH, " ".join(token.content.split()))
        elif token.type == "inline" and (text := _inline_text(token)):
            if cells:
                cells[-1] = " ".join(text.split())
            else:
                yield from _text_blocks(text, heading_level, markers.take())
            heading_level = 0


def _text_blocks(text: str, heading_level: int, marker: str) -> Iterator[Block]:
    if heading_level:
        yield Block(BlockKind.HEADING, " ".join(text.split()), level=heading_level)
    else:
        yield from _paragraph(text, marker)


def _paragraph(text: str, marker: str) -> Iterator[Block]:
    """Give a paragraph or item; lines "a. …", "b. …" are items too, though CommonMark knows no lettered lists. Other lines go on with the one above."""
    parts: list[str] = []
    for line in text.split("\n"):
        if parts and (marker or not LETTER.match(line)):
            parts[-1] += f" {line}"
        else:
            parts.append(line)
    for part in parts:
        letter = None if marker else LETTER.match(part)
        sign = letter[1] if letter else marker
        yield Block(BlockKind.ITEM if sign else BlockKind.PARAGRAPH, part[letter.end() :] if letter else part, marker=sign)


class _Markers:
    """Follows the lists, and gives each item's first paragraph its marker."""

    def __init__(self) -> None:
        self._numbers: list[int | None] = []
        self._marker = ""

    def follow(self, token: Token) -> None:
        if token.type == "bullet_list_open":
            self._numbers.append(None)
        elif token.type == "ordered_list_open":
            self._numbers.append(int(token.attrs.get("start", 1)))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._numbers.pop()
        elif token.type == "list_item_open":
            number = self._numbers[-1]
            self._marker = "-" if number is None else f"{number}."
            if number is not None:
                self._numbers[-1] = number + 1
        elif token.type == "list_item_close":
            self._marker = ""  # an item without text keeps its marker to itself

    def take(self) -> str:
        marker, self._marker = self._marker, ""
        return marker


def _inline_text(token: Token) -> str:
    parts = ["\n" if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or [] if child.type != "html_inline"]
    return "\n".join(line for line in (" ".join(line.split()) for line in "".join(parts).split("\n")) if line)
