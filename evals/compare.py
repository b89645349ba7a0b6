"""Compares two finished runs question by question: what differs more than chance, and which questions flipped. Measures nothing itself.

Only figures that are made of one score per question can be compared (results.json holds no others).
"""

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answer import STATUS_LABELS
from evals.finished import FinishedRun
from evals.metric import Metric, Scores, Unit
from evals.report import shown_value

RESAMPLES = 1_000
SEED = 0
STRICT = "strict_accuracy"


@dataclass(frozen=True, slots=True)
class Difference:
    """The figures of both runs over the `n` questions that both scored; `low` and `high` bound second minus first in 95 % of the resamples."""

    metric: Metric
    n: int
    first: float
    second: float
    low: float
    high: float

    @property
    def is_certain(self) -> bool:
        """Tell whether the interval leaves out no difference."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side: `won` and `lost` are ids that became right and wrong, `p_value` is McNemar's, None when nothing flipped."""

    first: FinishedRun
    second: FinishedRun
    differences: tuple[Difference, ...]
    won: tuple[str, ...]
    lost: tuple[str, ...]
    p_value: float | None
    alone: int


def compare(first: FinishedRun, second: FinishedRun, metrics: Sequence[Metric]) -> Comparison:
    """Compare what two runs made of the same questions; those of one run only are left out, and counted as `alone`."""
    shared = [id_ for id_ in first.scores if id_ in second.scores]
    differences = (_difference(metric, first, second, shared) for metric in metrics)
    flipped = [(id_, after) for id_ in shared if (after := second.is_right(id_)) is not None and first.is_right(id_) is (not after)]
    strict = [id_ for id_, _ in flipped if STRICT in first.scores[id_] and STRICT in second.scores[id_]]
    improved = sum(second.scores[id_][STRICT] > first.scores[id_][STRICT] for id_ in strict)
    return Comparison(
        first,
        second,
        tuple(difference for difference in differences if difference),
        tuple(id_ for id_, after in flipped if after),
        tuple(id_ for id_, after in flipped if not after),
        mcnemar(improved, len(strict) - improved) if strict else None,
        len(first.scores.keys() ^ second.scores.keys()),
    )


def mcnemar(improved: int, worsened: int) -> float:
    """Give the exact two-sided p value of McNemar's test (1947): how probable so uneven a split is when each flip is the toss of a coin."""
    flips = improved + worsened
    tail = sum(math.comb(flips, count) for count in range(min(improved, worsened) + 1))
    return min(1.0, 2.0 * tail / 2.0**flips)


def render_comparison(found: Comparison) -> str:
    """Write the comparison in Dutch Markdown: figures, then the flipped questions with both answers. It holds text of answers."""
    return "\n".join([f"# Verschil tussen {found.first.name} (A) en {found.second.name} (B)", "", *_summary(found), *_answers(found)]) + "\n"


def show_comparison(found: Comparison, width: int) -> str:
    """Write the comparison for a terminal of this width, both answers side by side."""
    lines = [f"Verschil tussen {found.first.name} (A) en {found.second.name} (B)", "", *_summary(found)]
    for title, id_ in _flips(found):
        lines += ["", "─" * width, f"{id_} · {title}", *textwrap.wrap(found.first.questions.get(id_, ""), width), ""]
        told = [f"{letter}: " + "\n".join(_told(run, id_)) for letter, run in (("A", found.first), ("B", found.second))]
        lines += _side_by_side(told, width)
    return "\n".join(lines) + "\n"


def _difference(metric: Metric, first: FinishedRun, second: FinishedRun, shared: Sequence[str]) -> Difference | None:
    ids = [id_ for id_ in shared if metric.name in first.scores[id_] and metric.name in second.scores[id_]]
    if not ids:
        return None
    before, after = (np.array([[run.scores[id_][metric.name]] for id_ in ids]) for run in (first, second))
    drawn = np.random.default_rng(SEED).integers(0, len(ids), (RESAMPLES, len(ids)))
    changes: Scores = metric.summarise(after[drawn]) - metric.summarise(before[drawn])
    low, high = np.percentile(changes, (2.5, 97.5))
    return Difference(metric, len(ids), float(metric.summarise(before)), float(metric.summarise(after)), float(low), float(high))


def _summary(found: Comparison) -> Iterator[str]:
    yield "| Maat | Wat het zegt | vragen | A | B | verschil | marge (95 %) | |"
    yield "|---|---|---:|---:|---:|---:|---:|---|"
    for one in found.differences:
        change = _signed(one.metric, one.second - one.first)
        cells = [
            one.metric.name,
            one.metric.label,
            str(one.n),
            shown_value(one.metric.unit, one.first),
            shown_value(one.metric.unit, one.second),
            change,
        ]
        yield f"| {' | '.join(cells)} | {_signed(one.metric, one.low)} tot {_signed(one.metric, one.high)} | {_verdict(one)} |"
    yield ""
    yield f"Goed geworden: {len(found.won)} vragen. Fout geworden: {len(found.lost)} vragen."
    if found.p_value is not None:
        chance = "waarschijnlijk geen toeval" if found.p_value < 0.05 else "het kan toeval zijn"
        yield f"Toets op {STRICT} (McNemar): p = {found.p_value:.3f}".replace(".", ",") + f", {chance}."
    if found.alone:
        yield f"Niet vergeleken: {found.alone} vragen die maar in één van de twee metingen staan."


def _verdict(one: Difference) -> str:
    if one.low == one.high == 0:
        return "gelijk"
    if not one.is_certain:
        return "kan toeval zijn"
    if one.metric.lower_is_better is None:
        return "anders"
    return "beter" if (one.second > one.first) != one.metric.lower_is_better else "slechter"


def _answers(found: Comparison) -> Iterator[str]:
    for title, id_ in _flips(found):
        yield f"\n## {id_}: {title}\n\n**{found.first.questions.get(id_, '')}**"
        for letter, run in (("A", found.first), ("B", found.second)):
            status, answer = _told(run, id_)
            yield f"\n{letter}: {status}\n\n> " + answer.replace("\n", "\n> ")


def _flips(found: Comparison) -> Iterator[tuple[str, str]]:
    yield from (("fout geworden", id_) for id_ in found.lost)
    yield from (("goed geworden", id_) for id_ in found.won)


def _told(run: FinishedRun, id_: str) -> tuple[str, str]:
    outcome = run.outcomes.get(id_)
    return (STATUS_LABELS[outcome.status], outcome.answer) if outcome else ("Nog niet gesteld", "")


def _side_by_side(texts: Sequence[str], width: int) -> Iterator[str]:
    column = (width - 3) // 2
    columns = [[part for line in text.split("\n") for part in textwrap.wrap(line, column) or [""]] for text in texts]
    for row in range(max(map(len, columns))):
        cells = [lines[row] if row < len(lines) else "" for lines in columns]
        yield f"{cells[0]:<{column}} │ {cells[1]}".rstrip()


def _signed(metric: Metric, value: float) -> str:
    sign = "+" if value > 0 else ""
    return sign + (f"{100 * value:.1f} punt".replace(".", ",") if metric.unit is Unit.SHARE else shown_value(metric.unit, value))
