"""Citation precision: how many of the citations point at the right place?

Formula: citations that overlap the evidence / citations; the mean over the answers with citations to cases that name evidence, and over the
answers to cases that must be refused, which score 0. A citation overlaps when its quote satisfies an entry: in the original it holds the
words of the entry, in the plain edition it lies in its section. Range 0..1, higher is better.
Source: ALCE (Gao and others, 2023), with the labelled evidence in place of a model that judges.
"""

from statistics import fmean

from evals.cases import Case
from evals.metric import Metric
from evals.outcomes import Outcome
from evals.relevance import is_evidence


def _applies(case: Case) -> bool:
    return not case.expects_answer or bool(case.evidence)


def _score(case: Case, outcome: Outcome) -> float | None:
    if not outcome.is_answer:
        return None
    if not case.expects_answer:
        return 0.0
    return fmean(is_evidence(case, citation, citation.quote) for citation in outcome.citations) if outcome.citations else None


CITATION_PRECISION = Metric(
    name="citation_precision",
    label="Citaten van de juiste plaats",
    formula="citations that overlap the evidence / citations",
    source="ALCE, citation precision, arXiv 2305.14627",
    applies=_applies,
    score=_score,
)
