"""The register of agreements of one build: choosing from it, how each stands on a day, and how well each document could be structured."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.verify import status_label
from corpus.agreement import Agreement, AgreementKind
from corpus.document import Document, DocumentStatus, PassageKind, Section, lead_ins
from corpus.dutch import enumerated, fold, terms, words
from corpus.errors import NotFound, QuestionError
from ingest.build import Build
from ingest.outline import part_number
from ingest.tables import SEPARATOR, cells

Lists = list[tuple[Section, list[Agreement]]]  # each under the section that it is counted under
YEAR = re.compile(r"20\d{2}")
NOUNS = {
    AgreementKind.GOAL: ("doelstelling", "doelstellingen"),
    AgreementKind.COMMITMENT: ("punt van inzet", "punten van inzet"),
    AgreementKind.PRIORITY: ("prioriteit", "prioriteiten"),
    AgreementKind.STEP: ("stap", "stappen"),
    AgreementKind.DECISION: ("besluit", "besluiten"),
}


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """An agreement as people see it on one day. `plain` is its passage in plain words, or empty."""

    agreement: Agreement
    document: Document
    status: DocumentStatus
    status_label: str
    plain: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What to choose from the register; what is empty or None leaves all.

    `theme` is a number or a part of the heading; `kind` a kind; `year` that of the agreement or one in its deadline; every word of `q`
    stands in its text, in its plain words or in the headings above it.
    """

    theme: str = ""
    document: str = ""
    kind: str = ""
    year: int | None = None
    q: str = ""


def choose(build: Build, choice: Choice) -> tuple[Agreement, ...]:
    """Give the chosen agreements in the order of the documents. Raises QuestionError for an unknown kind, NotFound for an unknown document."""
    if choice.kind and choice.kind not in list(AgreementKind):
        raise QuestionError(f'De soort "{choice.kind[:50]}" bestaat niet. Kies uit: {", ".join(AgreementKind)}.')
    if choice.document and choice.document not in {document.id for document in build.contents.documents}:
        raise NotFound(f'Het document "{choice.document[:100]}" bestaat niet. Bekijk de lijst op /api/v1/documents.')
    wanted = set(terms(choice.q))
    return tuple(
        agreement
        for agreement in build.contents.agreements
        if choice.document in ("", agreement.document_id)
        and choice.kind in ("", agreement.kind)
        and _has_theme(agreement, choice.theme)
        and (choice.year is None or choice.year in years_of(agreement))
        and (not wanted or wanted <= terms_of(build, agreement))
    )


def terms_of(build: Build, agreement: Agreement) -> set[str]:
    """Give the search terms of an agreement: of its text, of the other edition beside it, and of the headings and the lead-in above it."""
    passage = build.passages[agreement.passage_id]
    above = (one.text for one in lead_ins(passage, build.passages))
    return set(terms("\n".join((agreement.text, build.other_edition(passage), *above, *passage.heading_path))))


def years_of(agreement: Agreement) -> set[int]:
    """Give the years an agreement is for: its own, and those in its deadline."""
    return {*([agreement.year] if agreement.year else []), *(int(year) for year in YEAR.findall(agreement.due or ""))}


def cards(build: Build, agreements: Sequence[Agreement], on: date) -> tuple[AgreementCard, ...]:
    """Give agreements with the status of their documents on a day."""
    documents = {document.id: document for document in build.contents.documents}
    labels = {id_: status_label(document, build.contents.documents, on) for id_, document in documents.items()}
    return tuple(
        AgreementCard(
            agreement,
            documents[agreement.document_id],
            documents[agreement.document_id].status(on),
            labels[agreement.document_id],
            _plain(build, agreement),
        )
        for agreement in agreements
    )


def describe(build: Build, document_id: str) -> str:
    """Say in Dutch how well a document could be structured: how many agreements, in how many parts, and how many list items are none."""
    found = [agreement for agreement in build.contents.agreements if agreement.document_id == document_id]
    if not found:
        return "Hierin zijn geen afspraken herkend: koppen als Doelstelling, Inzet of Besluit ontbreken."
    passages = build.passages
    parts = len({passages[agreement.passage_id].section_id for agreement in found})
    counts = Counter(agreement.kind for agreement in found)
    kinds = [f"{counts[kind]} {NOUNS[kind][counts[kind] > 1]}" for kind in AgreementKind if counts[kind]]
    told = f"{len(found)} {'afspraak' if len(found) == 1 else 'afspraken'} in {parts} {'onderdeel' if parts == 1 else 'onderdelen'}: {enumerated(kinds)}."
    edition = passages[found[0].passage_id].edition
    own = [passage for passage in build.contents.passages if passage.document_id == document_id and passage.edition is edition]
    agreed = {passage.id for passage in own if any(one.span.start < passage.span.end and passage.span.start < one.span.end for one in found)}
    listed = (passage for passage in own if passage.kind is PassageKind.ITEM)
    items = {passage.id: passage for passage in listed if SEPARATOR not in passage.text or passage.id in agreed}  # a row of figures is no point
    other = sum(id_ not in agreed and passage.lead_in not in items for id_, passage in items.items())  # what an item leads in is part of it
    return f"{told} Van de {len(items)} punten in lijsten zijn er {other} geen afspraak." if other else told


