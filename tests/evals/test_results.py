"""Figures per slice, and the report that shows them without any text of questions or documents."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from evals.cases import Case, CaseKind, Persona
from evals.metric import Unit
from evals.metrics import METRICS
from evals.outcomes import Outcome
from evals.report import HEADLINES, KIND_LABELS, MAIN, PERSONA_LABELS, render_report, shown_value
from evals.results import Figure, Results, score_run, write_results
from evals.run import RunStamp
from evals.slices import ALL, LOW_OVERLAP, Gold

STAMP = asdict(
    RunStamp({"index": "abc123"}, {"afvalplan": "original + plain"}, {"embedder": "e5", "llm_url": ""}, {"numpy": "2.0"}, "c0de", "2026-01-01")
) | {"jobs": 2, "memory_mb": 512.0, "changed": 0}
GOLD = {"c1": Gold(("1 Bakken",), 0.5), "c2": Gold((), 0.1), "c3": Gold((), 0.9)}
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
    return score_run(STAMP, cases, {outcome.id: outcome for outcome in outcomes}, METRICS, GOLD)


def value(results: Results, metric: str, slice_name: str = ALL) -> tuple[int, float | None]:
    figure = results.figure(metric, slice_name)
    return figure.n, figure.value


def test_a_figure_counts_the_cases_its_metric_applies_to(results: Results) -> None:
    assert value(results, "strict_accuracy") == (4, 0.25)  # c1 right; c2 wrong, c3 missing, c4 refused; c5 must be refused
    assert value(results, "latency_p50_ms") == (1, 10.0)


def test_a_metric_that_applies_to_no_case_has_no_value(results: Results) -> None:
    assert results.figure("hit@5", ALL) == Figure(0, None)


def test_every_slice_has_its_own_figures(results: Results) -> None:
    assert value(results, "strict_accuracy", "persona:council") == (3, pytest.approx(1 / 3))
    assert value(results, "strict_accuracy", "theme:1 Bakken") == (1, 1.0)
    assert value(results, "strict_accuracy", LOW_OVERLAP) == (1, 0.0)  # a third of the three with gold: c2
    assert {name for name in results.figures["latency_p50_ms"] if name.startswith("kind:")} == {"kind:factoid"}


def test_the_interval_lies_around_the_value_and_is_the_same_every_time(results: Results) -> None:
    figure = results.figure("strict_accuracy", ALL)
    assert figure.low is not None and figure.value is not None and figure.high is not None
    # One of four right. A sample has none with a chance of 0.75^4 = 32 %, three or more with 5 %, four with 0.4 %.
    assert (figure.low, figure.high) == (0.0, 0.75)


def test_the_interval_of_one_case_is_its_value(results: Results) -> None:
    assert results.figure("latency_p95_ms", ALL) == Figure(1, 10.0, 10.0, 10.0)


def test_a_case_without_an_outcome_gets_the_worst_value_and_is_reported(results: Results) -> None:
    assert value(results, "false_refusals", "persona:staff") == (1, 1.0)
    assert "**Nog niet gesteld: 1. Deze vragen tellen als fout.**" in render_report(results)


@pytest.mark.parametrize(
    "line",
    [
        "- Nog niet gesteld (1): `c3`",
        "- Er ging iets mis (0): geen",
        "- Ten onrechte geen antwoord (1): `c4`",
        "- Wel antwoord, terwijl het er niet staat (1): `c5`",
        "- Antwoord mist een belangrijk punt (1): `c2`",
        "- Een citaat klopt niet letterlijk (1): `c2`",
    ],
)
def test_the_report_names_the_cases_to_look_at(results: Results, line: str) -> None:
    assert line in render_report(results).split("\n")


def test_the_report_puts_the_low_overlap_slice_beside_every_headline(results: Results) -> None:
    assert "| strict_accuracy | Antwoord helemaal goed | 25,0 % (4), 0,0 % tot 75,0 % | 0,0 % (1), 0,0 % tot 0,0 % |" in render_report(results)


def test_the_report_has_five_measures_per_persona_and_per_kind(results: Results) -> None:
    lines = render_report(results).split("\n")
    assert len(MAIN) == 5
    assert "| Medewerker | – | 0,0 % (1) | – | – | 100,0 % (1) |" in lines
    assert "| Gaat ergens anders over | – | – | – | 0,0 % (1) | – |" in lines


def test_a_report_over_one_persona_has_no_table_of_personas() -> None:
    shown = render_report(score_run(STAMP, [case(1), case(2)], {}, METRICS, GOLD))
    assert "## Per soort vraag" in shown
    assert "## Per soort gebruiker" not in shown


def test_the_report_says_that_evidence_of_plain_editions_is_counted_by_section(results: Results) -> None:
    assert "telt bewijs per paragraaf" in render_report(results)


def test_the_report_stays_short(results: Results) -> None:
    assert set(HEADLINES) < {metric.name for metric in METRICS}
    assert len(render_report(results).split("\n")) < 80


def test_a_value_is_written_the_dutch_way() -> None:
    shown = [shown_value(unit, 0.25) for unit in Unit] + [shown_value(Unit.NUMBER, 61.974), shown_value(Unit.SHARE, None)]
    assert shown == ["25,0 %", "0,250", "0 ms", "62,0", "–"]


def test_no_text_of_a_question_or_an_answer_reaches_the_results(results: Results, tmp_path: Path) -> None:
    write_results(results, tmp_path / "results.json")
    assert SECRET not in (tmp_path / "results.json").read_text(encoding="utf-8") + render_report(results)


def test_results_hold_the_stamp_and_every_case(results: Results, tmp_path: Path) -> None:
    write_results(results, tmp_path / "results.json")
    content = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert content["stamp"]["assistant"] == {"index": "abc123"}
    assert (content["stamp"]["cases"], content["stamp"]["missing"]) == (5, 1)
    assert content["cases"]["c1"]["strict_accuracy"] == 1.0
    assert content["figures"]["strict_accuracy"]["persona:staff"] == {"n": 1, "value": 0.0, "low": 0.0, "high": 0.0}
    assert content["figures"]["hit@5"] == {}
    assert content["metrics"]["false_refusals"]["lower_is_better"] is True


def test_every_persona_and_kind_has_a_dutch_label() -> None:
    assert set(PERSONA_LABELS) == set(Persona)
    assert set(KIND_LABELS) == set(CaseKind)
