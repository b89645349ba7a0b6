"""Late interaction: what the token model gives, and how near a question's tokens come to those of passages."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import BuildError
from ingest.embedding.cache import read_cached
from ingest.embedding.late_interaction import STEPS, LateInteraction, open_late_interaction
from ingest.token_vectors import NO_STATES, TokenVectors, UnitStates

ASKED = "Krijgt iemand met te veel rekeningen sneller hulp?"
TEXTS = (
    "De rekening van de gemeente sloot met een voordelig saldo.",
    "Voor inwoners met problematische schulden verkorten wij de wachttijd van de schuldhulpverlening.",
    "Kade.",
)


@pytest.fixture(scope="module")
def model() -> LateInteraction:
    return open_late_interaction()


@pytest.fixture(scope="module")
def tokens(model: LateInteraction) -> TokenVectors:
    return TokenVectors.build([model.passage(text) for text in TEXTS])


def test_every_token_of_a_passage_has_a_vector_of_length_one(model: LateInteraction) -> None:
    rows = model.passage(TEXTS[1]).astype(float) / STEPS

    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=0.02)


def test_what_the_tokens_of_a_question_weigh_adds_up_to_one(model: LateInteraction) -> None:
    assert np.linalg.norm(model.question(ASKED), axis=1).sum() == pytest.approx(1.0, abs=1e-5)


def test_the_prefix_is_no_word_of_a_text(model: LateInteraction) -> None:
    assert len(model.passage("kade")) == len(model.question("kade"))
    assert len(model.passage("kade kade")) == 2 * len(model.passage("kade")) - 1  # and the end of the text


@pytest.mark.parametrize("text", ["", " ", "\x00", "👩‍👩‍👧", "woord " * 5000])
def test_any_text_has_at_least_one_token(model: LateInteraction, text: str) -> None:
    assert len(model.passage(text)) >= 1
    assert np.isfinite(model.question(text)).all()


def test_the_text_that_answers_in_other_words_is_nearest(model: LateInteraction, tokens: TokenVectors) -> None:
    assert tokens.nearness(model.question(ASKED), [0, 1, 2]).argmax() == 1


def test_nearness_is_the_sum_over_the_tokens_of_the_question_of_the_nearest_token(model: LateInteraction, tokens: TokenVectors) -> None:
    question = model.question(ASKED)

    for row, text in enumerate(TEXTS):
        expected = (question @ (model.passage(text).astype(float) / STEPS).T).max(axis=1).sum()
        assert tokens.nearness(question, [row])[0] == pytest.approx(expected, abs=1e-5)


def test_a_passage_scores_the_same_whatever_stands_beside_it(model: LateInteraction, tokens: TokenVectors) -> None:
    question = model.question(ASKED)

    assert tokens.nearness(question, [2, 1]).tolist() == tokens.nearness(question, [1, 2])[::-1].tolist()


def test_saved_vectors_are_opened_as_they_were(model: LateInteraction, tokens: TokenVectors, tmp_path: Path) -> None:
    tokens.save(tmp_path / "tokens")

    opened = TokenVectors.load(tmp_path / "tokens")

    assert opened.nearness(model.question(ASKED), [0, 1, 2]).tolist() == tokens.nearness(model.question(ASKED), [0, 1, 2]).tolist()


def test_a_text_is_read_once_ever(model: LateInteraction, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_cached(TEXTS, model, tmp_path)
    monkeypatch.setattr(model, "passage", lambda text: pytest.fail(f"read again: {text}"))

    again = read_cached(TEXTS, model, tmp_path)

    assert [rows.tolist() for rows in again] == [rows.tolist() for rows in first]


@pytest.mark.parametrize("content", [None, b"", b"geen model"])
def test_a_missing_or_damaged_model_is_named_with_what_mends_it(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "late.onnx"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(BuildError, match="Haal Bronvast opnieuw op"):
        LateInteraction(file)


def test_states_are_found_by_their_text_and_open_as_they_were_saved(tmp_path: Path) -> None:
    states = [np.full((tokens, 4), tokens, dtype=np.int8) for tokens in (3, 1, 2)]
    UnitStates.build(TEXTS, states).save(tmp_path / "states")

    opened = UnitStates.load(tmp_path / "states")

    for text, rows in zip(TEXTS, states, strict=True):
        assert np.array_equal(opened.of(text), rows)
    assert opened.of("Een andere tekst.") is None


def test_without_states_none_is_found(tmp_path: Path) -> None:
    NO_STATES.save(tmp_path / "states")

    assert UnitStates.load(tmp_path / "states").of(TEXTS[0]) is None
