"""Tables: whether their columns say who does what by when, and what a row says in these."""

import re
from collections.abc import Sequence

from corpus.agreement import AgreementKind
from corpus.document import Passage, PassageKind
from ingest.agreement_facts import YEAR, due
from ingest.aligned import FIGURE

SEPARATOR = " | "
MOST_OF_COLUMN = 8  # words of what a column is called
# What a column is called that holds what is done, by kind; one that holds who, when or how far makes the table one of actions or goals.
DONE = {
    AgreementKind.GOAL: re.compile(r"(?:doel(?:en|stelling(?:en)?)?|ambities?)$", re.I),
    AgreementKind.COMMITMENT: re.compile(
        r"(?:acties?|actiepunt(?:en)?|maatregel(?:en)?|activiteit(?:en)?|inzet|afspra(?:ak|ken)|project(?:en)?)\b|wat(?: (?:gaan|doen|willen) .*)?$",
        re.I,
    ),
    AgreementKind.STEP: re.compile(r"(?:(?:proces)?stap(?:pen)?|mijlpa(?:al|len)|fase)\b", re.I),
}
WHEN = re.compile(r"(?:wanneer|planning|jaar|gereed|klaar|deadline|termijn|periode|datum|moment|start)\b", re.I)
STATUS = re.compile(r"(?:status|stand(?: van zaken)?|voortgang|realisatie)$", re.I)
WHO = re.compile(r"(?:wie(?: (?:doet|pakt|voert) .*)?|trekkers?|verantwoordelijke?n?|eigenaar|uitvoerders?|actiehouders?)(?: ?/.*| ?\(.*)?$", re.I)

HOLDER = re.compile(r"(?:wethouder|burgemeester|portefeuille(?:houder)?|fractie|naam|functie)s?\b", re.I)
COSTS = re.compile(r"(?:kosten|budget|bedrag|dekking|financiering|begroting|investering)\b", re.I)


def names_columns(passage: Passage) -> bool:
    """Tell whether a passage is the first row of a table: short cells, and no sentence that leads in a list."""
    short = all(len(cell.split()) <= MOST_OF_COLUMN for cell in cells(passage.text))
    return passage.kind is PassageKind.LEAD_IN and SEPARATOR in passage.text and short and not passage.text.endswith(":")


def has_figures(row: str) -> bool:
    """Tell whether a row holds figures in one of several columns, so that only what these are called says what each of them is."""
    values = cells(row)[1:]
    return len(values) > 1 and any(any(map(str.isdigit, cell)) and FIGURE.fullmatch(cell) and not YEAR.fullmatch(cell) for cell in values)


def names_people(header: str) -> bool:
    """Tell whether a column holds people by their office: such a table says who has which task, and promises nothing."""
    return any(map(HOLDER.match, cells(header)))


def cells(row: str) -> list[str]:
    """Give the cells of a row."""
    return [cell.strip() for cell in row.split(SEPARATOR.strip())]


def done(header: str, *, alone: bool = False) -> AgreementKind | None:
    """Tell what the rows under a header are when they are actions or steps, or None. Where all is promised, who, when or how far need not stand beside it (`alone`)."""
    columns = cells(header)
    if not alone and not any(WHEN.match(column) or WHO.match(column) or STATUS.match(column) for column in columns):
        return None
    return next((kind for kind, pattern in DONE.items() if any(pattern.match(column) for column in columns)), None)


def facts(header: str, row: str) -> tuple[tuple[str, int] | None, str | None]:
    """Give the moment of a row with its year (the last, of several), and who acts; None where it names none."""
    columns = list(zip(cells(header), cells(row), strict=False))
    return next(filter(None, (_moment(cell) for column, cell in columns if WHEN.match(column))), None), _first(WHO, columns)


def _moment(cell: str) -> tuple[str, int] | None:
    years = YEAR.findall(cell)
    return due(cell) or ((cell, int(years[-1])) if years else None)


def _first(named: re.Pattern[str], columns: Sequence[tuple[str, str]]) -> str | None:
    return next((cell for column, cell in columns if named.match(column) and re.search(r"\w", cell)), None)
