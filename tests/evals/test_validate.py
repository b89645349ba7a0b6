"""Question files are checked against the documents, in both editions; a wrong answer becomes a checked question."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.bootstrap import open_assistant
from assistant.settings import Settings
from corpus.document import Edition, Passage
from evals.__main__ import main
from evals.add_case import add_case, make_case, next_id, read_nugget
from evals.cases import CaseError
from evals.validate import validate

SAMPLES = Path(__file__).parents[1] / "samples"
GOOD: dict[str, Any] = {
    "id": "c01",
    "persona": "council",
    "kind": "factoid",
    "question": "Hoe lang mag een kind op hulp wachten?",
    "answerable": True,
    "evidence": [{"document": "jaarplan-2022", "section": "2.1 > Doel 2025", "quote": "langer dan zes weken op jeugdhulp"}],
    "nuggets": [{"text": "Hoogstens zes weken.", "match": ["zes weken"], "vital": True}],
}
OTHER = GOOD | {
    "id": "c02",
    "question": "Hoeveel goedkope huizen komen erbij?",
    "evidence": [{"document": "jaarplan-2022", "section": "1.1 > Doel 2025", "quote": "240 nieuwe sociale huurwoningen"}],
    "nuggets": [{"text": "Het zijn er 240.", "match": ["240"], "vital": True}],
}


@pytest.fixture(scope="module")
def passages(data_folder: Path) -> tuple[Passage, ...]:
    return open_assistant(Settings(corpus=SAMPLES / "zilverwoude", data=data_folder), say=print).build.contents.passages


def write(file: Path, *cases: dict[str, Any]) -> Path:
    file.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
    return file


def faults(folder: Path, passages: Sequence[Passage], *cases: dict[str, Any]) -> list[str]:
    return [fault.text for fault in validate([write(folder / "dev-council.jsonl", *cases)], passages).faults]


def evidence(**more: str) -> dict[str, Any]:
    return {"evidence": [GOOD["evidence"][0] | more]}


def nugget(*patterns: str) -> dict[str, Any]:
    return {"nuggets": [{"text": "Een punt.", "match": patterns, "vital": True}]}


def test_good_questions_have_no_fault(passages: tuple[Passage, ...], tmp_path: Path) -> None:
    found = validate([write(tmp_path / "dev-council.jsonl", GOOD, OTHER)], passages)
    assert (found.case_count, found.faults, found.skipped) == (2, (), ())


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (evidence(document="weg"), 'het document "weg" is er niet'),
        (evidence(section="9.9"), 'de paragraaf "9.9" staat niet in jaarplan-2022'),
        (evidence(section="1.1"), 'staat niet in paragraaf "1.1"'),
        (evidence(quote="zes weken"), "heeft 2 woorden. Neem er 4 tot en met 10."),
        (evidence(quote="wacht geen kind langer dan twaalf weken op deze hulp"), "staat niet in jaarplan-2022. Neem het letterlijk over"),
        (evidence(quote="De gemeente neemt twee extra jeugdconsulenten aan en De gemeente"), "staat niet in"),
        ({"evidence": []}, '"evidence" is leeg'),
        ({"nuggets": []}, "geen belangrijk punt"),
        (nugget("kind op hulp", "zes weken"), "past al op de vraag zelf"),
        (nugget("twaalf weken"), "past niet op de tekst waar het antwoord staat"),
        (nugget("wacht geen kind"), "past niet op de eenvoudige versie"),
        (nugget("zes weken|gemeente"), "andere passages (hoogstens 3)"),
        ({"kind": "followup"}, 'een vervolgvraag heeft "history" nodig'),
        ({"kind": "unanswerable_near"}, '"answerable" is true bij de soort unanswerable_near'),
    ],
)
def test_a_fault_is_named_with_file_and_question(change: dict[str, Any], fault: str, passages: tuple[Passage, ...], tmp_path: Path) -> None:
    found = faults(tmp_path, passages, GOOD | change)
    assert any(line.startswith("dev-council.jsonl, vraag c01: ") and fault in line for line in found), found


def test_an_anchor_of_which_half_stands_elsewhere_is_a_fault(passages: tuple[Passage, ...], tmp_path: Path) -> None:
    twin = next(passage for passage in passages if passage.edition is Edition.ORIGINAL and "zes weken op jeugdhulp" in passage.text)
    again = Passage(
        "other", "koers-2030", twin.edition, "s", twin.heading_path, None, twin.span, "Geen kind wacht langer dan zes weken op hulp.", twin.kind, ()
    )
    assert "staat in 2 passages" in faults(tmp_path, (*passages, again), GOOD)[0]


def test_an_id_that_occurs_twice_is_a_fault_over_files(passages: tuple[Passage, ...], tmp_path: Path) -> None:
    files = [write(tmp_path / "dev-a.jsonl", GOOD), write(tmp_path / "dev-b.jsonl", GOOD)]
    assert [fault.text[:12] for fault in validate(files, passages).faults] == ["dev-a.jsonl,", "dev-b.jsonl,"]


def test_dev_and_test_may_not_share_a_section(passages: tuple[Passage, ...], tmp_path: Path) -> None:
    dev, test = write(tmp_path / "dev-staff.jsonl", GOOD), tmp_path / "test-staff.jsonl"
    assert validate([dev, write(test, OTHER)], passages).faults == ()
    shared = validate([dev, write(test, GOOD | {"id": "c03"})], passages).faults
    assert [fault.cases for fault in shared] == [{"c01", "c03"}]


def test_a_line_of_another_form_is_named_and_the_other_files_are_still_checked(passages: tuple[Passage, ...], tmp_path: Path) -> None:
    (tmp_path / "dev-a.jsonl").write_text("{}\n", encoding="utf-8")
    found = validate([tmp_path / "dev-a.jsonl", write(tmp_path / "dev-b.jsonl", GOOD)], passages)
    assert found.case_count == 1
    assert 'het veld "id" ontbreekt' in found.faults[0].text


def test_without_the_original_the_plain_edition_is_checked_and_the_rest_is_said_to_be_skipped(passages: tuple[Passage, ...], tmp_path: Path) -> None:
    plain = [passage for passage in passages if passage.edition is Edition.PLAIN]
    found = validate([write(tmp_path / "dev-council.jsonl", GOOD | evidence(quote="woorden die nergens zo staan"))], plain)
    assert found.faults == ()
    assert "het origineel ontbreekt (jaarplan-2022)" in found.skipped[0]
    assert "past niet op de tekst" in faults(tmp_path, plain, GOOD | nugget("twaalf weken"))[0]


def test_the_command_names_faults_and_ends_with_status_2(
    tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRONVAST_DATA", str(data_folder))
    monkeypatch.setenv("BRONVAST_CORPUS", str(SAMPLES / "zilverwoude"))
    assert main(["validate", str(write(tmp_path / "good.jsonl", GOOD))]) == 0
    assert "1 vragen gecontroleerd, 0 fouten." in capsys.readouterr().out
    assert main(["validate", str(write(tmp_path / "bad.jsonl", GOOD | {"nuggets": []}))]) == 2
    assert "bad.jsonl, vraag c01" in capsys.readouterr().out


# A wrong answer becomes a question


def test_a_wrong_answer_is_appended_as_a_question_with_an_id_of_its_own(
    tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch, passages: tuple[Passage, ...]
) -> None:
    monkeypatch.setenv("BRONVAST_DATA", str(data_folder))
    monkeypatch.setenv("BRONVAST_CORPUS", str(SAMPLES / "zilverwoude"))
    file = tmp_path / "eigen.jsonl"
    gold = [
        "--document",
        "jaarplan-2022",
        "--section",
        "1.1 > Doel 2025",
        "--quote",
        "240 nieuwe sociale huurwoningen",
        "--nugget",
        "Het zijn er 240.=\\b240\\b",
    ]
    asked = ["add-case", "--persona", "council", "--kind", "factoid", "--file", str(file)]
    assert main([*asked, "--question", "Hoeveel goedkope huizen komen erbij?", *gold]) == 0
    assert main(["add-case", "--persona", "tester", "--kind", "unanswerable_far", "--file", str(file), "--question", "Hoe diep is de zee?"]) == 0
    first, second = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert (first["answerable"], first["nuggets"][0]["match"]) == (True, ["\\b240\\b"])
    assert (second["answerable"], second["evidence"]) == (False, [])
    assert first["id"] != second["id"]


def test_a_faulty_question_is_refused_and_the_file_stays_as_it_is(passages: tuple[Passage, ...], tmp_path: Path) -> None:
    file = write(tmp_path / "dev-council.jsonl", GOOD)
    before = file.read_bytes()
    case = make_case("w001", "council", "factoid", "Hoe duur is dat?", [{"document": "weg", "section": ""}], [read_nugget("Dat kost 5 euro.=5 euro")])
    with pytest.raises(CaseError, match='vraag w001: het document "weg" is er niet'):
        add_case(case, file, [file], passages)
    assert file.read_bytes() == before


def test_a_fault_of_another_question_does_not_stop_a_good_one(passages: tuple[Passage, ...], tmp_path: Path) -> None:
    file = tmp_path / "dev-council.jsonl"
    file.write_text(json.dumps(GOOD | {"nuggets": []}), encoding="utf-8")  # without a line end
    assert add_case(OTHER | {"id": next_id([file])}, file, [file], passages) == ()
    assert [json.loads(line)["id"] for line in file.read_text(encoding="utf-8").splitlines()] == ["c01", "w001"]


def test_a_point_without_an_expression_is_refused() -> None:
    with pytest.raises(CaseError, match="reguliere expressie"):
        read_nugget("Dat kost 5 euro.")
