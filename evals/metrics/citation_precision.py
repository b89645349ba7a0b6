"""Citation precision: how many of the citations point at the right place?

Formula: citations that overlap the evidence / citations; the mean over the answers with citations to cases that name evidence. A
citation overlaps when it satisfies an entry, or lies in the section of one. Range 0..1, higher is better.
Source: ALCE (Gao and others, 2023), with the labelled evidence in place of a model that judges.
"""

from statistics import fmean

from evals.cases import Case
from evals.metric import Metric
from evals.outcomes import CitedPlace, Outcome
from evals.relevance import is_evidence, lies_in_section


def _applies(case: Case) -> bool:
    return case.expects_answer and bool(case.evidence)


def _score(case: Case, outcome: Outcome) -> float | None:
    if not outcome.is_answer or not outcome.citations:
        return None
    return fmean(_overlaps(case, citation) for citation in outcome.citations)


def _overlaps(case: Case, citation: CitedPlace) -> bool:
    """Tell whether a citation is evidence, or a neighbour of it: an anchor marks one sentence of what may be a list of ten."""
    if is_evidence(case, citation, citation.quote):
        return True
    entries = [entry for entry in case.evidence if entry.section and entry.document == citation.document]
    return any(lies_in_section(citation.section, entry.section) for entry in entries)


CITATION_PRECISION = Metric(
    name="citation_precision",
    label="Citaten van de juiste plaats",
    formula="citations that overlap the evidence / citations",
    source="ALCE, citation precision, arXiv 2305.14627",
    applies=_applies,
    score=_score,
)
