"""Cases are read from JSON lines; a faulty line is named with file, line and field."""

import json
from pathlib import Path

import pytest

from assistant.answer import Turn
from evals.cases import CaseError, read_cases

LINE = {"id": "c01", "persona": "council", "kind": "factoid", "question": "Wie leegt de bakken?", "answerable": True}
NUGGET = {"text": "De gemeente leegt ze.", "match": ["gemeente leegt"], "vital": True}


def write(folder: Path, *lines: object) -> Path:
    file = folder / "vragen.jsonl"
    file.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), encoding="utf-8")
    return file


def message_of(folder: Path, *lines: object) -> str:
    with pytest.raises(CaseError) as raised:
        read_cases([write(folder, *lines)])
    return str(raised.value)


def test_history_evidence_and_nuggets_may_be_absent(tmp_path: Path) -> None:
    (case,) = read_cases([write(tmp_path, LINE)])
    assert (case.history, case.evidence, case.nuggets) == ((), (), ())


def test_unknown_fields_are_kept(tmp_path: Path) -> None:
    (case,) = read_cases([write(tmp_path, LINE | {"writer": "griffie"})])
    assert case.model_extra == {"writer": "griffie"}


def test_empty_lines_and_a_byte_order_mark_are_skipped(tmp_path: Path) -> None:
    file = write(tmp_path, LINE, "", "  ")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert len(read_cases([file])) == 1


def test_a_line_separator_inside_a_question_does_not_cut_the_line(tmp_path: Path) -> None:
    question = "Wie leegt\u2028de bakken?"
    (case,) = read_cases([write(tmp_path, json.dumps(LINE | {"question": question}, ensure_ascii=False))])
    assert case.question == question


def test_history_becomes_pairs_of_question_and_answer(tmp_path: Path) -> None:
    history = [("user", "Wat kost een bak?"), ("assistant", "Niets."), ("user", "En een tweede?")]
    (case,) = read_cases([write(tmp_path, LINE | {"history": [{"role": role, "content": content} for role, content in history]})])
    assert case.earlier == (Turn("Wat kost een bak?", "Niets."), Turn("En een tweede?", ""))


def test_an_answer_without_a_question_before_it_is_refused(tmp_path: Path) -> None:
    assert 'regel 1: het veld "history"' in message_of(tmp_path, LINE | {"history": [{"role": "assistant", "content": "Niets."}]})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"persona": "mayor"}, "persona"),
        ({"kind": "riddle"}, "kind"),
        ({"answerable": "ja"}, "answerable"),
        ({"id": ""}, "id"),
        ({"nuggets": [NUGGET | {"match": ["(open"]}]}, "nuggets.0.match"),
        ({"nuggets": [NUGGET | {"match": []}]}, "nuggets.0.match"),
        ({"evidence": [{"section": "1"}]}, "evidence.0.document"),
    ],
)
def test_a_faulty_field_is_named_with_its_line(tmp_path: Path, change: dict[str, object], field: str) -> None:
    message = message_of(tmp_path, LINE, LINE | {"id": "c02"} | change)
    assert message.startswith(f'vragen.jsonl, regel 2: het veld "{field}" ')
    assert message.endswith("Kijk in evals/README.md hoe een vraag eruitziet.")


def test_a_missing_field_is_said_to_be_missing(tmp_path: Path) -> None:
    line = {name: value for name, value in LINE.items() if name != "question"}
    assert 'het veld "question" ontbreekt' in message_of(tmp_path, line)


@pytest.mark.parametrize("line", ["{", "[]", "7"])
def test_a_line_that_is_no_json_object_is_refused(tmp_path: Path, line: str) -> None:
    assert message_of(tmp_path, line).startswith("vragen.jsonl, regel 1: dit is geen JSON-object.")


def test_an_id_that_occurs_twice_is_refused(tmp_path: Path) -> None:
    assert 'regel 2: het veld "id" komt al eerder voor (c01)' in message_of(tmp_path, LINE, LINE)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"weg\.jsonl bestaat niet"):
        read_cases([tmp_path / "weg.jsonl"])


def test_files_without_any_question_are_refused(tmp_path: Path) -> None:
    assert message_of(tmp_path, "").startswith("Er staan geen vragen in vragen.jsonl.")


def test_a_nugget_is_found_whatever_the_case_and_white_space(tmp_path: Path) -> None:
    (case,) = read_cases([write(tmp_path, LINE | {"nuggets": [NUGGET]})])
    assert case.nuggets[0].is_present("De GEMEENTE\n leegt de bakken.")
    assert not case.nuggets[0].is_present("De gemeente koopt de bakken.")


@pytest.mark.parametrize(
    ("kind", "answerable", "nuggets", "expects_answer"),
    [
        ("factoid", True, [], True),
        ("unanswerable_near", False, [], False),
        ("false_premise", False, [NUGGET], True),  # what the documents do say must be told
        ("false_premise", False, [], False),
    ],
)
def test_an_answer_is_expected_when_the_documents_can_give_one(
    tmp_path: Path, kind: str, answerable: bool, nuggets: list[dict[str, object]], expects_answer: bool
) -> None:
    (case,) = read_cases([write(tmp_path, LINE | {"kind": kind, "answerable": answerable, "nuggets": nuggets})])
    assert case.expects_answer is expects_answer


HISTORY = [{"role": "user", "content": "Wat kost een bak?"}]


@pytest.mark.parametrize(
    ("more", "follow_up", "topic_change"),
    [
        ({}, False, False),
        ({"standalone": "Wie leegt de groene bakken?"}, False, False),  # nothing came before
        ({"history": HISTORY}, False, False),  # nobody wrote it out
        ({"history": HISTORY, "standalone": "Wie leegt de groene bakken?"}, True, False),
        ({"history": HISTORY, "standalone": "wie leegt  de bakken?"}, False, True),
        ({"history": HISTORY, "standalone": "Wie leegt de groene bakken?", "topic_change": True}, False, True),
    ],
)
def test_a_question_after_others_needs_them_or_changes_the_topic(
    tmp_path: Path, more: dict[str, object], follow_up: bool, topic_change: bool
) -> None:
    (case,) = read_cases([write(tmp_path, LINE | more)])
    assert (case.is_follow_up, case.is_topic_change) == (follow_up, topic_change)


def test_a_question_is_written_out_when_its_file_does_so(tmp_path: Path) -> None:
    assert [case.written_out for case in read_cases([write(tmp_path, LINE, LINE | {"id": "c02", "standalone": "Wie?"})])] == [
        LINE["question"],
        "Wie?",
    ]


@pytest.mark.parametrize("change", [{"grade": 0}, {"grade": "3"}])
def test_a_grade_is_a_number_from_one(tmp_path: Path, change: dict[str, object]) -> None:
    assert 'het veld "evidence.0.grade"' in message_of(tmp_path, LINE | {"evidence": [{"document": "afval"} | change]})
