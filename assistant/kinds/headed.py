"""Questions for a list that ask in the words of a heading ("Wat zijn de aanbevelingen?"), or for what headings count ("Welke lijnen?": "Lijn 1: Wonen", "Lijn 2: …").

What stands under such a heading is the answer, in as many lists as it is, however near single passages come.
"""

import re
from collections import defaultdict

from assistant.answer import Draft, DraftStatement, Hit
from assistant.evidence import Evidence, EvidenceReader
from assistant.lists import MOST_ROWS, columns_line, first_below
from assistant.naming import mentions
from assistant.question import Question
from corpus.document import Edition, Passage, PassageKind, Section
from corpus.dutch import GENRES, terms, unnumbered
from ingest.build import Build
from ingest.tables import names_columns

FEWEST = 2  # items or headings that make a list
SAID = 0.75  # of what a question says, rare words weighing more, must stand in the heading
COUNTED = re.compile(r"(?P<what>[^\W\d_]{4,}) (?:\d{1,2}|[A-Z]|[IVX]{1,4})(?:\b[.:]?\s|[.:]? ?$)")  # "Lijn 1: Wonen"
CODED = re.compile(r"[A-Z]{1,3}[ .-]?\d{1,2}\b|\d{1,2}\.?[a-z]\b")  # "M1 Beweegcoach"
OF_A_THEME = (
    "maatregel",
    "maatregelen",
    "actie",
    "acties",
    "project",
    "projecten",
    "activiteit",
    "activiteiten",
)  # stand under the heading of their theme
# What a list is called beside its items: "normenkader" lists norms.
FRAMES = re.compile(r"(?:en|s)?(?:kader|lijst|overzicht|stelling|stellingen)$", re.I)


