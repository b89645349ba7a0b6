"""Which lines are rows of a table whose cells stand below each other, as an extraction that keeps the page as it is laid out gives them: some cells are empty, some hold words, and some have two lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.blocks import BlockKind

CELL = re.compile(r"\S+(?: \S+)*")
LONGEST_ROW = 400  # characters; a longer line is a paragraph with wide spaces
LONGEST_PART = 60  # of a cell that goes on below
FEWEST_ROWS = 3  # what the columns are called counts as one
# "12.900", "-3,5%", "€ 640.000", "(1.200)", "2,3 mln"; and what says that there is none: "-", "n.v.t.", "p.m.".
FIGURE = re.compile(
    r"[(€+–− -]{0,6}\d[\d.,/]{0,15}-? ?%?(?: ?(?:mln|mld|miljoen|miljard|euro|fte)\.?)? ?\)?|[-–—−]|n\.?v\.?t\.?|n\.?b\.?|p\.?m\.?", re.I
)
AMOUNT = re.compile(r"€|%|\d[.,]\d|\b(?:mln|mld|miljoen|miljard|euro)\b", re.I)  # no page has such a number
YEAR = re.compile(r"(?:19|20)\d{2}")
WORD = re.compile(r"[^\W\d_]{2}")
Row = tuple[BlockKind, str]
Cells = list[re.Match[str]]


@dataclass(slots=True)
class _Told:
    """A row with the lines that it stands on; a cell may be empty."""

    cells: list[str]
    places: list[int] = field(default_factory=list)


def aligned_rows(lines: Sequence[str]) -> dict[int, Row]:
    """Give by its place the first line of each row, and of what the columns are called, with bars between the cells; its other lines are empty.

    With more than two columns the first row names them, and half of the others hold a figure. With two every other row gives an amount.
    """
    found: dict[int, Row] = {}
    for run in _runs(lines):
        if table := _table(run):
            for number, row in enumerate(table):
                kind = BlockKind.COLUMNS if number == 0 and heads_columns(row.cells) else BlockKind.ROW
                found |= {place: (kind, "") for place in row.places}
                found[row.places[0]] = (kind, " | ".join(row.cells))
    return found


def heads_columns(cells: Sequence[str]) -> bool:
    """Tell whether cells may be what columns are called: words or years behind the first, and no amount."""
    says = any(WORD.search(cell) for cell in cells[1:]) or all(map(YEAR.fullmatch, cells[1:]))
    return says and not any(FIGURE.fullmatch(cell) and not YEAR.fullmatch(cell) for cell in cells[1:])


def _runs(lines: Sequence[str]) -> Iterator[list[tuple[int, Cells]]]:
    """Give the lines that stand right below each other, empty ones aside, and have several cells, with those on which one cell goes on."""
    run: list[tuple[int, Cells]] = []
    for place, line in enumerate(lines):
        cells = list(CELL.finditer(line.expandtabs())) if len(line) <= LONGEST_ROW else []
        opens = run and run[-1][0] < place - 1 and len(cells) > 1 and heads_columns([cell[0] for cell in cells])
        if opens:  # behind an empty line another table may follow
            yield run
            run = []
        if len(cells) > 1 or (cells and run and run[-1][0] == place - 1 and _goes_on(cells[0], run[-1][1])):
            run.append((place, cells))
        elif line.strip():
            yield run
            run = []
    yield run


def _goes_on(part: re.Match[str], above: Cells) -> bool:
    """Tell whether the only cell of a line goes on with one above it: it stands below a later one, or is the rest of a label."""
    if len(part[0]) > LONGEST_PART or FIGURE.fullmatch(part[0]):
        return False
    is_rest = part[0][0].islower() and not part[0].endswith((".", "!", "?", ";", ":")) and part.start() == above[0].start()
    return is_rest or (len(above) > 1 and part.start() >= above[1].start())


def _table(run: Sequence[tuple[int, Cells]]) -> list[_Told]:
    """Give the rows of the table in a run of lines, or none when it holds none."""
    count = max((len(cells) for _, cells in run), default=0)
    whole = list({tuple(cell.span() for cell in cells): cells for _, cells in run if len(cells) == count}.values())
    told: list[_Told] = []
    for place, cells in run:
        columns = _columns(cells, whole)
        if not columns:
            return []
        if told and place == told[-1].places[-1] + 1 and _is_more(columns, cells, is_first=len(told) == 1):
            _add(told[-1], columns, cells, place)
        elif len(cells) >= count - (not told) or told:  # what stands above a table is none of it
            told.append(_Told([""] * count))
            _add(told[-1], columns, cells, place)
    return told if _is_table(told, count) else []


def _is_table(told: Sequence[_Told], count: int) -> bool:
    if len(told) < FEWEST_ROWS:
        return False
    is_headed = heads_columns(told[0].cells)
    rows = [row.cells for row in told[is_headed:]]
    if count == 2:
        return all(WORD.search(label) and FIGURE.fullmatch(value) and AMOUNT.search(value) for label, value in rows)
    with_figure = sum(any(map(FIGURE.fullmatch, filter(None, cells[1:]))) for cells in rows)
    return is_headed and all(WORD.search(cells[0]) for cells in rows) and 2 * with_figure >= len(rows)


def _is_more(columns: Sequence[int], cells: Cells, *, is_first: bool) -> bool:
    """Tell whether a line goes on with the row above it: without a label, in words, or what columns are called in years; or with the rest of that label alone."""
    if columns[0] == 0:
        return len(cells) == 1 and cells[0][0][0].islower()
    return all(not FIGURE.fullmatch(cell[0]) or (is_first and YEAR.fullmatch(cell[0])) for cell in cells)


def _add(row: _Told, columns: Sequence[int], cells: Cells, place: int) -> None:
    for column, cell in zip(columns, cells, strict=True):
        row.cells[column] = f"{row.cells[column]} {cell[0]}".strip()
    row.places.append(place)


def _columns(cells: Cells, whole: Sequence[Cells]) -> list[int]:
    """Give the number of the column of each cell: where one of the rows without empty cells begins, ends or has its middle nearest; none when two would stand in one column."""
    if len(cells) == len(whole[0]):
        return list(range(len(cells)))
    columns = [min(range(len(whole[0])), key=lambda column: min(_apart(cell, row[column]) for row in whole)) for cell in cells]
    return columns if all(one < other for one, other in pairwise(columns)) else []


def _apart(one: re.Match[str], other: re.Match[str]) -> float:
    middle = abs(one.start() + one.end() - other.start() - other.end()) / 2
    return min(abs(one.start() - other.start()), abs(one.end() - other.end()), middle)
