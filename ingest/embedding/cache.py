"""The caches of vectors: no passage is read twice by one model, and no question twice while it is answered."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.embedding import Embedder, EmbedderCard

TokenRows = NDArray[np.int8]  # (tokens, dimension)
QUESTIONS = 16  # more than are answered at once
KEPT_AT_ONCE = 100  # vectors; each commit waits for the disk, and a computer that fails loses fewer than this


class RecentQuestions(Embedder):
    """Embeds a question once while it is answered, however many parts of the assistant ask for its vector."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known = lru_cache(QUESTIONS)(embedder.embed_query)

    @property
    def card(self) -> EmbedderCard:
        """Describe the model."""
        return self._embedder.card

    def _embed_passage(self, text: str) -> list[float]:
        return self._embedder.embed_documents([text])[0]

    def _embed_query(self, text: str) -> list[float]:
        return list(self._known(text))


class AsQuestions(Embedder):
    """Embeds passages as questions are: for texts that questions are compared with as their equals. Its card keeps them apart in the cache."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    @property
    def card(self) -> EmbedderCard:
        """Describe the model, with the prefix of questions for both."""
        return replace(self._embedder.card, passage_prefix=self._embedder.card.query_prefix)

    def _embed_passage(self, text: str) -> list[float]:
        return self._embedder.embed_query(text)

    def _embed_query(self, text: str) -> list[float]:
        return self._embedder.embed_query(text)


def embed_cached(texts: Sequence[str], embedder: Embedder, folder: Path) -> NDArray[np.float32]:
    """Embed texts as passages, each once ever; `folder` holds one SQLite file per card.

    Gives float32, (texts, dimension), rows of length 1. Raises ValueError when the model gives something that is no number; that is not kept.
    """
    if not texts:
        return np.empty((0, embedder.card.dimension), dtype=np.float32)
    made = _made_once(texts, lambda text: _embedded(text, embedder), folder / _file_name(embedder.card))
    return np.stack([np.frombuffer(one, dtype=np.float32) for one in made])


class TokenModel(Protocol):
    """Makes something of each token of a text; another `revision` makes something else."""

    revision: str

    def passage(self, text: str) -> TokenRows:
        """Give a row for each token."""
        ...


def read_cached(texts: Sequence[str], model: TokenModel, folder: Path) -> list[TokenRows]:
    """Give what a model makes of the tokens of texts, each text read once ever; `folder` holds one SQLite file per model."""
    made = _made_once(texts, lambda text: _stored(model.passage(text)), folder / f"tokens-{model.revision}.sqlite")
    return [_restored(one) for one in made]


def _made_once(texts: Sequence[str], make: Callable[[str], bytes], file: Path) -> list[bytes]:
    """Give what is made of each text, from the file or now."""
    file.parent.mkdir(parents=True, exist_ok=True)
    keys = [sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
    known: dict[bytes, bytes] = {}
    fresh: list[tuple[bytes, bytes]] = []
    with closing(sqlite3.connect(file, timeout=60)) as database:
        database.execute("create table if not exists vectors (key blob primary key, vector blob not null)")
        try:
            for key, text in zip(keys, texts, strict=True):
                if key in known:
                    continue
                row = database.execute("select vector from vectors where key = ?", (key,)).fetchone()
                known[key] = row[0] if row else make(text)
                if row is None:
                    fresh.append((key, known[key]))
                if len(fresh) == KEPT_AT_ONCE:
                    _keep(database, fresh)
        finally:
            _keep(database, fresh)
    return [known[key] for key in keys]


def _keep(database: sqlite3.Connection, rows: list[tuple[bytes, bytes]]) -> None:
    database.executemany("insert or ignore into vectors values (?, ?)", rows)
    database.commit()
    rows.clear()


def _file_name(card: EmbedderCard) -> str:
    """Name the file after all that decides the vectors; a model's own name may hold a slash."""
    return sha256(json.dumps(card.as_dict(), sort_keys=True).encode()).hexdigest()[:16] + ".sqlite"


def _embedded(text: str, embedder: Embedder) -> bytes:
    vector = np.asarray(embedder.embed_documents([text])[0], dtype=np.float32)
    if not np.isfinite(vector).all():
        raise ValueError("the embedder gave a vector that is no number")
    return vector.tobytes()


def _stored(tokens: TokenRows) -> bytes:
    """Give the dimension (two bytes) and the rows."""
    dimension: int = tokens.shape[1]
    return dimension.to_bytes(2, "big") + tokens.tobytes()


def _restored(stored: bytes) -> TokenRows:
    return np.frombuffer(stored, dtype=np.int8, offset=2).reshape(-1, int.from_bytes(stored[:2], "big"))