class HeadedKind:
    """All items under a heading that says what is asked, or all headings that are numbered as what is asked."""

    name = "headed"

    def __init__(self, build: Build, reader: EvidenceReader) -> None:
        self._build, self._reader = build, reader

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Tell whether a list is asked in the words of one heading."""
        return question.asks_list and not question.asks_what_is_not and not question.asks_count and bool(self._found(question, hits))

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """Give every item with what leads it in, or every heading with its first sentence, each with its own citation."""
        found = self._found(question, hits)
        evidence = Evidence(question, tuple(self._reader.read(question, [passage for _, passage in found])), hits)
        return evidence, Draft(tuple(_statement(heading, evidence, passage) for heading, passage in found), "headed")

    def _found(self, question: Question, hits: tuple[Hit, ...]) -> list[tuple[str, Passage]]:
        """Give the passages that answer, each with the heading that is said before it or an empty text."""
        documents = question.local or {mention.document.id for mention in mentions(question.standalone, self._build.contents.documents)}
        sections = [one for one in self._build.contents.sections if one.heading and one.edition is self._edition(one)]
        lists = [found for one in sections if self._is_asked(question, one) and (found := self._items(one) or self._parts([one], sections))]
        lists += [
            found
            for one in sections
            if self._is_theme(question, one) and (found := self._parts([one], sections)) and all(CODED.match(name) for name, _ in found)
        ]
        lists += [found for ones in self._numbered(question, sections) if (found := self._parts(ones, ones))]
        different = list({tuple(passage.id for _, passage in found): found for found in lists}.values())
        ours = [found for found in different if found[0][1].document_id in documents] if documents else different
        first = {hit.passage.document_id: hit.rank for hit in reversed(hits)}
        nearest = min(ours, key=lambda found: first.get(found[0][1].document_id, len(hits) + 1), default=[])
        alone = sum(found[0][1].document_id == nearest[0][1].document_id for found in ours) == 1 if nearest else False
        return nearest if alone else []  # of several in one document it is not known which one is meant

    def _edition(self, section: Section) -> Edition:
        """Tell of which edition the headings are read: the original where there is one."""
        return Edition.ORIGINAL if section.counterpart else section.edition

    def _is_theme(self, question: Question, section: Section) -> bool:
        """Tell whether a heading is the theme of which measures are asked."""
        asked, measures = self._asked(question), {term for word in OF_A_THEME for term in terms(word)[:1]}
        return not measures.isdisjoint(asked) and self._says(asked - measures, section)

    def _is_asked(self, question: Question, section: Section) -> bool:
        return self._says(self._asked(question), section)

    def _says(self, asked: set[str], section: Section) -> bool:
        """Tell whether a heading says what is asked, and says nothing else."""
        weights = {term: self._build.lexical.rarity(term) for term in asked}
        heading = [_called(word) for word in re.findall(r"[\w-]+", unnumbered(section.heading))]
        called = {options for options in heading if options}
        said = {term for options in called for term in options if term in weights}
        whole = bool(called) and all(not options.isdisjoint(weights) for options in called)
        return whole and sum(weights[term] for term in said) >= SAID * sum(weights.values())

    def _asked(self, question: Question) -> set[str]:
        """Give the words that say what is asked, without those that name a document."""
        genres = {term for genre in GENRES for term in terms(genre)}
        asked = {found[0] for word in re.findall(r"[\w-]+", question.asking) if (found := terms(word))}
        return {term for term in asked - genres if self._build.lexical.holds(term)} or asked

    def _items(self, section: Section) -> list[tuple[str, Passage]]:
        """Give the items right under a heading with what leads them in; the prose around them says something else."""
        own = [one for one in self._build.contents.passages if one.section_id == section.id]
        listed = [one for one in own if one.kind is not PassageKind.PROSE]
        items = sum(one.kind is PassageKind.ITEM for one in listed)
        too_many = items > MOST_ROWS and any(map(names_columns, listed))
        return [("", one) for one in listed] if items >= FEWEST and not too_many else []

    def _numbered(self, question: Question, sections: list[Section]) -> list[list[Section]]:
        """Give the headings beside each other that open with what is asked and a number."""
        asked, groups = self._asked(question), defaultdict[tuple[str, str | None], list[Section]](list)
        for one in sections:
            counted = COUNTED.match(one.heading)
            if counted and not set(terms(counted["what"])[:1]).isdisjoint(asked) and self._share(asked, counted["what"]) >= SAID:
                groups[one.document_id, one.parent].append(one)
        return [ones for ones in groups.values() if len(ones) >= FEWEST]

    def _share(self, asked: set[str], what: str) -> float:
        weights = {term: self._build.lexical.rarity(term) for term in asked}
        return sum(weights[term] for term in set(terms(what)) & asked) / (sum(weights.values()) or 1.0)

    def _parts(self, over: list[Section], sections: list[Section]) -> list[tuple[str, Passage]]:
        """Give the headings right below one, or these headings themselves, each with the first passage below it."""
        below = over if len(over) > 1 else [one for one in sections if one.parent == over[0].id]
        found = [(one.heading, passage) for one in below if (passage := first_below(self._build, one))]
        return found if len(found) >= FEWEST and len(found) == len(below) else []


def _called(word: str) -> frozenset[str]:
    """Give the terms by which a word of a heading may be asked for: itself, or what it frames ("normenkader": "normen")."""
    framed = FRAMES.sub("", word)
    return frozenset(found[0] for one in {word, framed, f"{framed}en"} if len(one) > 2 and (found := terms(one)))


def _statement(heading: str, evidence: Evidence, passage: Passage) -> DraftStatement:
    sentences = evidence.of_passage(passage.id)
    if names_columns(passage):
        return DraftStatement(tuple(one.number for one in sentences), columns_line(passage))
    if not heading:
        aside = passage.kind is PassageKind.LEAD_IN
        return DraftStatement(tuple(one.number for one in (sentences[-1:] if aside else sentences)))
    return DraftStatement((sentences[0].number,), heading if sentences[0].announces else f"{heading}. {sentences[0].text}")
