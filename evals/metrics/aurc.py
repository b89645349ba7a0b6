"""AURC: are the answers that the assistant is surest of the right ones?

Formula: order the cases by confidence, highest first; the risk at each coverage is the share of errors so far, and AURC the mean risk
over all coverages. An error is an answer without all vital nuggets, any answer to what must be refused, and any refusal (had it
answered, it would not have known). Cases with vital nuggets or that must be refused, and with a confidence. Of equals the errors come
first. Range 0..1, lower is better; depends on the share of errors. Source: risk-coverage curve of Geifman and El-Yaniv, 2017.
"""

import numpy as np

from evals.cases import Case
from evals.metric import Metric, Scores, Unit
from evals.outcomes import Outcome


def _applies(case: Case) -> bool:
    return not case.expects_answer or bool(case.vital_nuggets)


def _score(case: Case, outcome: Outcome) -> tuple[float, float] | None:
    if outcome.confidence is None:
        return None
    right = case.expects_answer and outcome.is_answer and all(nugget.is_present(outcome.answer) for nugget in case.vital_nuggets)
    return outcome.confidence, float(not right)


def risk_curve(scores: Scores) -> Scores:
    """Give the risk at each coverage 1/n, 2/n, … 1 of scores (…, cases, (confidence, error)): float64, (…, cases)."""
    confidence, error = scores[..., 0], scores[..., 1]
    ordered = np.take_along_axis(error, np.lexsort((-error, -confidence), axis=-1), axis=-1)
    risks: Scores = ordered.cumsum(axis=-1) / np.arange(1, error.shape[-1] + 1)
    return risks


def _area(scores: Scores) -> Scores:
    area: Scores = risk_curve(scores).mean(axis=-1)
    return area


AURC = Metric(
    name="aurc",
    label="Fouten onder de zekerste antwoorden (lager is beter)",
    formula="mean over all coverages of the share of errors among the most confident cases",
    source="Geifman and El-Yaniv, NeurIPS 2017",
    applies=_applies,
    score=_score,
    unit=Unit.NUMBER,
    lower_is_better=True,
    summarise=_area,
)
