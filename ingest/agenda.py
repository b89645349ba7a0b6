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

    Behind a colon, or under a heading that names what agreements are there ("Doelen"), such items are a list.
    """
    result = list(blocks)
    run: list[int] = []
    level, is_list = 0, False
    for place, block in enumerate([*blocks, Block(BlockKind.HEADING, "")]):
        number = NUMBER.fullmatch(block.marker)
        opens = number is not None and int(number[1]) == len(run) + 1 and _is_headed(blocks, place) and not is_list
        if opens and (run or not blocks[place - 1].text.endswith(":")):
            run.append(place)
        elif block.kind is BlockKind.HEADING or number:
            for one in run if len(run) >= FEWEST_ITEMS else ():
                item = blocks[one]
                result[one] = replace(item, kind=BlockKind.HEADING, text=f"{item.marker} {item.text}", marker="", depth=0, level=level)
            run = []
        if block.kind is BlockKind.HEADING:
            level = block.level + 1 if block.level else level
            is_list = any(pattern.fullmatch(unnumbered(block.text)) for pattern in HEADINGS.values())
    return result


def _is_headed(blocks: Sequence[Block], place: int) -> bool:
    """Tell whether an item has the form of a heading, and a paragraph right below it."""
    below = blocks[place + 1 : place + 2]
    return bool(below) and below[0].kind is BlockKind.PARAGRAPH and blocks[place].depth <= 1 and has_form_of_heading(blocks[place].text)
