"""Agreements → statements: a list of them is counted under its heading, and each is said whole with its own citation."""

from assistant.answer import DraftStatement
from assistant.asked_agreements import KINDS
from assistant.evidence import Evidence, EvidenceSentence
from assistant.lists import lies_in
from assistant.register import NOUNS
from assistant.retrievers import shown_passage
from corpus.agreement import Agreement, AgreementKind
from corpus.document import Passage, PassageKind, Section
from ingest.build import Build


class Listing:
    """Says the agreements of one build."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._sections = {section.id: section for section in build.contents.sections}

    def passages(self, agreement: Agreement) -> list[Passage]:
        """Give the passages of an agreement: prose of one section can be more than one, a labelled sentence is a part of one."""
        first = self._build.passages[agreement.passage_id]
        own = (passage for passage in self._build.contents.passages if passage.section_id == first.section_id)
        inside = [passage for passage in own if agreement.span.start < passage.span.end and passage.span.start < agreement.span.end]
        return [shown_passage(self._build, passage) for passage in inside]

    def _sentences(self, agreement: Agreement, evidence: Evidence) -> list[EvidenceSentence]:
        every = [sentence for passage in self.passages(agreement) for sentence in evidence.of_passage(passage.id)]
        edition = self._build.passages[agreement.passage_id].edition
        inside = [one for one in every if one.passage.edition is not edition or _meets(one, agreement)]
        return inside or every

    def statement(self, agreement: Agreement, evidence: Evidence, count: int) -> DraftStatement:
        """Say an agreement whole; of several goals only the title and the first sentence, or the list would be a page long."""
        sentences = self._sentences(agreement, evidence)
        if agreement.kind is AgreementKind.GOAL and agreement.goal_title and count > 1:
            heading = _goal(sentences[0].passage, agreement.goal_title)
            if sentences[0].text.startswith(heading):
                return DraftStatement((sentences[0].number,))
            return DraftStatement((sentences[0].number,), heading if sentences[0].announces else f"{heading}. {sentences[0].text}")
        return DraftStatement(tuple(sentence.number for sentence in sentences))

    def total(self, found: list[Agreement], listed: list[DraftStatement]) -> list[DraftStatement]:
        """Count together what stands under several headings, where it is of one kind and of one document, and each can be counted."""
        kinds = {(one.kind, one.document_id) for one in found}
        if len(kinds) > 1 or not all(map(self._is_one, found)):
            return []
        title = next(document.title for document in self._build.contents.documents if document.id == found[0].document_id)
        every = tuple(statement.sentences[0] for statement in listed)
        return [DraftStatement(every, f"{len(found)} {NOUNS[found[0].kind][1]} in “{title}”:", counts=True)]

    def head(self, part: Section, found: list[Agreement], listed: list[DraftStatement]) -> DraftStatement:
        """Count what can be counted: goals, items, and what has a heading of its own; prose under one heading may hold several. A part of what there is, is called so."""
        singular, plural = NOUNS[found[0].kind]
        whole = [
            one
            for one in self._build.contents.agreements
            if one.kind is found[0].kind and lies_in(self._sections, self._build.passages[one.passage_id].section_id, {part.id})
        ]
        about = "" if len(found) >= len(whole) else " hierover"
        every = tuple(statement.sentences[0] for statement in listed)
        if not all(self._is_one(agreement) for agreement in found):
            return DraftStatement(every, f"{plural.capitalize()}{about} bij “{part.heading}”:", counts=True)
        what = singular.capitalize() if len(found) == 1 else f"{len(found)} {plural}"
        return DraftStatement(every, f"{what}{about} bij “{part.heading}”:", counts=True)

    def _is_one(self, agreement: Agreement) -> bool:
        passage = self._build.passages[agreement.passage_id]
        headed = not any(pattern.search(passage.heading_path[-1]) for pattern in KINDS.values())
        return agreement.kind is AgreementKind.GOAL or passage.kind is PassageKind.ITEM or headed


def _meets(sentence: EvidenceSentence, agreement: Agreement) -> bool:
    start = sentence.passage.span.start
    return start + sentence.span.start < agreement.span.end and agreement.span.start < start + sentence.span.end


def _goal(passage: Passage, title: str) -> str:
    """Give the heading of the goal, with its number."""
    return next(heading for heading in reversed(passage.heading_path) if heading.endswith(title))
