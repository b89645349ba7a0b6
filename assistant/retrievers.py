"""Question → hits. Both editions are searched; a hit on a plain passage counts for the original passage beside it."""

from typing import Protocol

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.answer import Hit
from corpus.document import Edition, Passage
from ingest.build import Build

Scores = NDArray[np.float32]
DENSE_WEIGHT = 0.5


class Retriever(Protocol):
    """Finds passages: at most `k` hits with ranks 1..n, the best first, ties by passage id. No hits is fine."""

    def search(self, question: str, k: int) -> list[Hit]:
        """Find passages for a question."""
        ...


class LexicalRetriever:
    """BM25 alone; a passage without any term of the question is no hit."""

    def __init__(self, build: Build) -> None:
        self._build = build

    def search(self, question: str, k: int) -> list[Hit]:
        """Find passages that share terms with the question."""
        scores = self._build.lexical.scores(question)
        return ranked(self._build, {int(row): float(scores[row]) for row in np.flatnonzero(scores > 0)}, k)


class DenseRetriever:
    """Vectors alone; the score is the cosine."""

    def __init__(self, build: Build, embedder: Embeddings) -> None:
        self._build, self._embedder = build, embedder

    def search(self, question: str, k: int) -> list[Hit]:
        """Find passages whose meaning is near."""
        nearest = dict(self._build.vectors.nearest(self._embedder.embed_query(question)))
        return ranked(self._build, nearest, k, nearest)


class HybridRetriever:
    """A convex combination of both, each scaled to 0..1 over the candidates of this question."""

    def __init__(self, build: Build, embedder: Embeddings, dense_weight: float = DENSE_WEIGHT) -> None:
        self._build, self._embedder, self._weight = build, embedder, dense_weight

    def search(self, question: str, k: int) -> list[Hit]:
        """Find passages by words and by meaning."""
        nearest = dict(self._build.vectors.nearest(self._embedder.embed_query(question)))
        lexical = self._build.lexical.scores(question)
        candidates = sorted(set(nearest) | {int(row) for row in np.argsort(-lexical, kind="stable")[: len(nearest)]})
        floor = min(nearest.values())
        dense = _scaled(np.array([nearest.get(row, floor) for row in candidates], dtype=np.float32))
        sparse = _scaled(np.array([lexical[row] for row in candidates], dtype=np.float32), floor=0.0)
        mixed = self._weight * dense + (1 - self._weight) * sparse
        return ranked(self._build, dict(zip(candidates, mixed.tolist(), strict=True)), k, nearest)


def ranked(build: Build, scores: dict[int, float], k: int, cosines: dict[int, float] | None = None) -> list[Hit]:
    """Turn row scores into hits: per passage the better score of its two editions, shown as the original one where there is one."""
    best: dict[str, float] = {}
    nearness: dict[str, float] = {}
    for row, score in scores.items():
        passage = shown_passage(build, build.contents.passages[row])
        best[passage.id] = max(score, best.get(passage.id, score))
        if cosines and row in cosines:
            nearness[passage.id] = max(cosines[row], nearness.get(passage.id, -1.0))
    order = sorted(best, key=lambda id_: (-best[id_], id_))[:k]
    return [Hit(build.passages[id_], best[id_], rank, nearness.get(id_)) for rank, id_ in enumerate(order, 1)]


def shown_passage(build: Build, passage: Passage) -> Passage:
    """Give the original passage beside a plain one, or the passage itself."""
    if passage.edition is Edition.PLAIN and passage.counterpart is not None:
        return build.passages[passage.counterpart]
    return passage


def _scaled(values: Scores, floor: float | None = None) -> Scores:
    low = float(values.min()) if floor is None else floor
    spread = float(values.max()) - low
    return (values - low) / spread if spread > 0 else np.zeros_like(values)
