"""Strict accuracy: is the answer completely right?

Formula: 1 if the question was answered and all vital nuggets are present, else 0; the mean over cases that expect an answer and
have vital nuggets. Range 0..1, higher is better. Source: "fully accurate" of GOV.UK Chat (2026), by nuggets instead of by people.
"""

from evals.cases import Case
from evals.metric import Metric
from evals.outcomes import Outcome


def _applies(case: Case) -> bool:
    return case.expects_answer and bool(case.vital_nuggets)


def _score(case: Case, outcome: Outcome) -> float:
    complete = all(nugget.is_present(outcome.answer) for nugget in case.vital_nuggets)
    return float(complete and not outcome.status.is_refusal)


STRICT_ACCURACY = Metric(
    name="strict_accuracy",
    label="Antwoord helemaal goed",
    formula="1 if answered with all vital nuggets, else 0",
    source="GOV.UK Chat, fully accurate answers, 2026",
    applies=_applies,
    score=_score,
)
