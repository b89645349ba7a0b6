"""Items "1. …", "2. …" with text between them, as a list of decisions has: headings of that text. Which lines are items, the readers decide."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.dutch import unnumbered
from ingest.blocks import Block, BlockKind
from ingest.headings import has_form_of_heading
from ingest.wording import HEADINGS

FEWEST_ITEMS = 3
NUMBER = re.compile(r"(\d{1,2})\.")


def with_agenda(blocks: Sequence[Block]) -> list[Block]:
    """Make headings of single numbered items that count on from 1, each in the form of a heading with a paragraph below it; one level below the heading above them.

    Behind a colon, or below a heading that names what agreements are there ("Doelen"), such items are a list; and so they all are where one that
    counts on has another form. The words of an item are text as well (`Block.title`); its number counts the points and names no chapter.
    """
    result = list(blocks)
    run: list[int] = []
    above: list[Block] = []
    highest = min((block.level for block in blocks if block.level), default=0)
    for place, block in enumerate([*blocks, Block(BlockKind.HEADING, "")]):
        number = NUMBER.fullmatch(block.marker)
        counts_on = number is not None and int(number[1]) == len(run) + 1 and block.depth <= 1
        if counts_on and _is_headed(blocks, place) and (run or not (_names_list(above) or blocks[place - 1].text.endswith(":"))):
            run.append(place)
        elif counts_on:
            run = []
        elif block.kind is BlockKind.HEADING or number:
            level = next((heading.level + 1 for heading in reversed(above) if heading.level), highest)
            for one in run if len(run) >= FEWEST_ITEMS else ():
                item = blocks[one]
                result[one] = replace(
                    item, kind=BlockKind.HEADING, text=f"{item.marker} {item.text}", title=item.text, marker="", depth=0, level=level
                )
            run = []
        if block.kind is BlockKind.HEADING:
            above = [*(heading for heading in above if heading.level < block.level or (heading.level and not block.level)), block]
    return result


def _names_list(above: Sequence[Block]) -> bool:
    """Tell whether one of the headings above a place names what agreements stand there."""
    return any(pattern.fullmatch(unnumbered(heading.text)) for heading in above for pattern in HEADINGS.values())


def _is_headed(blocks: Sequence[Block], place: int) -> bool:
    """Tell whether an item has the form of a heading, and a paragraph right below it; the list of an earlier day may be a point of a list of decisions."""
    below = blocks[place + 1 : place + 2]
    return bool(below) and below[0].kind is BlockKind.PARAGRAPH and has_form_of_heading(blocks[place].text, dated=True)
