"""Markdown: headings, paragraphs, lists and tables, through markdown-it. Inline signs (emphasis, links) give only their text.

Many writers make their lower headings bold and no more; a bold line of a heading's form is read as one.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.errors import ReadError
from ingest.agenda import with_agenda
from ingest.blocks import Block, BlockKind
from ingest.headings import NUMBER, has_form_of_heading
from ingest.marks import with_marked_text
from ingest.readers.text import decode
from ingest.wording import FIELD as LABELLED

SUFFIXES = (".md", ".markdown")
TOP_LEVEL = 1  # of the text in a paragraph that stands in no list and no quote
BREAKS = ("softbreak", "hardbreak")
HEADING = re.compile(r"^ {0,3}#{1,6} +\w", re.M)
GLUED_HEADING = re.compile(r"^( {0,3}#{2,6})(?=[^#\s])")  # one sign may be a hashtag's
BULLET = re.compile(r"^(\s*)[•●▪◦‣·]\s+(?=\S)")  # as text that is copied from a page has
FENCE = re.compile(r" {0,3}(?:```|~~~)")
FIELD = re.compile(r"[\w-]+:(?:\s|$)")  # of the front matter, for the program that shows the file
OF_FIELD = re.compile(r"\s|- |#|$")  # a line that belongs to a field, or says nothing
PICTURE = re.compile(
    r"^(?:[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d]*\s*)+"
)  # arrows, signs and emoji before a label
LETTER = re.compile(r"([a-z]\.)\s+(?=\S)")
COUNTED = re.compile(r"([a-z]\.)\s+(?=\S)|(\d{1,2}\.)\s+(?=[A-ZÀ-Ý])")


def read(file: Path) -> list[Block]:
    """Read a Markdown file into blocks. HTML in it is left out, and so are fields at its very beginning."""
    tokens = MarkdownIt("commonmark").enable("table").parse(_as_commonmark(_without_fields(decode(file))))
    blocks = with_agenda(_with_bold_headings(list(_blocks(tokens))))
    if not blocks:
        raise ReadError(f"{file.name}: er staat geen tekst in dit bestand. Vervang het door een bestand met tekst.")
    return blocks


def is_markdown(text: str) -> bool:
    """Tell whether a text of unknown form is Markdown: several headings, and no pages, which Markdown does not have."""
    return "\f" not in text and len(HEADING.findall(text)) > 1


def _without_fields(text: str) -> str:
    """Leave out front matter: fields, and nothing else, between two lines of dashes at the beginning, with text behind them."""
    lines = text.lstrip().replace("\r\n", "\n").split("\n")
    end = next((place for place, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    inside, after = lines[1:end], "\n".join(lines[end + 1 :])
    fields = inside and lines[0].rstrip() == "---" and FIELD.match(inside[0]) and all(FIELD.match(line) or OF_FIELD.match(line) for line in inside)
    return after if fields and after.strip() else text


def _as_commonmark(text: str) -> str:
    """Give the signs of a heading the space that CommonMark asks ("####Titel"), and make a bullet its sign of an item; what stands in a fence stays."""
    lines: list[str] = []
    fenced = False
    told = text.split("\n")
    for line in told if any(map(FENCE.match, told)) else with_marked_text(told):
        fenced ^= FENCE.match(line) is not None
        lines.append(line if fenced else BULLET.sub(r"\1- ", GLUED_HEADING.sub(r"\1 ", line)))
    return "\n".join(lines)


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    """Give the blocks; a bold line that may be a heading is one of level 0."""
    heading_level, markers, cells, row = 0, _Markers(), list[str](), BlockKind.ROW
    for token in tokens:
        markers.follow(token)
        if token.type == "heading_open":
            heading_level = int(token.tag[1])
        elif token.type in ("th_open", "td_open"):
            row = BlockKind.COLUMNS if token.type == "th_open" else BlockKind.ROW
            cells.append("")
        elif token.type == "tr_close":
            yield Block(row, " | ".join(cells))
            cells = []
        elif token.type in ("fence", "code_block") and token.content.strip():
            yield Block(BlockKind.PARAGRAPH, " ".join(token.content.split()))
        elif token.type == "inline" and (text := _inline_text(token.children or [])):
            if cells:
                cells[-1] = " ".join(text.split())
            elif token.level == TOP_LEVEL and not heading_level:
                yield from _top_paragraph(token.children or [])
            else:
                yield from _text_blocks(text, heading_level, markers.take(), markers.depth)
            heading_level = 0


def _text_blocks(text: str, heading_level: int, marker: str, depth: int) -> Iterator[Block]:
    if heading_level:
        yield Block(BlockKind.HEADING, " ".join(text.split()), level=heading_level)
    else:
        yield from _paragraph(text, marker, depth)


def _paragraph(text: str, marker: str, depth: int = 0) -> Iterator[Block]:
    """Give a paragraph or item; lines "a. …", "b. …" are items too, though CommonMark knows no lettered lists, and so is "2. …" right below those.

    Lines that each open with a label ("Wat: …", "Wie: …") are paragraphs. Other lines go on with the one above.
    """
    parts: list[str] = []
    lines = text.split("\n")
    labelled = not marker and LABELLED.match(lines[0]) is not None and sum(LABELLED.match(line) is not None for line in lines) > 1
    for line in lines:
        sign = LABELLED if labelled else COUNTED if parts and COUNTED.match(parts[-1]) else LETTER
        if parts and (marker or not sign.match(line)):
            parts[-1] += f" {line}"
        else:
            parts.append(line)
    for place, part in enumerate(parts):
        counted = None if marker else (COUNTED if place else LETTER).match(part)
        mark = counted[0].strip() if counted else marker
        kind = BlockKind.ITEM if mark else BlockKind.PARAGRAPH
        yield Block(kind, part[counted.end() :] if counted else part, marker=mark, depth=0 if counted or not mark else depth)


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

    @property
    def depth(self) -> int:
        return len(self._numbers)

    def take(self) -> str:
        marker, self._marker = self._marker, ""
        return marker


def _inline_text(children: list[Token]) -> str:
    parts = ["\n" if child.type in BREAKS else child.content for child in children if child.type != "html_inline"]
    return "\n".join(line for line in (" ".join(line.split()) for line in "".join(parts).split("\n")) if line)


def _top_paragraph(children: list[Token]) -> Iterator[Block]:
    bold = _bold_opening(children)
    label, rest = " ".join(_inline_text(children[:bold]).split()), _inline_text(children[bold:])
    # Behind words that are bold in mid-sentence the sentence goes on in lower case.
    said = PICTURE.sub("", label)
    if said and has_form_of_heading(said) and not rest[:1].islower():
        yield Block(BlockKind.HEADING, label)
        if rest:
            yield from _paragraph(rest, "")
    else:
        yield from _paragraph(_inline_text(children), "")


def _bold_opening(children: list[Token]) -> int:
    """Count the tokens of the lines that a paragraph begins with and that are bold as a whole; 0 when its first line is not."""
    depth = 0
    for position, child in enumerate(children):
        depth += child.nesting if child.type in ("strong_open", "strong_close") else 0
        if not depth and child.type in BREAKS:
            return position
        if not depth and child.content.strip():
            return 0
    return len(children)


def _with_bold_headings(blocks: list[Block]) -> list[Block]:
    """Place the bold headings below the last real one, deeper below a bold number; without real headings the outline places them.

    One with nothing under it, or above the first real heading, is a paragraph.
    """
    has_real = any(block.level for block in blocks)
    result: list[Block] = []
    last = numbered = 0
    for position, block in enumerate(blocks):
        after = blocks[position + 1] if position + 1 < len(blocks) else None
        if block.kind is not BlockKind.HEADING or block.level:
            last, numbered = (block.level, 0) if block.level else (last, numbered)
            result.append(block)
        elif after is None or after.level or (has_real and not last):
            result.append(replace(block, kind=BlockKind.PARAGRAPH))
        elif NUMBER.match(block.text):
            numbered = 1
            result.append(replace(block, level=last + 1 if has_real else 0))
        else:
            result.append(replace(block, level=last + 1 + numbered if has_real else 0))
    return result
