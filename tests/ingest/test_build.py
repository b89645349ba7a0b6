"""An index build on disk: switched at one stroke, refused when it does not fit, and always with the command that mends it."""

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from chromadb.errors import InternalError
from hash_embedder import HashEmbedder

from corpus.document import Document, Edition
from corpus.errors import BuildError, NoBuild, NoSpace, WrongBuild
from ingest import build
from ingest.blocks import Block, BlockKind
from ingest.embedding.late_interaction import STEPS
from ingest.expansion_index import NO_EXPANSIONS
from ingest.passages import cut
from ingest.sections import structure
from ingest.token_vectors import TokenVectors
from ingest.vectors import UnitVectors

CARD = HashEmbedder().card.as_dict()
MEND = r"Maak de index opnieuw met: python -m ingest\."
FULL = r"De schijf is vol\. Maak ruimte vrij, of geef met BRONVAST_DATA een map op een andere schijf op, en probeer het opnieuw\."


def contents(*texts: str) -> build.Contents:
    text = structure(
        [Block(BlockKind.HEADING, "Wegen", level=1), *(Block(BlockKind.ITEM, item, marker="-") for item in texts)], "plan", Edition.ORIGINAL
    )
    return build.Contents(
        (Document("plan", "Plan", "plan.txt"),), (text.text,), text.sections, cut(text), (), (), ("Komt er een brug?",), {"": ("Los bestand.",)}
    )


def write(root: Path, content_hash: str, *texts: str) -> build.Contents:
    made = contents(*texts)
    vectors = np.array(HashEmbedder().embed_documents(list(texts)), dtype=np.float32)
    tokens = TokenVectors.build([(row[np.newaxis] * STEPS).astype(np.int8) for row in vectors])
    units = UnitVectors.build(texts, vectors.astype(np.float16))
    build.write_build(root, content_hash, made, CARD, build.Readings(vectors, tokens, units), list(texts), NO_EXPANSIONS)
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "builds"


@pytest.fixture
def active(root: Path) -> Path:
    """The folder of an active build."""
    write(root, "eerste", "Er komt een brug.", "Er komt een sluis.")
    build.activate(root, "eerste")
    return root / "eerste"


def test_opened_build_holds_what_was_written(root: Path) -> None:
    made = write(root, "eerste", "Er komt een brug.", "Er komt een sluis.")
    build.activate(root, "eerste")

    opened = build.open_build(root, CARD)

    assert (opened.content_hash, opened.contents, opened.embedder) == ("eerste", made, CARD)
    assert opened.lexical.scores("sluis").argmax() == 1
    assert opened.vectors.nearest(HashEmbedder().embed_query("Er komt een sluis."))[0] == 1
    assert opened.units.of("Er komt een sluis.") == pytest.approx(HashEmbedder().embed_documents(["Er komt een sluis."])[0], abs=1e-3)
    assert opened.units.of("Er komt een dak.") is None
    assert opened.passages == {passage.id: passage for passage in made.passages}


def test_without_a_build_the_command_is_named(root: Path) -> None:
    with pytest.raises(NoBuild, match=rf"^Er is nog geen index\. {MEND}$"):
        build.open_build(root, CARD)


def test_build_that_was_not_activated_does_not_answer(root: Path) -> None:
    write(root, "eerste", "Er komt een brug.")

    with pytest.raises(NoBuild):
        build.open_build(root, CARD)


def test_old_build_answers_until_the_new_one_is_activated(active: Path, root: Path) -> None:
    write(root, "tweede", "Er komt een dak.")
    before = build.open_build(root, CARD).content_hash
    build.activate(root, "tweede")

    assert (before, build.open_build(root, CARD).content_hash) == ("eerste", "tweede")


def test_open_build_answers_on_after_its_folder_is_gone(active: Path, root: Path) -> None:
    opened = build.open_build(root, CARD)
    build.remove_other_builds(root, keep=set())

    assert not active.exists()
    assert opened.vectors.nearest(HashEmbedder().embed_query("Er komt een brug."))[0] == 0


