"""Finds the questions beside the documents that come near to the one that is asked, and so the passages and sentences that answer it."""

import math
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from corpus.document import Expansion
from ingest.lexical import SMALL, LexicalIndex
from ingest.vectors import Vectors

TO_SENTENCE = 0.85  # how far a near question draws the sentence that answers it to its own nearness
TO_PASSAGE, MOST_TO_PASSAGE = 0.5, 0.85  # … and the passage: the more there are, the more of them come near by chance
MORE_TO_PASSAGE = 0.175  # for ten times as many passages as a small corpus has
FARTHER = 0.05  # two questions come this much nearer to each other than a question comes to its answer
KEPT = 20_000  # texts of which the questions that they answer are kept
WORDS = 0.3  # of a passage's score by words, what its questions count


class ExpansionIndex:
    """The questions of a build, by the passage that they lead to. Row i of `vectors` belongs to `expansions[i]`, row i of `lexical` to the i-th passage."""

    def __init__(self, expansions: Sequence[Expansion], vectors: Vectors, lexical: LexicalIndex | None) -> None:
        """Take the questions with their vectors, and an index of their words, which is None without any question."""
        self._vectors, self._lexical = vectors, lexical
        self._passages = list(_texts_by_passage(expansions))
        number = {passage: row for row, passage in enumerate(self._passages)}
        owners = np.array([number[one.passage] for one in expansions], dtype=np.int64)
        self._together = np.argsort(owners, kind="stable")  # the questions of each passage behind each other, …
        self._firsts = np.searchsorted(owners[self._together], np.arange(len(self._passages)))  # … and where those of each begin
        self._answered_in = lru_cache(KEPT)(self._find_answered)
        self._by_passage: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for row, one in enumerate(expansions):
            self._by_passage[one.passage].append((row, one.sentence))

    @classmethod
    def build(cls, expansions: Sequence[Expansion], vectors: Vectors) -> "ExpansionIndex":
        """Index questions and their vectors; there may be none."""
        return cls(expansions, vectors, LexicalIndex.build(list(_texts_by_passage(expansions).values())) if expansions else None)

    @classmethod
    def load(cls, folder: Path, expansions: Sequence[Expansion]) -> "ExpansionIndex":
        """Open the saved index of these questions."""
        return cls(expansions, np.load(folder / "vectors.npy"), LexicalIndex.load(folder / "lexical") if expansions else None)

    def save(self, folder: Path) -> None:
        """Write the index to a new folder; the questions are kept elsewhere."""
        folder.mkdir()
        np.save(folder / "vectors.npy", self._vectors)
        if self._lexical is not None:
            self._lexical.save(folder / "lexical")

    def cosines(self, vector: Sequence[float] | Vectors) -> dict[str, float]:
        """Give by passage the cosine of the nearest of its questions."""
        if self._lexical is None:
            return {}
        cosines = self._vectors @ np.asarray(vector, dtype=np.float32)
        best = np.maximum.reduceat(cosines[self._together], self._firsts)
        return dict(zip(self._passages, best.tolist(), strict=True))

    def words(self, question: str) -> dict[str, float]:
        """Score by passage the words that its questions share with this one (BM25)."""
        if self._lexical is None:
            return {}
        return dict(zip(self._passages, self._lexical.scores(question).tolist(), strict=True))

    def cosine(self, vector: Sequence[float] | Vectors, passage: str, text: str) -> float | None:
        """Give the cosine of the nearest question that a sentence in this text of a passage answers, or None without one."""
        rows = self._answered_in(passage, text)
        return float((self._vectors[rows] @ np.asarray(vector, dtype=np.float32)).max()) if rows else None

    def _find_answered(self, passage: str, text: str) -> list[int]:
        """Give the rows of the questions that a sentence in this text of a passage answers."""
        return [row for row, sentence in self._by_passage.get(passage, ()) if sentence and sentence in text]


def to_passage(passages: int) -> float:
    """Give how far a question draws a passage among so many (0..1)."""
    return min(MOST_TO_PASSAGE, TO_PASSAGE + MORE_TO_PASSAGE * math.log10(max(passages, SMALL) / SMALL))


def closer(nearness: float, question: float | None, drawn: float) -> float:
    """Give how near something is (a cosine) to which a question of such a nearness leads; such a question never takes anything away."""
    return nearness if question is None else nearness + drawn * max(0.0, question - FARTHER - nearness)


def _texts_by_passage(expansions: Sequence[Expansion]) -> dict[str, str]:
    """Put the questions of each passage together."""
    found: dict[str, str] = {}
    for one in expansions:
        found[one.passage] = f"{found[one.passage]} {one.question}" if one.passage in found else one.question
    return found


NO_EXPANSIONS = ExpansionIndex.build((), np.empty((0, 0), dtype=np.float32))
