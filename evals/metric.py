"""What a metric is. The metrics themselves live in metrics/, one a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from evals.cases import Case
from evals.outcomes import Outcome


class Unit(StrEnum):
    """How a value is shown."""

    SHARE = "share"
    NUMBER = "number"
    MILLISECONDS = "milliseconds"


@dataclass(frozen=True, slots=True)
class Metric:
    """A number about a case and its outcome.

    `applies` looks at the case only. `score` gives None when the outcome offers nothing to measure; a case without an answer or a
    hit gets the worst value. `summarise` makes one value of all scores (at least one). `label` is what the Dutch report shows.
    """

    name: str
    label: str
    formula: str
    source: str
    applies: Callable[[Case], bool]
    score: Callable[[Case, Outcome], float | None]
    unit: Unit = Unit.SHARE
    summarise: Callable[[Sequence[float]], float] = fmean
