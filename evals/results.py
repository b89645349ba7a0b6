"""Results: the scores of all cases, and per metric one figure for each slice of them. Figures and ids only, never text.

Knows nothing of files of outcomes or of how a report looks.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.answer import AnswerStatus
from evals.cases import Case, CaseKind, Persona
from evals.metric import Metric, Scores
from evals.outcomes import Outcome, missing_outcome
from evals.slices import Gold, slice_cases

RESULTS = "results.json"
DECIMALS = 4
SAMPLES = 1000
SEED = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of a metric over `n` cases (None: no value), with its 95 % bootstrap interval."""

    n: int
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class CaseScores:
    """The scores of one case by the name of the metric, each in its parts; only metrics that apply. `missing`: it has no outcome yet."""

    id: str
    persona: Persona
    kind: CaseKind
    status: AnswerStatus
    missing: bool
    scores: dict[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Results:
    """All figures of a run: `figures` by the name of the metric, then of the slice; only slices to which the metric applies."""

    stamp: dict[str, Any]
    metrics: tuple[Metric, ...]
    cases: tuple[CaseScores, ...]
    figures: dict[str, dict[str, Figure]]

    def figure(self, metric: str, slice_name: str) -> Figure:
        """Give a figure; one over no cases when the metric does not apply there."""
        return self.figures[metric].get(slice_name, Figure(0, None))


def score_run(
    stamp: Mapping[str, Any], cases: Sequence[Case], outcomes: Mapping[str, Outcome], metrics: tuple[Metric, ...], gold: Mapping[str, Gold]
) -> Results:
    """Score every case by every metric. A case without an outcome counts as a fault. `stamp` is what run.json says of the run."""
    scored = tuple(_score_case(case, outcomes, metrics) for case in cases)
    counts = {"cases": len(scored), "missing": sum(case.missing for case in scored)}
    slices = slice_cases(cases, gold)
    return Results(dict(stamp) | counts, metrics, scored, {metric.name: _figures(metric, scored, slices) for metric in metrics})


def write_results(results: Results, file: Path) -> None:
    """Write results.json: what was measured with, the figures, and the scores of each case (of metrics with one part)."""
    content = {
        "stamp": results.stamp,
        "figures": {name: {where: _rounded(asdict(figure)) for where, figure in slices.items()} for name, slices in results.figures.items()},
        "cases": {case.id: _rounded({name: parts[0] for name, parts in case.scores.items() if len(parts) == 1}) for case in results.cases},
        "metrics": {metric.name: _described(metric) for metric in results.metrics},
    }
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _score_case(case: Case, outcomes: Mapping[str, Outcome], metrics: tuple[Metric, ...]) -> CaseScores:
    outcome = outcomes.get(case.id, missing_outcome(case.id))
    applying = {metric.name: metric.score(case, outcome) for metric in metrics if metric.applies(case)}
    scores = {name: score if isinstance(score, tuple) else (float(score),) for name, score in applying.items() if score is not None}
    return CaseScores(case.id, case.persona, case.kind, outcome.status, case.id not in outcomes, scores)


def _figures(metric: Metric, cases: Sequence[CaseScores], slices: Mapping[str, Sequence[str]]) -> dict[str, Figure]:
    by_id = {case.id: case.scores[metric.name] for case in cases if metric.name in case.scores}
    scored = {name: [by_id[case_id] for case_id in ids if case_id in by_id] for name, ids in slices.items()}
    return {name: _figure(metric, np.array(scores)) for name, scores in scored.items() if scores}


def _figure(metric: Metric, scores: Scores) -> Figure:
    """Give the value with the percentile bootstrap (Efron, 1979) over the cases. A sample without a value does not count."""
    value = float(metric.summarise(scores))
    if math.isnan(value):
        return Figure(len(scores), None)
    samples = metric.summarise(scores[_drawn(len(scores))])
    low, high = np.nanpercentile(samples, [2.5, 97.5])
    return Figure(len(scores), value, float(low), float(high))


@lru_cache(maxsize=64)
def _drawn(count: int) -> NDArray[np.int64]:
    """Draw the cases of each sample: the same for every metric, (samples, cases)."""
    return np.random.default_rng(SEED).integers(count, size=(SAMPLES, count))


def _described(metric: Metric) -> dict[str, str | bool | None]:
    return {
        "label": metric.label,
        "formula": metric.formula,
        "source": metric.source,
        "unit": metric.unit.value,
        "lower_is_better": metric.lower_is_better,
    }


def _rounded(values: Mapping[str, float | None]) -> dict[str, float | None]:
    return {name: None if value is None else round(value, DECIMALS) for name, value in values.items()}
