"""Each metric on a good, a bad and an empty outcome."""

from typing import Any

import pytest

from evals.cases import Case, CaseKind
from evals.metrics import METRICS
from evals.outcomes import Outcome, missing_outcome

BY_NAME = {metric.name: metric for metric in METRICS}
CASE = Case.model_validate(
    {
        "id": "c01",
        "persona": "council",
        "kind": "factoid",
        "question": "Wie leegt de bakken, en wanneer?",
        "answerable": True,
        "evidence": [{"document": "afval", "section": "2.1", "quote": "gemeente leegt de bakken elke dinsdag"}],
        "nuggets": [
            {"text": "De gemeente leegt ze.", "match": ["gemeente (leegt|haalt)"], "vital": True},
            {"text": "Dat gebeurt op dinsdag.", "match": ["dinsdag"], "vital": True},
            {"text": "Niet in de zomer.", "match": ["zomer"], "vital": False},
        ],
    }
)
REFUSABLE = Case.model_validate({"id": "t01", "persona": "tester", "kind": "unanswerable_far", "question": "Wie wint?", "answerable": False})
GOLD = "De gemeente leegt de bakken elke dinsdag."
OTHER = "Honden mogen los in het park."


def hit(text: str) -> dict[str, Any]:
    return {"passage": text[:8], "document": "afval", "section": ["2.1 Bakken"], "edition": "original", "text": text, "score": 1.0}


def citation(quote: str) -> dict[str, Any]:
    return {"passage": quote[:8], "document": "afval", "section": ["2.1 Bakken"], "edition": "original", "quote": quote}


def outcome(texts: list[str], answer: str, quotes: list[str], **more: Any) -> Outcome:
    fields = {"id": "c01", "status": "answered", "answer": answer, "hits": map(hit, texts), "citations": map(citation, quotes)}
    return Outcome.model_validate(fields | more)


GOOD = outcome([OTHER, OTHER, GOLD], GOLD, [OTHER, GOLD], quotes_exact=[True, True], timings_ms={"search": 5.0, "write": 7.0})
BAD = outcome([OTHER] * 10 + [GOLD], "De gemeente leegt ze.", [OTHER, OTHER], quotes_exact=[True, False], timings_ms={"search": 90.0})
EMPTY = missing_outcome("c01")
REFUSED = Outcome.model_validate({"id": "t01", "status": "not_in_documents"})


@pytest.mark.parametrize(
    ("name", "good", "bad", "empty"),
    [
        ("hit@1", 0.0, 0.0, 0.0),
        ("hit@3", 1.0, 0.0, 0.0),
        ("hit@5", 1.0, 0.0, 0.0),
        ("hit@10", 1.0, 0.0, 0.0),
        ("mrr@10", 1 / 3, 0.0, 0.0),  # the evidence stands third, and eleventh
        ("nugget_recall", 1.0, 0.5, 0.0),  # one of two vital nuggets; the third does not count
        ("strict_accuracy", 1.0, 0.0, 0.0),
        ("evidence_cited", 1.0, 0.0, 0.0),
        ("quotes_exact", 1.0, 0.5, None),
        ("false_refusals", 0.0, 0.0, 1.0),
        ("latency_p50_ms", 12.0, 90.0, None),
        ("latency_p95_ms", 12.0, 90.0, None),
    ],
)
def test_a_metric_tells_good_from_bad_from_nothing(name: str, good: float, bad: float, empty: float | None) -> None:
    metric = BY_NAME[name]
    assert metric.applies(CASE)
    assert [metric.score(CASE, one) for one in (GOOD, BAD, EMPTY)] == pytest.approx([good, bad, empty])


def test_refusing_what_is_not_there_is_right_and_answering_or_failing_is_not() -> None:
    metric = BY_NAME["refusals_right"]
    assert metric.applies(REFUSABLE)
    assert [metric.score(REFUSABLE, one) for one in (REFUSED, GOOD, EMPTY)] == [1.0, 0.0, 0.0]


def test_a_refusal_is_never_accurate_even_when_it_names_all_nuggets() -> None:
    refused = outcome([GOLD], GOLD, [], status="unclear")
    assert BY_NAME["strict_accuracy"].score(CASE, refused) == 0.0
    assert BY_NAME["nugget_recall"].score(CASE, refused) == 0.0
    assert BY_NAME["false_refusals"].score(CASE, refused) == 1.0


def test_the_order_of_the_hits_counts_and_not_their_scores() -> None:
    upside_down = [hit(OTHER) | {"score": 0.1}, hit(GOLD) | {"score": 0.9}]
    assert BY_NAME["hit@1"].score(CASE, Outcome.model_validate({"id": "c01", "status": "answered", "hits": upside_down})) == 0.0


def test_metrics_of_answers_do_not_apply_to_a_question_that_must_be_refused() -> None:
    applying = {metric.name for metric in METRICS if metric.applies(REFUSABLE)}
    assert applying == {"refusals_right", "quotes_exact", "latency_p50_ms", "latency_p95_ms"}


def test_ranking_metrics_need_evidence_and_nugget_metrics_need_vital_nuggets() -> None:
    bare = CASE.model_copy(update={"evidence": (), "nuggets": ()})
    applying = {metric.name for metric in METRICS if metric.applies(bare)}
    assert applying == {"false_refusals", "quotes_exact", "latency_p50_ms", "latency_p95_ms"}


def test_a_percentile_is_one_of_the_scores() -> None:
    scores = [float(number) for number in range(1, 21)]
    # Nearest rank: 0.50 x 20 = the 10th, 0.95 x 20 = the 19th.
    assert BY_NAME["latency_p50_ms"].summarise(scores) == 10.0
    assert BY_NAME["latency_p95_ms"].summarise(scores) == 19.0
    assert BY_NAME["latency_p95_ms"].summarise([7.0]) == 7.0


def test_every_metric_says_its_formula_and_its_source() -> None:
    assert len(BY_NAME) == len(METRICS)
    assert all(metric.label and metric.formula and metric.source for metric in METRICS)


def test_a_refused_false_premise_is_wrong_but_no_false_refusal() -> None:
    premise = CASE.model_copy(update={"kind": CaseKind.FALSE_PREMISE, "answerable": False})
    assert BY_NAME["strict_accuracy"].applies(premise)
    assert not BY_NAME["false_refusals"].applies(premise)
    assert not BY_NAME["refusals_right"].applies(premise)