def test_two_opens_of_one_build_do_not_disturb_each_other(active: Path, root: Path) -> None:
    one, other = build.open_build(root, CARD), build.open_build(root, CARD)
    other.vectors.close()

    assert one.vectors.nearest(HashEmbedder().embed_query("Er komt een sluis."))[0] == 1


def test_opening_changes_nothing_in_the_build(active: Path, root: Path) -> None:
    before = {path: path.read_bytes() for path in active.rglob("*") if path.is_file()}

    build.open_build(root, CARD).vectors.close()

    assert {path: path.read_bytes() for path in active.rglob("*") if path.is_file()} == before


def test_two_builds_of_equal_contents_have_equal_checksums(tmp_path: Path) -> None:
    manifests = []
    for name in ("een", "twee"):
        write(tmp_path / name, "zelfde", "Er komt een brug.")
        manifests.append(json.loads((tmp_path / name / "zelfde" / "manifest.json").read_text(encoding="utf-8")))

    assert manifests[0]["files"] == manifests[1]["files"] != {}


def test_build_for_another_embedder_is_refused(active: Path, root: Path) -> None:
    with pytest.raises(WrongBuild, match=rf"gemaakt met het zoekmodel hash \(1\), ingesteld is hash \(2\)\. {MEND}"):
        build.open_build(root, HashEmbedder("2").card.as_dict())


@pytest.mark.parametrize(
    ("field", "said"),
    [("format", r"door een andere versie van Bronvast gemaakt\."), ("tokens", r"gemaakt met een ander model dat woord voor woord vergelijkt\.")],
)
def test_build_of_another_format_or_token_model_is_refused(active: Path, root: Path, field: str, said: str) -> None:
    manifest = json.loads((active / "manifest.json").read_text(encoding="utf-8"))
    (active / "manifest.json").write_text(json.dumps({**manifest, field: 0}), encoding="utf-8")

    with pytest.raises(WrongBuild, match=f"{said} {MEND}"):
        build.open_build(root, CARD)


def names_in_a_build() -> list[str]:
    return [
        *(f"{name}.json" for name in build.TABLES),
        "vectors.npy",
        "units/keys.npy",
        "units/rows.npy",
        "lexical/vocab.index.json",
        "lexical/data.csc.index.npy",
        "chroma/chroma.sqlite3",
    ]


