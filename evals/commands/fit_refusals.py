"""`fit_refusals`: learns from questions and near-misses over other documents how much each signal of a refusal weighs."""

import argparse
import gzip
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.asked import FACTS, READ, signals
from assistant.bootstrap import make_embedder
from assistant.retrievers import DENSE_WEIGHT
from assistant.settings import read_settings
from ingest.lexical import LexicalIndex

OUT = Path(__file__).resolve().parent.parent.parent / "assistant" / "refusal_weights.py"
NAMES = ("yes_no", "precise", "lacks_year_first", "lacks_year", *(f"{part}_{fact.name}" for fact in FACTS for part in ("asks", "lacks")))
FOLDS = 5
RIDGE = 3.0
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A question over one of the passages; `group` keeps the questions of a passage in one fold."""

    question: str
    is_answered: bool
    group: int


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    fit = commands.add_parser("fit_refusals", help="leer uit vragen over andere documenten wanneer een vraag geen antwoord heeft")
    fit.add_argument("--data", type=Path, required=True, metavar="MAP", help="map met answers.jsonl.gz en passages.jsonl.gz")
    fit.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    rows = read_gzipped(given.data / "answers.jsonl.gz")
    texts = {
        row["id"]: "\n".join((" > ".join((row["title"], *row["heading"])), row["text"])) for row in read_gzipped(given.data / "passages.jsonl.gz")
    }
    passages = [texts[row["passage"]] for row in rows]
    examples = [Example(row[field], field == "question", place) for place, row in enumerate(rows) for field in ("question", "near_miss")]
    measured, answered = _measure(examples, passages), np.array([float(example.is_answered) for example in examples])
    groups = np.array([example.group for example in examples]) % FOLDS
    held_out = np.zeros(len(examples))
    for fold in range(FOLDS):
        away = groups == fold
        held_out[away] = _logits(_fit(measured[~away], answered[~away]), measured[away])
    weights = _fit(measured, answered)
    report = _report(held_out, answered)
    checksum = sha256((given.data / "answers.jsonl.gz").read_bytes()).hexdigest()[:12]
    OUT.write_text(_module(weights, len(rows), checksum, report), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(OUT)], check=False)
    print(f"Klaar: {report} De gewichten staan in {OUT}.")


def read_gzipped(file: Path) -> list[dict[str, Any]]:
    """Read the rows of a compressed file of JSON lines."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _measure(examples: Sequence[Example], passages: list[str]) -> Array:
    """Search each question among all passages, as Bronvast does, and measure the signals of the first ones."""
    lexical = LexicalIndex.build(passages)
    embedder = make_embedder(read_settings())
    vectors = np.array(embedder.embed_documents(passages))
    rows = []
    for example in examples:
        near, shared = vectors @ np.array(embedder.embed_query(example.question)), lexical.scores(example.question)
        near = (near - np.sort(near)[-50:].min()) / (np.ptp(np.sort(near)[-50:]) or 1.0)
        best = np.argsort(
            -(DENSE_WEIGHT * near + (1 - DENSE_WEIGHT) * shared / (np.sqrt(shared.max() * lexical.whole(example.question)) or 1.0)), kind="stable"
        )[:READ]
        found = signals(example.question, [passages[place] for place in best], lexical.rarity)
        rows.append([found.get(name, 0.0) for name in NAMES])
    return np.array(rows)


def _fit(measured: Array, answered: Array) -> Array:
    """Fit a logistic regression with a ridge by Newton's method; the intercept comes first."""
    given = np.column_stack([np.ones(len(measured)), measured])
    weights = np.zeros(given.shape[1])
    for _ in range(25):
        likely = 1 / (1 + np.exp(-given @ weights))
        curve = given.T @ (given * (likely * (1 - likely))[:, None]) + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(curve, given.T @ (likely - answered) + RIDGE * weights)
    return weights


def _logits(weights: Array, measured: Array) -> Array:
    logits: Array = measured @ weights[1:] + weights[0]
    return logits


def _report(logits: Array, answered: Array) -> str:
    """Say how well passages that were held out are told apart."""
    right, wrong = np.sort(logits[answered == 1]), logits[answered == 0]
    above = float(np.mean([(np.searchsorted(right, one, "left") + np.searchsorted(right, one, "right")) / 2 / len(right) for one in wrong]))
    refused = ", ".join(f"{np.mean(wrong < np.quantile(right, share)):.2f} at {share:.0%} false refusals" for share in (0.03, 0.05, 0.1))
    return f"AUROC {1 - above:.3f}; near-misses refused: {refused}."


def _module(weights: Array, count: int, checksum: str, report: str) -> str:
    listed = "\n".join(f'    "{name}": {weight:.3f},' for name, weight in zip(NAMES, weights[1:], strict=True))
    body = re.sub(r"-0\.000", "0.000", listed)
    return (
        '"""How much each signal of asked.py weighs. Written by `python -m evals fit_refusals`; do not change by hand.\n\n'
        f"A logistic regression on {count} questions and as many near-misses over passages of other documents (answers.jsonl.gz, {checksum}).\n"
        f'Passages held out, {FOLDS} folds: {report}\n"""\n\nINTERCEPT = {weights[0]:.3f}\nWEIGHTS = {{\n{body}\n}}\n'
    )
