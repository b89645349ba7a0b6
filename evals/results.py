"""Results: the scores of all cases, and one figure per metric for all, per persona and per kind. Figures and ids only, never text.

Knows nothing of files of outcomes or of how a report looks.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.answer import AnswerStatus
from evals.cases import Case, CaseKind, Persona
from evals.metric import Metric
from evals.outcomes import Outcome, missing_outcome
from evals.run import RunStamp

DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of a metric over `n` cases; None when it applied to no case."""

    n: int
    value: float | None


@dataclass(frozen=True, slots=True)
class CaseScores:
    """The scores of one case by the name of the metric; only metrics that apply. `missing`: it has no outcome yet."""

    id: str
    persona: Persona
    kind: CaseKind
    status: AnswerStatus
    missing: bool
    scores: dict[str, float]


@dataclass(frozen=True, slots=True)
class Results:
    """All figures of a run, by the name of the metric. Personas and kinds without a case are left out."""

    stamp: RunStamp
    metrics: tuple[Metric, ...]
    cases: tuple[CaseScores, ...]
    overall: dict[str, Figure]
    by_persona: dict[Persona, dict[str, Figure]]
    by_kind: dict[CaseKind, dict[str, Figure]]


def score_run(stamp: RunStamp, cases: Sequence[Case], outcomes: Mapping[str, Outcome], metrics: tuple[Metric, ...]) -> Results:
    """Score every case by every metric. A case without an outcome counts as a fault."""
    scored = tuple(_score_case(case, outcomes, metrics) for case in cases)
    return Results(
        stamp=stamp,
        metrics=metrics,
        cases=scored,
        overall=_figures(scored, metrics),
        by_persona={persona: _figures(group, metrics) for persona in Persona if (group := [s for s in scored if s.persona is persona])},
        by_kind={kind: _figures(group, metrics) for kind in CaseKind if (group := [s for s in scored if s.kind is kind])},
    )


def write_results(results: Results, file: Path) -> None:
    """Write results.json: what was measured with, the figures, and the scores of each case."""
    content = {
        "stamp": asdict(results.stamp) | {"cases": len(results.cases), "missing": sum(case.missing for case in results.cases)},
        "overall": _as_plain(results.overall),
        "by_persona": {persona.value: _as_plain(figures) for persona, figures in results.by_persona.items()},
        "by_kind": {kind.value: _as_plain(figures) for kind, figures in results.by_kind.items()},
        "metrics": {metric.name: {"formula": metric.formula, "source": metric.source} for metric in results.metrics},
        "cases": {case.id: {"status": case.status.value} | _rounded(case.scores) for case in results.cases},
    }
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _score_case(case: Case, outcomes: Mapping[str, Outcome], metrics: tuple[Metric, ...]) -> CaseScores:
    outcome = outcomes.get(case.id, missing_outcome(case.id))
    applying = {metric.name: metric.score(case, outcome) for metric in metrics if metric.applies(case)}
    scores = {name: score for name, score in applying.items() if score is not None}
    return CaseScores(case.id, case.persona, case.kind, outcome.status, case.id not in outcomes, scores)


def _figures(cases: Iterable[CaseScores], metrics: tuple[Metric, ...]) -> dict[str, Figure]:
    return {metric.name: _figure(metric, [case.scores[metric.name] for case in cases if metric.name in case.scores]) for metric in metrics}


def _figure(metric: Metric, scores: list[float]) -> Figure:
    return Figure(len(scores), metric.summarise(scores) if scores else None)


def _as_plain(figures: Mapping[str, Figure]) -> dict[str, dict[str, float | int | None]]:
    return {name: {"n": figure.n, "value": None if figure.value is None else round(figure.value, DECIMALS)} for name, figure in figures.items()}


def _rounded(scores: Mapping[str, float]) -> dict[str, float]:
    return {name: round(score, DECIMALS) for name, score in scores.items()}
