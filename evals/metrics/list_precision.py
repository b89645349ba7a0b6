"""List precision: how many of the items of the answer were asked for?

Formula: items that match any nugget / items; the mean over the answers to cases of the kinds list and table with vital nuggets. An item
is a statement that does not end in a colon: such a line only leads in the list. Range 0..1, higher is better.
Source: instance precision of list questions in the TREC QA track (Voorhees, 2003).
"""

from statistics import fmean

from evals.cases import Case, CaseKind
from evals.metric import Metric
from evals.outcomes import Outcome


def _applies(case: Case) -> bool:
    return case.kind in (CaseKind.LIST, CaseKind.TABLE) and case.expects_answer and bool(case.vital_nuggets)


def _score(case: Case, outcome: Outcome) -> float | None:
    items = [statement.text for statement in outcome.statements if not statement.text.rstrip().endswith(":")]
    if not outcome.is_answer or not items:
        return None
    return fmean(any(nugget.is_present(item) for nugget in case.nuggets) for item in items)


LIST_PRECISION = Metric(
    name="list_precision",
    label="Lijsten: genoemde punten die gevraagd zijn",
    formula="items that match a nugget / items, of lists and tables",
    source="TREC 2003 QA track, instance precision",
    applies=_applies,
    score=_score,
)
