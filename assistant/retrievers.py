"""Question → hits. Both editions are searched; a hit on a plain passage counts for the original passage beside it."""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from types import MappingProxyType
from typing import Protocol

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.answer import Hit
from corpus.document import Edition, Passage
from ingest.build import Build
from ingest.embedding.late_interaction import open_late_interaction
from ingest.expansion_index import WORDS, closer, to_passage
from ingest.lexical import SMALL

Scores = NDArray[np.float32]
NONE: Mapping[str, float] = MappingProxyType({})
LEAST_OF_MEANING, MOST_OF_MEANING = 0.4, 0.65
MORE_OF_MEANING = 0.2  # for ten times as many passages as a small corpus has
WORD_BY_WORD = 0.5  # of how near a passage comes in meaning, what its tokens count beside its vector
OF_TOKENS = 0.5  # nearness by tokens spreads about as far as cosines; with this it counts half of what they do, and what questions beside the documents lead to counts more
COMPARED = 60  # passages, the first by vector and words, are compared token by token; that takes the longer the more words a question has
SEARCHED = 16  # questions, more than are answered at once: a comparison is searched for as a whole, and several times by its subject
BEST_WEIGHT = 0.5  # of two editions, how much the better one counts beside their mean


class Retriever(Protocol):
    """Finds passages: at most `k` hits with ranks 1..n, the best first, ties by passage id. No hits is fine."""

    def search(self, question: str, k: int) -> list[Hit]:
        """Find passages for a question."""
        ...


class LexicalRetriever:
    """BM25 alone; a passage without any term of the question is no hit."""

    def __init__(self, build: Build) -> None:
        self._build, self._shown = build, shown_ids(build)

    def search(self, question: str, k: int) -> list[Hit]:
        """Find passages that share terms with the question."""
        scores = self._build.lexical.scores(question)
        rows = np.flatnonzero(scores > 0).tolist()
        return _hits(self._build, _by_passage(self._shown, rows, scores[rows]), Near({}, {}), k)


@dataclass(frozen=True, slots=True)
class Near:
    """How near passages come, by id: the cosines of their vectors, and token by token, on the scale of those cosines."""

    cosines: dict[str, float]
    by_token: dict[str, float]

    @property
    def meant(self) -> dict[str, float]:
        """How near they come in all."""
        meant = mixed(np.array(list(self.cosines.values())), np.array(list(self.by_token.values())))
        return dict(zip(self.cosines, meant.tolist(), strict=True))


class Meaning:
    """How near passages come to a question in meaning: by one vector for each, and token by token."""

    def __init__(self, build: Build, embedder: Embeddings) -> None:
        self._build, self._embedder, self._tokens = build, embedder, open_late_interaction()
        self._shown = shown_ids(build)

    def vector(self, question: str) -> list[float]:
        """Embed a question."""
        return self._embedder.embed_query(question)

    def cosines(self, vector: Sequence[float], rows: Sequence[int]) -> dict[str, float]:
        """Give the cosines of these passages."""
        return _by_passage(self._shown, rows, self._build.vectors.cosines(vector, rows))

    def near(self, question: str, cosines: dict[str, float], rows: Sequence[int], compared: Collection[str]) -> Near:
        """Say how near passages come; token by token only those of `compared`. The others come no nearer than the farthest of these."""
        those = [row for row in rows if self._shown[row] in compared]
        by_token = _by_passage(self._shown, those, self._build.tokens.nearness(self._tokens.question(question), those))
        laid = as_cosines(np.array(list(by_token.values())), np.array([cosines[id_] for id_ in by_token]))
        return Near(cosines, dict.fromkeys(cosines, float(laid.min())) | dict(zip(by_token, laid.tolist(), strict=True)))


class DenseRetriever:
    """Meaning alone; the score is how near a passage comes."""

    def __init__(self, build: Build, embedder: Embeddings) -> None:
        self._build, self._meaning = build, Meaning(build, embedder)

    def search(self, question: str, k: int) -> list[Hit]:
        """Find passages whose meaning is near."""
        vector = self._meaning.vector(question)
        rows = self._build.vectors.nearest(vector)
        cosines = self._meaning.cosines(vector, rows)
        near = self._meaning.near(question, cosines, rows, cosines)
        return _hits(self._build, near.meant, near, k)


