from datetime import date
from pathlib import Path

import pytest

from assistant.bootstrap import open_assistant
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.spelling import Speller, distance

DAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("text", "corrected", "meant"),
    [
        ("wat kosten zonnepanelne op school", "wat kosten zonnepanelen op school", ("zonnepanelen",)),
        ("komt er een woondael met de woningcorporaite", "komt er een woondeal met de woningcorporatie", ("woondeal", "woningcorporatie")),
        ("hoe lang is de wachttjid voor jeugdhulpp", "hoe lang is de wachttijd voor jeugdhulp", ("wachttijd", "jeugdhulp")),
    ],
)
def test_a_word_that_nobody_knows_becomes_the_word_of_the_corpus_that_was_meant(
    assistant: Assistant, text: str, corrected: str, meant: tuple[str, ...]
) -> None:
    assert Speller(assistant.build).correct(text) == (corrected, meant)


@pytest.mark.parametrize(
    "text",
    [
        "Wat doet de gemeente aan wolven?",  # a Dutch word that the corpus lacks
        "Wat vindt Zilverwuode van het zwembad?",  # a name is left alone
        "Wat is een zwembadfeest?",  # a compound of known words
        "Komt er een bus?",
        "Hoe kook ik spaghettini?",  # near to nothing
        "Wat is de ketre?",  # too short to be sure
    ],
)
def test_words_that_are_right_or_that_may_be_names_stay(assistant: Assistant, text: str) -> None:
    assert Speller(assistant.build).correct(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "near"), [("Wat wil de raad vooraf?", "vooral"), ("Wat komt er achteraf?", "achterop"), ("Wat is er hierlangs?", "hierlands")]
)
def test_a_word_of_two_small_ones_is_right_though_the_dictionary_lacks_it(tmp_path: Path, text: str, near: str) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "plan.txt").write_text(f"De raad wil {near} bomen in het park.", encoding="utf-8")
    plan = open_assistant(Settings(corpus=tmp_path / "corpus", data=tmp_path / "data"), lambda line: None)

    assert Speller(plan.build).correct(text) == (text, ())


def test_the_corrected_question_is_searched_and_shown(assistant: Assistant) -> None:
    mended, right = (assistant.answer(f"Wat betaalt de gemeente voor {word}?", on=DAY) for word in ("zonnepanelne", "zonnepanelen"))

    assert mended.text == right.text
    assert "Bedoelde u “zonnepanelen”? Daarop is gezocht." in mended.notices
    assert mended.question == mended.standalone == "Wat betaalt de gemeente voor zonnepanelne?"
    assert not any("Bedoelde" in notice for notice in right.notices)


@pytest.mark.parametrize(
    ("one", "other", "errors"), [("raad", "raad", 0), ("raad", "raas", 1), ("raad", "rada", 1), ("raad", "ra", 2), ("", "nee", 3)]
)
def test_a_swap_of_neighbours_is_one_error(one: str, other: str, errors: int) -> None:
    assert distance(one, other, most=3) == errors


@pytest.mark.parametrize(("one", "other"), [("raadsbesluit", "raamvertelling"), ("abcdef", "fedcba")])
def test_many_errors_are_told_as_more_than_was_asked(one: str, other: str) -> None:
    assert distance(one, other, most=2) > 2
