"""Two runs of the same questions are compared one by one; what differs by chance is not called better or worse."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.__main__ import main
from evals.cases import CaseError
from evals.compare import compare, mcnemar, render_comparison, show_comparison
from evals.finished import FinishedRun, read_finished
from evals.metrics import METRICS

STRICT = next(metric for metric in METRICS if metric.name == "strict_accuracy")
SLOW = next(metric for metric in METRICS if metric.name == "latency_p50_ms")


def folder(out: Path, scores: dict[str, dict[str, float]], answers: dict[str, str] | None = None) -> Path:
    """Make the files of a run with these scores; a case without an answer of its own says its id."""
    out.mkdir()
    figures = {"strict_accuracy": {"all": {"n": len(scores), "value": 0.5, "low": 0.1, "high": 0.9}}}
    (out / "results.json").write_text(json.dumps({"stamp": {"on": "2026-01-01"}, "figures": figures, "cases": scores}), encoding="utf-8")
    lines: list[dict[str, Any]] = [
        {"id": id_, "question": f"Vraag {id_}?", "status": "answered", "answer": (answers or {}).get(id_, f"Antwoord {id_}")} for id_ in scores
    ]
    (out / "outcomes.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return out


def strict(*values: float) -> dict[str, dict[str, float]]:
    return {f"c{number}": {"strict_accuracy": value, "latency_p50_ms": 10.0 * number} for number, value in enumerate(values, 1)}


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return folder(tmp_path / "oud", strict(1, 0, 0, 1))


@pytest.fixture
def after(tmp_path: Path) -> Path:
    return folder(tmp_path / "nieuw", strict(1, 1, 1, 0), {"c2": "Nu staat er dinsdag."})


def runs(*folders: Path) -> list[FinishedRun]:
    return [read_finished(out) for out in folders]


def test_questions_that_flipped_are_named(before: Path, after: Path) -> None:
    found = compare(*runs(before, after), [STRICT])
    assert (found.won, found.lost) == (("c2", "c3"), ("c4",))


def test_a_refusal_counts_as_right_where_it_was_expected(tmp_path: Path) -> None:
    pair = [folder(tmp_path / name, {"t1": {"refusals_right": right}}) for name, right in (("a", 0.0), ("b", 1.0))]
    assert compare(*runs(*pair), [STRICT]).won == ("t1",)


def test_a_difference_is_paired_and_has_an_interval(before: Path, after: Path) -> None:
    difference = compare(*runs(before, after), [STRICT]).differences[0]
    assert (difference.n, difference.first, difference.second) == (4, 0.5, 0.75)
    assert difference.low < 0 < difference.high  # four questions prove nothing


def test_equal_runs_differ_by_nothing(before: Path) -> None:
    found = compare(*runs(before, before), [STRICT, SLOW])
    assert [(one.low, one.high, one.is_certain) for one in found.differences] == [(0.0, 0.0, False)] * 2
    assert found.p_value is None or found.p_value == 1.0


def test_better_and_worse_follow_the_direction_of_the_metric(tmp_path: Path) -> None:
    quick, slow = (
        {f"c{number}": {"strict_accuracy": right, "latency_p50_ms": ms} for number in range(40)} for right, ms in ((1.0, 10.0), (0.0, 90.0))
    )
    found = compare(*runs(folder(tmp_path / "a", slow), folder(tmp_path / "b", quick)), [STRICT, SLOW])
    assert show_comparison(found, 120).count("| beter |") == 2
    assert found.p_value is not None
    assert found.p_value < 0.001
    assert "waarschijnlijk geen toeval" in show_comparison(found, 120)


def test_the_median_is_compared_as_a_median(before: Path, after: Path) -> None:
    difference = compare(*runs(before, after), [SLOW]).differences[0]
    assert (difference.first, difference.second) == (20.0, 20.0)  # of 10, 20, 30 and 40, by nearest rank


def test_shorter_answers_are_called_neither_better_nor_worse(tmp_path: Path) -> None:
    words = next(metric for metric in METRICS if metric.name == "answer_words")
    pair = [folder(tmp_path / name, {f"c{number}": {"answer_words": count} for number in range(9)}) for name, count in (("a", 90.0), ("b", 40.0))]
    shown = show_comparison(compare(*runs(*pair), [words]), 120)
    assert "| anders |" in shown
    assert "beter" not in shown


@pytest.mark.parametrize(("improved", "worsened", "expected"), [(0, 0, 1.0), (5, 0, 0.0625), (1, 1, 1.0), (8, 2, 0.109375)])
def test_mcnemar_is_exact(improved: int, worsened: int, expected: float) -> None:
    # 5 of 5: 2 × 1/32; 8 of 10: 2 × (1 + 10 + 45)/1024
    assert mcnemar(improved, worsened) == mcnemar(worsened, improved) == expected


def test_questions_of_one_run_only_are_left_out_and_counted(before: Path, tmp_path: Path) -> None:
    found = compare(*runs(before, folder(tmp_path / "meer", strict(1, 0, 0, 1, 1))), [STRICT])
    assert (found.differences[0].n, found.alone) == (4, 1)
    assert "Niet vergeleken: 1" in render_comparison(found)


def test_both_answers_stand_side_by_side_on_the_terminal(before: Path, after: Path) -> None:
    shown = show_comparison(compare(*runs(before, after), [STRICT]), 80)
    assert any("Antwoord c2" in line and "│ Nu staat er dinsdag." in line for line in shown.splitlines())
    assert "Antwoord c1" not in shown


def test_both_answers_stand_in_the_file(before: Path, after: Path, tmp_path: Path) -> None:
    assert main(["compare", str(before), str(after), "--out", str(tmp_path / "verschil.md")]) == 0
    written = (tmp_path / "verschil.md").read_text(encoding="utf-8")
    assert "## c2: goed geworden" in written
    assert "Antwoord c2" in written
    assert "Nu staat er dinsdag." in written


def test_answers_are_not_written_where_git_would_see_them(before: Path, after: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = Path(__file__).parent / "verschil.md"
    assert main(["compare", str(before), str(after), "--out", str(file)]) == 2
    assert "komt in git terecht" in capsys.readouterr().err
    assert not file.exists()


def test_a_folder_without_a_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="staat geen meting"):
        read_finished(tmp_path)
