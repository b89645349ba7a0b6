"""Nugget recall, all: how much of what could be said does the answer say, vital or not?

Formula: nuggets present in the answer / nuggets; the mean over cases that expect an answer and have nuggets. Range 0..1, higher is
better. A refusal scores 0, whatever its text. Source: strict all score of the TREC 2024 RAG track (castorini/nuggetizer).
"""

from evals.cases import Case
from evals.metric import Metric
from evals.outcomes import Outcome, share_present


def _applies(case: Case) -> bool:
    return case.expects_answer and bool(case.nuggets)


def _score(case: Case, outcome: Outcome) -> float:
    return share_present(case.nuggets, outcome)


NUGGET_RECALL_ALL = Metric(
    name="nugget_recall_all",
    label="Alle punten die in het antwoord staan",
    formula="nuggets present / nuggets",
    source="TREC 2024 RAG track, strict all score (castorini/nuggetizer)",
    applies=_applies,
    score=_score,
)