def kept_of(lists: Lists, is_asked: Callable[[Section, Agreement], bool]) -> Lists:
    """Give the lists with only what is asked, without those in which nothing is."""
    kept = [(section, [one for one in found if is_asked(section, one)]) for section, found in lists]
    return [(section, found) for section, found in kept if found]


def rows_said(text: str, lists: Lists) -> Lists:
    """Keep the rows of tables of which a question says most cells ("Welke acties zijn gestart?"), if it says any, and what is no row and is about the same."""
    every = [agreement for _, found in lists for agreement in found]
    said = _said_cells(text, every)
    most = max((len(said & _cells(one)) for one in every), default=0)
    if not most and (denied := _denied_cells(text, every)):
        return kept_of(lists, lambda _, one: bool(row := _cells(one)) and row.isdisjoint(denied))
    about = {term for cell in said for term in terms(cell)}

    def is_asked(section: Section, one: Agreement) -> bool:
        return len(said & row) == most if (row := _cells(one)) else not about.isdisjoint(terms(f"{one.text} {section.heading}"))

    return kept_of(lists, is_asked) if most else lists


def without_cells(text: str, agreements: Sequence[Agreement]) -> str:
    """Leave out of a question what it says of rows by their cells, which names no part of a document."""
    asked = " ".join(words(text))
    said = _said_cells(text, agreements) | _denied_cells(text, agreements)
    return re.sub(rf"\b(?:(?:niet|geen) )?(?:{'|'.join(map(re.escape, said))})\b", " ", asked) if said else text


def _said_cells(text: str, agreements: Sequence[Agreement]) -> set[str]:
    """Give the cells that a question says whole and does not deny, of those that overlap the longest ("niet gestart"); what every row says tells none apart."""
    asked = f" {' '.join(words(text))} "
    rows = [row for one in agreements if (row := _cells(one))]
    once = {cell for row in rows for cell in row if f" {cell} " in asked and not all(cell in other for other in rows)}
    said = {cell for cell in once if not re.search(rf" (?:niet|geen) {re.escape(cell)} ", asked)}
    return {cell for cell in said if not any(cell != other and f" {cell} " in f" {other} " for other in said)}


def _denied_cells(text: str, agreements: Sequence[Agreement]) -> set[str]:
    """Give the cells that a question denies: "Welke acties zijn niet afgerond?" asks for the other rows."""
    asked = f" {' '.join(words(text))} "
    return {cell for one in agreements for cell in _cells(one) if re.search(rf" (?:niet|geen) {re.escape(cell)} ", asked)}


def _cells(agreement: Agreement) -> frozenset[str]:
    """Give the cells of the row of a table in plain words; numbers, the years among them, say nothing by themselves, and a moment is asked as one."""
    if SEPARATOR not in agreement.text:
        return frozenset()
    read = (" ".join(words(cell)).removeprefix("nog ") for cell in cells(agreement.text) if cell != agreement.due)
    return frozenset(cell for cell in read if re.search(r"[^\W\d]{2}", cell))


def grouped(pairs: Iterable[tuple[Section, Agreement]]) -> Iterator[tuple[Section, list[tuple[Section, Agreement]]]]:
    """Put neighbours of one kind under one section together; a list without a heading cannot be counted, and is left to the search."""
    for _, together in groupby(pairs, key=lambda pair: (pair[0].id, pair[1].kind)):
        group = list(together)
        if group[0][0].heading:
            yield group[0][0], group


def _has_theme(agreement: Agreement, theme: str) -> bool:
    """A number means the theme with that number, not every heading with such a figure in it."""
    wanted = fold(theme).strip().removesuffix(".")
    if wanted.isdigit():
        return re.match(rf"{wanted}(?!\d)", agreement.theme) is not None or part_number(agreement.theme) == wanted
    return wanted in fold(agreement.theme)


def _plain(build: Build, agreement: Agreement) -> str:
    """Give the plain words beside an agreement; those of a passage that holds more than the agreement would say too much."""
    passage = build.passages[agreement.passage_id]
    return build.other_edition(passage) if passage.span == agreement.span else ""
