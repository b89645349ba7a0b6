"""Questions for a list that ask in the words of a heading ("Wat zijn de aanbevelingen?"), or for what headings count ("Welke lijnen?": "Lijn 1: Wonen", "Lijn 2: …").

What stands under such a heading is the answer, in as many lists as it is, however near single passages come.
"""

import re
from collections import defaultdict
from itertools import groupby, islice

from assistant.answer import Draft, DraftStatement, Hit
from assistant.answerable import Judge
from assistant.asked_names import NAME
from assistant.evidence import Evidence
from assistant.evidence_reader import EvidenceReader
from assistant.headings import SAID, Heading, asked_words, share
from assistant.lists import MOST_ROWS, columns_line, first_below
from assistant.naming import mentions
from assistant.question import Question
from corpus.document import Edition, Passage, PassageKind, Section
from corpus.dutch import terms
from ingest.build import Build
from ingest.tables import names_columns

FRONT = 3  # passages in which a document says whose it is
MADE = re.compile(r"\b(?:opgesteld|geschreven|uitgebracht|gemaakt) door\b[^.,;:\n]*", re.I)
FEWEST = 2  # items or headings that make a list
LEAST_SURE = 0.5  # that is judged by single sentences, and the heading says what is asked
CODED = re.compile(r"[A-Z]{1,3}[ .-]?\d{1,2}\b|\d{1,2}\.?[a-z]\b")  # "M1 Beweegcoach"
# What stands under the heading of its theme.
MEASURES = frozenset(terms(word)[0] for word in ("maatregel", "maatregelen", "actie", "acties", "project", "projecten", "activiteit", "activiteiten"))


