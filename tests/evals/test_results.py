"""Figures per group, and the report that shows them without any text of questions or documents."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.cases import Case, CaseKind, Persona
from evals.metrics import METRICS
from evals.outcomes import Outcome
from evals.report import KIND_LABELS, PERSONA_LABELS, render_report
from evals.results import Figure, Results, score_run, write_results
from evals.run import RunStamp

STAMP = RunStamp({"index": "abc123"}, {"afvalplan": "original + plain"}, {"embedder": "e5", "llm_url": ""}, {"numpy": "2.0"}, "c0de", "2026-01-01")
SECRET = "Geheimtekst"


def case(number: int, persona: str = "council", **more: Any) -> Case:
    fields: dict[str, Any] = {"id": f"c{number}", "persona": persona, "kind": "factoid", "question": SECRET, "answerable": True}
    return Case.model_validate(fields | {"nuggets": [{"text": SECRET, "match": ["dinsdag"], "vital": True}]} | more)


def answered(case_id: str, answer: str, **more: Any) -> Outcome:
    return Outcome.model_validate({"id": case_id, "status": "answered", "answer": answer} | more)


@pytest.fixture
def results() -> Results:
    cases = [case(1), case(2), case(3, "staff"), case(4), case(5, "tester", kind="unanswerable_far", answerable=False, nuggets=[])]
    outcomes = [
        answered("c1", "Op dinsdag.", timings_ms={"total": 10.0}),
        answered("c2", SECRET, quotes_exact=[False]),
        Outcome.model_validate({"id": "c4", "status": "not_in_documents"}),
        answered("c5", SECRET),
    ]
    return score_run(STAMP, cases, {outcome.id: outcome for outcome in outcomes}, METRICS)


def test_a_figure_counts_the_cases_its_metric_applies_to(results: Results) -> None:
    assert results.overall["strict_accuracy"] == Figure(4, 0.25)  # c1 right; c2 wrong, c3 missing, c4 refused; c5 must be refused
    assert results.overall["latency_p50_ms"] == Figure(1, 10.0)


def test_a_metric_that_applies_to_no_case_has_no_value(results: Results) -> None:
    assert results.overall["hit@5"] == Figure(0, None)


def test_personas_and_kinds_have_their_own_figures(results: Results) -> None:
    assert results.by_persona[Persona.COUNCIL]["strict_accuracy"].n == 3
    assert set(results.by_kind) == {CaseKind.FACTOID, CaseKind.UNANSWERABLE_FAR}


def test_a_case_without_an_outcome_gets_the_worst_value_and_is_reported(results: Results) -> None:
    assert results.by_persona[Persona.STAFF]["false_refusals"] == Figure(1, 1.0)
    assert "**Nog niet gesteld: 1.**" in render_report(results)


@pytest.mark.parametrize(
    "line",
    [
        "- Nog niet gesteld: `c3`",
        "- Er ging iets mis: geen",
        "- Ten onrechte geen antwoord: `c4`",
        "- Wel antwoord, terwijl het er niet staat: `c5`",
        "- Antwoord mist een belangrijk punt: `c2`",
        "- Een citaat klopt niet letterlijk: `c2`",
    ],
)
def test_the_report_names_the_cases_to_look_at(results: Results, line: str) -> None:
    assert line in render_report(results).split("\n")


def test_the_report_writes_figures_the_dutch_way(results: Results) -> None:
    assert "| strict_accuracy | Antwoord helemaal goed | 25,0 % (4) |" in render_report(results)
    assert "| 10 ms (1) |" in render_report(results)


def test_no_text_of_a_question_or_an_answer_reaches_the_results(results: Results, tmp_path: Path) -> None:
    write_results(results, tmp_path / "results.json")
    assert SECRET not in (tmp_path / "results.json").read_text(encoding="utf-8") + render_report(results)


def test_results_hold_the_stamp_and_every_case(results: Results, tmp_path: Path) -> None:
    write_results(results, tmp_path / "results.json")
    content = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert content["stamp"]["assistant"] == {"index": "abc123"}
    assert (content["stamp"]["cases"], content["stamp"]["missing"]) == (5, 1)
    assert content["cases"]["c1"]["strict_accuracy"] == 1.0
    assert content["overall"]["hit@5"] == {"n": 0, "value": None}


def test_every_persona_and_kind_has_a_dutch_label() -> None:
    assert set(PERSONA_LABELS) == set(Persona)
    assert set(KIND_LABELS) == set(CaseKind)
