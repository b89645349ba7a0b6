"""Citation recall: how many sentences of the answer are proven by a citation?

Formula: statements with a valid citation / statements; the mean over answers. Valid: the quote is exactly the text of its passage, and
the valid quotes of a statement (with the paired plain text, the headings above them, and title and date of their document) hold at least half of its content stems.
Range 0..1, higher is better. Source: ALCE (Gao and others, 2023), with shared stems in place of a model that judges entailment.
"""

from statistics import fmean

from corpus.dutch import shown_day, terms
from evals.cases import Case
from evals.metric import Metric
from evals.outcomes import Outcome, Said

LEAST_SHARED = 0.5


def _applies(case: Case) -> bool:
    return True


def _score(case: Case, outcome: Outcome) -> float | None:
    if not outcome.is_answer or not outcome.statements:
        return None
    exact = outcome.quotes_exact or (True,) * len(outcome.citations)
    proofs = {
        citation.number: " ".join(
            [citation.title, shown_day(citation.date) if citation.date else "", *citation.section, citation.quote, citation.plain or ""]
        )
        for citation, is_exact in zip(outcome.citations, exact, strict=True)
        if is_exact
    }
    return fmean(_is_proven(statement, proofs) for statement in outcome.statements)


def _is_proven(statement: Said, proofs: dict[int, str]) -> bool:
    cited = [proofs[number] for number in statement.citations if number in proofs]
    said, proven = set(terms(statement.text)), set(terms(" ".join(cited)))
    return bool(cited) and len(said & proven) >= LEAST_SHARED * len(said)


CITATION_RECALL = Metric(
    name="citation_recall",
    label="Zinnen met een bron die klopt",
    formula="statements with a valid citation / statements",
    source="ALCE, citation recall, arXiv 2305.14627",
    applies=_applies,
    score=_score,
)
