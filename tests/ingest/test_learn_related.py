"""Learning which words go together, from questions and the texts that answer them."""

from pathlib import Path

import pytest

from corpus.dutch import terms
from ingest.learn_related import MOST_LEARNED, learn, main

SUBJECTS = {
    "poes": "huisdieren",
    "bus": "openbaar vervoer",
    "stoep": "trottoirs",
    "juf": "leerkrachten",
    "bos": "natuurgebieden",
    "baan": "werkgelegenheid",
}
PAIRS = [
    (f"{opening} {asked}?", f"De gemeente {verb} {said}.")
    for asked, said in SUBJECTS.items()
    for opening in ("Wat gebeurt er met mijn", "Komt er geld voor een", "Wie regelt de")
    for verb in ("ondersteunt", "stimuleert", "verbetert", "onderzoekt", "bespreekt")
]


def test_a_word_of_questions_gets_the_words_of_the_texts_that_answer_it() -> None:
    found = learn(PAIRS)

    for asked, said in SUBJECTS.items():
        (term,) = terms(asked)
        assert found[term][0][0] in terms(said), found[term]


def test_words_that_stand_in_every_text_are_related_to_none() -> None:
    anywhere = terms("gemeente")[0]

    assert all(other != anywhere for others in learn(PAIRS).values() for other, _ in others)


def test_what_goes_together_once_proves_nothing() -> None:
    once = [*PAIRS, ("Wat kost een taxi?", "De gemeente betaalt leerlingenvervoer.")]

    assert terms("taxi")[0] not in learn(once)


def test_a_word_has_a_few_related_ones_at_most_the_nearest_first() -> None:
    many = [("Wat doet de buurman?", " ".join(f"woord{letter}" for letter in "abcdefghijkl"))] * 30 + PAIRS * 20
    others = learn(many)[terms("buurman")[0]]

    assert len(others) == MOST_LEARNED
    assert [weight for _, weight in others] == sorted((weight for _, weight in others), reverse=True)


def test_the_same_pairs_teach_the_same() -> None:
    assert learn(PAIRS) == learn(PAIRS)


def test_a_folder_without_the_data_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "woorden.tsv")]) != 0

    assert str(tmp_path) in capsys.readouterr().err
    assert not (tmp_path / "woorden.tsv").exists()
