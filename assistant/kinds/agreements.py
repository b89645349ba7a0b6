"""Questions for what was agreed: every agreement of the parts of a document that the question names, from the register."""

import re

from assistant.answer import Draft, DraftStatement, Hit
from assistant.evidence import Evidence, EvidenceReader
from assistant.question import Question
from assistant.retrievers import shown_passage
from corpus.agreement import Agreement, AgreementKind
from corpus.document import Passage, PassageKind, Section
from corpus.dutch import terms
from ingest.build import Build

KINDS = {
    AgreementKind.GOAL: re.compile(r"\bdoel(?:stelling(?:en)?|en)\b", re.I),
    AgreementKind.COMMITMENT: re.compile(r"\b(?:inzet|afspraken|afgesproken|acties|voornemens|toezeggingen)\b", re.I),
    AgreementKind.PRIORITY: re.compile(r"\bprioriteit(?:en)?\b", re.I),
    AgreementKind.STEP: re.compile(r"\b(?:proces|vervolg)?stappen\b", re.I),
    AgreementKind.DECISION: re.compile(r"\bbeslui(?:t|ten)\b", re.I),
}
NOUNS = {
    AgreementKind.GOAL: ("doelstelling", "doelstellingen"),
    AgreementKind.COMMITMENT: ("punt van inzet", "punten van inzet"),
    AgreementKind.PRIORITY: ("prioriteit", "prioriteiten"),
    AgreementKind.STEP: ("stap", "stappen"),
    AgreementKind.DECISION: ("besluit", "besluiten"),
}
# Words that name a kind of agreement, or any part or document, and so no part in particular.
GENERIC = frozenset(
    terms(
        "doelstelling doelen inzet afspraken acties prioriteiten processtappen vervolgstappen besluiten thema hoofdstuk document agenda jaar lijst totaal"
    )
)
SAME_HEADING = 0.6


class AgreementsKind:
    """Lists that are complete by construction, because they come from the register of agreements."""

    name = "agreements"

    def __init__(self, build: Build, reader: EvidenceReader) -> None:
        self._build, self._reader = build, reader
        self._sections = {section.id: section for section in build.contents.sections}
        # The words of a title, and a year, are in many headings and in every second question.
        self._generic = GENERIC | {term for document in build.contents.documents for term in terms(f"{document.title} {document.publisher}")}

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Tell whether agreements are asked for a part that is named: by its number, or, for a list, by its heading."""
        return (question.asks_list or bool(question.parts)) and bool(self._by_part(question))

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """List every agreement of each part, counted under the heading of that part, each with its own citation."""
        parts = self._by_part(question)
        passages = list(dict.fromkeys(passage for _, found in parts for agreement in found for passage in self._passages(agreement)))
        evidence = Evidence(question, tuple(self._reader.read(question, passages)), hits)
        statements: list[DraftStatement] = []
        for part, found in parts:
            listed = [self._statement(agreement, evidence, len(found)) for agreement in found]
            statements += [self._head(part, found, listed), *listed]
        return evidence, Draft(tuple(statements), "register")

    def _by_part(self, question: Question) -> list[tuple[Section, list[Agreement]]]:
        """Give the named parts that hold such agreements, with them, in the order of the documents; when nothing is named, every chapter."""
        kind = next((kind for kind, pattern in KINDS.items() if pattern.search(question.standalone)), None)
        if kind is None:
            return []
        wanted = [agreement for agreement in self._build.contents.agreements if agreement.kind is kind]
        parts = self._named(question) if question.parts or self._own_terms(question.standalone) else self._chapters()
        found = [(part, [agreement for agreement in wanted if self._lies_in(agreement, part)]) for part in parts]
        return [(part, inside) for part, inside in found if inside]

    def _named(self, question: Question) -> list[Section]:
        """Give the sections that the question names by number, or whose heading stands in it."""
        sections = [section for section in self._build.contents.sections if section.heading]
        if question.parts:
            return [section for section in sections if section.number in question.parts]
        asked = self._own_terms(question.standalone)
        shares = [(len(asked & own) / len(own) if (own := self._own_terms(section.heading)) else 0.0, section) for section in sections]
        best = max((share for share, _ in shares), default=0.0)
        return [section for share, section in shares if share == best] if best >= SAME_HEADING else []

    def _chapters(self) -> list[Section]:
        return [section for section in self._build.contents.sections if section.heading and section.parent is None]

    def _own_terms(self, text: str) -> set[str]:
        return {term for term in terms(text) if term not in self._generic and not term.isdigit()}

    def _lies_in(self, agreement: Agreement, part: Section) -> bool:
        here: str | None = self._build.passages[agreement.passage_id].section_id
        while here is not None:
            if here == part.id:
                return True
            here = self._sections[here].parent
        return False

    def _passages(self, agreement: Agreement) -> list[Passage]:
        """Give the passages of an agreement: prose of one section can be more than one."""
        first = self._build.passages[agreement.passage_id]
        own = (passage for passage in self._build.contents.passages if passage.section_id == first.section_id)
        inside = [passage for passage in own if agreement.span.start <= passage.span.start and passage.span.end <= agreement.span.end]
        return [shown_passage(self._build, passage) for passage in inside]

    def _statement(self, agreement: Agreement, evidence: Evidence, count: int) -> DraftStatement:
        """Say an agreement whole; of several goals only the title and the first sentence, or the list would be a page long."""
        sentences = [sentence for passage in self._passages(agreement) for sentence in evidence.of_passage(passage.id)]
        if agreement.kind is AgreementKind.GOAL and agreement.goal_title and count > 1:
            return DraftStatement((sentences[0].number,), f"{_goal(sentences[0].passage)}. {sentences[0].text}")
        return DraftStatement(tuple(sentence.number for sentence in sentences))

    def _head(self, part: Section, found: list[Agreement], listed: list[DraftStatement]) -> DraftStatement:
        """Count what can be counted: goals, items, and what has a heading of its own; prose under one heading may hold several."""
        singular, plural = NOUNS[found[0].kind]
        every = tuple(statement.sentences[0] for statement in listed)
        if not all(self._is_one(agreement) for agreement in found):
            return DraftStatement(every, f"{plural.capitalize()} bij “{part.heading}”:", counts=True)
        what = singular.capitalize() if len(found) == 1 else f"{len(found)} {plural}"
        return DraftStatement(every, f"{what} bij “{part.heading}”:", counts=True)

    def _is_one(self, agreement: Agreement) -> bool:
        passage = self._build.passages[agreement.passage_id]
        headed = not any(pattern.search(passage.heading_path[-1]) for pattern in KINDS.values())
        return agreement.kind is AgreementKind.GOAL or passage.kind is PassageKind.ITEM or headed


def _goal(passage: Passage) -> str:
    """Give the heading of the goal: the last numbered one on the path."""
    return next(heading for heading in reversed(passage.heading_path) if heading[0].isdigit())
