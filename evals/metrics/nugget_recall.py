"""Vital-nugget recall: how much of what must be said does the answer say?

Formula: vital nuggets present in the answer / vital nuggets; the mean over cases that expect an answer and have vital nuggets.
Range 0..1, higher is better. A refusal scores 0, whatever its text. Source: strict vital score of the TREC 2024 RAG track (castorini/nuggetizer);
here a nugget is present when one of its regular expressions matches, so no model judges.
"""

from evals.cases import Case
from evals.metric import Metric
from evals.outcomes import Outcome, share_present


def _applies(case: Case) -> bool:
    return case.expects_answer and bool(case.vital_nuggets)


def _score(case: Case, outcome: Outcome) -> float:
    return share_present(case.vital_nuggets, outcome)


NUGGET_RECALL = Metric(
    name="nugget_recall",
    label="Belangrijke punten die in het antwoord staan",
    formula="vital nuggets present / vital nuggets",
    source="TREC 2024 RAG track, strict vital score (castorini/nuggetizer)",
    applies=_applies,
    score=_score,
)
