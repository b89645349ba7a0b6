"""Nugget density: how much does the answer say for its length?

Formula: 100 × nuggets present / words of the answer; the mean over the answers to cases that have nuggets. From 0, higher is better.
Source: length-normalised nugget score, after the length allowance of nugget precision in TREC QA (Voorhees, 2003).
"""

from evals.cases import Case
from evals.metric import Metric, Unit
from evals.outcomes import Outcome


def _applies(case: Case) -> bool:
    return case.expects_answer and bool(case.nuggets)


def _score(case: Case, outcome: Outcome) -> float | None:
    word_count = len(outcome.answer.split())
    if not outcome.is_answer or not word_count:
        return None
    return 100 * sum(nugget.is_present(outcome.answer) for nugget in case.nuggets) / word_count


NUGGETS_PER_100_WORDS = Metric(
    name="nuggets_per_100_words",
    label="Punten per 100 woorden antwoord",
    formula="100 x nuggets present / words of the answer",
    source="after Voorhees, TREC 2003 QA track, length allowance",
    applies=_applies,
    score=_score,
    unit=Unit.NUMBER,
)
