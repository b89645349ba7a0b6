"""Latency p50 and p95: how long does a question take?

Formula: the p-th percentile, by nearest rank, of the milliseconds of each outcome that was timed. From 0, lower is better; depends on the
machine. Source: nearest-rank percentile; the steps are timed by the assistant itself.
"""

import math
from collections.abc import Sequence
from functools import partial

from evals.cases import Case
from evals.metric import Metric, Unit
from evals.outcomes import Outcome


def _applies(case: Case) -> bool:
    return True


def _score(case: Case, outcome: Outcome) -> float | None:
    if not outcome.timings_ms:
        return None
    return outcome.timings_ms.get("total", math.fsum(outcome.timings_ms.values()))


def _percentile(percent: int, scores: Sequence[float]) -> float:
    return sorted(scores)[max(1, math.ceil(percent * len(scores) / 100)) - 1]


def _latency(percent: int, label: str) -> Metric:
    return Metric(
        name=f"latency_p{percent}_ms",
        label=label,
        formula=f"{percent}th percentile of the milliseconds per question",
        source="nearest-rank percentile",
        applies=_applies,
        score=_score,
        unit=Unit.MILLISECONDS,
        summarise=partial(_percentile, percent),
    )


LATENCY = (_latency(50, "Tijd per vraag: de helft is sneller"), _latency(95, "Tijd per vraag: 95 van de 100 zijn sneller"))
