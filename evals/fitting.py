"""Questions over passages of other documents, searched as Bronvast searches its own: what the commands that fit weights learn from.

They were written after the search model was trained, over passages whose questions it never saw: to a model, questions that it was trained on
lie nearer to their answers than anybody else's.
"""

import gzip
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from assistant.choosing import NAMES, Candidate, Signals, likelihoods, over_passages, signals
from assistant.evidence_reader import DEPTH
from assistant.retrievers import as_cosines, mixed, weight_of_meaning
from assistant.sentence_weights import WEIGHTS
from corpus.document import Edition, Passage, PassageKind, Span
from ingest.embedding import Embedder
from ingest.embedding.cache import embed_cached
from ingest.embedding.late_interaction import open_late_interaction
from ingest.lexical import LexicalIndex
from ingest.pipeline import read_tokens
from ingest.units import in_context, units
from ingest.vectors import CANDIDATES, Vectors

FILE = Path(__file__).with_name("fitting.jsonl")
FOLDS = 5
SMALL = 90  # passages; smaller documents of one publisher are searched together, as a small corpus is
HALF = 0.5  # of the shorter one of two pieces of text: they are the same sentence, cut in another way
MOST = 220  # passages of a pool: those that are asked about, and others of the same document


@dataclass(frozen=True, slots=True)
class Asked:
    """A question over a passage, and the places in it that answer; a near-miss has none. `fold` keeps the questions of a passage together."""

    passage: str
    question: str
    answers: tuple[Span, ...]
    fold: int


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a passage that was found: as a candidate, its place in the passage, and as the cross-encoder reads it."""

    candidate: Candidate
    span: Span
    read: str

    def answers(self, one: Asked) -> bool:
        """Tell whether it is one that answers, however it was cut."""
        return self.candidate.passage == one.passage and any(_same(self.span, answer) for answer in one.answers)


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that a search found: its place in the pool, its score, and its nearness (by tokens, on the scale of the cosines)."""

    place: int
    score: float
    nearness: float


class Pool:
    """Passages with a search of their own."""

    def __init__(self, passages: Sequence[Passage], embedder: Embedder, folder: Path) -> None:
        self.passages = tuple(passages)
        self.texts = ["\n".join((" > ".join(passage.heading_path), passage.text)) for passage in passages]
        self.lexical = LexicalIndex.build(self.texts)
        self._embedder, self._folder = embedder, folder
        self._vectors, self._tokens = embed_cached(self.texts, embedder, folder), read_tokens(self.texts, folder)
        self.units_of = cache(self._units_of)

    def search(self, question: str, k: int) -> list[Found]:
        """Give the first passages, blended as HybridRetriever does."""
        near, shared = self._vectors @ self.vector(question), self.lexical.wide_scores(question)
        found = np.union1d(np.argsort(-near)[:CANDIDATES], np.argsort(-shared, kind="stable")[:CANDIDATES])
        by_token = as_cosines(self._tokens.nearness(open_late_interaction().question(question), found.tolist()), near[found])
        meant = mixed(near[found], by_token)
        meaning = (meant - meant.min()) / (np.ptp(meant) or 1.0)
        weight = weight_of_meaning(len(self.passages))
        scores = weight * meaning + (1 - weight) * shared[found] / (math.sqrt(shared.max() * self.lexical.whole(question)) or 1.0)
        return [Found(int(found[row]), float(scores[row]), float(by_token[row])) for row in np.argsort(-scores, kind="stable")[:k]]

    def sentences(self, question: str) -> list[Said]:
        """Give the sentences of the first passages, in order."""
        vector = self.vector(question)
        return [said for hit in self.search(question, DEPTH) for said in self._said(hit, vector)]

    def said(self, passage: str) -> list[Said]:
        """Give the sentences of one passage, as if no question found it."""
        place = next(place for place, one in enumerate(self.passages) if one.id == passage)
        return self._said(Found(place, 0.0, 0.0), np.zeros(self._vectors.shape[1], dtype=np.float32))

    def _said(self, hit: Found, vector: Vectors) -> list[Said]:
        passage, (said, vectors) = self.passages[hit.place], self.units_of(hit.place)
        near = (vectors @ vector).tolist()
        return [
            Said(Candidate(text, like, passage.id, hit.score, hit.nearness), span, in_context(passage, text))
            for (span, text), like in zip(said, near, strict=True)
        ]

    def vector(self, question: str) -> Vectors:
        """Embed a question."""
        return np.array(self._embedder.embed_query(question), dtype=np.float32)

    def _units_of(self, place: int) -> tuple[list[tuple[Span, str]], Vectors]:
        said = units(self.passages[place])
        return said, embed_cached([text for _, text in said], self._embedder, self._folder)


def relevance(pool: Pool, question: str, found: Sequence[Said]) -> Signals:
    """Give how likely each sentence answers beside the likeliest one, as EvidenceReader does."""
    candidates = [one.candidate for one in found]
    return over_passages(likelihoods(signals(question, candidates, pool.lexical.rarity), [WEIGHTS[name] for name in NAMES]), candidates)


def read_asked(file: Path = FILE) -> list[Asked]:
    """Read the questions; the passages go round the folds."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    order = {name: place for place, name in enumerate(dict.fromkeys(row["passage"] for row in rows))}
    return [
        Asked(row["passage"], row["question"], tuple(Span(*span) for span in row.get("answers", ())), order[row["passage"]] % FOLDS) for row in rows
    ]


def pools(asked: Sequence[Asked], data: Path, embedder: Embedder, folder: Path, *, parts: bool = False) -> Iterator[tuple[Pool, list[Asked]]]:
    """Give each pool with the questions over its passages. `data` holds passages.jsonl.gz, `folder` keeps the vectors.

    Of a large group the passages that are asked about come first, and the rest is left out; in `parts` all of it is searched, a part at a time.
    """
    with gzip.open(data / "passages.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    wanted = {one.passage for one in asked}
    for group in _groups(rows):
        chosen = _in_parts(group) if parts else [sorted(group, key=lambda row: row["id"] not in wanted)[:MOST]]
        for part in chosen:
            here = [one for one in asked if one.passage in {row["id"] for row in part}]
            if here:
                yield Pool([_passage(row) for row in part], embedder, folder), here


def _in_parts(rows: Sequence[dict[str, Any]]) -> list[Sequence[dict[str, Any]]]:
    size = math.ceil(len(rows) / max(1, round(len(rows) / MOST)))
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def checksum() -> str:
    """Name the questions by their content."""
    return sha256(FILE.read_bytes()).hexdigest()[:12]


def _groups(rows: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Put the passages of a document together, those of small documents with the others of their publisher, and what is left in one."""
    groups: dict[str, list[dict[str, Any]]] = {"": list(rows)}
    for mark in ("\n", ":"):  # a source is publisher:file, and holds no line end
        for row in groups.pop("", []):
            groups.setdefault(row["source"].split(mark)[0], []).append(row)
        small = [key for key, group in groups.items() if len(group) < SMALL]
        groups[""] = [row for key in small for row in groups.pop(key)]
    return [group for group in groups.values() if group]


def _passage(row: dict[str, Any]) -> Passage:
    """Make a passage of a row. Its title is left out: it would make the right passage too easy to find."""
    text = row["text"]
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    return Passage(row["id"], "", Edition.ORIGINAL, "", tuple(row["heading"]), None, Span(0, len(text)), text, PassageKind.PROSE, tuple(lines))


def _same(one: Span, other: Span) -> bool:
    return min(one.end, other.end) - max(one.start, other.start) > HALF * min(one.end - one.start, other.end - other.start)
