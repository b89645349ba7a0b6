"""The bench times an index and its answers in processes of their own, and gives the ratios."""

import json
import os
import time
from functools import partial
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.service import Assistant
from evals.__main__ import main
from evals.bench import ASKED, SAMPLE, Built, Load, Measurement, Served, in_own_process, render_bench, serve, time_build
from evals.corpora import LoosePassage


def measurement(system: str, seconds: float) -> Measurement:
    loads = (Load(1, 10.0 * seconds, 20.0, 50.0),)
    return Measurement(system, 1200, Built(seconds, 4.0, 150.0, 2.5), Served(3.0, 200.0, 30.0, loads))


class Counting:
    """The real assistant, with the number of questions that it got."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant, self.asked = assistant, 0

    def answer(self, text: str) -> Answer:
        self.asked += 1
        return self.assistant.answer(text)


def test_a_task_runs_in_another_process() -> None:
    assert in_own_process(os.getpid) != os.getpid()


def test_a_fault_in_the_other_process_comes_back() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        in_own_process(int, "geen getal")


def test_every_number_of_clients_asks_as_many_questions_after_a_warm_up(assistant: Assistant) -> None:
    system = Counting(assistant)
    served = serve(lambda: system, ["Wat kost een tweede bak?", "Waar mogen honden los?"], [1, 5], time.time())
    assert system.asked == 1 + 3 * ASKED  # the first answer, the warm-up, and twice the load
    assert [load.clients for load in served.loads] == [1, 5]
    assert all(0 < load.p50_ms <= load.p95_ms and load.per_second > 0 for load in served.loads)
    assert served.cold_start_seconds > 0 and served.peak_mb > 50


def test_embedding_is_timed_apart_from_writing(tmp_path: Path) -> None:
    built = time_build(partial((tmp_path / "index").write_bytes, b"0" * 500_000), partial(time.sleep, 0.06), tmp_path)
    assert built.embed_seconds == pytest.approx(0.06 * 1000 / SAMPLE, rel=0.5)
    assert built.seconds < 0.05
    assert built.disk_mb == 0.5


def test_the_report_shows_both_systems_and_their_ratio() -> None:
    text = render_bench([measurement("bronvast", 1.0), measurement("default-stack", 4.0)], "bronvast", "default-stack")
    assert "## 1.200 passages" in text
    assert "| index maken zonder vectoren (s) | 1,0 | 4,0 | 0,25 |" in text
    assert "| 1 vrager: helft is sneller dan (ms) | 10,0 | 40,0 | 0,25 |" in text


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    loose = [
        LoosePassage(f"p{number}", "elders", "Plan", ("Plan", "Straten"), f"Straat {number} krijgt dit jaar nieuwe lampen en een breder fietspad.")
        for number in range(40)
    ]
    rows = [{"id": one.id, "source": one.document, "title": one.title, "heading": list(one.heading), "text": one.text} for one in loose]
    file = tmp_path / "passages.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


@pytest.mark.slow
def test_one_command_measures_both_systems(tmp_path: Path, texts: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRONVAST_DATA", str(data_folder))
    assert main(["bench", "--passages", "40", "--clients", "2", "--texts", str(texts), "--out", str(tmp_path / "uit")]) == 0
    figures = json.loads((tmp_path / "uit" / "bench.json").read_text(encoding="utf-8"))
    assert [(one["system"], one["passage_count"]) for one in figures] == [("bronvast", 40), ("default-stack", 40)]
    assert not list((data_folder / "bench").iterdir())


def test_too_few_passages_are_said_in_dutch(
    tmp_path: Path, texts: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRONVAST_DATA", str(data_folder))
    assert main(["bench", "--passages", "41", "--texts", str(texts), "--out", str(tmp_path / "uit")]) == 3
    assert "Er zijn maar 40 passages, en 41 is gevraagd" in capsys.readouterr().err
