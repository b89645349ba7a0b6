"""Checks question files against the documents: anchors, sections, nuggets, ids, and that dev and test share no section.

Works on passages that somebody else has read; what an evidence or a nugget means is said in relevance.py and cases.py.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from corpus.document import Edition, Passage
from evals.cases import Case, CaseError, CaseKind, Evidence, Nugget, fold, read_cases
from evals.relevance import LEAST_WORDS_IN_A_ROW, holds_quote, lies_in_section

MOST_WORDS = 10  # of an anchor: more is a quotation of somebody else's text
MOST_UNRELATED = 3  # passages that a nugget may also match
SPLITS = ("dev", "test")
NO_ANSWER = (CaseKind.UNANSWERABLE_NEAR, CaseKind.UNANSWERABLE_FAR)


@dataclass(frozen=True, slots=True)
class Fault:
    """A Dutch sentence that names file and question, and the ids of the questions it is about."""

    text: str
    cases: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Validation:
    """What a check found; `skipped` tells in Dutch what could not be checked."""

    case_count: int
    faults: tuple[Fault, ...]
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Filed:
    file: Path
    case: Case

    @property
    def where(self) -> str:
        return f"{self.file.name}, vraag {self.case.id}"

    def fault(self, text: str) -> Fault:
        return Fault(f"{self.where}: {text}", frozenset({self.case.id}))

    @property
    def split(self) -> str:
        return self.file.name.partition("-")[0]


def validate(files: Sequence[Path], passages: Iterable[Passage]) -> Validation:
    """Check all files together, against the passages of all documents in every edition that is there."""
    shelf = _Shelf(passages)
    faults: list[Fault] = []
    filed: list[_Filed] = []
    for file in files:
        try:
            filed += [_Filed(file, case) for case in read_cases([file])]
        except CaseError as error:
            faults.append(Fault(str(error)))
    ids = Counter(one.case.id for one in filed)
    for one in filed:
        if ids[one.case.id] > 1:
            faults.append(one.fault("dit id komt vaker voor. Geef elke vraag een eigen id."))
        faults += [one.fault(text) for text in _faults(one.case, shelf)]
    faults += _shared_sections(filed, shelf)
    return Validation(len(filed), tuple(faults), _skipped(filed, shelf))


class _Shelf:
    """The passages, with what is looked up in them again and again."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.by_id = {passage.id: passage for passage in passages}
        self.documents = {passage.document_id for passage in self.by_id.values()}
        self.with_original = {passage.document_id for passage in self.by_id.values() if passage.edition is Edition.ORIGINAL}
        self._folded = {passage.id: fold(passage.text) for passage in self.by_id.values()}
        self._spaced = {passage.id: " ".join(passage.text.split()) for passage in self.by_id.values()}

    def holding(self, quote: str) -> list[Passage]:
        """Give the original passages that hold a quote or half of it, whole ones first."""
        words = fold(quote).split()
        pairs = [" ".join(pair) for pair in pairwise(words)] or words  # half of a quote holds a pair; looking for those first saves minutes
        near = [self.by_id[id_] for id_, text in self._folded.items() if any(pair in text for pair in pairs)]
        found = [passage for passage in near if passage.edition is Edition.ORIGINAL and holds_quote(passage.text, quote)]
        return sorted(found, key=lambda passage: not self.has_whole(passage, quote))

    def has_whole(self, passage: Passage, quote: str) -> bool:
        """Tell whether a passage holds all of a quote."""
        return fold(quote) in self._folded[passage.id]

    def in_section(self, entry: Evidence) -> list[Passage]:
        """Give the passages of a section in the edition that counts: the original, or the plain one where that is all there is."""
        edition = Edition.ORIGINAL if entry.document in self.with_original else Edition.PLAIN
        own = (passage for passage in self.by_id.values() if passage.document_id == entry.document and passage.edition is edition)
        return [passage for passage in own if lies_in_section(passage.heading_path, entry.section)]

    def gold(self, case: Case) -> list[Passage]:
        """Give the passages where the answer stands, in the edition that counts."""
        return list({passage.id: passage for entry in case.evidence for passage in self.gold_of(entry)}.values())

    def gold_of(self, entry: Evidence) -> list[Passage]:
        """Give the passages of one entry of evidence."""
        if entry.quote and entry.document in self.with_original:
            return [passage for passage in self.holding(entry.quote) if passage.document_id == entry.document]
        return self.in_section(entry)

    def matching(self, nugget: Nugget) -> set[str]:
        """Give the ids of all passages, of both editions, that make a point."""
        return _matching(nugget.match, self)

    def search(self, patterns: tuple[str, ...]) -> set[str]:
        compiled = [re.compile(pattern, re.IGNORECASE) for pattern in patterns]
        return {id_ for id_, text in self._spaced.items() if any(pattern.search(text) for pattern in compiled)}


@cache
def _matching(patterns: tuple[str, ...], shelf: _Shelf) -> set[str]:
    return shelf.search(patterns)


