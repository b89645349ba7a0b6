"""The command `python -m ingest`, with the real model: what it says and how it ends."""

from pathlib import Path

import pytest

from ingest.__main__ import main


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus folder of one document, named in the environment beside a data folder."""
    folder, data = tmp_path / "corpus", tmp_path / "data"
    for made in (folder, data):
        made.mkdir()
    (folder / "wegen.md").write_text("# Wegen\n\nDe brug gaat in mei open.\n", encoding="utf-8")
    monkeypatch.setenv("BRONVAST_CORPUS", str(folder))
    monkeypatch.setenv("BRONVAST_DATA", str(data))
    monkeypatch.setenv("BRONVAST_EMBEDDER", "e5")
    monkeypatch.chdir(tmp_path)
    return folder


def test_command_makes_the_index_once(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (main([]), main([])) == (0, 0)

    said = capsys.readouterr().out
    assert "Index gemaakt: 1 documenten, 1 passages" in said
    assert "De index was al bijgewerkt: 1 documenten, 1 passages" in said


def test_document_that_cannot_be_read_is_named_and_ends_the_command_with_3(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "leeg.md").write_text("", encoding="utf-8")

    assert main([]) == 3
    assert "Let op: leeg.md: er staat geen tekst in dit bestand." in capsys.readouterr().err


def test_mistake_in_the_catalogue_ends_the_command_with_2(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "documents.toml").write_text('[[documents]]\nid = "wegen"\n', encoding="utf-8")

    assert main([]) == 2
    assert 'Fout (catalogus): documents.toml, document "wegen": het veld "file" ontbreekt.' in capsys.readouterr().err


def test_folder_that_does_not_exist_ends_the_command_with_2(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRONVAST_CORPUS", str(corpus / "weg"))

    assert main([]) == 2
    assert "bestaat niet" in capsys.readouterr().err
