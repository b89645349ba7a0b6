"""`fit_sentences`: learns from questions over other documents how much each signal of a sentence weighs that answers."""

import argparse
import math
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.bootstrap import make_embedder
from assistant.choosing import NAMES, Candidate, signals
from assistant.evidence import DEPTH
from assistant.retrievers import DENSE_WEIGHT
from assistant.settings import read_settings
from corpus.document import Edition, Passage, PassageKind, Span
from evals.commands.fit_refusals import read_gzipped
from ingest.embedding import Embedder
from ingest.embedding.cache import embed_cached
from ingest.lexical import LexicalIndex
from ingest.units import units
from ingest.vectors import CANDIDATES, Vectors

OUT = Path(__file__).resolve().parent.parent.parent / "assistant" / "sentence_weights.py"
FOLDS = 5
RIDGE = 3.0
STEPS = 50
HALF = 0.5  # of the shorter one of two pieces of text: they are the same sentence, cut in another way
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the signals of the sentences that were found for it, and which of them answer it."""

    measured: Array
    answers: NDArray[np.bool_]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    fit = commands.add_parser("fit_sentences", help="leer uit vragen over andere documenten welke zinnen een vraag beantwoorden")
    fit.add_argument("--data", type=Path, required=True, metavar="MAP", help="map met answers.jsonl.gz en passages.jsonl.gz")
    fit.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    rows = read_gzipped(given.data / "answers.jsonl.gz")
    by_id = {row["id"]: row for row in read_gzipped(given.data / "passages.jsonl.gz")}
    settings = read_settings()
    found = _measure(rows, [_passage(by_id[row["passage"]]) for row in rows], make_embedder(settings), settings.data / "vectors")
    examples = [example for example in found if example.answers.any()]
    first = [place for fold in range(FOLDS) for place in _tested(examples, fold)]
    report = f"the likeliest sentence answers {np.mean([place == 0 for place in first]):.2f}, one of the first three {np.mean([place < 3 for place in first]):.2f}."
    checksum = sha256((given.data / "answers.jsonl.gz").read_bytes()).hexdigest()[:12]
    OUT.write_text(_module(_fit(examples), len(examples), checksum, report), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(OUT)], check=False)
    print(f"Klaar: {report} De gewichten staan in {OUT}.")


def _passage(row: dict[str, Any]) -> Passage:
    """Make a passage of a row. Its title is left out: nearly every question names it, and it would make the right passage too easy to find."""
    text = row["text"]
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    return Passage(row["id"], "", Edition.ORIGINAL, "", tuple(row["heading"]), None, Span(0, len(text)), text, PassageKind.PROSE, tuple(lines))


def _measure(rows: list[dict[str, Any]], passages: list[Passage], embedder: Embedder, cache: Path) -> list[Example]:
    """Search each question among all passages, as Bronvast does, and measure the sentences of the first ones."""
    texts = ["\n".join((" > ".join(passage.heading_path), passage.text)) for passage in passages]
    lexical = LexicalIndex.build(texts)
    vectors = embed_cached(texts, embedder, cache)
    said: dict[int, list[tuple[Span, str]]] = {}
    meant: dict[int, Vectors] = {}
    examples = []
    for own, row in enumerate(rows):
        asked = np.array(embedder.embed_query(row["question"]))
        near = vectors @ asked
        candidates: list[Candidate] = []
        answers: list[bool] = []
        for place, score in _hits(near, lexical, row["question"]):
            if place not in said:
                said[place] = units(passages[place])
                meant[place] = embed_cached([text for _, text in said[place]], embedder, cache)
            for (span, text), vector in zip(said[place], meant[place], strict=True):
                candidates.append(Candidate(text, float(vector @ asked), passages[place].id, score, float(near[place])))
                answers.append(place == own and any(_same(span, Span(*row["sentences"][index])) for index in row["answers"]))
        examples.append(Example(signals(row["question"], candidates, lexical.rarity), np.array(answers)))
    return examples


def _hits(near: Array, lexical: LexicalIndex, question: str) -> list[tuple[int, float]]:
    """Give the first passages with their scores, blended as HybridRetriever does."""
    shared = lexical.scores(question)
    found = np.union1d(np.argsort(-near)[:CANDIDATES], np.argsort(-shared, kind="stable")[:CANDIDATES])
    meaning = (near[found] - near[found].min()) / (np.ptp(near[found]) or 1.0)
    scores = DENSE_WEIGHT * meaning + (1 - DENSE_WEIGHT) * shared[found] / (math.sqrt(shared.max() * lexical.whole(question)) or 1.0)
    return [(int(found[place]), float(scores[place])) for place in np.argsort(-scores, kind="stable")[:DEPTH]]


def _same(one: Span, other: Span) -> bool:
    return min(one.end, other.end) - max(one.start, other.start) > HALF * min(one.end - one.start, other.end - other.start)


def _fit(examples: list[Example]) -> Array:
    """Fit by Newton's method, with a ridge on scaled signals: the likelihood of the answering sentences among all that were found for the same question."""
    scale = np.concatenate([example.measured - example.measured.mean(0) for example in examples]).std(0)
    weights = np.zeros(len(NAMES))
    for _ in range(STEPS):
        slope, curve = RIDGE * weights, RIDGE * np.eye(len(weights))
        for example in examples:
            given = example.measured / scale
            likely = _shares(given @ weights, np.ones(len(given)))
            right = _shares(given @ weights, example.answers.astype(float))
            slope += given.T @ (likely - right)
            curve += (given.T * likely) @ given - np.outer(given.T @ likely, given.T @ likely)
        weights -= np.linalg.solve(curve, slope)
    fitted: Array = weights / scale
    return fitted


def _shares(odds: Array, counts: Array) -> Array:
    counted = np.where(counts > 0, odds, -np.inf)
    raised = np.exp(counted - counted.max())
    shares: Array = raised / raised.sum()
    return shares


def _tested(examples: list[Example], fold: int) -> list[int]:
    """Fit without a fold, and give for each question of it the place (from 0) of the first answering sentence."""
    weights = _fit([example for place, example in enumerate(examples) if place % FOLDS != fold])
    away = examples[fold::FOLDS]
    return [int(np.argmax(example.answers[np.argsort(-(example.measured @ weights), kind="stable")])) for example in away]


def _module(weights: Array, count: int, checksum: str, report: str) -> str:
    listed = "\n".join(f'    "{name}": {weight:.3f},' for name, weight in zip(NAMES, weights, strict=True))
    return (
        '"""How much each signal of choosing.py weighs. Written by `python -m evals fit_sentences`; do not change by hand.\n\n'
        f"A conditional logistic regression on {count} questions, each with the sentences of the first {DEPTH} passages that a search among all passages\n"
        f'of other documents finds (answers.jsonl.gz, {checksum}). Passages held out, {FOLDS} folds: {report}\n"""\n\nWEIGHTS = {{\n{listed}\n}}\n'
    )
