"""The lexical index: BM25 over the search terms of passages (bm25s)."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from corpus.dutch import terms
from ingest.related import related

ALIKE = 0.85
SMALL = 300  # passages; the more there are, the more of them hold a related term by chance …
FADING = 0.25  # … so that its weight falls with this power of their number
SLIGHT = 0.05  # a related term of less weight is not looked up
NONE = np.zeros(0, dtype=np.int32)
ANCHOR = "\x02"  # bm25s 0.3.16 cannot index an empty vocabulary: this term is in every passage and in no question


class LexicalIndex:
    """BM25 (Lucene's variant, k1 1.2, b 0.75) over passages by row."""

    def __init__(self, index: bm25s.BM25) -> None:
        self._index = index

    @classmethod
    def build(cls, texts: list[str]) -> "LexicalIndex":
        """Index texts; row i belongs to texts[i]."""
        index = bm25s.BM25(k1=1.2, b=0.75)
        index.index([[ANCHOR, *terms(text)] for text in texts], show_progress=False)
        return cls(index)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Open a saved index."""
        return cls(bm25s.BM25.load(str(folder)))

    def save(self, folder: Path) -> None:
        """Write the index to a folder."""
        self._index.save(str(folder), show_progress=False)

    def rarity(self, term: str) -> float:
        """Weigh a search term: log(1 + N / n) for one that stands in n of N rows; an unknown term weighs as one that stands in a single row."""
        column = self._index.vocab_dict.get(term)
        starts = self._index.scores["indptr"]
        count = 1 if column is None else int(starts[column + 1] - starts[column])
        return float(np.log(1 + int(self._index.scores["num_docs"]) / max(1, count)))

    def whole(self, question: str) -> float:
        """Give about what a passage that holds every term of a question would score: the sum of their rarities."""
        return sum(self.rarity(term) for term in terms(question))

    def holds(self, term: str) -> bool:
        """Tell whether a search term stands anywhere."""
        return term in self._index.vocab_dict

    def resembles(self, term: str) -> bool:
        """Tell whether a term is nearly one that occurs, as with a typing error: longer than five letters, the same first one, 85 % alike."""
        if len(term) < 6:
            return False
        near = (other for other in self._index.vocab_dict if other[:1] == term[0] and abs(len(other) - len(term)) <= 2)
        return any(SequenceMatcher(None, term, other).ratio() >= ALIKE for other in near)

    def scores(self, question: str) -> NDArray[np.float32]:
        """Score every row: float32, (passages,), 0 where no term of the question occurs."""
        wanted = [term for term in terms(question) if term in self._index.vocab_dict]
        if not wanted:
            return np.zeros(int(self._index.scores["num_docs"]), dtype=np.float32)
        return np.asarray(self._index.get_scores(wanted), dtype=np.float32)

    def wide_scores(self, question: str) -> NDArray[np.float32]:
        """Score every row as `scores` does; where a row lacks a term, or has more of what is related to it, that counts in its place."""
        count = int(self._index.scores["num_docs"])
        faded = min(1.0, (SMALL / count) ** FADING)
        total = np.zeros(count, dtype=np.float32)
        for term in terms(question):
            others = [(other, faded * weight) for other, weight in related(term) if faded * weight >= SLIGHT]
            beside, (rows, own) = self._added(others), self._column(term)
            beside[rows] = np.maximum(beside[rows], own)
            total += beside
        return total

    def _added(self, others: Iterable[tuple[str, float]]) -> NDArray[np.float32]:
        """Add up the rows' scores for some terms, each by its weight."""
        columns = [(*self._column(term), weight) for term, weight in others]
        rows = np.concatenate([NONE, *(rows for rows, _, _ in columns)])
        scores = np.concatenate([NONE, *(weight * scores for _, scores, weight in columns)])
        return np.bincount(rows, scores, minlength=int(self._index.scores["num_docs"])).astype(np.float32)

    def _column(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Give the rows that hold a term, and their scores for it."""
        column = self._index.vocab_dict.get(term)
        start, end = (0, 0) if column is None else self._index.scores["indptr"][column : column + 2]
        return self._index.scores["indices"][start:end], self._index.scores["data"][start:end]
