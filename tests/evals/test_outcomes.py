"""Outcomes are read line by line; a line that was cut off does not count, another faulty one is named."""

import json
from pathlib import Path

import pytest

from evals.cases import CaseError
from evals.outcomes import missing_outcome, read_outcomes

LINE = json.dumps({"id": "c01", "status": "answered", "answer": "Ja.", "writer": "quoting"})


def write(folder: Path, text: str) -> Path:
    file = folder / "outcomes.jsonl"
    file.write_text(text, encoding="utf-8")
    return file


def test_an_outcome_is_read_by_its_id_and_may_have_more_fields(tmp_path: Path) -> None:
    assert read_outcomes(write(tmp_path, LINE + "\n"))["c01"].answer == "Ja."


def test_a_last_line_that_was_cut_off_does_not_count(tmp_path: Path) -> None:
    assert list(read_outcomes(write(tmp_path, LINE + "\n" + LINE[:20]))) == ["c01"]


def test_no_file_is_no_outcomes(tmp_path: Path) -> None:
    assert read_outcomes(tmp_path / "outcomes.jsonl") == {}


@pytest.mark.parametrize("line", ["{", "7", "{}", '{"id": "c01", "status": "perfect"}'])
def test_another_faulty_line_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(CaseError, match=r"^outcomes\.jsonl, regel 2: "):
        read_outcomes(write(tmp_path, f"{LINE}\n{line}\n"))


def test_a_missing_outcome_is_a_fault() -> None:
    assert missing_outcome("c01").is_fault
