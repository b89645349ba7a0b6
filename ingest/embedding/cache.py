"""The cache of vectors: nothing is embedded twice with one model revision."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.embedding import Embedder


def embed_cached(texts: Sequence[str], embedder: Embedder, folder: Path) -> NDArray[np.float32]:
    """Embed texts as passages, each once ever; `folder` holds one SQLite file per model revision.

    Gives float32, (texts, dimension), rows of length 1. Raises ValueError when the model gives something that is no number.
    """
    folder.mkdir(parents=True, exist_ok=True)
    keys = [sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
    known: dict[bytes, bytes] = {}
    with closing(sqlite3.connect(folder / f"{embedder.card.revision}.sqlite", timeout=60)) as database:
        database.execute("create table if not exists vectors (key blob primary key, vector blob not null)")
        for key, text in zip(keys, texts, strict=True):
            if key in known:
                continue
            row = database.execute("select vector from vectors where key = ?", (key,)).fetchone()
            known[key] = row[0] if row else np.asarray(embedder.embed_documents([text])[0], dtype=np.float32).tobytes()
            if row is None:
                database.execute("insert or ignore into vectors values (?, ?)", (key, known[key]))
                database.commit()
    vectors = np.stack([np.frombuffer(known[key], dtype=np.float32) for key in keys])
    if not np.isfinite(vectors).all():
        raise ValueError("the embedder gave a vector that is no number")
    return vectors
