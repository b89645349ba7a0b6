"""The worst answers of a run: what was missing in each, and its cause, decided by rule. Ids, numbers and labels only; no text of questions, answers or documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from evals.cases import Case, CaseKind
from evals.outcomes import Outcome, share_present
from evals.relevance import first_ranks, is_evidence

SEEN = 5  # hits that count as found
MOST = 30
SURE = 1.0  # of an answer without a confidence: nothing held it back
LISTS = (CaseKind.LIST, CaseKind.TABLE, CaseKind.THEME)


class Cause(Enum):
    """Why an answer is not right, and which part of the code that is. The first that fits counts."""

    FAULT = "er ging iets mis", "het logboek"
    NOT_REFUSED = "niet geweigerd", "het oordeel over de onderbouwing (assistant/answerable.py)"
    WRONGLY_REFUSED = "ten onrechte geweigerd", "het oordeel over de onderbouwing (assistant/answerable.py)"
    NOT_FOUND = "bewijs niet bij de eerste 5", "het zoeken (evals/retrieval.md)"
    NOT_CHOSEN = "gevonden, andere passage gekozen", "het kiezen tussen passages (assistant/quoting.py)"
    LIST_INCOMPLETE = "lijst onvolledig", "het register en de gevonden lijst (assistant/kinds/)"
    SENTENCE_NOT_CHOSEN = "juiste passage, andere zin gekozen", "het kiezen van zinnen (assistant/evidence_reader.py, assistant/quoting.py)"
    NOT_LOCATED = "punten ontbreken, bewijs niet aangewezen", "de vraag zelf: zij noemt geen bewijs"

    def __init__(self, label: str, where: str) -> None:
        self.label, self.where = label, where


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """An answer that is not right. `missing` counts in the nuggets of the case from 1, vital ones only; `rank` is that of the first evidence.

    `said` is the share of the vital nuggets that the answer does make; 0 for an answer where a refusal was right.
    """

    case: Case
    cause: Cause
    missing: tuple[int, ...]
    said: float
    rank: int | None
    confidence: float


def wrong_answers(cases: Sequence[Case], outcomes: Mapping[str, Outcome]) -> list[WrongAnswer]:
    """Give all that is not right, the worst first: what says the least of what must be said, and of equals the surest."""
    found = [_wrong(case, outcome, cause) for case in cases for outcome in [outcomes[case.id]] if (cause := cause_of(case, outcome))]
    return sorted(found, key=lambda one: (one.said, -one.confidence, one.case.id))


def cause_of(case: Case, outcome: Outcome) -> Cause | None:
    """Decide why an answer is not right; None when it is, or when the case does not tell."""
    if outcome.is_fault:
        return Cause.FAULT
    if not case.expects_answer:
        return Cause.NOT_REFUSED if outcome.is_answer else None
    if not outcome.is_answer:
        return Cause.WRONGLY_REFUSED
    if all(nugget.is_present(outcome.answer) for nugget in case.vital_nuggets):
        return None
    if not case.evidence:
        return Cause.NOT_LOCATED
    if _cites_passage(case, outcome):
        return Cause.LIST_INCOMPLETE if case.kind in LISTS else Cause.SENTENCE_NOT_CHOSEN
    return Cause.NOT_CHOSEN if (_rank(case, outcome) or SEEN + 1) <= SEEN else Cause.NOT_FOUND


def _wrong(case: Case, outcome: Outcome, cause: Cause) -> WrongAnswer:
    vital = [number for number, nugget in enumerate(case.nuggets, 1) if nugget.vital] if case.expects_answer else []
    missing = tuple(number for number in vital if not (outcome.is_answer and case.nuggets[number - 1].is_present(outcome.answer)))
    said = share_present(case.vital_nuggets, outcome) if vital else 0.0
    return WrongAnswer(case, cause, missing, said, _rank(case, outcome), SURE if outcome.confidence is None else outcome.confidence)


def _cites_passage(case: Case, outcome: Outcome) -> bool:
    """Tell whether a passage is cited in which the evidence stands, whatever sentence of it is quoted."""
    return any(
        is_evidence(case, citation, text) for citation in outcome.citations for text in (citation.quote, *outcome.cited.get(citation.passage, ())[:1])
    )


def _rank(case: Case, outcome: Outcome) -> int | None:
    return min((rank for rank in first_ranks(case, outcome.hits) if rank is not None), default=None)