def _faults(case: Case, shelf: _Shelf) -> Iterator[str]:
    if case.kind in NO_ANSWER and case.answerable:
        yield f'"answerable" is true bij de soort {case.kind.value}. Maak het false, of kies een andere soort.'
    if case.kind is CaseKind.FOLLOWUP and not (case.history and case.standalone):
        yield 'een vervolgvraag heeft "history" nodig, en in "standalone" dezelfde vraag voluit.'
    if case.expects_answer and not case.evidence:
        yield 'er is een antwoord, maar "evidence" is leeg. Schrijf op waar het staat.'
    if case.expects_answer and not case.vital_nuggets:
        yield "er is een antwoord, maar geen belangrijk punt. Geef minstens één nugget met vital true."
    for entry in case.evidence:
        yield from _entry_faults(entry, shelf)
    gold = shelf.gold(case)
    for nugget in case.nuggets:
        yield from _nugget_faults(nugget, case, gold, shelf)


def _entry_faults(entry: Evidence, shelf: _Shelf) -> Iterator[str]:
    if entry.document not in shelf.documents:
        yield f'het document "{entry.document}" is er niet. Kies uit: {", ".join(sorted(shelf.documents))}.'
        return
    if not shelf.in_section(entry):
        yield f'de paragraaf "{entry.section}" staat niet in {entry.document}. Neem de kop of het nummer over uit het document.'
    if not entry.quote or entry.document not in shelf.with_original:
        return
    count = len(entry.quote.split())
    if not LEAST_WORDS_IN_A_ROW <= count <= MOST_WORDS:
        yield f'het citaat "{entry.quote}" heeft {count} woorden. Neem er {LEAST_WORDS_IN_A_ROW} tot en met {MOST_WORDS}.'
    holding = shelf.holding(entry.quote)
    own = [passage for passage in holding if passage.document_id == entry.document and shelf.has_whole(passage, entry.quote)]
    if not own:
        yield f'het citaat "{entry.quote}" staat niet in {entry.document}. Neem het letterlijk over uit één alinea.'
    elif not lies_in_section(own[0].heading_path, entry.section):
        yield f'het citaat "{entry.quote}" staat niet in paragraaf "{entry.section}", maar in "{" > ".join(own[0].heading_path)}". Verbeter de paragraaf.'
    if len(holding) > 1:
        yield f'het citaat "{entry.quote}", of de helft ervan, staat in {len(holding)} passages. Kies andere woorden.'


def _nugget_faults(nugget: Nugget, case: Case, gold: Sequence[Passage], shelf: _Shelf) -> Iterator[str]:
    name = f'het punt "{nugget.text}"'
    if nugget.is_present(case.question):
        yield f"{name} past al op de vraag zelf. Kies woorden die alleen in het antwoord staan."
    matching = shelf.matching(nugget)
    beside = [passage.counterpart for passage in gold if passage.counterpart in shelf.by_id]
    if gold and not any(passage.id in matching for passage in gold):
        yield f'{name} past niet op de tekst waar het antwoord staat. Verbeter "match" of "evidence".'
    if beside and not any(id_ in matching for id_ in beside):
        yield f'{name} past niet op de eenvoudige versie van die tekst. Verbeter "match".'
    units = {_unit(shelf.by_id[id_]) for id_ in matching} - {_unit(passage) for passage in gold}
    if case.evidence and len(units) > MOST_UNRELATED:
        yield f'{name} past ook op {len(units)} andere passages (hoogstens {MOST_UNRELATED}). Maak "match" nauwer.'


def _unit(passage: Passage) -> str:
    """Name a passage and its counterpart alike."""
    return passage.counterpart or passage.id if passage.edition is Edition.PLAIN else passage.id


def _shared_sections(filed: Sequence[_Filed], shelf: _Shelf) -> Iterator[Fault]:
    # By the first entry, on which a question was written: other passages that answer it as well may stand anywhere. And by its anchor;
    # a section named without one also covers its subsections, which is too wide in the plain edition.
    users: dict[str, dict[str, _Filed]] = defaultdict(dict)
    paths: dict[str, tuple[str, ...]] = {}
    for one in filed:
        main = shelf.gold_of(one.case.evidence[0]) if one.case.evidence else []
        for passage in (passage for passage in main if passage.edition is Edition.ORIGINAL):
            users[passage.section_id].setdefault(one.split, one)
            paths[passage.section_id] = passage.heading_path
    for section, split in users.items():
        if all(name in split for name in SPLITS):
            both = [split[name] for name in SPLITS]
            text = f'{both[0].where} en {both[1].where}: allebei uit "{" > ".join(paths[section])}". Zet ze in bestanden van hetzelfde deel (dev of test).'
            yield Fault(text, frozenset(one.case.id for one in both))


def _skipped(filed: Sequence[_Filed], shelf: _Shelf) -> tuple[str, ...]:
    without = sorted({entry.document for one in filed for entry in one.case.evidence if entry.document in shelf.documents} - shelf.with_original)
    if not without:
        return ()
    return (
        f"Niet gecontroleerd, want het origineel ontbreekt ({', '.join(without)}): de citaten, of de punten op de oorspronkelijke tekst passen, en of dev en test "
        "verschillende paragrafen gebruiken. "
        "Zet de originelen in corpus/sources en controleer opnieuw.",
    )
