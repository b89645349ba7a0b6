"""Question → hits, by a retriever; what the question names comes sooner, and a follow-up is searched with the answer before it as well."""

from collections.abc import Sequence, Set
from dataclasses import replace

from assistant.answer import Hit
from assistant.naming import mentions
from assistant.offices import holders
from assistant.question import Question
from assistant.retrievers import Retriever, shown_passage
from corpus.document import Passage
from ingest.build import Build

HITS = 10
NAMED_DOCUMENT = 0.2  # sooner, for a passage of the only document that a question names; chosen on the dev questions, where 0.05 to 0.2 lose nothing
BESIDE = 0.5  # of a follow-up's score, what the answer before it counts beside the question before it


class Finder:
    """Finds the passages of one build for a question."""

    def __init__(self, build: Build, retriever: Retriever) -> None:
        self._build, self._retriever = build, retriever

    def find(self, question: Question) -> tuple[Hit, ...]:
        """Find the first passages: of a part by its number or quoted heading, of the document or place, or of who holds the office that is asked, sooner than others."""
        documents = {mention.document.id for mention in mentions(question.standalone, self._build.contents.documents)}
        people = {shown_passage(self._build, passage).id for passage in holders(question.standalone, self._build, question.local)}
        if not (question.parts or question.headings or people or len(documents) == 1 or question.beside or question.local):
            return tuple(self._retriever.search(question.standalone, HITS))
        all_of_them = len(self._build.contents.passages)
        plainly = self._retriever.search(question.standalone, all_of_them)
        beside = self._retriever.search(question.beside, all_of_them) if question.beside else []
        first = people | question.local
        found = [(hit.score + _raise(question, hit.passage, documents, first), hit) for hit in _mixed(plainly, beside)]
        found.sort(key=lambda scored: (-scored[0], scored[1].passage.id))
        return tuple(replace(hit, score=score, rank=rank) for rank, (score, hit) in enumerate(found[:HITS], 1))


def _mixed(plainly: Sequence[Hit], beside: Sequence[Hit]) -> Sequence[Hit]:
    """Mix the scores of two searches; of a passage that only the one beside found it is not known how near the question comes."""
    if not beside:
        return plainly
    aside = {hit.passage.id: hit.score for hit in beside}
    mixed = [replace(hit, score=(hit.score + BESIDE * aside.pop(hit.passage.id, 0.0)) / (1 + BESIDE)) for hit in plainly]
    return mixed + [
        replace(hit, score=BESIDE * hit.score / (1 + BESIDE), cosine=None, by_token=None, led=None) for hit in beside if hit.passage.id in aside
    ]


def _raise(question: Question, passage: Passage, documents: Set[str], first: Set[str]) -> float:
    """Say how much sooner a passage comes: a part, or what is to come first (passages or documents), before all else, as far above it as scores go."""
    named = question.names(passage.heading_path) or question.cites(passage.text) or passage.id in first or passage.document_id in first
    return float(named) + (NAMED_DOCUMENT if documents == {passage.document_id} else 0.0)
