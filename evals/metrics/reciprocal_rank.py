"""MRR@10: how high does the first evidence stand?

Formula: 1 / rank of the first hit that satisfies any entry of the evidence, 0 if none of the first ten does; the mean over cases
that expect an answer and name evidence. Range 0..1, higher is better. Source: Voorhees, TREC-8 QA track (1999); computed by ir-measures.
"""

from ir_measures import RR

from evals.cases import Case
from evals.metric import Metric, Unit
from evals.outcomes import Outcome
from evals.relevance import rank_score


def _applies(case: Case) -> bool:
    return case.expects_answer and bool(case.evidence)


def _score(case: Case, outcome: Outcome) -> float:
    return rank_score(RR @ 10, case, outcome.hits)


RECIPROCAL_RANK = Metric(
    name="mrr@10",
    label="Plaats van het eerste bewijs (1 is bovenaan)",
    formula="1 / rank of the first evidence among ten hits, else 0",
    source="Voorhees, TREC-8 QA track report, 1999",
    applies=_applies,
    score=_score,
    unit=Unit.NUMBER,
)
