"""hit@k: is any evidence of the case among the first k hits?

Formula: 1 if a hit of rank 1..k satisfies any entry of the evidence, else 0; the mean over cases that expect an answer and name
evidence. Range 0..1, higher is better. Source: Success@k in trec_eval, computed by ir-measures.
"""

from functools import partial

from ir_measures import Success

from evals.cases import Case
from evals.metric import Metric
from evals.outcomes import Outcome
from evals.relevance import rank_score


def _applies(case: Case) -> bool:
    return case.expects_answer and bool(case.evidence)


def _score(k: int, case: Case, outcome: Outcome) -> float:
    return rank_score(Success @ k, case, outcome.hits)


def _hit_at(k: int) -> Metric:
    return Metric(
        name=f"hit@{k}",
        label="Bewijs als eerste gevonden" if k == 1 else f"Bewijs bij de eerste {k} zoekresultaten",
        formula=f"1 if one of the first {k} hits is evidence, else 0",
        source="trec_eval, Success@k",
        applies=_applies,
        score=partial(_score, k),
    )


HIT_AT = tuple(_hit_at(k) for k in (1, 3, 5, 10))
