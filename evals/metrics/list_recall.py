"""List recall: how many of the items that were asked for does the answer name?

Formula: vital nuggets present in the answer / vital nuggets; the mean over cases of the kinds list and table that expect an answer.
Range 0..1, higher is better. A refusal scores 0. Source: instance recall of list questions in the TREC QA track (Voorhees, 2003).
"""

from evals.cases import Case, CaseKind
from evals.metric import Metric
from evals.outcomes import Outcome, share_present


def _applies(case: Case) -> bool:
    return case.kind in (CaseKind.LIST, CaseKind.TABLE) and case.expects_answer and bool(case.vital_nuggets)


def _score(case: Case, outcome: Outcome) -> float:
    return share_present(case.vital_nuggets, outcome)


LIST_RECALL = Metric(
    name="list_recall",
    label="Lijsten: gevraagde punten die genoemd zijn",
    formula="vital nuggets present / vital nuggets, of lists and tables",
    source="TREC 2003 QA track, instance recall",
    applies=_applies,
    score=_score,
)
