"""How deep each item of a list lies: as the format tells it, or by the marks, when an item that goes on is followed by another kind of mark."""

import re
from collections.abc import Iterator, Sequence

from ingest.blocks import Block, BlockKind

GOING_ON = frozenset("en of bij met van te de het een".split())  # small words that end no sentence, as "aan" and "voor" may


def levels(blocks: Sequence[Block]) -> Iterator[int]:
    """Give the level of each block: from 1 for an item, 0 for anything else."""
    open_lists: list[Block] = []  # the last item of each
    for block in blocks:
        if block.kind is not BlockKind.ITEM:
            open_lists = []
            yield 0
            continue
        level = _level(block, open_lists)
        open_lists = [*open_lists[: level - 1], block]
        yield level


def _level(block: Block, open_lists: list[Block]) -> int:
    announced = bool(open_lists) and _goes_on(open_lists[-1].text)
    same = next((level for level, other in enumerate(open_lists, 1) if _is_of_one_list(block, other)), 0)
    if block.depth > 1:
        return min(block.depth, len(open_lists) + 1)
    return same or (len(open_lists) + 1 if announced else 1 if block.depth else max(len(open_lists), 1))


def _goes_on(text: str) -> bool:
    """Tell whether what an item says goes on below it: "filters bij", "drie dingen:"."""
    return text.endswith(":") or not GOING_ON.isdisjoint(text.lower().split()[-1:])


def _is_of_one_list(one: Block, other: Block) -> bool:
    """Tell whether two items have the same kind of mark, and stand in as many lists, as far as the format tells it."""
    return _kind(one.marker) == _kind(other.marker) and (one.depth == other.depth or not one.depth or not other.depth)


def _kind(marker: str) -> str:
    """Give what the marks of one list have in common: "2." and "3." differ in their number only."""
    return re.sub(r"[a-z]", "a", re.sub(r"\d+", "1", marker))
