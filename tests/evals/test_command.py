"""The command, end to end: a folder of documents and a file of questions from elsewhere, unchanged."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.service import Assistant
from evals.__main__ import main
from evals.report import score_folder

QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "c01",
        "persona": "council",
        "kind": "factoid",
        "question": "Op welke dag leegt de gemeente de groene bakken?",
        "answerable": True,
        "evidence": [{"document": "afvalplan", "section": "1 Bakken > 1.1", "quote": "leegt de groene bakken elke"}],
        "nuggets": [{"text": "Dat gebeurt op dinsdag.", "match": ["dinsdag"], "vital": True}],
        "note": "a field of their own",
    },
    {"id": "t01", "persona": "tester", "kind": "unanswerable_far", "question": "Wie won het songfestival in Zweden?", "answerable": False},
    {"id": "t02", "persona": "tester", "kind": "factoid", "question": "bak " * 400, "answerable": True},
]


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, data_folder: Path) -> None:
    monkeypatch.setenv("BRONVAST_DATA", str(data_folder))


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "vragen.jsonl"
    file.write_text("\n".join(json.dumps(question) for question in QUESTIONS), encoding="utf-8")
    return file


@pytest.fixture
def out(tmp_path: Path, questions: Path, corpus_folder: Path, assistant: Assistant) -> Path:
    folder = tmp_path / "uit"
    assert main(["run", "--questions", str(questions), "--corpus", str(corpus_folder), "--out", str(folder)]) == 0
    return folder


def results_of(out: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((out / "results.json").read_text(encoding="utf-8"))
    return content


def test_a_run_leaves_outcomes_results_and_a_report(out: Path) -> None:
    assert {file.name for file in out.iterdir()} == {"run.json", "gold.json", "outcomes.jsonl", "results.json", "report.md", "run.trec", "qrels.trec"}


def test_a_run_scores_the_answers(out: Path) -> None:
    results = results_of(out)
    assert results["stamp"]["cases"] == 3
    assert results["stamp"]["on"] == "2026-01-01"
    assert results["stamp"]["documents"] == {"afvalplan": "original", "parkplan": "original"}
    assert results["cases"]["c01"]["hit@1"] == 1.0
    assert results["cases"]["c01"]["strict_accuracy"] == 1.0
    assert results["figures"]["quotes_exact"]["all"]["value"] == 1.0
    assert results["figures"]["hit@1"]["document:afvalplan"]["n"] == 1
    assert results["figures"]["hit@1"]["theme:1 Bakken"]["n"] == 1
    assert results["cases"]["t02"]["false_refusals"] == 1.0  # 1,600 characters are too many


def test_no_text_of_a_question_or_document_is_in_the_results(out: Path) -> None:
    written = (out / "results.json").read_text(encoding="utf-8") + (out / "report.md").read_text(encoding="utf-8")
    assert "songfestival" not in written
    assert "groene bakken" not in written


def test_scoring_again_takes_the_questions_as_they_are_now(out: Path, questions: Path) -> None:
    stricter = QUESTIONS[0] | {"nuggets": [{"text": "Dat gebeurt op maandag.", "match": ["maandag"], "vital": True}]}
    questions.write_text(json.dumps(stricter), encoding="utf-8")
    before = (out / "outcomes.jsonl").read_bytes()
    score_folder(out)
    assert (out / "outcomes.jsonl").read_bytes() == before
    assert list(results_of(out)["cases"]) == ["c01"]
    assert results_of(out)["cases"]["c01"]["strict_accuracy"] == 0.0


@pytest.mark.parametrize("change", [{"question": "Wat kost een tweede bak?"}, {"history": [{"role": "user", "content": "Wat kost een bak?"}]}])
def test_an_answer_to_another_question_than_the_case_asks_now_does_not_count(out: Path, questions: Path, change: dict[str, Any]) -> None:
    questions.write_text("\n".join(json.dumps(question) for question in (QUESTIONS[0] | change, QUESTIONS[1])), encoding="utf-8")
    assert main(["report", "--out", str(out)]) == 0
    assert (results_of(out)["stamp"]["missing"], results_of(out)["stamp"]["changed"]) == (1, 1)
    assert results_of(out)["cases"]["c01"]["strict_accuracy"] == 0.0
    said = "Nog niet gesteld: 1. Bij 1 daarvan is de vraag veranderd na de meting."
    assert all(said in (out / name).read_text(encoding="utf-8") for name in ("report.md", "report.html"))


def test_the_questions_of_a_folder_in_beir_form_are_asked_as_they_are(tmp_path: Path) -> None:
    beir = tmp_path / "beir"
    (beir / "qrels").mkdir(parents=True)
    texts = {"b1": "De gemeente leegt de groene bakken elke dinsdag.", "b2": "Honden mogen los op het veld achter de vijver."}
    (beir / "corpus.jsonl").write_text("".join(json.dumps({"_id": id_, "title": "", "text": text}) + "\n" for id_, text in texts.items()))
    (beir / "queries.jsonl").write_text(json.dumps({"_id": "q1", "text": "Wanneer worden de groene bakken geleegd?"}) + "\n")
    (beir / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tb1\t1\n")
    assert main(["run", "--corpus", str(beir), "--split", "all", "--out", str(tmp_path / "uit")]) == 0
    assert results_of(tmp_path / "uit")["cases"]["q1"]["ndcg@10"] == 1.0
    assert "Raadslid" not in (tmp_path / "uit" / "report.md").read_text(encoding="utf-8")


def test_a_run_on_another_day_says_so(tmp_path: Path, questions: Path, corpus_folder: Path, assistant: Assistant) -> None:
    assert main(["run", "--questions", str(questions), "--corpus", str(corpus_folder), "--out", str(tmp_path), "--on", "2021-06-01"]) == 0
    assert results_of(tmp_path)["stamp"]["on"] == "2021-06-01"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "--on", "2026-02-30"], "De dag achter --on bestaat niet (2026-02-30)"),
        (["run", "--questions", "weg.jsonl"], "Het bestand weg.jsonl bestaat niet"),
    ],
)
def test_what_cannot_be_done_is_said_in_dutch(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) != 0
    assert message in capsys.readouterr().err


def test_a_corpus_folder_that_is_not_there_is_named(tmp_path: Path, questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--questions", str(questions), "--corpus", str(tmp_path / "weg"), "--out", str(tmp_path / "uit")]) == 2
    assert "bestaat niet" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Fout: hier ontbreekt OPDRACHT."),
        (["table"], "Fout: hier ontbreekt --out."),
        (["run", "--split", "half"], "Fout: 'half' kan niet bij --split; kies uit 'dev', 'test', 'all'."),
        (["run", "--out"], "Fout: achter --out hoort een waarde."),
        (["bench", "--clients", "x"], "Fout: 'x' kan niet bij --clients."),
        (["run", "erbij"], "Fout: erbij hoort hier niet."),
    ],
)
def test_a_faulty_command_is_told_in_dutch(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert message.replace("'", "") in capsys.readouterr().err.replace("'", "")  # not every Python quotes the choices


@pytest.mark.parametrize("jobs", ["0", "twee", "-1"])
def test_how_many_at_once_must_be_a_number(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["run", "--jobs", jobs])
    assert f"{jobs} is geen aantal" in capsys.readouterr().err
