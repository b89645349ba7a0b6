"""The figures that answering is held to: each with what must be reached and the aim, as measured on every set-up. Writes no report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from corpus.agreement import AgreementKind
from corpus.document import Edition
from corpus.dutch import sentences
from evals.cases import Case, CaseKind
from evals.outcomes import Outcome
from evals.results import Figure, Results
from evals.slices import ALL
from evals.table import SetUp
from ingest.build import Contents

BARE, ORIGINAL, BOTH = SetUp.BARE, SetUp.ORIGINAL, SetUp.BOTH
Goal = tuple[float, float]  # what must be reached, and the aim
# Counted by hand in the original: what the register must hold, nothing else. Whether each is the right one is for tests/test_originals.py.
THEMES = "theme"
BY_HAND: dict[str, dict[str, int]] = {
    "vng-agenda-2021": {THEMES: 6, AgreementKind.GOAL: 20, AgreementKind.COMMITMENT: 77, AgreementKind.PRIORITY: 15}
}


@dataclass(frozen=True, slots=True)
class Target:
    """A figure with its goals: those of every set-up, or of some only. Without `metric` it is the median number of sentences."""

    label: str
    metric: str
    where: str = ALL
    goal: Goal | None = None
    goals: Mapping[SetUp, Goal] = field(default_factory=dict)
    lower_is_better: bool = False
    decimals: int = 2

    def goal_of(self, set_up: SetUp) -> Goal | None:
        """Give the goal on a set-up, or None."""
        return self.goals.get(set_up, self.goal)

    def is_missed(self, set_up: SetUp, value: float | None) -> bool:
        """Tell whether a value does not reach what must be reached."""
        goal = self.goal_of(set_up)
        if value is None or goal is None:
            return False
        return value > goal[0] if self.lower_is_better else value < goal[0]


SENTENCES = "sentences"
TARGETS = (
    Target("belangrijke punten in het antwoord", "nugget_recall", goals={BOTH: (0.80, 0.90), ORIGINAL: (0.70, 0.80), BARE: (0.70, 0.80)}),
    Target("antwoord helemaal goed", "strict_accuracy", goal=(0.65, 0.80)),
    Target("zinnen in het antwoord op een feitvraag (mediaan)", SENTENCES, f"kind:{CaseKind.FACTOID}", (4, 3), lower_is_better=True, decimals=1),
    Target("citaten van de juiste plaats", "citation_precision", goal=(0.80, 0.92)),
    Target("antwoord met het juiste bewijs erbij", "evidence_cited", goal=(0.85, 0.95)),
    Target("zinnen met een bron die klopt", "citation_recall", goal=(1.0, 1.0), decimals=3),
    Target("citaten letterlijk", "quotes_exact", goal=(1.0, 1.0), decimals=3),
    Target("getallen, data en namen die in de bron staan", "facts_supported", goal=(1.0, 1.0), decimals=3),
    Target("gaat ergens anders over: geweigerd", "refusals_right", f"kind:{CaseKind.UNANSWERABLE_FAR}", (0.98, 1.0)),
    Target("staat er net niet in: geweigerd", "refusals_right", f"kind:{CaseKind.UNANSWERABLE_NEAR}", (0.50, 0.75)),
    Target("ten onrechte geweigerd", "false_refusals", goal=(0.05, 0.03), lower_is_better=True, decimals=3),
    Target("lijsten: gevraagde punten die genoemd zijn", "list_recall", goal=(0.90, 0.97)),
    Target("lijsten: genoemde punten die gevraagd zijn", "list_precision", goal=(0.95, 0.97)),
    Target("vervolgvraag tegenover de hele vraag (hit@5)", "followup_ratio", goal=(0.92, 0.98)),
    Target("tijd, de helft is sneller (ms)", "latency_p50_ms", lower_is_better=True, decimals=0),
    Target("tijd, 95 van de 100 zijn sneller (ms)", "latency_p95_ms", goal=(80, 40), lower_is_better=True, decimals=0),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of something the register of a document holds, and how many there are when counted by hand."""

    document: str
    what: str
    found: int
    by_hand: int


def measured(target: Target, results: Results, cases: Sequence[Case], outcomes: Mapping[str, Outcome]) -> Figure:
    """Give a figure of one run."""
    if target.metric != SENTENCES:
        return results.figure(target.metric, target.where)
    counts = [sentence_count(outcomes[case.id]) for case in cases if target.where == f"kind:{case.kind}" and outcomes[case.id].is_answer]
    return Figure(len(counts), float(median(counts)) if counts else None)


def sentence_count(outcome: Outcome) -> int:
    """Count the sentences of an answer; a heading or list item without a full stop is one too."""
    return sum(len(sentences(statement.text)) for statement in outcome.statements)


def count_register(contents: Contents) -> list[Counted]:
    """Hold the register against what was counted by hand in originals that are there. What should not be there at all is counted too."""
    found = []
    originals = {text.document_id for text in contents.texts if text.edition is Edition.ORIGINAL}
    for document, expected in BY_HAND.items():
        own = [agreement for agreement in contents.agreements if agreement.document_id == document]
        counts: dict[str, int] = {THEMES: len({agreement.theme for agreement in own})}
        counts |= {kind: sum(agreement.kind is kind for agreement in own) for kind in AgreementKind}
        found += [Counted(document, what, count, expected.get(what, 0)) for what, count in counts.items() if document in originals]
    return found
