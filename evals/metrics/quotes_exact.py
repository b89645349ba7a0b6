"""Quotes exact: do the quotes stand in the documents, character for character?

Formula: citations whose quote equals the text of their passage from `start` to `end` / citations; the mean over outcomes with
citations. Range 0..1, must be 1. Looked up in the open index while asking, because an outcome does not carry the passage's text.
Source: citation precision of ALCE (Gao and others, 2023), with "supported" taken as exactly equal.
"""

from statistics import fmean

from evals.cases import Case
from evals.metric import Metric
from evals.outcomes import Outcome


def _applies(case: Case) -> bool:
    return True


def _score(case: Case, outcome: Outcome) -> float | None:
    return fmean(outcome.quotes_exact) if outcome.quotes_exact else None


QUOTES_EXACT = Metric(
    name="quotes_exact",
    label="Citaten die letterlijk kloppen",
    formula="citations equal to their passage's text[start:end] / citations",
    source="ALCE, citation precision, arXiv 2305.14627",
    applies=_applies,
    score=_score,
)
