"""A run asks every case once, keeps what came back, and goes on where it stopped."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Turn
from assistant.service import Assistant
from evals.cases import Case, CaseError
from evals.run import ask_cases, read_record, record_run, stamp_run

DAY = date(2026, 1, 1)


def case(case_id: str, question: str, **more: Any) -> Case:
    return Case.model_validate({"id": case_id, "persona": "council", "kind": "factoid", "question": question, "answerable": True} | more)


EARLIER = [{"role": "user", "content": "Wat kost een bak voor afval?"}, {"role": "assistant", "content": "De eerste bak kost niets."}]
CASES = [
    case("c01", "Wanneer leegt de gemeente de groene bakken?"),
    case("c02", "Wie wint de voetbalwedstrijd van morgen?", answerable=False),
    case("c03", "En een tweede bak?", history=EARLIER, standalone="Wat kost een tweede bak voor afval?"),
    case("c04", ""),
]


def lines_of(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "outcomes.jsonl").read_text(encoding="utf-8").splitlines()]


def ask(assistant: Assistant, out: Path, cases: list[Case], on: date = DAY, jobs: int = 2) -> list[dict[str, Any]]:
    stamp = stamp_run(assistant, {"embedder": "e5"}, on)
    record_run(out, stamp, [])
    ask_cases(assistant, cases, out, stamp, jobs)
    return lines_of(out)


def marked(out: Path, count: int) -> None:
    """Keep the first lines of a run only, and give them a mark that asking again would take away."""
    lines = [json.dumps(line | {"mark": True}) + "\n" for line in lines_of(out)[:count]]
    (out / "outcomes.jsonl").write_text("".join(lines) + '{"id": "c03", "sta', encoding="utf-8")


def test_every_case_has_one_line_in_its_order(assistant: Assistant, tmp_path: Path) -> None:
    assert [line["id"] for line in ask(assistant, tmp_path, CASES)] == ["c01", "c02", "c03", "c04"]


def test_every_answer_and_every_refusal_carries_ten_hits(assistant: Assistant, tmp_path: Path) -> None:
    hits = {line["id"]: len(line["hits"]) for line in ask(assistant, tmp_path, CASES)}
    assert hits == {"c01": 10, "c02": 10, "c03": 10, "c04": 0}  # the last is a fault


def test_a_question_that_cannot_be_taken_is_a_fault_and_does_not_stop_the_run(assistant: Assistant, tmp_path: Path) -> None:
    fault = ask(assistant, tmp_path, [CASES[3], CASES[0]])[0]
    assert (fault["status"], fault["answer"], fault["hits"], fault["error"]) == ("fault", "", [], "vraag-ongeldig")


def test_a_lone_surrogate_in_a_question_does_not_stop_the_run(assistant: Assistant, tmp_path: Path) -> None:
    assert ask(assistant, tmp_path, [case("c09", "Wat doet \ud800 de gemeente?")])[0]["id"] == "c09"


def test_every_citation_is_checked_against_the_open_index(assistant: Assistant, tmp_path: Path) -> None:
    answered = [line for line in ask(assistant, tmp_path, CASES) if line["citations"]]
    assert answered
    assert all(line["quotes_exact"] == [True] * len(line["citations"]) for line in answered)


def test_the_texts_of_what_is_cited_are_kept(assistant: Assistant, tmp_path: Path) -> None:
    line = ask(assistant, tmp_path, CASES[:1])[0]
    assert all(citation["quote"] in line["cited"][citation["passage"]][0] for citation in line["citations"])


def test_a_follow_up_is_asked_written_out_besides(assistant: Assistant, tmp_path: Path) -> None:
    lines = {line["id"]: line for line in ask(assistant, tmp_path, CASES)}
    assert len(lines["c03"]["standalone_hits"]) == 10
    assert lines["c01"]["standalone_hits"] is None


def test_a_written_out_question_that_cannot_be_taken_leaves_the_answer_as_it_is(assistant: Assistant, tmp_path: Path) -> None:
    too_long = CASES[2].model_copy(update={"standalone": "bak " * 400})
    line = ask(assistant, tmp_path, [too_long])[0]
    assert line["status"] != "fault"
    assert (len(line["hits"]), line["standalone_hits"]) == (10, None)


def test_runs_are_equal_but_for_the_timings_however_many_are_asked_at_once(assistant: Assistant, tmp_path: Path) -> None:
    many = [one.model_copy(update={"id": f"{one.id}-{copy}"}) for copy in range(4) for one in CASES]
    runs = [ask(assistant, tmp_path / str(jobs), many, jobs=jobs) for jobs in (1, 2, 4)]
    for line in (line for run in runs for line in run):
        del line["timings_ms"]
    assert runs[0] == runs[1] == runs[2]


class Breaking:
    """Passes questions on to the real assistant, until one that it breaks on."""

    def __init__(self, assistant: Assistant, last: str) -> None:
        self.stamp, self.documents, self.passage = assistant.stamp, assistant.documents, assistant.passage
        self._assistant, self._last, self.asked = assistant, last, 0

    def answer(self, text: str, earlier: Sequence[Turn] = (), on: date | None = None) -> Answer:
        self.asked += 1
        if text == self._last:
            raise KeyboardInterrupt
        return self._assistant.answer(text, earlier, on)


def test_breaking_off_keeps_what_was_answered_and_asks_nothing_more(assistant: Assistant, tmp_path: Path) -> None:
    many = [case(f"c{number}", "Wat kost een tweede bak?" if number else "Wie?") for number in range(100)]
    breaking = Breaking(assistant, "Wie?")
    with pytest.raises(KeyboardInterrupt):
        ask_cases(breaking, many, tmp_path, stamp_run(assistant, {}, DAY))
    assert breaking.asked < len(many)


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(assistant: Assistant, tmp_path: Path) -> None:
    ask(assistant, tmp_path, CASES)
    marked(tmp_path, 2)
    assert [line.get("mark", False) for line in ask(assistant, tmp_path, CASES)] == [True, True, False, False]


def test_another_day_starts_anew(assistant: Assistant, tmp_path: Path) -> None:
    ask(assistant, tmp_path, CASES)
    marked(tmp_path, 2)
    assert not any("mark" in line for line in ask(assistant, tmp_path, CASES, on=date(2021, 6, 1)))


def test_other_code_or_another_index_starts_anew(assistant: Assistant, tmp_path: Path) -> None:
    ask(assistant, tmp_path, CASES)
    stamp = stamp_run(assistant, {"embedder": "e5"}, DAY)
    for other in (replace(stamp, code="other"), replace(stamp, assistant=stamp.assistant | {"index": "other"})):
        marked(tmp_path, 2)
        ask_cases(assistant, CASES, tmp_path, other)
        assert not any("mark" in line for line in lines_of(tmp_path))


def test_a_question_or_history_that_changed_is_asked_again(assistant: Assistant, tmp_path: Path) -> None:
    ask(assistant, tmp_path, CASES)
    marked(tmp_path, 2)
    changed = [case("c01", "Wat doet de provincie?"), case("c02", CASES[1].question, history=EARLIER)]
    assert not any("mark" in line for line in ask(assistant, tmp_path, changed))


def test_a_changed_expectation_is_not_asked_again(assistant: Assistant, tmp_path: Path) -> None:
    ask(assistant, tmp_path, CASES)
    marked(tmp_path, 2)
    assert ask(assistant, tmp_path, [CASES[0].model_copy(update={"answerable": False})])[0]["mark"]


def test_a_case_that_is_gone_leaves_no_line(assistant: Assistant, tmp_path: Path) -> None:
    ask(assistant, tmp_path, CASES)
    assert [line["id"] for line in ask(assistant, tmp_path, CASES[1:2])] == ["c02"]


def test_the_stamp_and_the_files_of_a_run_are_kept(assistant: Assistant, tmp_path: Path) -> None:
    stamp = stamp_run(assistant, {"embedder": "e5"}, DAY)
    record_run(tmp_path / "new", stamp, [tmp_path / "vragen.jsonl"])
    read, effort, files = read_record(tmp_path / "new")
    assert effort["memory_mb"] > 10
    assert read == stamp
    assert files == (tmp_path / "vragen.jsonl",)


def test_the_commit_is_told_but_decides_nothing(assistant: Assistant, tmp_path: Path) -> None:
    ask(assistant, tmp_path, CASES)
    marked(tmp_path, 2)
    ask_cases(assistant, CASES, tmp_path, replace(stamp_run(assistant, {"embedder": "e5"}, DAY), commit="another"))
    assert [line.get("mark", False) for line in lines_of(tmp_path)] == [True, True, False, False]


def test_a_baseline_has_a_stamp_of_its_own(assistant: Assistant) -> None:
    ours, other = (stamp_run(assistant, {}, DAY, system) for system in ("bronvast", "bm25"))
    assert (ours.system, other.system) == ("bronvast", "bm25")
    assert ours.code != other.code  # theirs is part of it


def test_a_folder_without_a_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="staat geen meting"):
        read_record(tmp_path)
