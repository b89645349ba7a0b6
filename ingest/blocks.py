"""The unit that every reader delivers: a heading, a paragraph, a list item, a table row or what the columns of a table are called, in reading order."""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    COLUMNS = "columns"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `level` counts from 1 for a heading and is 0 when the format does not tell it.

    `marker` is the sign before an item ("-", "•", "1.", "a."); `depth` counts from 1 in how many lists it stands, and is 0 when the format
    does not tell it. `page` counts from 1; `opens_page` tells that the block stands at the top of one. `title` is what a heading is called
    whose words are text of its section as well.
    """

    kind: BlockKind
    text: str
    level: int = 0
    marker: str = ""
    page: int | None = None
    opens_page: bool = False
    depth: int = 0
    title: str = ""
