"""What the plots of a report show, counted from the scores and outcomes of a run: risk against coverage, confidence against truth, how long answers take."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from evals.metric import nearest_rank
from evals.metrics.aurc import AURC, risk_curve
from evals.metrics.nugget_recall import NUGGET_RECALL
from evals.metrics.refusals_right import REFUSALS_RIGHT
from evals.outcomes import Outcome
from evals.plots import Dot
from evals.results import CaseScores

FEW = 10  # questions: fewer say nothing about how often answers are wrong
CLASSES = 10  # of confidence
MOST_COLUMNS = 20
WIDTHS_MS = (5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000, 2_000, 5_000, 10_000)
Z = 1.96  # 95 %


@dataclass(frozen=True, slots=True)
class Durations:
    """How many questions took how long: classes of `width_ms`, of which the last also counts all that took longer."""

    counts: tuple[int, ...]
    width_ms: int
    median_ms: float
    p95_ms: float


def risk_by_coverage(cases: Iterable[CaseScores]) -> tuple[Dot, ...]:
    """Give the share of errors (`y`) among the share of the questions (`x`) that the assistant was surest of: the curve that AURC is the area of.

    Only where the confidence changes: between equals there is no order.
    """
    pairs = np.array([case.scores[AURC.name] for case in cases if AURC.name in case.scores])
    if len(pairs) < FEW:
        return ()
    confidences = sorted(pairs[:, 0], reverse=True)
    ends = [count for count, (one, following) in enumerate(pairwise([*confidences, -1.0]), 1) if count >= FEW and one != following]
    risks = risk_curve(pairs)
    return tuple(Dot(count / len(pairs), float(risks[count - 1])) for count in ends)


def reliability(cases: Iterable[CaseScores], outcomes: Mapping[str, Outcome]) -> tuple[tuple[Dot, int], ...]:
    """Give for each class of confidence its mean, the share of its questions that it is right of (Wilson's 95 % interval), and their number.

    It is right of an answer that says something of what is asked, and of a refusal when the documents answer nonetheless.
    """
    classes: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for case in cases:
        outcome = outcomes.get(case.id)
        if outcome and outcome.confidence is not None:
            beside = outcome.is_answer and case.scores.get(NUGGET_RECALL.name) == (0.0,)
            right = REFUSALS_RIGHT.name not in case.scores and not beside
            classes[min(int(outcome.confidence * CLASSES), CLASSES - 1)].append((outcome.confidence, right))
    return tuple((_reliable(pairs), len(pairs)) for _, pairs in sorted(classes.items()))


def durations(outcomes: Iterable[Outcome]) -> Durations | None:
    """Count how long the questions took; None when nobody timed them."""
    times = [outcome.timings_ms["total"] for outcome in outcomes if "total" in outcome.timings_ms]
    if not times:
        return None
    slow = float(nearest_rank(times, 98))
    width = next((width for width in WIDTHS_MS if slow / width <= MOST_COLUMNS), WIDTHS_MS[-1])
    columns = min(4 * math.ceil((slow / width + 1) / 4), MOST_COLUMNS)  # four equal parts, so that the axis has round figures
    counts = [0] * columns
    for time in times:
        counts[min(int(time // width), columns - 1)] += 1
    return Durations(tuple(counts), width, float(nearest_rank(times, 50)), float(nearest_rank(times, 95)))


def _reliable(pairs: Sequence[tuple[float, bool]]) -> Dot:
    n = len(pairs)
    share = sum(right for _, right in pairs) / n
    middle, spread = share + Z**2 / (2 * n), Z * math.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    low, high = ((middle + sign * spread) / (1 + Z**2 / n) for sign in (-1, 1))
    return Dot(sum(confidence for confidence, _ in pairs) / n, share, max(low, 0.0), min(high, 1.0))
