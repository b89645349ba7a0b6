"""Which lines of an extracted text are rows of a table of figures: wide spaces part their cells, and all but the first are figures.

By its form such a row would be a heading: short, with a capital and without an end.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from ingest.aligned import FEWEST_ROWS, FIGURE, LONGEST_ROW, WORD, YEAR, Row, aligned_rows, names_columns
from ingest.blocks import BlockKind

PARTED = re.compile(r" {2,}|\t+")
FEWEST_CELLS = 3
LONGEST_LABEL = 60  # characters of its first line, when it has two


def figure_rows(lines: Sequence[str]) -> dict[int, Row]:
    """Give by its place each row of a table and what its columns are called, with bars between the cells.

    Rows of one table have as many cells and stand right below each other, empty lines aside. In a text with a table a single row of as many cells
    is one as well: a total below a line of text. The first line of a label that has two is empty, and the row below it holds its words.
    """
    split = {place: _cells(line) for place, line in enumerate(lines) if line.strip()}
    wrapped = {place: split.pop(place - 1)[0] for place in [*split] if _goes_on(split, place)}
    for place, label in wrapped.items():
        split[place][0] = f"{label} {split[place][0]}"
    above = dict(zip([*split][1:], split, strict=False))
    tables, single = dict[int, Row](), dict[int, Row]()
    for count, together in groupby(split, key=lambda place: len(split[place]) if _is_row(split[place]) else 0):
        run = list(together) if count else []
        if not run:
            continue
        header = run[0] if _names_years(split[run[0]]) else above.get(run[0], run[0])
        columns = _columns(split[header], count, is_set_in=lines[header].startswith("  "))
        rows = {place: (BlockKind.ROW, " | ".join(split[place])) for place in run}
        if columns:
            rows[header] = (BlockKind.COLUMNS, " | ".join(columns))
        if len(rows) < FEWEST_ROWS:
            single |= {place: rows[place] for place in run}
        else:
            tables |= rows
    counts = {len(split[place]) for place, (kind, _) in tables.items() if kind is BlockKind.ROW}
    rows = tables | {place: row for place, row in single.items() if len(split[place]) in counts}
    return rows | {place - 1: (BlockKind.ROW, "") for place in wrapped if place in rows} | aligned_rows(lines)


def _goes_on(split: Mapping[int, Sequence[str]], place: int) -> bool:
    """Tell whether the label of a row goes on from the line right above it: "Participatie en" – "schuldhulp  8.100  8.900"."""
    above, here = split.get(place - 1, ()), split[place]
    if len(above) != 1 or not _is_row(here) or not here[0][0].islower():
        return False
    return len(above[0]) <= LONGEST_LABEL and not above[0].endswith((".", "!", "?", ";", ":"))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in PARTED.split(line.strip())] if len(line) <= LONGEST_ROW else []


def _is_row(cells: Sequence[str]) -> bool:
    return len(cells) >= FEWEST_CELLS and WORD.search(cells[0]) is not None and all(map(FIGURE.fullmatch, cells[1:]))


def _names_years(cells: Sequence[str]) -> bool:
    return all(map(YEAR.fullmatch, cells[1:]))


def _columns(cells: Sequence[str], count: int, *, is_set_in: bool) -> list[str]:
    """Give what the columns are called, or nothing when the cells above the rows do not say it, as those with an amount. The first column may have no name."""
    named = [*([""] if is_set_in and len(cells) == count - 1 else []), *cells]
    return named if len(named) == count and names_columns(named) else []
