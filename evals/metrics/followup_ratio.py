"""Follow-up ratio: how much of the finding is left when the question leans on what was said before?

Formula: cases with evidence among the first five hits when asked with their history / when asked written out, over follow-ups that
expect an answer and name evidence. A fault counts as not found with its history and found without. From 0; 1 is no loss. No value when the
written-out questions find nothing.
Source: our own, after the rewritten against the raw questions of MTRAG (IBM/mt-rag-benchmark) and CAsT (TREC, 2019).
"""

import numpy as np
from ir_measures import Success

from evals.cases import Case
from evals.metric import Metric, Scores, Unit
from evals.outcomes import Outcome
from evals.relevance import rank_score


def _applies(case: Case) -> bool:
    return case.is_follow_up and case.expects_answer and bool(case.evidence)


def _score(case: Case, outcome: Outcome) -> tuple[float, float] | None:
    if outcome.is_fault:
        return 0.0, 1.0
    if outcome.standalone_hits is None:
        return None
    return rank_score(Success @ 5, case, outcome.hits), rank_score(Success @ 5, case, outcome.standalone_hits)


def _ratio(scores: Scores) -> Scores:
    found = scores.sum(axis=-2)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio: Scores = np.where(found[..., 1] > 0, found[..., 0] / found[..., 1], np.nan)
    return ratio


FOLLOWUP_RATIO = Metric(
    name="followup_ratio",
    label="Vervolgvraag vindt evenveel als de hele vraag (1 is evenveel)",
    formula="hit@5 with history / hit@5 written out, of follow-ups",
    source="after IBM/mt-rag-benchmark and TREC CAsT 2019",
    applies=_applies,
    score=_score,
    unit=Unit.NUMBER,
    summarise=_ratio,
)
