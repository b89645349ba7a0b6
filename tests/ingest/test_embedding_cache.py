"""The cache of vectors: nothing is embedded twice."""

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from hash_embedder import HashEmbedder

from ingest.embedding import EmbedderCard
from ingest.embedding.cache import QUESTIONS, RecentQuestions, embed_cached


def test_vectors_stand_in_the_order_of_the_texts(tmp_path: Path) -> None:
    embedder = HashEmbedder()

    vectors = embed_cached(["brug", "sluis"], embedder, tmp_path)

    assert (vectors.dtype, vectors.shape) == (np.float32, (2, 32))
    assert vectors == pytest.approx(np.array(embedder.embed_documents(["brug", "sluis"])), abs=1e-6)


def test_text_that_recurs_is_embedded_once(tmp_path: Path) -> None:
    embedder = HashEmbedder()

    one, _, other = embed_cached(["brug", "sluis", "brug"], embedder, tmp_path)

    assert embedder.asked == ["brug", "sluis"]
    assert one.tolist() == other.tolist()


def test_text_that_was_embedded_before_is_not_embedded_again(tmp_path: Path) -> None:
    first, second = HashEmbedder(), HashEmbedder()

    before = embed_cached(["brug", "sluis"], first, tmp_path)
    after = embed_cached(["sluis", "dak", "brug"], second, tmp_path)

    assert second.asked == ["dak"]
    assert after[[2, 0]].tolist() == before.tolist()


def test_another_revision_of_the_model_embeds_anew(tmp_path: Path) -> None:
    embed_cached(["brug"], HashEmbedder("1"), tmp_path)
    other = HashEmbedder("2")

    embed_cached(["brug"], other, tmp_path)

    assert other.asked == ["brug"]


@pytest.mark.parametrize("field", [field.name for field in fields(EmbedderCard)])
def test_models_whose_cards_differ_share_no_vectors(tmp_path: Path, field: str) -> None:
    class Other(HashEmbedder):
        @property
        def card(self) -> EmbedderCard:
            return replace(super().card, **{field: "anders/model"})

    embed_cached(["brug"], HashEmbedder(), tmp_path)
    other = Other()
    embed_cached(["brug"], other, tmp_path)

    assert other.asked == ["brug"]
    assert all(file.is_file() for file in tmp_path.iterdir())


def test_interrupted_run_keeps_what_it_had(tmp_path: Path) -> None:
    class Breaking(HashEmbedder):
        def _embed_passage(self, text: str) -> list[float]:
            if text == "sluis":
                raise KeyboardInterrupt
            return super()._embed_passage(text)

    with pytest.raises(KeyboardInterrupt):
        embed_cached(["brug", "sluis"], Breaking(), tmp_path)
    next_run = HashEmbedder()
    embed_cached(["brug", "sluis"], next_run, tmp_path)

    assert next_run.asked == ["sluis"]


def test_vector_that_is_no_number_is_refused_and_not_kept(tmp_path: Path) -> None:
    class Broken(HashEmbedder):
        def _vector(self, text: str) -> list[float]:
            return [float("nan")] * 32

    with pytest.raises(ValueError, match="no number"):
        embed_cached(["brug"], Broken(), tmp_path)
    assert np.isfinite(embed_cached(["brug"], HashEmbedder(), tmp_path)).all()


def test_half_a_sign_in_a_text_is_no_trouble(tmp_path: Path) -> None:
    assert embed_cached(["half \ud83d teken"], HashEmbedder(), tmp_path).shape == (1, 32)


class Counting(HashEmbedder):
    """Keeps the questions too."""

    def _embed_query(self, text: str) -> list[float]:
        self.asked.append(text)
        return super()._embed_query(text)


def test_question_that_was_just_asked_is_not_embedded_again() -> None:
    counting = Counting()
    embedder = RecentQuestions(counting)

    first, second = embedder.embed_query("Komt er een brug?"), embedder.embed_query("Komt er een brug?")

    assert counting.asked == ["Komt er een brug?"]
    assert first == second == HashEmbedder().embed_query("Komt er een brug?")


def test_questions_of_long_ago_are_forgotten() -> None:
    counting = Counting()
    embedder = RecentQuestions(counting)

    for number in (*range(QUESTIONS + 1), 0):
        embedder.embed_query(f"vraag {number}")

    assert len(counting.asked) == QUESTIONS + 2


def test_passages_and_card_are_those_of_the_embedder_behind() -> None:
    counting = Counting()
    embedder = RecentQuestions(counting)

    assert embedder.embed_documents(["brug", "sluis"]) == HashEmbedder().embed_documents(["brug", "sluis"])
    assert embedder.card == counting.card
