"""AURC: are the answers that the assistant is surest of the right ones?

Formula: order the cases by confidence (that there is an answer), highest first; the risk at each coverage is the share of errors so far,
and AURC the mean risk over all coverages. An error is an answer without all vital nuggets, any answer to what must be refused, a fault, and
a refusal of a question that has an answer; a right refusal is none. Over cases with vital nuggets or that must be refused. An answer or a
fault without a confidence counts as 1.0 (nothing held it back), a refusal without one does not count. Of equals the errors come first.
Range 0..1, lower is better; depends on the share of errors.
Source: risk-coverage curve of Geifman and El-Yaniv, 2017. Their selective risk leaves out what was refused; here a refusal is an outcome like
any other, right or wrong, so the figure holds the cost of refusing too much.
"""

import numpy as np

from evals.cases import Case
from evals.metric import Metric, Scores, Unit
from evals.outcomes import Outcome

SURE = 1.0  # of an answer that came without a confidence


def _applies(case: Case) -> bool:
    return not case.expects_answer or bool(case.vital_nuggets)


def _score(case: Case, outcome: Outcome) -> tuple[float, float] | None:
    if outcome.is_fault:
        return SURE, 1.0
    if outcome.confidence is None and not outcome.is_answer:
        return None
    complete = outcome.is_answer and all(nugget.is_present(outcome.answer) for nugget in case.vital_nuggets)
    right = complete if case.expects_answer else not outcome.is_answer
    return SURE if outcome.confidence is None else outcome.confidence, float(not right)


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
    label="Fouten onder de zekerste vragen; weigeren is ook fout, behalve als er geen antwoord is (lager is beter)",
    formula="mean over all coverages of the share of errors among the most confident cases; a refusal is an error unless there is no answer",
    source="Geifman and El-Yaniv, NeurIPS 2017",
    applies=_applies,
    score=_score,
    unit=Unit.NUMBER,
    lower_is_better=True,
    summarise=_area,
)
