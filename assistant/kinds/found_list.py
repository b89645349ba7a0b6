"""Questions for a list whose best hits are items of one list in a document: that whole list, with its lead-in."""

import re

from assistant.answer import Draft, DraftStatement, Hit
from assistant.answerable import judge
from assistant.evidence import Evidence, EvidenceReader
from assistant.question import Question
from corpus.document import Passage, PassageKind
from ingest.build import Build

LIST_ASKED = re.compile(r"\b(?:welke|noem|som|opsomming|lijst|alle|allemaal|waaruit|hoeveel)\b|\bwat zijn\b|\bwaar(?:aan|voor|op|mee)? .*\b(?:allemaal|punten|onderwerpen)\b", re.I)
LOOKED_AT = 5
NEEDED = 2


class FoundListKind:
    """A list is complete: as soon as two of the first hits stand in one list with a lead-in, all its items are given."""

    name = "list"

    def __init__(self, build: Build, reader: EvidenceReader) -> None:
        self._build, self._reader = build, reader

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Tell whether a list is asked and the best hit stands in one."""
        return LIST_ASKED.search(question.standalone) is not None and bool(_lead_in(hits)) and not judge(question, hits, self._build).status.is_refusal

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """Give the lead-in and every item, each with its own citation."""
        lead_in = self._build.passages[_lead_in(hits)]
        items = [passage for passage in self._build.contents.passages if passage.lead_in == lead_in.id]
        evidence = Evidence(question, tuple(self._reader.read(question, [lead_in, *items])), hits)
        last = evidence.of_passage(lead_in.id)[-1].number
        statements = [DraftStatement(tuple(sentence.number for sentence in evidence.of_passage(item.id))) for item in items]
        return evidence, Draft((DraftStatement((last,)), *statements), "list")


def _lead_in(hits: tuple[Hit, ...]) -> str:
    """Give the id of the lead-in of the list in which the best hit stands, or an empty text."""
    found = [_list_of(hit.passage) for hit in hits[:LOOKED_AT]]
    return found[0] if found and found[0] and found.count(found[0]) >= NEEDED else ""


def _list_of(passage: Passage) -> str:
    return passage.id if passage.kind is PassageKind.LEAD_IN else passage.lead_in or ""
