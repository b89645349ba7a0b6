"""List precision: how many of the items of the answer were asked for?

Formula: statements that match any nugget / statements; the mean over the answers to cases of the kinds list and table with vital
nuggets. A sentence that only leads in the list counts as an item too. Range 0..1, higher is better.
Source: instance precision of list questions in the TREC QA track (Voorhees, 2003).
"""

from statistics import fmean

from evals.cases import Case, CaseKind
from evals.metric import Metric
from evals.outcomes import Outcome


def _applies(case: Case) -> bool:
    return case.kind in (CaseKind.LIST, CaseKind.TABLE) and case.expects_answer and bool(case.vital_nuggets)


def _score(case: Case, outcome: Outcome) -> float | None:
    if not outcome.is_answer or not outcome.statements:
        return None
    return fmean(any(nugget.is_present(statement.text) for nugget in case.nuggets) for statement in outcome.statements)


LIST_PRECISION = Metric(
    name="list_precision",
    label="Lijsten: genoemde punten die gevraagd zijn",
    formula="statements that match a nugget / statements, of lists and tables",
    source="TREC 2003 QA track, instance precision",
    applies=_applies,
    score=_score,
)
