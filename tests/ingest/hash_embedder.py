"""A real embedder, small enough for tests: the direction of a vector follows from the words of its text, and no model is needed."""

import hashlib

import numpy as np

from ingest.embedding import Embedder, EmbedderCard


class HashEmbedder(Embedder):
    """Adds one direction per word, so that texts with the same words lie close. `asked` holds every text it ever embedded."""

    def __init__(self, revision: str = "1", dimension: int = 32) -> None:
        self._card = EmbedderCard("hash", revision, dimension, query_prefix="", passage_prefix="")
        self.asked: list[str] = []

    @property
    def card(self) -> EmbedderCard:
        return self._card

    def _embed_passage(self, text: str) -> list[float]:
        self.asked.append(text)
        return self._vector(text)

    def _embed_query(self, text: str) -> list[float]:
        return self._vector(text)

    def _vector(self, text: str) -> list[float]:
        total = sum((self._direction(word) for word in text.lower().split()), np.full(self._card.dimension, 1e-6))
        return [float(value) for value in total / np.linalg.norm(total)]

    def _direction(self, word: str) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        seed = int.from_bytes(hashlib.sha256(f"{self._card.revision}{word}".encode()).digest()[:8], "big")
        return np.random.default_rng(seed).standard_normal(self._card.dimension)
