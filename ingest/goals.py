"""Lines that set a numbered goal ("Doelstelling 1.2: In 2030 …"): a heading for what is agreed under them, and text that can be quoted as well."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.agreement import AgreementKind
from corpus.dutch import STOP_WORDS
from ingest.blocks import Block, BlockKind
from ingest.wording import HEADINGS

GOAL_WORDS = r"(?:hoofd|sub)?doel(?:stelling)?|ambitie|opgave"  # what a numbered goal is called
# "Doel 2: Schoner water", "Doelstelling 1.2 In 2030 …", and a bare "Doel 2" above its text.
NUMBERED_GOAL = re.compile(
    rf"(?P<label>(?:{GOAL_WORDS}) (?P<number>\d{{1,2}}(?:\.\d{{1,2}})?))"
    r"(?:[:.]?$|(?: ?[:.–-]+ | (?=(?-i:[A-ZÀ-Ý‘“\"(])))(?P<title>\S.*))",
    re.I | re.S,
)
OF_A_THEME = (AgreementKind.PRIORITY, AgreementKind.STEP)  # these stand below the goals of a theme, and are not of the last one
OF_NAMES = frozenset("de den der het in op ter ten van bij aan over onder".split())  # "De Linde", "Van Dam"
HEADING_CHARACTERS = 130  # a longer line is no heading; a goal of such a line is called by its number


def with_goals(blocks: Sequence[Block]) -> list[Block]:
    """Make headings of the paragraphs that set a numbered goal, when two or more of different numbers do, and of those that name the list below them.

    The title of a goal is text as well (`Block.title`).
    """
    goals = {place: found for place, block in enumerate(blocks) if _may_set(block) and (found := NUMBERED_GOAL.fullmatch(block.text))}
    lines = _lines(blocks, goals)
    is_told = any(block.level for block in blocks)
    result: list[Block] = []
    # Levels: of the last heading that the format told, what a line with a goal adds to those below it, and of the goal that this is about.
    above = shift = goal = 0
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if place in lines:
            shift, goal = 1, above + 1
            block = replace(block, kind=BlockKind.HEADING, level=goal if is_told else 0, title=_title(goals[place]))
        elif block.kind is BlockKind.HEADING:
            if not shift or block.level <= above:
                above, shift = block.level, 0
            block = replace(block, level=block.level + shift) if block.level else block
            if place in goals:
                goal = block.level
                block = replace(block, title=_title(goals[place]) if goals[place]["title"] else "")
            elif block.level <= goal:
                goal = 0
        elif kind := _named_list(block, after):
            level = goal if goal and kind in OF_A_THEME else max(goal, above) + 1
            block = replace(block, kind=BlockKind.HEADING, level=level if is_told else 0)
        result.append(block)
    return result


def _may_set(block: Block) -> bool:
    return block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)


def _lines(blocks: Sequence[Block], goals: dict[int, re.Match[str]]) -> set[int]:
    """Give the places of the paragraphs that set a goal: of several for one number the first that something stands below."""
    headed = {found["number"] for place, found in goals.items() if blocks[place].kind is BlockKind.HEADING}
    numbers = {found["number"] for found in goals.values()}
    places: dict[str, int] = {}
    for place, found in sorted(goals.items(), key=lambda one: _is_listed(one[0], goals)):
        if found["title"]:
            places.setdefault(found["number"], place)
    return {place for number, place in places.items() if number not in headed and len(numbers) > 1}


def _is_listed(place: int, goals: dict[int, re.Match[str]]) -> bool:
    """Tell whether a goal stands right beside another: so does an introduction name them."""
    return place - 1 in goals or place + 1 in goals


def _named_list(block: Block, after: Block | None) -> AgreementKind | None:
    """Tell what the list right below a line holds, when that line says it as a heading would: "Prioriteiten voor 2027"."""
    above_items = block.kind is BlockKind.PARAGRAPH and after is not None and after.kind is BlockKind.ITEM
    said = block.text if above_items and not block.text.endswith(":") else ""
    return next((kind for kind, pattern in HEADINGS.items() if pattern.fullmatch(said)), None)


def _title(goal: re.Match[str]) -> str:
    line = goal.group().rstrip(" .;:")
    return line if len(line) <= HEADING_CHARACTERS else goal["label"]


def goal_lines(lines: Sequence[str]) -> set[int]:
    """Give the places of the lines of a plain text that begin a numbered goal, when two or more of different numbers do. After a small word a sentence goes on."""
    goals = {
        place: found
        for place, line in enumerate(lines)
        if (found := NUMBERED_GOAL.match(line)) and not (place and lines[place - 1].split()[-1].lower() in STOP_WORDS)
    }
    return set(goals) if len({found["number"] for found in goals.values()}) > 1 else set()


def opens_sentence(line: str) -> bool:
    """Tell whether a line begins a sentence although the one above it has no end: with a small word in a capital, which no name in mid-sentence has."""
    first = line.split()[0]
    return first[0].isupper() and first.lower() in STOP_WORDS - OF_NAMES


def goal_number(heading: str) -> str | None:
    """Give the number of the goal that a heading sets, or None."""
    found = NUMBERED_GOAL.fullmatch(heading)
    return found["number"] if found else None
