"""False refusals: how often is a question refused that the documents do answer?

Formula: 1 if not answered, else 0; the mean over answerable cases. Range 0..1, lower is better. A fault counts as not answered; a
refused false premise counts too when its case is answerable (the documents say what is so). Source: false-refusal rate in MTRAG (IBM/mt-rag-benchmark).
"""

from evals.cases import Case
from evals.metric import Metric
from evals.outcomes import Outcome


def _applies(case: Case) -> bool:
    return case.answerable


def _score(case: Case, outcome: Outcome) -> float:
    return float(outcome.status.is_refusal)


FALSE_REFUSALS = Metric(
    name="false_refusals",
    label="Ten onrechte geen antwoord gegeven (lager is beter)",
    formula="1 if a question with an answer is not answered, else 0",
    source="IBM/mt-rag-benchmark, false refusals",
    applies=_applies,
    score=_score,
    lower_is_better=True,
)
