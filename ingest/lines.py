"""Hard-wrapped lines → blocks: rejoins what a line or page break cut, and tells headings, items and paragraphs apart.

Every rule looks at form (width, punctuation, numbering, case), never at a file's name or at particular words of one document.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise, takewhile

from ingest.blocks import Block, BlockKind
from ingest.chapters import DATED, chapters, labels
from ingest.furniture import without_furniture
from ingest.goals import HEADING_CHARACTERS, goal_lines, opens_sentence
from ingest.headings import EXAMPLE, FULL_DATE, NUMBER, QUOTE, has_form_of_heading, is_name
from ingest.marks import MARKER, SENTENCE_END, join_lines, with_whole_marks
from ingest.rows import figure_rows

OPEN_END = re.compile(r"\b(?:de|der|den|en|of|te|ten|ter|van)$", re.I)  # hardly any text ends in such a word, and hardly any heading
EARLY = 0.85  # a line is broken on purpose when the next word would have fitted within this share of the usual width (proportional type: widths vary)
HEADING_SHARE = 0.6  # a line at the top of a page that is shorter than this share of the width, and no sentence, is a heading
UNWRAPPED_WIDTH = 160  # lines longer than this are whole paragraphs
LONG_SHARE = 0.6  # of wrapped lines longer than this share of the width, few end a sentence; of whole paragraphs nearly all do
ENDING_SHARE = 0.9
FEWEST_IN_COLUMN = 3  # lines
NARROW = 0.9  # of the usual width, for a column of its own
LONG_LINES = 4  # with fewer it may be chance
CLOSES = re.compile(r"(?:en|of|tenzij|waarbij|mits|aldus|dit|dat|hij|zij|maar|dus)\b")  # goes on with the item above a semicolon
LABEL = re.compile(r"[A-ZÀ-Ý](?:[^\W\d]|-)*(?: (?:[^\W\d]|-)+){0,2}:(?:\s|$)")  # a number in it makes it a heading's ("Doel 2: …")


@dataclass(slots=True)
class _Line:
    text: str
    gap: bool  # stands after a paragraph break
    opens_page: bool
    page: int | None
    width: int = 0  # of the column that it stands in
    before_item: bool = False  # the next line begins an item, and this one announces none
    stands_alone: bool = False  # the next line begins a text though there was room for its first word, or this is a quote
    is_dated: bool = False  # a row of a plan of dates
    is_labelled: bool = False  # "Besluit   Conform voorstel."
    opens_chapter: bool = False  # or a numbered goal
    row: BlockKind | None = None  # of a table: what its columns are called, or one below that


@dataclass(slots=True)
class _Group:
    """Lines that belong together."""

    lines: list[_Line] = field(default_factory=list)
    marker: str = ""
    listed: bool = False  # an item without a mark

    @property
    def text(self) -> str:
        return join_lines([line.text for line in self.lines])


def blocks_of_lines(text: str) -> list[Block]:
    """Give the blocks of a plain text in reading order; headings get level 0 (see `ingest.outline`)."""
    lines = _read_lines(text)
    width = _usual_width([line.text for line in lines])
    wrapped = _is_wrapped(lines, width)
    _measure_columns(lines, width)
    for line, following in pairwise(lines):
        line.before_item = MARKER.match(following.text) is not None and not following.row and not line.text.endswith(":")
        line.stands_alone = _stands_alone(line, following)
    texts = ["|" if line.row else line.text for line in lines]  # "1 Jeugdhulp" in a table opens no chapter
    for place in chapters(texts, [line.gap for line in lines], [line.opens_page for line in lines]) | goal_lines(texts):
        lines[place].opens_chapter = True
    for place in labels(texts):
        lines[place].is_labelled = True
    groups: list[_Group] = []
    for line in lines:
        if groups and wrapped and not (line.row or groups[-1].lines[-1].row or _begins(line, groups[-1])):
            groups[-1].lines.append(line)
        else:
            marker = groups[-1].marker if groups and wrapped and not line.row and _is_next_item(line, groups[-1]) else ""
            groups.append(_Group([line], marker, line.is_dated))
            if not line.row:
                _take_marker(groups)
    _mark_listed(groups, width)
    return _classify(groups)


def _read_lines(text: str) -> list[_Line]:
    raw = re.sub(r"\f(?!\n)", "\f\n", unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    raw = without_furniture(raw)
    raw = with_whole_marks(raw, _usual_width([line.strip() for line in raw if line.strip()]))
    rows = figure_rows([item.replace("\f", "") for item in raw])
    double_spaced = _is_double_spaced(raw)
    pages = "\f" in text
    lines: list[_Line] = []
    blank, page, opens = 0, 1, False
    for position, item in enumerate(raw):
        if "\f" in item:
            page, opens = page + 1, True
            item = item.replace("\f", "")
        content = item.strip()
        if not content:
            blank += 1
            continue
        # A text extraction marks a page break with one leading space.
        opens = opens or (position > 0 and re.match(r" \S", item) is not None)
        row, content = rows.get(position, (None, content))
        if not content:  # the row below has its words
            continue
        gap = blank > (1 if double_spaced else 0)
        lines.append(_Line(content, gap, opens, page if pages else None, is_dated=bool(DATED.match(content)), row=row))
        blank, opens = 0, False
    return lines


def _is_double_spaced(raw: list[str]) -> bool:
    filled = [position for position, item in enumerate(raw[:-1]) if item.strip()]
    before_blank = [raw[position].strip() for position in filled if not raw[position + 1].strip()]
    unfinished = sum(len(text) > 60 and not SENTENCE_END.search(text) for text in before_blank)
    return len(filled) >= 4 and len(before_blank) > 0.7 * len(filled) and unfinished > 0.25 * len(filled)


def _usual_width(lines: list[str]) -> int:
    widths = sorted(map(len, lines))
    return widths[int(0.95 * (len(widths) - 1))] if widths else 0


def _measure_columns(lines: list[_Line], width: int) -> None:
    """Give each line the width of its column: a run of lines of which most go on in lower case may be narrower than the rest of the text."""
    starts = [0, *(place for place, line in enumerate(lines) if line.gap and place)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        run = lines[start:end]
        going_on, widest = sum(line.text[0].islower() for line in run[1:]), max((len(line.text) for line in run), default=0)
        narrow = len(run) >= FEWEST_IN_COLUMN and going_on >= (len(run) - 1) / 2 and widest < NARROW * width
        for line in run:
            line.width = widest if narrow else width


def _is_wrapped(lines: list[_Line], width: int) -> bool:
    """Tell whether paragraphs run over several lines, by how wide the lines are and how the long ones end."""
    if width > UNWRAPPED_WIDTH:
        return False
    long = [line.text for line in lines if len(line.text) > LONG_SHARE * width]
    return len(long) < LONG_LINES or sum(SENTENCE_END.search(text) is not None for text in long) < ENDING_SHARE * len(long)


def _stands_alone(line: _Line, following: _Line) -> bool:
    """Tell whether a line is a quote, or short and no sentence, and right above a full line that begins one, as a heading is where nothing parts it from the text before it."""
    above_text = not following.gap and following.text[0].isupper() and len(following.text) > HEADING_SHARE * following.width
    short = len(line.text) < HEADING_SHARE * line.width and has_form_of_heading(line.text) and not LABEL.match(line.text)
    return (short and above_text) or QUOTE.fullmatch(line.text) is not None


def _begins(line: _Line, group: _Group) -> bool:
    """Tell whether a line begins a new block after the group so far."""
    last, width = group.lines[-1].text, group.lines[-1].width
    finished = SENTENCE_END.search(last) is not None
    early = len(last) + 1 + len(line.text.split()[0]) < EARLY * width
    if MARKER.match(line.text) and not _is_wrapped_dash(line, group, finished=finished, early=early):
        return True
    if line.is_dated or line.is_labelled or line.opens_chapter or (NUMBER.match(line.text) and (line.gap or line.opens_page or early)):
        return True
    if _is_next_item(line, group) or (finished and line.stands_alone and not group.marker):
        return True
    if ((finished or (group.marker[:-1].isdigit() and len(group.lines) == 1)) and LABEL.match(line.text)) or (
        group.lines[0].opens_chapter and opens_sentence(line.text)
    ):
        return True
    if OPEN_END.search(last) and not (line.gap and line.text[0].isdigit()):  # that may be a footnote
        return False
    if not line.gap and re.search(r"[^\W\d_]-$", last) and line.text[0].islower():
        return False
    if line.gap:
        short = len(line.text) < HEADING_SHARE * width and has_form_of_heading(line.text)
        cut_by_page = line.opens_page and not early and not short and len(group.lines) > 1
        within_item = group.marker and not early and line.before_item
        return finished or not (line.text[0].islower() or cut_by_page or within_item)
    if line.opens_page and finished and len(line.text) < HEADING_SHARE * width and not SENTENCE_END.search(line.text):
        return True
    goes_on = line.text[0].islower() and not finished
    # The letters of a heading are larger, so its lines break sooner.
    numbered = (
        (group.lines[0].opens_chapter or NUMBER.match(group.lines[0].text)) and len(group.lines) == 1 and not re.search(r"[:;\d]|\.$", line.text)
    )
    return early and not (goes_on and (group.marker or numbered or sum(len(one.text) for one in group.lines) > HEADING_CHARACTERS))


def _is_next_item(line: _Line, group: _Group) -> bool:
    """Tell whether a line without a mark is the next item, as when an extraction lost the mark: the item above ends in a semicolon, and this goes on in lower case."""
    in_list = group.marker != "" and (
        group.marker == "o" or not any(sign.isalnum() for sign in group.marker)
    )  # a number or letter counts on by itself
    return in_list and not line.gap and group.lines[-1].text.endswith(";") and line.text[0].islower() and not CLOSES.match(line.text)


def _is_wrapped_dash(line: _Line, group: _Group, *, finished: bool, early: bool) -> bool:
    """Tell whether a line that begins with a dash or "1." goes on with the sentence above it."""
    if line.gap or finished or early:
        return False
    if line.text[0] not in "-–—−":
        return group.marker == "" and not line.opens_page
    open_dash = len(re.findall(r"\s[-–—−]\s", group.text)) % 2 == 1
    return open_dash or group.marker == ""


def _take_marker(groups: list[_Group]) -> None:
    first = groups[-1].lines[0]
    if found := MARKER.match(first.text):
        groups[-1].marker = found["marker"]
        first.text = first.text[found.end() :]


def _mark_listed(groups: list[_Group], width: int) -> None:
    """Find lists without marks: two short lines or more right below each other, after a colon. The last one is none when it is the heading of a text right below it."""
    for place, group in enumerate(groups):
        label = LABEL.match(group.text)
        if not group.text.endswith(":") or (label and label.end() < len(group.text)):
            continue
        listed = list(takewhile(lambda other: _is_short_line(other, width), islice(groups, place + 1, None)))
        listed = listed[: next((number for number, other in enumerate(listed) if number and other.lines[0].gap), len(listed))]
        last = groups[place + 1 + len(listed) : place + 2 + len(listed)] if listed and listed[-1].text.endswith(";") else []
        listed += [other for other in last if other.text[0].islower() and not (other.marker or other.lines[0].gap)]
        below = groups[place + 1 + len(listed)] if place + 1 + len(listed) < len(groups) else None
        if listed and below and not below.lines[0].gap and len(below.text) > EARLY * width and has_form_of_heading(listed[-1].text):
            listed.pop()
        for other in listed if len(listed) > 1 else ():
            other.listed = True


def _is_short_line(group: _Group, width: int) -> bool:
    """Tell whether a group is one short line that is no sentence, no item and no numbered heading."""
    text = group.lines[0].text
    short = len(group.lines) == 1 and len(text) < EARLY * width and text[0].isalpha()
    return short and not group.marker and not group.lines[0].row and not NUMBER.match(text) and not re.search(r"[.:?!]$", text)


def _classify(groups: list[_Group]) -> list[Block]:
    blocks: list[Block] = []
    chapter = 0
    for position, group in enumerate(groups):
        following = groups[position + 1] if position + 1 < len(groups) else None
        block = _block(group, following, blocks, chapter)
        numbered = re.match(r"(\d+)\.", block.text) if block.kind is BlockKind.HEADING else None
        chapter = int(numbered[1]) if numbered else chapter
        blocks.append(block)
    return _without_bare_names(blocks)


def _block(group: _Group, following: _Group | None, before: list[Block], chapter: int) -> Block:
    line = group.lines[0]
    if line.row:
        return Block(line.row, group.text, page=line.page, opens_page=line.opens_page)
    if line.opens_chapter:
        return Block(BlockKind.HEADING, group.text, page=line.page, opens_page=line.opens_page)
    numeric = re.fullmatch(r"\d{1,2}\.", group.marker)
    dated = numeric is not None and _counts_on(group, following, chapter)
    if numeric and _looks_like_heading(group.text, following, dated=dated) and not _in_numbered_list(group, before, chapter):
        return Block(BlockKind.HEADING, f"{group.marker} {group.text}", page=line.page, opens_page=line.opens_page)
    if group.marker or group.listed:
        return Block(BlockKind.ITEM, group.text, marker=group.marker, page=line.page, opens_page=line.opens_page)
    is_label = line.is_labelled or (LABEL.match(group.text) and not EXAMPLE.match(group.text))  # "Aanwezig: 23 leden"
    is_heading = _looks_like_heading(group.text, following) and not is_label
    return Block(BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH, group.text, page=line.page, opens_page=line.opens_page)


def _looks_like_heading(text: str, following: _Group | None, *, dated: bool = False) -> bool:
    """Tell whether a text has the form of a heading, and something but a signature's date stands under it."""
    if following is None or not has_form_of_heading(text, dated=dated):
        return False
    after = following.lines[0].text
    return not (FULL_DATE.match(after) and len(after) < 25)


