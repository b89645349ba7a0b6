"""The lexical index: BM25 over the search terms of passages (bm25s)."""

from difflib import SequenceMatcher
from functools import lru_cache
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
KEPT = 500  # terms of which what they bring is kept: some 50 MB with 30,000 passages, and less than 1 MB with 400
Column = tuple[NDArray[np.integer], NDArray[np.float32]]  # rows, and a score for each
ANCHOR = "\x02"  # bm25s 0.3.16 cannot index an empty vocabulary: this term is in every passage and in no question


class LexicalIndex:
    """BM25 (Lucene's variant, k1 1.2, b 0.75) over passages by row."""

    def __init__(self, index: bm25s.BM25) -> None:
        self._index = index
        self._widened = lru_cache(KEPT)(self._widen)

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
        total = np.zeros(int(self._index.scores["num_docs"]), dtype=np.float32)
        for term in terms(question):
            rows, scores = self._widened(term)
            total[rows] += scores
        return total

    def _widen(self, term: str) -> Column:
        """Give the rows that hold a term or what is related to it, and what it brings each: its own score, or those of the related terms by their weights."""
        count = int(self._index.scores["num_docs"])
        faded = min(1.0, (SMALL / count) ** FADING)
        added = np.zeros(count, dtype=np.float64)
        for other, weight in related(term):
            if faded * weight >= SLIGHT:
                rows, scores = self._column(other)
                added[rows] += (faded * weight) * scores
        beside, (rows, own) = added.astype(np.float32), self._column(term)
        beside[rows] = np.maximum(beside[rows], own)
        held = np.flatnonzero(beside)
        return held, beside[held]

    def _column(self, term: str) -> Column:
        """Give the rows that hold a term, and their scores for it."""
        column = self._index.vocab_dict.get(term)
        start, end = (0, 0) if column is None else self._index.scores["indptr"][column : column + 2]
        return self._index.scores["indices"][start:end], self._index.scores["data"][start:end]
