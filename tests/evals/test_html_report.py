"""The report as one page: nothing from elsewhere, no script, readable on a telephone, and no text of answers or documents."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from assistant.answer import AnswerStatus
from assistant.service import Assistant
from evals.__main__ import main
from evals.cases import Case
from evals.curves import durations, reliability, risk_by_coverage
from evals.metrics import METRICS
from evals.outcomes import Outcome
from evals.results import Results, score_run

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-component-update", "--disable-sync"]
QUESTIONS = [
    {
        "id": "c01",
        "persona": "council",
        "kind": "factoid",
        "question": "Op welke dag leegt de gemeente de groene bakken?",
        "answerable": True,
        "evidence": [{"document": "afvalplan", "section": "1.1", "quote": "leegt de groene bakken elke"}],
        "nuggets": [{"text": "Dat gebeurt op dinsdag.", "match": ["dinsdag"], "vital": True}],
    },
    {
        "id": "s01",
        "persona": "staff",
        "kind": "list",
        "question": "Wat staat er over <b>honden</b> & poep?",
        "answerable": True,
        "evidence": [{"document": "parkplan", "section": "1.2"}],
        "nuggets": [{"text": "Dit staat er niet.", "match": ["olifant"], "vital": True}],
    },
    {"id": "t01", "persona": "tester", "kind": "unanswerable_far", "question": "Wie won het songfestival in Zweden?", "answerable": False},
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, corpus_folder: Path, data_folder: Path, assistant: Assistant) -> Path:
    folder = tmp_path_factory.mktemp("verslag")
    questions = folder / "vragen.jsonl"
    questions.write_text("".join(json.dumps(question) + "\n" for question in QUESTIONS), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRONVAST_DATA", str(data_folder))
        assert main(["run", "--questions", str(questions), "--corpus", str(corpus_folder), "--out", str(folder / "uit")]) == 0
    assert main(["report", "--out", str(folder / "uit")]) == 0
    return folder / "uit" / "report.html"


@pytest.fixture(scope="module")
def page(file: Path) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 360, "height": 800})
        page.goto(file.as_uri())
        yield page
        browser.close()


def test_the_page_fits_on_a_telephone(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_every_plot_has_a_title_and_a_description_for_who_cannot_see_it(page: Page) -> None:
    plots = page.get_by_role("img").all()
    assert len(plots) >= 8
    for plot in plots:
        assert plot.locator("title").text_content()
        assert "tabel hieronder" in (plot.locator("desc").text_content() or "")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))


def test_every_plot_has_its_figures_in_a_table(page: Page) -> None:
    assert page.locator("figure").count() == page.locator("figure:has(svg):has(table)").count()


def test_the_page_tells_how_many_were_wrongly_refused_and_how_many_citations_are_right(page: Page) -> None:
    assert "van de 2 vragen met een antwoord in de documenten kreeg ten onrechte te horen" in page.locator(".facts").inner_text()
    assert "Citaten van de juiste plaats" in (page.locator("#kern-titel").locator("..").text_content() or "")
    assert page.get_by_text("telt bewijs per paragraaf").count() == 1
    assert page.get_by_text("Nog niet gesteld").count() == 0


def test_the_headings_go_down_by_one(page: Page) -> None:
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(heading => Number(heading.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_the_page_is_one_file_without_scripts(file: Path) -> None:
    written = file.read_text(encoding="utf-8")
    assert "<script" not in written
    assert "src=" not in written
    assert "url(" not in written
    assert "default-src 'none'" in written


def test_the_text_of_questions_is_shown_as_text_and_that_of_answers_and_documents_never(file: Path) -> None:
    written = file.read_text(encoding="utf-8")
    assert "Wat staat er over &lt;b&gt;honden&lt;/b&gt; &amp; poep?" in written
    assert "Eigenaren ruimen" not in written
    assert "dinsdag" not in written


def scored(*cases: tuple[str, float, bool, bool]) -> tuple[Results, dict[str, Outcome]]:
    """Score cases given as id, confidence, whether the documents answer it, and whether the answer is right."""
    asked: list[Case] = []
    outcomes: dict[str, Outcome] = {}
    for id_, confidence, answerable, right in cases:
        fields: dict[str, Any] = {"id": id_, "persona": "council", "kind": "factoid", "question": "?", "answerable": answerable}
        asked.append(Case.model_validate(fields | ({"nuggets": [{"text": "x", "match": ["goed"], "vital": True}]} if answerable else {})))
        outcomes[id_] = Outcome.model_validate({"id": id_, "status": "answered", "answer": "goed" if right else "mis", "confidence": confidence})
    return score_run({}, asked, outcomes, METRICS, {}), outcomes


def test_the_curve_of_risk_ends_at_the_share_of_errors_of_all_questions() -> None:
    results, _ = scored(*((f"c{number}", 1 - number / 20, True, number < 15) for number in range(20)))
    dots = risk_by_coverage(results.cases)
    assert (dots[0].x, dots[0].y) == (0.5, 0.0)  # the surest ten are right
    assert (dots[-1].x, dots[-1].y) == (1.0, 0.25)


def test_the_curve_of_risk_does_not_tell_equal_confidence_apart() -> None:
    results, _ = scored(*((f"c{number}", 0.9, True, number < 15) for number in range(20)))
    assert [(dot.x, dot.y) for dot in risk_by_coverage(results.cases)] == [(1.0, 0.25)]


def test_the_reliability_of_a_class_is_the_share_of_answers_that_say_what_is_asked_and_of_refusals_that_had_an_answer() -> None:
    results, outcomes = scored(
        ("a", 0.91, True, False), ("b", 0.93, True, True), ("c", 0.95, False, False), ("d", 0.05, False, False), ("e", 0.07, True, False)
    )
    outcomes |= {id_: outcomes[id_].model_copy(update={"status": AnswerStatus.NOT_IN_DOCUMENTS}) for id_ in "de"}
    (low, few), (high, many) = reliability(results.cases, outcomes)
    assert (few, many) == (2, 3)
    assert (low.y, round(high.x, 2), round(high.y, 2)) == (0.5, 0.93, 0.33)
    assert (high.low or 0) < high.y < (high.high or 0)


def test_times_are_counted_in_classes_and_the_last_one_takes_the_slow_ones() -> None:
    times = [*range(1, 99), 200, 900]
    counted = durations(Outcome(id=str(time), status="answered", timings_ms={"total": time}) for time in times)  # type: ignore[arg-type]
    assert counted is not None
    assert (sum(counted.counts), counted.counts[-1]) == (100, 6)  # of 5 ms each: 95 to 98, 200 and 900
    assert (counted.median_ms, counted.p95_ms) == (50, 95)


def test_without_times_there_is_nothing_to_count() -> None:
    assert durations([]) is None
