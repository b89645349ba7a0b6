"""What retrievers find for the questions of a set, scored by one measure; and indexes in memory over which they can search. No answers here."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np

from assistant.answer import AnswerStatus, Hit
from assistant.retrievers import DenseRetriever, HybridRetriever, LexicalRetriever, Retriever
from corpus.document import Passage
from evals.cases import Case, read_cases
from evals.corpora import contents_of, embed_all, read_beir, search_texts, write_beir_questions
from evals.metric import Metric
from evals.metrics.hit import HIT_AT
from evals.metrics.ndcg import NDCG
from evals.outcomes import FoundPassage, Outcome
from ingest.build import Build, Contents
from ingest.embedding import Embedder, EmbedderCard
from ingest.lexical import LexicalIndex
from ingest.pipeline import index_expansions, read_tokens
from ingest.token_vectors import NO_STATES
from ingest.vectors import CANDIDATES, NO_UNITS, VectorIndex, Vectors

HIT5 = next(metric for metric in HIT_AT if metric.name == "hit@5")
DEPTH = 10  # hits that the measures look at
FIRST = 300  # queries of a BEIR set
FEWER = {"stellingen": 286}


class Side(StrEnum):
    """A way of searching: either half of the hybrid retriever, or all of it."""

    BM25 = "BM25"
    VECTORS = "vectoren"
    MIX = "mix"


RETRIEVERS: dict[Side, Callable[[Build, Embedder], Retriever]] = {
    Side.BM25: lambda build, embedder: LexicalRetriever(build),
    Side.VECTORS: DenseRetriever,
    Side.MIX: HybridRetriever,
}
Scores = Mapping[str, float]  # by the id of the case


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions that have evidence, the index they are asked of, and the measure that counts for them."""

    name: str
    build: Build
    cases: tuple[Case, ...]
    metric: Metric


class ExactVectors(VectorIndex):
    """Vectors in memory, every cosine computed: for indexes that nobody serves, which need no Chroma folder."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def nearest(self, vector: Sequence[float], count: int = CANDIDATES) -> list[int]:
        """Give the rows nearest to a vector, the nearest first, ties by row."""
        cosines = self._vectors @ np.asarray(vector, dtype=np.float32)
        return [int(row) for row in np.argsort(-cosines, kind="stable")[:count]]

    def close(self) -> None:
        """Do nothing: there is nothing to release."""


class RememberingEmbedder(Embedder):
    """Embeds each question once, however many retrievers ask for it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, list[float]] = {}

    @property
    def card(self) -> EmbedderCard:
        """Describe the model."""
        return self._embedder.card

    def _embed_passage(self, text: str) -> list[float]:
        return self._embedder.embed_documents([text])[0]

    def _embed_query(self, text: str) -> list[float]:
        if text not in self._known:
            self._known[text] = self._embedder.embed_query(text)
        return self._known[text]


def with_evidence(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Give the cases about which a ranking can be right or wrong."""
    return tuple(case for case in cases if HIT5.applies(case))


def open_beir(folder: Path, embedder: Embedder, cache: Path) -> QuestionSet:
    """Index a BEIR folder in memory, with the first of its queries in the order of the file. Raises ReadError."""
    with tempfile.TemporaryDirectory() as aside:
        file = Path(aside) / "queries.jsonl"
        write_beir_questions(folder, "all", file)
        cases = read_cases([file])[: FEWER.get(folder.name, FIRST)]
    return QuestionSet(folder.name, index_in_memory(contents_of(read_beir(folder)), embedder, cache), cases, NDCG)


def index_in_memory(contents: Contents, embedder: Embedder, cache: Path) -> Build:
    """Index contents of which no passage has a counterpart."""
    texts = search_texts(contents)
    passages = {passage.id: passage for passage in contents.passages}
    rows = {id_: row for row, id_ in enumerate(passages)}
    vectors = ExactVectors(embed_all(texts, embedder, cache))
    expansions = index_expansions(contents.expansions, embedder, cache)
    lexical, tokens = LexicalIndex.build(texts), read_tokens(texts, cache)
    return Build("", embedder.card.as_dict(), contents, lexical, vectors, tokens, NO_UNITS, NO_STATES, expansions, passages, rows, {})


def in_memory(build: Build, embedder: Embedder, cache: Path) -> Build:
    """Give an open build with its vectors in memory: it ranks the same, and many times as fast."""
    return replace(build, vectors=ExactVectors(embed_all(search_texts(build.contents), embedder, cache)))


def rank_cases(retriever: Retriever, cases: Sequence[Case], k: int = DEPTH) -> dict[str, tuple[FoundPassage, ...]]:
    """Give the hits of each case by its id. A follow-up is asked written out: what is measured is finding."""
    return {case.id: _found(retriever.search(case.written_out, k)) for case in cases}


def score_set(questions: QuestionSet, retriever: Retriever) -> dict[str, float]:
    """Score what a retriever finds for each question of a set."""
    found = rank_cases(retriever, questions.cases)
    return {case.id: score_hits(questions.metric, case, found[case.id]) for case in questions.cases}


def score_hits(metric: Metric, case: Case, hits: tuple[FoundPassage, ...]) -> float:
    """Score the hits of one case by a measure of ranking."""
    score = metric.score(case, Outcome(id=case.id, status=AnswerStatus.ANSWERED, hits=hits))
    if not isinstance(score, float):
        raise TypeError(f"{metric.name} gives no single number")
    return score


def score_side(questions: QuestionSet, side: Side, embedder: Embedder) -> dict[str, float]:
    """Score one way of searching over a set."""
    return score_set(questions, RETRIEVERS[side](questions.build, embedder))


def mean_of(scores: Scores) -> float:
    """Give the mean over the cases; at least one."""
    return float(np.mean(list(scores.values())))


def place_of(passage: Passage) -> FoundPassage:
    """Give a passage as something that was found."""
    return FoundPassage.model_construct(
        passage=passage.id, document=passage.document_id, section=passage.heading_path, edition=passage.edition, text=passage.text
    )


def _found(hits: Sequence[Hit]) -> tuple[FoundPassage, ...]:
    return tuple(place_of(hit.passage) for hit in hits)