class HeadedKind:
    """All items under a heading that says what is asked, or all headings that are numbered as what is asked."""

    name = "headed"

    def __init__(self, build: Build, reader: EvidenceReader, judge: Judge) -> None:
        self._build, self._reader, self._judge = build, reader, judge
        self._headings = [
            Heading.of(one) for one in build.contents.sections if one.heading and not (one.counterpart and one.edition is Edition.PLAIN)
        ]
        self._first = first_below(build)
        self._names = {one.id: set(terms(f"{one.title} {one.publisher}")) for one in build.contents.documents}
        self._own, self._below = defaultdict[str, list[Passage]](list), defaultdict[str, list[Section]](list)
        for passage in build.contents.passages:
            self._own[passage.section_id].append(passage)
        for id_, makers in _makers(build).items():
            self._names[id_] |= makers
        for heading in self._headings:
            self._below[heading.section.parent or ""].append(heading.section)

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Tell whether a list is asked in the words of one heading."""
        if not question.asks_list or question.asks_what_is_not or question.asks_count or not self._found(question, hits):
            return False
        verdict = self._judge.judge(question, hits)  # a name or year that is not there refuses; what is asked is the heading itself
        return verdict.is_near_miss or not verdict.status.is_refusal

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """Give every item with what leads it in, or every heading with its first sentence, each with its own citation."""
        found = self._found(question, hits)
        evidence = Evidence(question, tuple(self._reader.read(question, [passage for _, passage in found])), hits)
        statements = tuple(_statement(heading, evidence, passage) for heading, passage in found)
        confidence = max(self._judge.judge(question, hits).confidence, LEAST_SURE)
        return evidence, Draft(statements, "headed", confidence=confidence)

    def _found(self, question: Question, hits: tuple[Hit, ...]) -> list[tuple[str, Passage]]:
        """Give the passages that answer, each with the heading that is said before it or an empty text."""
        weights = {term: self._build.lexical.rarity(term) for term in asked_words(question.asking)}
        documents = question.local or {mention.document.id for mention in mentions(question.standalone, self._build.contents.documents)}
        rank = {hit.passage.document_id: hit.rank for hit in reversed(hits)}
        ours = [one for one in self._headings if (one.section.document_id in documents if documents else one.section.document_id in rank)]
        lists = [(one[0].section, found) for one in self._by_document(ours) for found in self._lists(one, self._beside_name(one[0].section, weights))]
        nearest = min((section.document_id for section, _ in lists), key=lambda id_: rank.get(id_, len(hits) + 1), default="")
        here = {tuple(passage.id for _, passage in found): found for section, found in lists if section.document_id == nearest}
        return next(iter(here.values())) if len(here) == 1 else []  # of several in one document it is not known which one is meant

    def _by_document(self, headings: list[Heading]) -> list[list[Heading]]:
        together = defaultdict[str, list[Heading]](list)
        for one in headings:
            together[one.section.document_id].append(one)
        return list(together.values())

    def _beside_name(self, section: Section, weights: dict[str, float]) -> dict[str, float]:
        """Leave out what names the document of a section, or whose it is: "de partijen bij het bestuursakkoord"."""
        return {term: weight for term, weight in weights.items() if term not in self._names[section.document_id]} or weights

    def _lists(self, headings: list[Heading], weights: dict[str, float]) -> list[list[tuple[str, Passage]]]:
        """Give the lists of one document that are asked."""
        theme = {term: weight for term, weight in weights.items() if term not in MEASURES} if not MEASURES.isdisjoint(weights) else {}
        lists = [found for one in headings if one.says(weights) and (found := self._items(one.section) or self._parts(one.section))]
        coded = [self._parts(one.section) for one in headings if theme and one.says(theme)]
        lists += [found for found in coded if found and all(CODED.match(name) for name, _ in found)]
        return lists + [found for ones in self._numbered(headings, weights) if (found := self._named(ones))]

    def _items(self, section: Section) -> list[tuple[str, Passage]]:
        """Give the items right under a heading with what leads them in; the prose around them says something else."""
        listed = [one for one in self._own[section.id] if one.kind is not PassageKind.PROSE]
        items = sum(one.kind is PassageKind.ITEM for one in listed)
        too_many = items > MOST_ROWS and any(map(names_columns, listed))
        return [("", one) for one in listed] if items >= FEWEST and not too_many else []

    def _numbered(self, headings: list[Heading], weights: dict[str, float]) -> list[list[Section]]:
        """Give the headings beside each other that open with what is asked and a number."""
        groups = defaultdict[tuple[str, str | None], list[Section]](list)
        for one in headings:
            if one.counted and share(one.counted, weights) >= SAID:
                groups[one.section.document_id, one.section.parent].append(one.section)
        return [ones for ones in groups.values() if len(ones) >= FEWEST]

    def _parts(self, section: Section) -> list[tuple[str, Passage]]:
        return self._named(self._below[section.id])

    def _named(self, sections: list[Section]) -> list[tuple[str, Passage]]:
        """Give headings, each with the first passage below it."""
        found = [(one.heading, self._first[one.id]) for one in sections if one.id in self._first]
        return found if len(found) >= FEWEST and len(found) == len(sections) else []


def _makers(build: Build) -> dict[str, set[str]]:
    """Give by document the terms of who made it, as its first passages say where the catalogue may not: "Opgesteld door bureau Meetkade"."""
    found = defaultdict[str, set[str]](set)
    for id_, own in groupby(build.contents.passages, key=lambda one: one.document_id):
        made = (says[0] for one in islice(own, FRONT) if (says := MADE.search(one.text)))
        found[id_] |= {term for line in made for name in NAME.findall(line) for term in terms(name)}
    return found


def _statement(heading: str, evidence: Evidence, passage: Passage) -> DraftStatement:
    sentences = evidence.of_passage(passage.id)
    if names_columns(passage):
        return DraftStatement(tuple(one.number for one in sentences), columns_line(passage))
    if not heading:
        aside = passage.kind is PassageKind.LEAD_IN
        return DraftStatement(tuple(one.number for one in (sentences[-1:] if aside else sentences)))
    return DraftStatement((sentences[0].number,), heading if sentences[0].announces else f"{heading}. {sentences[0].text}")
