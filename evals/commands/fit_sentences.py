"""`fit_sentences`: learns from questions over other documents how much each signal of a sentence weighs that answers."""

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.bootstrap import make_embedder
from assistant.choosing import NAMES, signals
from assistant.evidence_reader import DEPTH
from assistant.settings import read_settings
from evals.fitting import FOLDS, Asked, Pool, checksum, pools, read_asked

OUT = Path(__file__).resolve().parent.parent.parent / "assistant" / "sentence_weights.py"
RIDGE = 3.0
STEPS = 50
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the signals of the sentences that were found for it, and which of them answer it."""

    measured: Array
    answers: NDArray[np.bool_]
    fold: int


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    fit = commands.add_parser("fit_sentences", help="leer uit vragen over andere documenten welke zinnen een vraag beantwoorden")
    fit.add_argument("--data", type=Path, required=True, metavar="MAP", help="map met passages.jsonl.gz")
    fit.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    settings = read_settings()
    asked = [one for one in read_asked() if one.answers]
    found = [
        example for pool, here in pools(asked, given.data, make_embedder(settings), settings.data / "vectors") for example in _measure(pool, here)
    ]
    examples = [example for example in found if example.answers.any()]
    first = np.array([place for fold in range(FOLDS) for place in _tested(examples, fold)])
    report = f"the likeliest sentence answers {np.mean(first == 0):.2f}, one of the first three {np.mean(first < 3):.2f}."
    OUT.write_text(_module(_fit(examples), len(examples), report), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(OUT)], check=False)
    print(f"Klaar: {report} De gewichten staan in {OUT}.")


def _measure(pool: Pool, asked: Sequence[Asked]) -> Iterator[Example]:
    """Search each question in its pool, and measure the sentences of the first passages."""
    for one in asked:
        found = pool.sentences(one.question)
        measured = signals(one.question, [said.candidate for said in found], pool.lexical.rarity)
        yield Example(measured, np.array([said.answers(one) for said in found]), one.fold)


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
    weights = _fit([example for example in examples if example.fold != fold])
    away = [example for example in examples if example.fold == fold]
    return [int(np.argmax(example.answers[np.argsort(-(example.measured @ weights), kind="stable")])) for example in away]


def _module(weights: Array, count: int, report: str) -> str:
    listed = "\n".join(f'    "{name}": {weight:.3f},' for name, weight in zip(NAMES, weights, strict=True))
    return (
        '"""How much each signal of choosing.py weighs. Written by `python -m evals fit_sentences`; do not change by hand.\n\n'
        f"A conditional logistic regression on {count} questions over other documents (evals/fitting.jsonl, {checksum()}), each with the sentences\n"
        f'of the first {DEPTH} passages found. Passages held out, {FOLDS} folds: {report}\n"""\n\nWEIGHTS = {{\n{listed}\n}}\n'
    )
