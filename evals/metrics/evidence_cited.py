"""Evidence cited: does the answer rest on the right place?

Formula: 1 if the quote of any citation satisfies any entry of the evidence, else 0; the mean over cases that expect an answer and
name evidence. Range 0..1, higher is better. An answer without citations, and a refusal, score 0. Source: our own, after the cite rate of haiku.rag.
"""

from evals.cases import Case
from evals.metric import Metric
from evals.outcomes import Outcome
from evals.relevance import is_evidence


def _applies(case: Case) -> bool:
    return case.expects_answer and bool(case.evidence)


def _score(case: Case, outcome: Outcome) -> float:
    return float(any(is_evidence(case, citation, citation.quote) for citation in outcome.citations))


EVIDENCE_CITED = Metric(
    name="evidence_cited",
    label="Antwoord met het juiste bewijs erbij",
    formula="1 if any citation is evidence, else 0",
    source="our own, after ggozad/haiku.rag, cite rate",
    applies=_applies,
    score=_score,
)
