"""nDCG@10: how near to the best order do the first ten hits stand?

Formula: sum of grade / log2(rank + 1) over the first ten hits, divided by that of the best order; a hit has the highest grade of the
entries that it is the first to satisfy. The mean over cases that expect an answer and name evidence. Range 0..1, higher is better.
Source: Järvelin and Kekäläinen, 2002; computed by ir-measures (trec_eval, ndcg_cut).
"""

from ir_measures import nDCG

from evals.cases import Case
from evals.metric import Metric, Unit
from evals.outcomes import Outcome
from evals.relevance import rank_score


def _applies(case: Case) -> bool:
    return case.expects_answer and bool(case.evidence)


def _score(case: Case, outcome: Outcome) -> float:
    return rank_score(nDCG @ 10, case, outcome.hits)


NDCG = Metric(
    name="ndcg@10",
    label="Volgorde van het bewijs (1 is de beste)",
    formula="DCG of the first ten hits / DCG of the best order",
    source="Järvelin and Kekäläinen, ACM TOIS 20(4), 2002",
    applies=_applies,
    score=_score,
    unit=Unit.NUMBER,
)
