"""recall@k: how much of the evidence stands among the first k hits?

Formula: entries of the evidence that a hit of rank 1..k satisfies / entries of the evidence; the mean over cases that expect an answer
and name evidence. Range 0..1, higher is better. Source: recall in trec_eval, here as the mean of Success@k over the entries, computed
by ir-measures: one hit may show two entries, and one entry may stand in two passages.
"""

from functools import partial

from ir_measures import Success

from evals.cases import Case
from evals.metric import Metric
from evals.outcomes import Outcome
from evals.relevance import entry_score


def _applies(case: Case) -> bool:
    return case.expects_answer and bool(case.evidence)


def _score(k: int, case: Case, outcome: Outcome) -> float:
    return entry_score(Success @ k, case, outcome.hits)


def _recall_at(k: int) -> Metric:
    return Metric(
        name=f"recall@{k}",
        label=f"Deel van het bewijs bij de eerste {k} zoekresultaten",
        formula=f"entries of the evidence among the first {k} hits / entries of the evidence",
        source="trec_eval, recall (as Success@k per entry)",
        applies=_applies,
        score=partial(_score, k),
    )


RECALL_AT = tuple(_recall_at(k) for k in (5, 10))
