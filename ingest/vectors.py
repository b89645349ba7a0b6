"""The vectors of a build: of passages, exact in `vectors.npy` and searchable in a Chroma collection made from it, and of units. The home of chromadb."""

import errno
import shutil
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import InternalError
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
HalfVectors = NDArray[np.float16]
Keys = NDArray[np.uint64]
COLLECTION = "passages"
BATCH = 5000  # chromadb 1.5.9 refuses more than 5461 at once
CONFIGURATION = {"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 1000, "max_neighbors": 16}}
CANDIDATES = 100


def write_collection(folder: Path, ids: Sequence[str], vectors: Vectors) -> None:
    """Make a new Chroma collection in `folder`; the rows of `vectors` belong to `ids`. Raises OSError (ENOSPC) when the disk is full."""
    with _full_disk():
        _write(folder, ids, vectors)


def _write(folder: Path, ids: Sequence[str], vectors: Vectors) -> None:
    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    collection = client.create_collection(COLLECTION, embedding_function=None, configuration=CONFIGURATION)  # type: ignore[arg-type]
    for start in range(0, len(ids), BATCH):
        part = slice(start, start + BATCH)
        collection.add(
            ids=list(ids[part]), embeddings=vectors[part], documents=list(ids[part])
        )  # LangChain's store, with which others may read it, drops rows without
    if collection.count() != len(ids):
        raise ValueError(f"Chroma holds {collection.count()} of {len(ids)} vectors")
    _close(client)


class VectorIndex:
    """Nearest passages: candidates from Chroma, scores computed exactly from the vectors."""

    def __init__(self, folder: Path, work: Path, ids: Sequence[str], vectors: Vectors) -> None:
        """Open the collection as a copy in `work`: merely opening a folder changes it, and two processes on one folder lose vectors (chromadb 1.5.9)."""
        shutil.copytree(folder, work)
        with _full_disk():
            self._client = chromadb.PersistentClient(str(work), settings=Settings(anonymized_telemetry=False))
        # Closed and removed when nobody uses it any more, at the latest when the process ends: a server that takes a new index drops the old one.
        self._release = weakref.finalize(self, _release, self._client, work)
        self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        self._rows = {id_: row for row, id_ in enumerate(ids)}
        self._vectors = vectors

    def nearest(self, vector: Sequence[float], count: int = CANDIDATES) -> list[int]:
        """Give the rows nearest to a vector, the nearest first, ties by row."""
        # Asked for ids alone: with LangChain's store, which reads each row from SQLite and makes a document of it, this takes some 4 ms more.
        found = self._collection.query(query_embeddings=list(vector), n_results=min(count, len(self._rows)), include=[])
        rows = np.array(sorted(self._rows[id_] for id_ in found["ids"][0]), dtype=np.int64)
        return [int(rows[position]) for position in np.lexsort((rows, -self.cosines(vector, rows)))]

    def cosines(self, vector: Sequence[float], rows: Sequence[int] | NDArray[np.int64]) -> Vectors:
        """Compute the cosine of a vector with these rows: float32, (rows,)."""
        cosines: Vectors = self._vectors[rows] @ np.asarray(vector, dtype=np.float32)
        return cosines

    def close(self) -> None:
        """Release the collection, and remove the copy."""
        self._release()


def text_keys(texts: Sequence[str]) -> Keys:
    """Give the first 64 bits of the hash of each text."""
    return np.array([int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big") for text in texts], dtype=np.uint64)


def row_of(text: str, keys: Keys) -> int | None:
    """Give the place of a text among sorted keys, or None."""
    key = text_keys([text])[0]
    row = int(np.searchsorted(keys, key))
    return row if row < len(keys) and keys[row] == key else None


class UnitVectors:
    """Vectors by the text they belong to, in half precision: 384 numbers take 768 bytes, and change a cosine by less than 0.001.

    Rows stand in the order of the first 64 bits of the text's hash. They stay on the disk until they are asked for, so that many take no memory.
    """

    def __init__(self, keys: Keys, rows: HalfVectors) -> None:
        self._keys, self._rows = keys, rows

    @classmethod
    def build(cls, texts: Sequence[str], vectors: HalfVectors) -> "UnitVectors":
        """Put vectors beside their texts, each of which occurs once."""
        keys = text_keys(texts)
        order = np.argsort(keys)
        return cls(keys[order], vectors[order])

    @classmethod
    def load(cls, folder: Path) -> "UnitVectors":
        """Open saved vectors."""
        rows = np.asarray(np.load(folder / "rows.npy", mmap_mode="r"))  # a plain array over the file: its rows are taken sooner
        return cls(np.load(folder / "keys.npy"), rows)

    def save(self, folder: Path) -> None:
        """Write the vectors to a new folder."""
        folder.mkdir()
        np.save(folder / "keys.npy", self._keys)
        np.save(folder / "rows.npy", self._rows)

    def of(self, text: str) -> Vectors | None:
        """Give the vector of a text, or None when it was left out."""
        row = row_of(text, self._keys)
        return None if row is None else self._rows[row].astype(np.float32)


NO_UNITS = UnitVectors.build((), np.empty((0, 0), dtype=np.float16))


def _release(client: ClientAPI, work: Path) -> None:
    _close(client)
    shutil.rmtree(work, ignore_errors=True)


def _close(client: ClientAPI) -> None:
    """Release the files; chromadb 1.5.9 declares `close` on its concrete client only."""
    if isinstance(client, Client):
        client.close()


@contextmanager
def _full_disk() -> Iterator[None]:
    """Give Chroma's error for a full disk (chromadb 1.5.9 has no class for it) its usual form."""
    try:
        yield
    except InternalError as error:
        if "disk is full" in str(error):
            raise OSError(errno.ENOSPC, str(error)) from error
        raise
