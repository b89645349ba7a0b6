"""What a metric is. The metrics themselves live in metrics/, one a file."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from evals.cases import Case
from evals.outcomes import Outcome

# float64, (…, cases, parts): the scores of many cases, or of many samples of them at once. Most metrics have one part.
Scores = NDArray[np.float64]


class Unit(StrEnum):
    """How a value is shown."""

    SHARE = "share"
    NUMBER = "number"
    MILLISECONDS = "milliseconds"


def mean(scores: Scores) -> Scores:
    """Give the mean of the first part over the cases."""
    means: Scores = scores[..., 0].mean(axis=-1)
    return means


def nearest_rank(values: ArrayLike, percent: int) -> Scores:
    """Give a percentile over the last axis: the smallest value that so many per cent of the values do not exceed."""
    ordered: Scores = np.sort(np.asarray(values, dtype=np.float64), axis=-1)
    value: Scores = ordered[..., max(1, math.ceil(percent * ordered.shape[-1] / 100)) - 1]
    return value


@dataclass(frozen=True, slots=True)
class Metric:
    """A number about a case and its outcome.

    `applies` looks at the case only. `score` gives None when the outcome offers nothing to measure; a case without an answer or a
    hit gets the worst value. A figure that is no mean of the cases scores them in parts, which `summarise` brings together (at least
    one case; nan when there is no value). `label` is what the Dutch report shows. `lower_is_better` is None when neither is better by itself.
    """

    name: str
    label: str
    formula: str
    source: str
    applies: Callable[[Case], bool]
    score: Callable[[Case, Outcome], float | tuple[float, ...] | None]
    unit: Unit = Unit.SHARE
    lower_is_better: bool | None = False
    summarise: Callable[[Scores], Scores] = mean
