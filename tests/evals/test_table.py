"""The table puts all systems side by side on every set-up that the corpus allows."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from corpus import catalogue
from evals.__main__ import main
from evals.baselines import SYSTEMS
from evals.finished import FinishedRun
from evals.results import Figure
from evals.table import SET_UP_LABELS, SetUp, make_set_ups, render_table

QUESTION = {
    "id": "c01",
    "persona": "council",
    "kind": "factoid",
    "question": "Wanneer gaan de honden los?",
    "answerable": True,
    "evidence": [{"document": "kort", "section": "Honden"}],
    "nuggets": [{"text": "Dat mag na zes uur.", "match": ["zes uur"], "vital": True}],
}


def corpus_in(folder: Path, *, described: bool = True, plain: bool = True, original: bool = True) -> Path:
    (folder / "plain").mkdir(parents=True)
    if described:
        (folder / "documents.toml").write_text('[[documents]]\nid = "kort"\nfile = "kort.txt"\ntitle = "Kort plan"\n', encoding="utf-8")
    if original:
        (folder / "kort.txt").write_text("Honden\n\nHonden lopen los na zes uur in de avond.\n", encoding="utf-8")
    if plain:
        (folder / "plain" / "kort.md").write_text("# Honden\n\nNa zes uur mag uw hond los.\n", encoding="utf-8")
        (folder / "expansions").mkdir()
        (folder / "expansions" / "kort.md").write_text("# Honden\n\n- 1.1 Wanneer kan Fikkie rennen?\n", encoding="utf-8")
    return folder


def run_of(**values: Figure) -> FinishedRun:
    figures = {name.replace("_at_", "@"): {"all": figure} for name, figure in values.items()}
    return FinishedRun("run", {"on": "2026-01-01", "code": "abc"}, figures, {"c01": {}}, {}, {})


def test_a_corpus_with_both_editions_and_questions_gives_four_set_ups(tmp_path: Path) -> None:
    made = make_set_ups(corpus_in(tmp_path / "kast"), None, tmp_path / "uit")
    files = {set_up: sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()) for set_up, folder in made.items()}
    assert files == {
        SetUp.PLAIN: ["documents.toml", "expansions/kort.md", "plain/kort.md"],
        SetUp.BARE: ["documents.toml", "expansions/kort.md", "kort.txt"],
        SetUp.ORIGINAL: ["documents.toml", "expansions/kort.md", "kort.txt"],
        SetUp.BOTH: ["documents.toml", "expansions/kort.md", "kort.txt", "plain/kort.md"],
    }
    assert (made[SetUp.BARE] / "expansions" / "kort.md").read_text(encoding="utf-8") == ""  # no questions, whatever stands beside our own documents


def test_questions_stand_under_the_id_that_the_catalogue_gives_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = corpus_in(tmp_path / "kast", plain=False)
    (tmp_path / "ours").mkdir()
    written = sha256((corpus / "kort.txt").read_bytes()).hexdigest()
    (tmp_path / "ours" / "anders.md").write_text(f"origineel: {written}.txt\n\n# Honden\n\n- 1.1 Wanneer kan Fikkie rennen?\n", encoding="utf-8")
    monkeypatch.setattr(catalogue, "OURS", tmp_path / "ours")
    made = make_set_ups(corpus, None, tmp_path / "uit")
    assert list(made) == [SetUp.BARE, SetUp.ORIGINAL]
    assert "Fikkie" in (made[SetUp.ORIGINAL] / "expansions" / "kort.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("absent", "expected"),
    [
        ({"original": False}, [SetUp.PLAIN]),
        ({"plain": False}, [SetUp.ORIGINAL]),
        ({"described": False}, [SetUp.BARE, SetUp.ORIGINAL, SetUp.BOTH]),
    ],
)
def test_a_set_up_that_the_corpus_does_not_allow_is_left_out(tmp_path: Path, absent: dict[str, bool], expected: list[SetUp]) -> None:
    assert list(make_set_ups(corpus_in(tmp_path / "kast", **absent), None, tmp_path / "uit")) == expected


def test_originals_may_stand_in_a_folder_of_their_own(tmp_path: Path) -> None:
    originals = corpus_in(tmp_path / "elders")
    assert len(make_set_ups(corpus_in(tmp_path / "kast", original=False), originals, tmp_path / "uit")) == 4


def test_the_table_shows_value_and_interval_per_system() -> None:
    runs = {SetUp.PLAIN: {"bronvast": run_of(strict_accuracy=Figure(8, 0.5, 0.25, 0.75), latency_p50_ms=Figure(8, 12.4, 12.0, 13.0))}}
    text = render_table(runs)
    assert "| `bronvast` | 50 (25–75) |\n" in text  # and no time: bench measures that
    assert "### Alle vragen (8)" in text
    assert "### Raadsleden" not in text


def test_a_metric_that_no_system_has_is_no_column() -> None:
    text = render_table({SetUp.PLAIN: {"bronvast": run_of(latency_p50_ms=Figure(8, 12.4))}})
    assert "helemaal goed" not in text


def test_a_corpus_for_which_no_set_up_can_be_made_is_told(
    tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRONVAST_DATA", str(data_folder))
    corpus = corpus_in(tmp_path / "kast", plain=False)
    described = (corpus / "documents.toml").read_text(encoding="utf-8")
    (corpus / "documents.toml").write_text(described + described.replace("kort", "lang"), encoding="utf-8")
    (corpus / "plain" / "lang.md").write_text("# Honden\n\nNa zes uur mag uw hond los.\n", encoding="utf-8")
    assert main(["table", "--corpus", str(corpus), "--out", str(tmp_path / "uit")]) == 2
    told = capsys.readouterr().err
    assert all(f"Niet gemeten: {label.lower()}." in told for label in SET_UP_LABELS.values())
    assert "Er is geen tekst die elk document heeft." in told


@pytest.mark.slow
def test_one_command_measures_every_system_on_every_set_up(tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRONVAST_DATA", str(data_folder))
    questions = tmp_path / "vragen.jsonl"
    questions.write_text(json.dumps(QUESTION), encoding="utf-8")
    out = tmp_path / "uit"
    assert main(["table", "--questions", str(questions), "--corpus", str(corpus_in(tmp_path / "kast")), "--out", str(out)]) == 0
    table = (out / "table.md").read_text(encoding="utf-8")
    assert [table.count(f"| `{name}` |") for name in SYSTEMS] == [4 * 2] * len(SYSTEMS)  # per set-up: all questions, and those of council members
    results: dict[str, Any] = json.loads((out / "both" / "bronvast" / "results.json").read_text(encoding="utf-8"))
    assert results["stamp"]["system"] == "bronvast"
    assert len({(out / set_up / name / "gold.json").read_text(encoding="utf-8") for set_up in SetUp for name in SYSTEMS}) == 1