@pytest.mark.parametrize("name", names_in_a_build())
def test_damaged_file_is_named(active: Path, root: Path, name: str) -> None:
    content = (active / name).read_bytes()
    (active / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    with pytest.raises(WrongBuild, match=rf"De index is beschadigd \(bestand {name}\)\. {MEND}"):
        build.open_build(root, CARD)
    assert not build.is_whole(root, "eerste")


@pytest.mark.parametrize("name", names_in_a_build())
def test_missing_file_is_named(active: Path, root: Path, name: str) -> None:
    (active / name).unlink()

    with pytest.raises(WrongBuild, match=rf"\(bestand {name}\)\. {MEND}"):
        build.open_build(root, CARD)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe"])
def test_manifest_that_cannot_be_read_is_refused(active: Path, root: Path, content: bytes) -> None:
    (active / "manifest.json").write_bytes(content)

    with pytest.raises(WrongBuild, match=rf"De index is niet te lezen\. {MEND}"):
        build.open_build(root, CARD)
    assert not build.is_whole(root, "eerste")


def test_active_build_whose_folder_is_gone_is_refused(active: Path, root: Path) -> None:
    shutil.rmtree(active)

    with pytest.raises(WrongBuild, match=MEND):
        build.open_build(root, CARD)


def test_finished_build_is_whole_and_a_half_made_one_is_not(active: Path, root: Path) -> None:
    (root / ".tweede.partial").mkdir()

    assert [build.is_whole(root, content_hash) for content_hash in ("eerste", "tweede")] == [True, False]


def test_copy_of_a_dead_process_is_removed_and_that_of_a_living_one_stays(active: Path, root: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for process in (dead.pid, os.getppid()):
        (root.parent / "work" / f"eerste-{process}-0").mkdir(parents=True)

    build.open_build(root, CARD).vectors.close()

    left = {folder.name for folder in (root.parent / "work").iterdir()}
    assert f"eerste-{dead.pid}-0" not in left
    assert f"eerste-{os.getppid()}-0" in left


def test_no_path_is_opened_twice_even_when_the_copies_were_thrown_away(active: Path, root: Path) -> None:
    # chromadb 1.5.9 goes on answering from what it once opened at a path, whatever lies there now.
    work = root.parent / "work"
    build.open_build(root, CARD)
    first = {folder.name for folder in work.iterdir()}
    shutil.rmtree(work)

    build.open_build(root, CARD)

    assert first.isdisjoint(folder.name for folder in work.iterdir())


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("call", ["numpy.save", "os.replace"])
def test_full_disk_is_told_and_the_old_build_answers_on(active: Path, root: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(call, raising(OSError(number, os.strerror(number))))
        with pytest.raises(NoSpace, match=FULL):
            write(root, "tweede", "Er komt een dak.")

    assert build.open_build(root, CARD).content_hash == "eerste"
    assert not build.is_whole(root, "tweede")


def test_full_disk_while_activating_leaves_the_old_build(active: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, "tweede", "Er komt een dak.")
    with monkeypatch.context() as patched:
        patched.setattr("os.replace", raising(OSError(errno.ENOSPC, "vol")))
        with pytest.raises(NoSpace, match=FULL):
            build.activate(root, "tweede")

    assert build.current(root) == "eerste"


def test_full_disk_inside_chroma_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chromadb.PersistentClient", raising(InternalError("error returned from database: (code: 13) database or disk is full")))

    with pytest.raises(NoSpace, match=FULL):
        write(root, "eerste", "Er komt een brug.")


def test_full_disk_while_copying_the_collection_is_told(active: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # shutil tells of every file that it could not copy, in words.
    monkeypatch.setattr("shutil.copytree", raising(shutil.Error([("hier", "daar", f"[Errno {errno.ENOSPC}] {os.strerror(errno.ENOSPC)}: 'daar'")])))

    with pytest.raises(NoSpace, match=FULL):
        build.open_build(root, CARD)


def test_foreign_file_among_the_copies_is_left_alone(active: Path, root: Path) -> None:
    names = {".DS_Store", "los", "foto-2024-05.jpg", "-", "a-b-c"}
    (root.parent / "work").mkdir()
    for name in names:
        (root.parent / "work" / name).write_text("", encoding="utf-8")

    build.open_build(root, CARD).vectors.close()

    assert names == {file.name for file in (root.parent / "work").iterdir()}


@pytest.mark.parametrize("in_the_way", ["data", "data/builds"])
def test_file_in_the_way_of_the_builds_is_told(tmp_path: Path, in_the_way: str) -> None:
    file = tmp_path / in_the_way
    file.parent.mkdir(exist_ok=True)
    file.write_text("Een bestand.", encoding="utf-8")

    with (
        pytest.raises(BuildError, match=r"Bronvast kan .*/data/builds niet maken: .* in de weg\. .*BRONVAST_DATA"),
        build.building(tmp_path / "data" / "builds"),
    ):
        pass


def test_folder_in_the_way_of_a_file_is_told(root: Path) -> None:
    (root / "LOCK").mkdir(parents=True)

    with pytest.raises(BuildError, match=r"LOCK niet maken"), build.building(root):
        pass


def test_database_that_may_not_be_written_is_told(root: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"mag niet schrijven in zijn map met gegevens\."), build.building(root):
        sqlite3.connect(tmp_path / "weg" / "vectors.sqlite")


def test_folder_where_nothing_may_be_written_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("numpy.save", raising(PermissionError(errno.EACCES, "mag niet", str(root))))

    with pytest.raises(BuildError, match=rf"mag niet schrijven in {root}\. Geef met BRONVAST_DATA een map op waar dat wel mag\."):
        write(root, "eerste", "Er komt een brug.")


def raising(error: Exception):  # type: ignore[no-untyped-def]
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail
