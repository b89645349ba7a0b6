"""Which lines of an extracted text are rows of a table of figures: wide spaces part their cells, or single ones the figures at their end, and all but the first are figures.

By its form such a row would be a heading: short, with a capital and without an end.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from ingest.aligned import AMOUNT, FEWEST_ROWS, FIGURE, LONGEST_ROW, WORD, YEAR, Row, aligned_rows, heads_columns
from ingest.blocks import BlockKind

PARTED = re.compile(r" {2,}|\t+")
FEWEST_CELLS = 3
# "Jeugdhulp 18.200 19.800", as an extraction gives it that leaves out how the page is laid out; a number that begins with 0 is of a telephone, "a. Een sporthal € 5" is a point, "2026 - 2027" one moment.
AT_THE_END = re.compile(
    r"(?P<label>(?!\w{1,2}[.)] )(?!.*\d [-–] \d)[^\W_].{1,80}?)(?<!\d)(?P<figures>(?: (?:€ ?)?[-–−]?(?!0\d)\d[\d.,]{0,15}(?: ?%)?| [-–−]| n\.v\.t\.| p\.m\.){1,12})"
)
FIGURES = re.compile(r" (?:€ ?)?[-–−]?\d[\d.,]*(?: ?%)?| [-–−]| n\.v\.t\.| p\.m\.")
OF_YEARS = re.compile(r"(?:\S+ )?(?:19|20)\d{2}")  # "Begroting 2027", what a column is called
LONGEST_LABEL = 60  # characters of its first line, when it has two


def figure_rows(lines: Sequence[str]) -> dict[int, Row]:
    """Give by its place each row of a table and what its columns are called, with bars between the cells.

    Rows of figures of one table have as many cells and stand right below each other, empty lines aside; others are told by where their cells stand
    (`aligned.py`). In a text with a table a single row of as many cells is one as well: a total below a line of text. The first line of a label that
    has two is empty, and the row below it holds its words.
    """
    split = {place: _cells(line) for place, line in enumerate(lines) if line.strip()}
    close = {place for place, cells in split.items() if len(cells) > 1 and not PARTED.search(lines[place].strip())}
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
        columns = _columns(split[header], count, is_set_in=lines[header].startswith("  ")) or _years(split[header], count)
        rows = {place: (BlockKind.ROW, " | ".join(split[place])) for place in run}
        if columns:
            rows[header] = (BlockKind.COLUMNS, " | ".join(columns))
        if len(rows) < FEWEST_ROWS:
            single |= {place: rows[place] for place in run if place not in close}
        else:
            tables |= rows
    counts = {len(split[place]) for place, (kind, _) in tables.items() if kind is BlockKind.ROW}
    rows = tables | {place: row for place, row in single.items() if len(split[place]) in counts}
    joined = {place for place in wrapped if place in rows}  # their label is whole here only
    aligned = {place: row for place, row in aligned_rows(lines).items() if place not in joined}
    return rows | {place - 1: (BlockKind.ROW, "") for place in joined} | aligned


def _goes_on(split: Mapping[int, Sequence[str]], place: int) -> bool:
    """Tell whether the label of a row goes on from the line right above it: "Participatie en" – "schuldhulp  8.100  8.900"."""
    above, here = split.get(place - 1, ()), split[place]
    if len(above) != 1 or not _is_row(here) or not here[0][0].islower():
        return False
    return len(above[0]) <= LONGEST_LABEL and not above[0].endswith((".", "!", "?", ";", ":"))


def _cells(line: str) -> list[str]:
    if len(line) > LONGEST_ROW:
        return []
    label, *rest = [cell.strip() for cell in PARTED.split(line.strip())]
    found = AT_THE_END.fullmatch(label)
    figures = [cell.strip() for cell in FIGURES.findall(found["figures"])] if found else []
    # "Programma 1" may be a label; one figure alone is an amount.
    parted = AMOUNT.search(figures[0]) if figures and rest else len(figures) > 1 or any("€" in one for one in figures)
    return [found["label"], *figures, *rest] if found and parted and all(map(FIGURE.fullmatch, rest)) else [label, *rest]


def _years(cells: Sequence[str], count: int) -> list[str]:
    """Give what the columns are called where single spaces part them and each ends with a year ("Bedragen × € 1.000 Rekening 2025 Begroting 2026")."""
    line = cells[0] if len(cells) == 1 else ""
    found = list(OF_YEARS.finditer(line))
    if len(found) != count - 1 or not line.endswith(found[-1][0]):
        return []
    return [line[: found[0].start()].strip(), *(one[0] for one in found)]


def _is_row(cells: Sequence[str]) -> bool:
    several = len(cells) >= FEWEST_CELLS or (len(cells) > 1 and "€" in cells[1])
    return several and WORD.search(cells[0]) is not None and all(map(FIGURE.fullmatch, cells[1:]))


def _names_years(cells: Sequence[str]) -> bool:
    return all(map(YEAR.fullmatch, cells[1:]))


def _columns(cells: Sequence[str], count: int, *, is_set_in: bool) -> list[str]:
    """Give what the columns are called, or nothing when the cells above the rows do not say it, as those with an amount. The first column may have no name."""
    named = [*([""] if is_set_in and len(cells) == count - 1 else []), *cells]
    return named if len(named) == count and heads_columns(named) else []
