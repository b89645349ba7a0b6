"""Questions for what was agreed: every agreement of a part of a document that the question names, from the register."""

import re

from assistant.answer import Draft, DraftStatement, Hit
from assistant.evidence import Evidence, EvidenceReader, EvidenceSentence
from assistant.question import Question
from assistant.retrievers import shown_passage
from corpus.agreement import Agreement, AgreementKind
from corpus.document import Passage, Section
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
    AgreementKind.COMMITMENT: ("inzet", "punten van inzet"),
    AgreementKind.PRIORITY: ("prioriteit", "prioriteiten"),
    AgreementKind.STEP: ("stap", "stappen"),
    AgreementKind.DECISION: ("besluit", "besluiten"),
}
# Words that name a kind of agreement or any document, and no part of one.
GENERIC = frozenset(
    terms("doelstelling doelen inzet afspraken acties prioriteiten stappen besluiten thema hoofdstuk agenda vng gemeenten jaar 2021 2024 lijst noem")
)
SAME_HEADING = 0.6


class AgreementsKind:
    """Lists that are complete by construction, because they come from the register of agreements."""

    name = "agreements"

    def __init__(self, build: Build, reader: EvidenceReader) -> None:
        self._build, self._reader = build, reader

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Tell whether a list of agreements is asked for a part that is named, by number or by its heading."""
        return question.asks_list and bool(self._agreements(question))

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """List every agreement of the part, counted, each with its own citation."""
        found = self._agreements(question)
        passages = [shown_passage(self._build, self._build.passages[agreement.passage_id]) for agreement in found]
        evidence = Evidence(question, tuple(self._reader.read(question, passages)), hits)
        statements = [_statement(agreement, evidence.of_passage(passage.id), len(found)) for agreement, passage in zip(found, passages, strict=True)]
        every = tuple(statement.sentences[0] for statement in statements)
        singular, plural = NOUNS[found[0].kind]
        head = f"{len(found)} {singular if len(found) == 1 else plural} bij {self._part(question)}:"
        return evidence, Draft((DraftStatement(every, head, counts=True), *statements), "register")

    def _agreements(self, question: Question) -> list[Agreement]:
        kind = next((kind for kind, pattern in KINDS.items() if pattern.search(question.standalone)), None)
        if kind is None or not (scope := self._scope(question)):
            return []
        sections = {section.id: section for section in self._build.contents.sections}
        inside = {section.id for section in scope}
        return [
            agreement
            for agreement in self._build.contents.agreements
            if agreement.kind is kind and _within(self._build.passages[agreement.passage_id].section_id, inside, sections)
        ]

    def _scope(self, question: Question) -> list[Section]:
        """Give the sections that the question names by number, or whose heading stands in it."""
        sections = [section for section in self._build.contents.sections if section.heading]
        if question.parts:
            return [section for section in sections if section.number in question.parts]
        asked = set(terms(question.standalone)) - GENERIC
        shares = [(len(asked & own) / len(own) if (own := set(terms(section.heading)) - GENERIC) else 0.0, section) for section in sections]
        best = max((share for share, _ in shares), default=0.0)
        return [section for share, section in shares if share == best] if best >= SAME_HEADING else []

    def _part(self, question: Question) -> str:
        return self._scope(question)[0].heading


def _statement(agreement: Agreement, sentences: list[EvidenceSentence], count: int) -> DraftStatement:
    """Say an agreement whole; of several goals only the title and the first sentence, or the list would be a page long."""
    if agreement.kind is AgreementKind.GOAL and agreement.goal_title and count > 1:
        return DraftStatement((sentences[0].number,), f"{_goal(sentences[0].passage)}. {sentences[0].text}")
    return DraftStatement(tuple(sentence.number for sentence in sentences))


def _goal(passage: Passage) -> str:
    """Give the heading of the goal: the last numbered one on the path."""
    return next(heading for heading in reversed(passage.heading_path) if heading[0].isdigit())


def _within(section_id: str, inside: set[str], sections: dict[str, Section]) -> bool:
    here: str | None = section_id
    while here is not None:
        if here in inside:
            return True
        here = sections[here].parent
    return False
