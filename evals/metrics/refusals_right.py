"""Refusals right: is a question that the documents do not answer refused?

Formula: 1 if refused, else 0; the mean over cases that expect a refusal. Range 0..1, higher is better. A fault is no refusal and
scores 0. Source: recall of refusals in MTRAG (IBM/mt-rag-benchmark).
"""

from evals.cases import Case
from evals.metric import Metric
from evals.outcomes import Outcome


def _applies(case: Case) -> bool:
    return not case.expects_answer


def _score(case: Case, outcome: Outcome) -> float:
    return float(outcome.status.is_refusal and not outcome.is_fault)


REFUSALS_RIGHT = Metric(
    name="refusals_right",
    label="Terecht geen antwoord gegeven",
    formula="1 if a question without an answer is refused, else 0",
    source="IBM/mt-rag-benchmark, refusal recall",
    applies=_applies,
    score=_score,
)
