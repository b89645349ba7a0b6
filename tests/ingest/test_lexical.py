"""Finding rows by words: BM25 over search terms."""

from pathlib import Path

import numpy as np
import pytest

from corpus.dutch import terms
from ingest import lexical
from ingest.lexical import LexicalIndex
from ingest.related import Related

TEXTS = ["De brug bij de molen is open.", "De bruggen en de sluis gaan dicht.", "Het zwembad krijgt een nieuw dak.", ""]


@pytest.fixture
def index() -> LexicalIndex:
    return LexicalIndex.build(TEXTS)


def test_rows_that_hold_a_word_of_the_question_score_and_others_do_not(index: LexicalIndex) -> None:
    assert [score > 0 for score in index.scores("Is er een brug?")] == [True, True, False, False]


def test_rows_with_more_words_of_the_question_score_higher(index: LexicalIndex) -> None:
    one, two, *_ = index.scores("brug en sluis")

    assert two > one


def test_score_is_that_of_bm25_in_the_variant_of_lucene() -> None:
    # Terms per row, with the one that every row has: 2 and 3, mean 2.5; "dak" stands in one of two rows, so
    # idf = ln(1 + (2 - 1 + 0.5) / (1 + 0.5)) = ln 2, and tf part = 1 / (1 + 1.2 × (0.25 + 0.75 × 2 / 2.5)) = 1 / 2.02.
    scores = LexicalIndex.build(["dak", "brug sluis"]).scores("dak")

    assert scores == pytest.approx([np.log(2) / 2.02, 0.0], abs=1e-6)


def test_question_without_known_words_scores_nothing(index: LexicalIndex) -> None:
    for question in ("olifant", "de het een", "", "\x02"):
        assert index.scores(question).tolist() == [0, 0, 0, 0]


def test_texts_without_any_word_can_be_indexed() -> None:
    assert LexicalIndex.build(["", "de"]).scores("brug").tolist() == [0, 0]


def test_saved_index_scores_the_same(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "lexical")

    assert LexicalIndex.load(tmp_path / "lexical").scores("brug sluis dak").tolist() == index.scores("brug sluis dak").tolist()


def test_rare_term_weighs_more_than_a_common_one(index: LexicalIndex) -> None:
    (sluis,), (brug,) = terms("sluis"), terms("brug")

    assert index.rarity(sluis) == pytest.approx(np.log(1 + 4 / 1))
    assert index.rarity(brug) == pytest.approx(np.log(1 + 4 / 2))


def test_unknown_term_weighs_as_one_that_stands_in_a_single_row(index: LexicalIndex) -> None:
    assert index.rarity("olifant") == pytest.approx(np.log(1 + 4 / 1))


def test_index_tells_which_terms_it_holds(index: LexicalIndex) -> None:
    assert [index.holds(term) for term in (*terms("bruggen"), "olifant")] == [True, False]


def test_whole_is_what_a_question_could_score_at_most_with_words_that_stand_nowhere_counted_as_the_rarest(index: LexicalIndex) -> None:
    assert index.whole("brug") == pytest.approx(index.rarity("brug"))
    assert index.whole("brug en olifant") == pytest.approx(index.rarity("brug") + np.log(1 + len(TEXTS)))
    assert index.whole("de het een") == 0


def test_row_that_says_it_in_related_words_scores_too(index: LexicalIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    relate(monkeypatch, viaduct=(("brug", 0.5),))

    assert index.scores("viaduct").tolist() == [0, 0, 0, 0]
    assert index.wide_scores("viaduct") == pytest.approx(0.5 * index.scores("brug"))


def test_a_word_and_what_is_related_to_it_are_not_counted_twice(index: LexicalIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    relate(monkeypatch, brug=(("sluis", 0.5),))
    own, beside = index.scores("brug"), 0.5 * index.scores("sluis")

    assert index.wide_scores("brug") == pytest.approx(np.maximum(own, beside))


def test_without_related_words_wide_scores_are_those_of_bm25(index: LexicalIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    relate(monkeypatch)

    for question in ("Is er een brug bij de sluis?", "brug brug dak", "olifant", ""):
        assert index.wide_scores(question) == pytest.approx(index.scores(question), abs=1e-6)


def relate(monkeypatch: pytest.MonkeyPatch, **words: Related) -> None:
    """Let these words, and no others, have related ones."""
    known = {terms(word)[0]: tuple((terms(other)[0], weight) for other, weight in others) for word, others in words.items()}
    monkeypatch.setattr(lexical, "related", lambda term: known.get(term, ()))
