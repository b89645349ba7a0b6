"""Answer words: how long are the answers?

Formula: words of the answer, parted by white space; the mean over answers. From 0; fewer is better only
with the same nuggets, so read it beside them. Source: answer length as reported beside the scores in the TREC 2024 RAG track.
"""

from evals.cases import Case
from evals.metric import Metric, Unit
from evals.outcomes import Outcome


def _applies(case: Case) -> bool:
    return True


def _score(case: Case, outcome: Outcome) -> float | None:
    return float(len(outcome.answer.split())) if outcome.is_answer else None


ANSWER_WORDS = Metric(
    name="answer_words",
    label="Woorden per antwoord",
    formula="words of the answer",
    source="TREC 2024 RAG track, answer length",
    applies=_applies,
    score=_score,
    unit=Unit.NUMBER,
    lower_is_better=None,
)
