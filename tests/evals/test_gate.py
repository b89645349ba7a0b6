"""The gate lets the real assistant through, and stops each build that is broken on purpose: in one answer, where nothing less than all is right."""

import math
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from broken import Break, Broken, a_citation_swapped, a_number_altered, hits_shuffled, only_for, quotes_off_by_one, refusals_off

from assistant.service import Assistant
from evals.cases import Case, CaseError
from evals.gate import Gate, Thresholds, read_gate, show_gate
from evals.metrics import METRICS
from evals.outcomes import read_outcomes
from evals.results import Results, score_run
from evals.run import OUTCOMES, Answering, ask_cases, stamp_run

DAY = date(2026, 1, 1)


def case(case_id: str, question: str, document: str = "", quote: str = "", pattern: str = "") -> Case:
    gold: dict[str, Any] = {"evidence": [{"document": document, "quote": quote}], "nuggets": [{"text": pattern, "match": [pattern], "vital": True}]}
    kind = "factoid" if document else "unanswerable_far"
    content = {"id": case_id, "persona": "council", "kind": kind, "question": question, "answerable": bool(document)}
    return Case.model_validate(content | (gold if document else {}))


PRICE = "Wat kost een tweede bak?"
CASES = (
    case("c1", "Op welke dag leegt de gemeente de groene bakken?", "afvalplan", "leegt de groene bakken elke", "dinsdag"),
    case("c2", PRICE, "afvalplan", "tweede bak kost 45 euro", "45 euro"),
    case("c3", "Wanneer snoeien tuinlieden de wilgen?", "parkplan", "snoeien de wilgen in februari", "februari"),
    case("c4", "Hoeveel bomen plant de gemeente elk najaar?", "parkplan", "elk najaar vijftig nieuwe bomen", "vijftig"),
    case("c5", "Waar mogen honden los?", "parkplan", "op het veld achter de", "veld"),
    case("t1", "Wie won het songfestival in Zweden?"),
    case("t2", "Hoe hoog is de hypotheekrente in Duitsland?"),
)


def measured(system: Answering, out: Path) -> Results:
    stamp = stamp_run(system, {}, DAY)
    out.mkdir()
    ask_cases(system, CASES, out, stamp)
    return score_run(asdict(stamp), CASES, read_outcomes(out / OUTCOMES), METRICS, {})


def broken(gate: Gate, results: Results) -> list[str]:
    return [check.metric for check in gate.check(results) if check.is_broken]


@pytest.fixture(scope="module")
def whole(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Results:
    return measured(assistant, tmp_path_factory.mktemp("whole") / "out")


@pytest.fixture(scope="module")
def gate(whole: Results) -> Gate:
    """The metrics of gate.toml, each held to a little less than the unbroken assistant reaches on these few questions; what must be 1 stays 1."""
    bounds = read_gate().original.at_least
    values = {metric: whole.figure(metric, "all").value for metric in bounds}
    lowered = {metric: 1.0 if bounds[metric] == 1 else math.floor(100 * value) / 100 for metric, value in values.items() if value is not None}
    return Gate(every=1, original=Thresholds(at_least=lowered), plain=Thresholds())


def test_the_real_assistant_passes(gate: Gate, whole: Results) -> None:
    assert broken(gate, whole) == []
    assert [whole.figure(metric, "all").value for metric in ("quotes_exact", "facts_supported", "citation_recall")] == [1.0] * 3
    assert [whole.figure(metric, "all").n for metric in ("hit@1", "refusals_right")] == [5, 2]


@pytest.mark.parametrize(
    ("break_it", "metric"),
    [
        (only_for(PRICE, quotes_off_by_one), "quotes_exact"),
        (refusals_off, "refusals_right"),
        (hits_shuffled, "mrr@10"),
        (only_for(PRICE, a_number_altered), "facts_supported"),
        (only_for(PRICE, a_citation_swapped), "citation_recall"),
    ],
    ids=["quotes off by one", "refusals off", "hits shuffled", "a number altered", "a citation swapped"],
)
def test_a_broken_build_is_caught(break_it: Break, metric: str, gate: Gate, assistant: Assistant, tmp_path: Path) -> None:
    assert metric in broken(gate, measured(Broken(assistant, break_it), tmp_path / "out"))


def test_every_threshold_is_shown_beside_its_value_and_a_broken_one_is_marked(whole: Results) -> None:
    bounds = Thresholds(at_least={"quotes_exact": 1.1, "hit@10": 0.0}, at_most={"facts_supported": 0.25, "hit@1": 1.0})
    gate = Gate(every=1, original=bounds, plain=Thresholds())
    assert broken(gate, whole) == ["quotes_exact", "facts_supported"]
    assert show_gate(whole, gate.check(whole)).split("\n") == [
        "Drempels voor een index met alle originelen.",
        "maat             gemeten           drempel",
        "quotes_exact      1,0000   minstens 1,1000  NIET GEHAALD",
        "hit@10            1,0000   minstens 0,0000",
        "facts_supported   1,0000  hoogstens 0,2500  NIET GEHAALD",
        "hit@1             1,0000  hoogstens 1,0000",
    ]


def test_a_figure_that_is_missing_breaks_its_threshold(whole: Results) -> None:
    gate = Gate(every=1, original=Thresholds(at_least={"wrong_carry_over": 0.0}), plain=Thresholds())
    assert broken(gate, whole) == ["wrong_carry_over"]
    assert show_gate(whole, gate.check(whole)).endswith("wrong_carry_over        –  minstens 0,0000  NIET GEHAALD")


def test_the_thresholds_of_plain_editions_hold_only_without_originals(whole: Results) -> None:
    gate = Gate(every=1, original=Thresholds(), plain=Thresholds(at_least={"hit@1": 1.1}))
    documents = {"afvalplan": "plain", "parkplan": "original + plain"}
    without = Results(whole.stamp | {"documents": documents}, whole.metrics, whole.cases, whole.figures)
    assert broken(gate, whole) == []
    assert broken(gate, without) == ["hit@1"]
    assert show_gate(without, gate.check(without)).startswith(
        "Drempels voor de eenvoudige versies alleen, want het origineel ontbreekt van: afvalplan."
    )


def test_every_third_question_is_picked_the_same_each_time() -> None:
    gate = Gate(every=3, original=Thresholds(), plain=Thresholds())
    assert [one.id for one in gate.pick(CASES)] == ["c1", "c4", "t2"]


def test_the_thresholds_in_the_repository_hold_real_metrics_for_both_kinds_of_index() -> None:
    gate = read_gate()
    names = {metric.name for metric in METRICS}
    for thresholds in (gate.original, gate.plain):
        assert {*thresholds.at_least, *thresholds.at_most} <= names
        assert [thresholds.at_least[name] for name in ("quotes_exact", "citation_recall", "facts_supported")] == [1, 1, 1]
    assert gate.original.at_least.keys() == gate.plain.at_least.keys()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("every = 0\n[original]\n[plain]\n", '"every"'),
        ("every = 1\n[original]\nlaag = 1\n[plain]\n", '"original.laag"'),
        ("every =", "kan niet worden gelezen"),
    ],
)
def test_a_faulty_file_of_thresholds_is_named(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "gate.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=message):
        read_gate(file)
