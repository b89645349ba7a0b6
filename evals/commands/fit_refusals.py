"""`fit_refusals`: learns from questions and near-misses over other documents how much each signal of a refusal weighs."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answerable import READING, reading
from assistant.asked import FACTS, READ, signals
from assistant.bootstrap import make_embedder
from assistant.settings import read_settings
from corpus.dutch import unnumbered
from evals.fitting import FOLDS, Asked, Pool, checksum, pools, read_asked, relevance
from ingest.embedding.cross_encoder import CrossEncoder

OUT = Path(__file__).resolve().parent.parent.parent / "assistant" / "refusal_weights.py"
NAMES = (
    "yes_no",
    "precise",
    "lacks_year_first",
    "lacks_year",
    *(f"{part}_{name}" for name in dict.fromkeys(fact.name for fact in FACTS) for part in ("asks", "lacks")),
    READING,
)
RIDGE = 3.0
Array = NDArray[np.float64]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    fit = commands.add_parser("fit_refusals", help="leer uit vragen over andere documenten wanneer een vraag geen antwoord heeft")
    fit.add_argument("--data", type=Path, required=True, metavar="MAP", help="map met passages.jsonl.gz")
    fit.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    settings = read_settings()
    asked = read_asked()
    found = [
        (one, row) for pool, here in pools(asked, given.data, make_embedder(settings), settings.data / "vectors") for one, row in _measure(pool, here)
    ]
    measured = np.array([row for _, row in found])
    answered, folds = np.array([float(bool(one.answers)) for one, _ in found]), np.array([one.fold for one, _ in found])
    held_out = np.zeros(len(found))
    for fold in range(FOLDS):
        away = folds == fold
        held_out[away] = _logits(_fit(measured[~away], answered[~away]), measured[away])
    weights = _fit(measured, answered)
    report = _report(held_out, answered)
    OUT.write_text(_module(weights, int(answered.sum()), len(found) - int(answered.sum()), report), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(OUT)], check=False)
    print(f"Klaar: {report} De gewichten staan in {OUT}.")


def _measure(pool: Pool, asked: list[Asked]) -> list[tuple[Asked, list[float]]]:
    """Search each question in its pool, and measure the signals of the first passages."""
    rows, cross_encoder = [], CrossEncoder()
    for one in asked:
        passages = [pool.passages[hit.place] for hit in pool.search(one.question, READ)]
        texts = ["\n".join((" > ".join(unnumbered(heading) for heading in passage.heading_path), passage.text)) for passage in passages]
        found = signals(one.question, texts, pool.lexical.rarity)
        said = pool.sentences(one.question)
        likely = relevance(pool, one.question, said)
        found[READING] = reading(cross_encoder, one.question, [(sentence.read, float(share)) for sentence, share in zip(said, likely, strict=True)])
        rows.append((one, [found.get(name, 0.0) for name in NAMES]))
    return rows


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


def _module(weights: Array, count: int, near_misses: int, report: str) -> str:
    listed = "\n".join(f'    "{name}": {weight:.3f},' for name, weight in zip(NAMES, weights[1:], strict=True))
    body = re.sub(r"-0\.000", "0.000", listed)
    return (
        '"""How much each signal of asked.py and the reading of answerable.py weigh. Written by `python -m evals fit_refusals`; do not change by hand.\n\n'
        f"A logistic regression on {count} questions and {near_misses} near-misses over other documents (evals/fitting.jsonl, {checksum()}).\n"
        f'Passages held out, {FOLDS} folds: {report}\n"""\n\nINTERCEPT = {weights[0]:.3f}\nWEIGHTS = {{\n{body}\n}}\n'
    )
