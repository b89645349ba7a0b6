"""What each rule of answering brings: the questions are asked again with that rule switched off. Finding has a report of its own (ablations.py)."""

import math
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant import composition
from assistant.answer import Hit
from assistant.quoting import QuotingWriter
from assistant.retrievers import HybridRetriever, Retriever
from assistant.service import Assistant
from evals.cases import Case, CaseKind
from evals.metric import Metric
from evals.metrics.citation_precision import CITATION_PRECISION
from evals.metrics.false_refusals import FALSE_REFUSALS
from evals.metrics.hit import HIT_AT
from evals.metrics.list_precision import LIST_PRECISION
from evals.metrics.list_recall import LIST_RECALL
from evals.metrics.nugget_recall import NUGGET_RECALL
from evals.metrics.refusals_right import REFUSALS_RIGHT
from evals.metrics.strict_accuracy import STRICT_ACCURACY
from evals.outcomes import Outcome, read_outcomes
from evals.ranking import RememberingEmbedder, in_memory
from evals.rules import RULES, Rule
from evals.run import OUTCOMES, ask_cases, stamp_run
from ingest.build import Build
from ingest.embedding import Embedder


@dataclass(frozen=True, slots=True)
class Column:
    """A figure that a rule may change; `kinds` None means all kinds of questions."""

    label: str
    metric: Metric
    kinds: tuple[CaseKind, ...] | None = None

    def mean(self, cases: Sequence[Case], outcomes: Mapping[str, Outcome]) -> float:
        """Give the mean over the cases that it is about; nan when there are none."""
        scores = [score for case in cases if (score := self.score(case, outcomes[case.id])) is not None]
        return sum(scores) / len(scores) if scores else math.nan

    def score(self, case: Case, outcome: Outcome) -> float | None:
        """Score one case; None when the figure is not about it. Raises TypeError for a metric in parts."""
        if not self.metric.applies(case) or (self.kinds and case.kind not in self.kinds):
            return None
        found = self.metric.score(case, outcome)
        if isinstance(found, tuple):
            raise TypeError(f"{self.metric.name} gives no single number")
        return found


COLUMNS = (
    Column("bewijs bij eerste 5", next(metric for metric in HIT_AT if metric.name == "hit@5")),
    Column("belangrijke punten", NUGGET_RECALL),
    Column("helemaal goed", STRICT_ACCURACY),
    Column("citaten juist", CITATION_PRECISION),
    Column("lijst compleet", LIST_RECALL),
    Column("lijst zuiver", LIST_PRECISION),
    Column("net niet: geweigerd", REFUSALS_RIGHT, (CaseKind.UNANSWERABLE_NEAR,)),
    Column("ver: geweigerd", REFUSALS_RIGHT, (CaseKind.UNANSWERABLE_FAR,)),
    Column("ten onrechte geweigerd ↓", FALSE_REFUSALS),
)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a rule does: `changed` answers are other ones without it, `won` become completely right by it and `lost` wrong.

    `brings` holds, by the label of the column, the figure with the rule minus the figure without it.
    """

    rule: Rule
    changed: int
    won: int
    lost: int
    brings: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Effects:
    """The figures with everything on, and the effects of the rules in their groups."""

    whole: Mapping[str, float]
    by_group: Mapping[str, Sequence[Effect]]


def switch_off_each(build: Build, embedder: Embedder, cache: Path, cases: Sequence[Case], on: date) -> tuple[dict[str, Outcome], Effects]:
    """Ask every case with all rules, and again without each of them. Gives the outcomes with all rules too."""
    remembering = _Remembering(embedder)
    served = in_memory(build, remembering, cache)
    retriever = _RememberingRetriever(HybridRetriever(served, remembering))

    def ask() -> dict[str, Outcome]:
        return _ask(lambda: composition.compose(served, remembering, retriever, QuotingWriter(), {"index": build.content_hash}), cases, on)

    whole = ask()
    by_group: dict[str, list[Effect]] = {}
    for group, rules in RULES.items():
        for rule in rules:
            with rule.off():
                without = ask()
            by_group.setdefault(group, []).append(effect_of(rule, cases, whole, without))
    return whole, Effects({column.label: column.mean(cases, whole) for column in COLUMNS}, by_group)


def effect_of(rule: Rule, cases: Sequence[Case], whole: Mapping[str, Outcome], without: Mapping[str, Outcome]) -> Effect:
    """Compare the outcomes with everything on with those without a rule."""
    changed = sum((whole[case.id].status, whole[case.id].answer) != (without[case.id].status, without[case.id].answer) for case in cases)
    flips = [_is_right(case, whole[case.id]) - _is_right(case, without[case.id]) for case in cases]
    brings = {column.label: column.mean(cases, whole) - column.mean(cases, without) for column in COLUMNS}
    return Effect(rule, changed, flips.count(1), flips.count(-1), brings)


def _is_right(case: Case, outcome: Outcome) -> int:
    """Tell (1 or 0) whether a case ended as it should: completely answered, or refused."""
    metric = STRICT_ACCURACY if case.expects_answer else REFUSALS_RIGHT
    return int(metric.applies(case) and metric.score(case, outcome) == 1.0)


def _ask(compose: Callable[[], Assistant], cases: Sequence[Case], on: date) -> dict[str, Outcome]:
    assistant = compose()
    with tempfile.TemporaryDirectory() as aside:
        ask_cases(assistant, cases, Path(aside), stamp_run(assistant, {}, on), jobs=1)
        return read_outcomes(Path(aside) / OUTCOMES)


class _Remembering(RememberingEmbedder):
    """Embeds each sentence once too, however many assistants read it."""

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(embedder)
        self._sentences: dict[str, list[float]] = {}

    def _embed_passage(self, text: str) -> list[float]:
        if text not in self._sentences:
            self._sentences[text] = super()._embed_passage(text)
        return self._sentences[text]


class _RememberingRetriever:
    """Searches each question once: no rule here changes the search itself."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._known: dict[tuple[str, int], list[Hit]] = {}

    def search(self, question: str, k: int) -> list[Hit]:
        if (question, k) not in self._known:
            self._known[question, k] = self._retriever.search(question, k)
        return list(self._known[question, k])