def _counts_on(group: _Group, following: _Group | None, chapter: int) -> bool:
    """Tell whether a numbered line comes right after the last numbered heading; the first one only when the second is not right below it."""
    number = int(group.marker.rstrip("."))
    return number == chapter + 1 and (chapter > 0 or following is None or following.marker != "2.")


def _in_numbered_list(group: _Group, before: list[Block], chapter: int) -> bool:
    """Tell whether "1. …" is an item of a list and no chapter: after a colon or its predecessor, or counting anew inside a chapter."""
    number = int(group.marker.rstrip("."))
    last = before[-1] if before else None
    if last is None:
        return False
    if last.kind is BlockKind.ITEM and last.marker == f"{number - 1}.":
        return True
    return number <= chapter or (number == 1 and last.text.endswith(":"))


def _without_bare_names(blocks: list[Block]) -> list[Block]:
    """Turn a heading with nothing under it but the next heading into a paragraph when it is only a name (a publisher, a speaker)."""
    once = {text for text, count in Counter(block.text for block in blocks).items() if count == 1}
    result: list[Block] = []
    for position, block in enumerate(blocks):
        after = blocks[position + 1] if position + 1 < len(blocks) else None
        bare = block.kind is BlockKind.HEADING and after is not None and after.kind is BlockKind.HEADING
        is_bare_name = bare and block.text in once and is_name(block.text)
        result.append(replace(block, kind=BlockKind.PARAGRAPH) if is_bare_name else block)
    return result