class HybridRetriever:
    """A convex combination of both. Meaning is scaled over the candidates of this question, from their lowest to 1.

    BM25 is scaled from 0 by the geometric mean of its best score and of what a passage with all words of the question would get, so that
    one common word that happens to occur weighs less than a question asked in the document's own words. Questions that stand beside the
    documents draw what answers them nearer, and share their words with it.
    """

    def __init__(self, build: Build, embedder: Embeddings) -> None:
        self._build, self._meaning, self._shown = build, Meaning(build, embedder), shown_ids(build)
        self._found = lru_cache(SEARCHED)(self._find)

    def search(self, question: str, k: int) -> list[Hit]:
        """Find passages by words and by meaning."""
        scores, near, leading = self._found(question)
        return _hits(self._build, scores, near, k, leading)

    def _find(self, question: str) -> tuple[dict[str, float], Near, dict[str, float]]:
        """Give by passage its score, how near it comes, and how near the nearest question that leads to it."""
        vector = self._meaning.vector(question)
        nearest = self._build.vectors.nearest(vector)
        lexical = self._build.lexical.wide_scores(question)
        leading, said = self._build.expansions.cosines(vector), self._build.expansions.words(question)
        led = nlargest(len(nearest), leading, key=lambda id_: leading[id_])
        found = {*nearest, *_highest(lexical, len(nearest)), *(self._build.rows[id_] for id_ in led)}
        rows = sorted(found.union(*(self._build.beside.get(row, ()) for row in found)))
        words = _by_passage(self._shown, rows, lexical[rows])
        words = {id_: (1 - WORDS) * score + WORDS * said[id_] if id_ in said else score for id_, score in words.items()}
        shared = _scaled(words, 0.0, math.sqrt(max(words.values()) * self._build.lexical.whole(question)))
        cosines = self._meaning.cosines(vector, rows)
        first = self._scored(cosines, leading, shared)
        near = self._meaning.near(question, cosines, rows, set(nlargest(COMPARED, first, key=lambda id_: (first[id_], id_))))
        return self._scored(near.meant, leading, shared), near, leading

    def _scored(self, near: Mapping[str, float], leading: Mapping[str, float], shared: Mapping[str, float]) -> dict[str, float]:
        """Score passages by how near they come, what leads to them, and which words they share."""
        passages = len(self._build.contents.passages)
        pull = to_passage(passages)
        drawn = {id_: closer(value, leading.get(id_), pull) for id_, value in near.items()}
        low, weight = min(drawn.values()), weight_of_meaning(passages)
        meaning = _scaled(drawn, low, max(drawn.values()) - low)
        return {id_: weight * meaning[id_] + (1 - weight) * shared[id_] for id_ in near}


def as_cosines(by_token: NDArray[np.floating], cosines: NDArray[np.floating]) -> NDArray[np.floating]:
    """Give nearness by tokens the mean of the cosines of the same passages, so that both can be compared with how near a question beside them comes."""
    laid: NDArray[np.floating] = cosines.mean() + by_token - by_token.mean()
    return laid


def mixed(cosines: NDArray[np.floating], by_token: NDArray[np.floating]) -> NDArray[np.floating]:
    """Mix how near some passages come by their vectors and, on the same scale, by their tokens."""
    less = cosines.mean() + OF_TOKENS * (by_token - cosines.mean())
    both: NDArray[np.floating] = (1 - WORD_BY_WORD) * cosines + WORD_BY_WORD * less
    return both


def weight_of_meaning(passages: int) -> float:
    """Give how much meaning counts beside words (0..1): the more passages, the more of them share a question's words by chance."""
    return min(MOST_OF_MEANING, LEAST_OF_MEANING + MORE_OF_MEANING * math.log10(max(passages, SMALL) / SMALL))


def shown_passage(build: Build, passage: Passage) -> Passage:
    """Give the original passage beside a plain one, or the passage itself."""
    if passage.edition is Edition.PLAIN and passage.counterpart is not None:
        return build.passages[passage.counterpart]
    return passage


def shown_ids(build: Build) -> list[str]:
    """Give by row the id of the passage that is shown for it."""
    return [shown_passage(build, passage).id for passage in build.contents.passages]


def _highest(scores: Scores, count: int) -> list[int]:
    """Give the rows with the highest scores, the highest first, ties by row; `count` is at most the number of rows."""
    held = np.flatnonzero(scores >= np.partition(scores, -count)[-count])  # sorting all rows takes 2 ms of 30,000
    return [int(row) for row in held[np.argsort(-scores[held], kind="stable")[:count]]]


def _by_passage(shown: Sequence[str], rows: Sequence[int], scores: Scores) -> dict[str, float]:
    """Score shown passages by what these rows score: of two editions that both were found the better one and their mean count."""
    editions = defaultdict[str, list[float]](list)
    for row, score in zip(rows, scores.tolist(), strict=True):
        editions[shown[row]].append(score)
    return {id_: BEST_WEIGHT * max(values) + (1 - BEST_WEIGHT) * sum(values) / len(values) for id_, values in editions.items()}


def _hits(build: Build, scores: dict[str, float], near: Near, k: int, leading: Mapping[str, float] = NONE) -> list[Hit]:
    order = sorted(scores, key=lambda id_: (-scores[id_], id_))[:k]
    return [
        Hit(build.passages[id_], scores[id_], rank, near.cosines.get(id_), near.by_token.get(id_), leading.get(id_))
        for rank, id_ in enumerate(order, 1)
    ]


def _scaled(scores: dict[str, float], low: float, spread: float) -> dict[str, float]:
    return {id_: (score - low) / spread if spread > 0 else 0.0 for id_, score in scores.items()}
