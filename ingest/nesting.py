"""How deep each item of a list lies: as the format tells it, or by the marks, when an item that ends in a colon is followed by another kind of mark."""

import re
from collections.abc import Iterator, Sequence

from ingest.blocks import Block, BlockKind


def levels(blocks: Sequence[Block]) -> Iterator[int]:
    """Give the level of each block: from 1 for an item, 0 for anything else."""
    open_marks: list[str] = []
    before = ""
    for block in blocks:
        if block.kind is not BlockKind.ITEM:
            open_marks, before = [], ""
            yield 0
            continue
        mark = _kind(block.marker)
        if block.depth > 1:
            open_marks = [*open_marks[: block.depth - 1], mark]
        elif mark in open_marks:
            open_marks = open_marks[: open_marks.index(mark) + 1]
        elif before.endswith(":") or block.depth:
            open_marks = [*open_marks, mark] if before.endswith(":") else [mark]
        else:
            open_marks = [*open_marks[:-1], mark]
        before = block.text
        yield len(open_marks)


def _kind(marker: str) -> str:
    """Give what the marks of one list have in common: "2." and "3." differ in their number only."""
    return re.sub(r"[a-z]", "a", re.sub(r"\d+", "1", marker))
