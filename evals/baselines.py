"""The systems that are measured beside each other: Bronvast, its retrieval in parts with the same composing after it, and the default stack."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.answer import Hit
from assistant.composition import compose
from assistant.quoting import QuotingWriter
from assistant.retrievers import DenseRetriever, HybridRetriever, LexicalRetriever, Retriever, shown_passage
from evals.default_stack import DefaultStack, open_minilm, write_chunks
from evals.run import Answering
from ingest.build import Build
from ingest.embedding import Embedder

FUSION = 60  # Cormack, Clarke and Büttcher, SIGIR 2009


class WordsRetriever:
    """BM25 alone; the cosine of each hit is measured beside it, because refusing needs it."""

    def __init__(self, build: Build, embedder: Embedder) -> None:
        self._build, self._embedder = build, embedder
        self._lexical = LexicalRetriever(build)

    def search(self, question: str, k: int) -> list[Hit]:
        """Find passages that share terms with the question."""
        vector = self._embedder.embed_query(question)
        return [replace(hit, cosine=self._cosine(vector, self._build.rows[hit.passage.id])) for hit in self._lexical.search(question, k)]

    def _cosine(self, vector: list[float], row: int) -> float:
        return float(self._build.vectors.cosines(vector, [row, *self._build.beside.get(row, ())]).max())


class FusedRetriever:
    """Both rankings as they come, by reciprocal rank fusion; of two editions the better one counts."""

    def __init__(self, build: Build, embedder: Embedder) -> None:
        self._build, self._embedder = build, embedder

    def search(self, question: str, k: int) -> list[Hit]:
        """Find passages by words and by meaning."""
        vector = self._embedder.embed_query(question)
        nearest = self._build.vectors.nearest(vector)
        lexical = self._build.lexical.wide_scores(question)
        worded = [int(row) for row in np.argsort(-lexical, kind="stable")[: len(nearest)] if lexical[row] > 0]
        fused = _fused([nearest, worded])
        cosines = dict(zip(fused, self._build.vectors.cosines(vector, list(fused)), strict=True))
        best: dict[str, Hit] = {}
        for row, score in sorted(fused.items(), key=lambda item: (-item[1], item[0])):
            passage = shown_passage(self._build, self._build.contents.passages[row])
            best.setdefault(passage.id, Hit(passage, score, 0, float(cosines[row])))
        order = sorted(best.values(), key=lambda hit: (-hit.score, hit.passage.id))[:k]
        return [replace(hit, rank=rank) for rank, hit in enumerate(order, 1)]


def default_stack(build: Build, data: Path) -> DefaultStack:
    """Make the default stack over the texts of a build, in a folder that goes away with the process."""
    folder = Path(tempfile.mkdtemp(prefix="bronvast-evals-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    minilm = open_minilm()
    write_chunks(build.contents, minilm, data / "vectors", folder)
    return DefaultStack(folder, build.contents.documents, minilm, _stamp(build, minilm, "default-stack"))


# By the name after --system: makes the system from an open build, its embedder, and the folder where vectors are kept.
SYSTEMS: dict[str, Callable[[Build, Embedder, Path], Answering]] = {
    "bronvast": lambda build, embedder, data: _composed(build, embedder, HybridRetriever(build, embedder), "bronvast"),
    "bm25": lambda build, embedder, data: _composed(build, embedder, WordsRetriever(build, embedder), "bm25"),
    "embedder": lambda build, embedder, data: _composed(build, embedder, DenseRetriever(build, embedder), "embedder"),
    "hybrid-untuned": lambda build, embedder, data: _composed(build, embedder, FusedRetriever(build, embedder), "hybrid-untuned"),
    "default-stack": lambda build, embedder, data: default_stack(build, data),
}


def _composed(build: Build, embedder: Embedder, retriever: Retriever, name: str) -> Answering:
    """Put the real composing, refusing and checks behind a retriever."""
    return compose(build, embedder, retriever, QuotingWriter(), _stamp(build, embedder, name))


def _fused(rankings: Iterable[list[int]]) -> dict[int, float]:
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, row in enumerate(ranking, 1):
            scores[row] = scores.get(row, 0.0) + 1 / (FUSION + rank)
    return scores


def _stamp(build: Build, embedder: Embedder, name: str) -> dict[str, str]:
    return {"system": name, "index": build.content_hash, "model": f"{embedder.card.name} {embedder.card.revision}"}
