"""Wrong carry-over: does an earlier question colour a new one that has nothing to do with it?

Formula: 1 if the question as the assistant read it differs from the question itself, else 0; the mean over cases that change the topic
(with history, and written out the same). A fault scores 1. Range 0..1, lower is better. Source: our own, after topic shifts in TREC CAsT.
"""

from evals.cases import Case, fold
from evals.metric import Metric
from evals.outcomes import Outcome


def _applies(case: Case) -> bool:
    return case.is_topic_change


def _score(case: Case, outcome: Outcome) -> float | None:
    if outcome.standalone is None:
        return 1.0 if outcome.is_fault else None
    return float(fold(outcome.standalone) != fold(case.question))


WRONG_CARRY_OVER = Metric(
    name="wrong_carry_over",
    label="Nieuwe vraag ten onrechte als vervolg gelezen (lager is beter)",
    formula="1 if a question that changes the topic was read as another one, else 0",
    source="our own, after topic shifts in TREC CAsT 2019",
    applies=_applies,
    score=_score,
    lower_is_better=True,
)
