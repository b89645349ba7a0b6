"""Latency p50 and p95: how long does a question take, in all and in each step?

Formula: the p-th percentile, by nearest rank, of the milliseconds of each outcome that was timed. From 0, lower is better; depends on the
machine, and on how many questions are asked at once. Source: nearest-rank percentile; the steps are timed by the assistant itself.
"""

import math
from functools import partial

from evals.cases import Case
from evals.metric import Metric, Scores, Unit, nearest_rank
from evals.outcomes import Outcome

STAGES = {"total": "de hele vraag", "read": "vraag lezen", "retrieve": "zoeken", "draft": "antwoord maken", "verify": "antwoord nakijken"}
LABELS = {50: "de helft is sneller", 95: "95 van de 100 zijn sneller"}


def _applies(case: Case) -> bool:
    return True


def _score(stage: str, case: Case, outcome: Outcome) -> float | None:
    if stage == "total" and outcome.timings_ms:
        return outcome.timings_ms.get("total", math.fsum(outcome.timings_ms.values()))
    return outcome.timings_ms.get(stage)


def _percentile(percent: int, scores: Scores) -> Scores:
    return nearest_rank(scores[..., 0], percent)


def _latency(stage: str, percent: int) -> Metric:
    return Metric(
        name=f"latency_p{percent}_ms" if stage == "total" else f"latency_{stage}_p{percent}_ms",
        label=f"Tijd voor {STAGES[stage]}: {LABELS[percent]}",
        formula=f"{percent}th percentile of the milliseconds per question ({stage})",
        source="nearest-rank percentile",
        applies=_applies,
        score=partial(_score, stage),
        unit=Unit.MILLISECONDS,
        lower_is_better=True,
        summarise=partial(_percentile, percent),
    )


LATENCY = tuple(_latency(stage, percent) for stage in STAGES for percent in LABELS)
