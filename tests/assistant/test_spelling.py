from datetime import date
from pathlib import Path

import pytest

from assistant.bootstrap import open_assistant
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.spelling import Speller, distance, mistyped

DAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("text", "corrected", "meant"),
    [
        ("wat kosten zonnepanelne op school", "wat kosten zonnepanelen op school", ("zonnepanelen",)),
        ("komt er een woondael met de woningcorporaite", "komt er een woondeal met de woningcorporatie", ("woondeal", "woningcorporatie")),
        ("hoe lang is de wachttjid voor jeugdhulpp", "hoe lang is de wachttijd voor jeugdhulp", ("wachttijd", "jeugdhulp")),
        ("wat doet de raad aan inburgring", "wat doet de raad aan inburgering", ("inburgering",)),  # a Dutch word that the corpus lacks
        ("komt er gled voor mijn kidneren", "komt er geld voor mijn kinderen", ("geld", "kinderen")),  # short, and common
        ("welke maategelen komen er", "welke maatregelen komen er", ("maatregelen",)),  # might be a compound of "maat" and "gelen"
        ("is er een uitkerig", "is er een uitkering", ("uitkering",)),
        # Written as it sounds, also at the beginning and in two letters.
        ("krijg ik een fergoeding", "krijg ik een vergoeding", ("vergoeding",)),
        ("wat doet de raad in het sociale domijn", "wat doet de raad in het sociale domein", ("domein",)),
        ("wie betaalt dat onderhout", "wie betaalt dat onderhoud", ("onderhoud",)),
        ("naar welke regter moet ik", "naar welke rechter moet ik", ("rechter",)),
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
        "wat wil raalte met tiel",  # names of places, though "raakte" and "titel" are near
        "zijn er genoeg deelscooters",  # a compound that no list has
        "Geldt de woz ook?",
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


NAMED = (
    "Burgemeester Dijksma van Baarle praat met Rutte. Het openbaar vervoer rijdt. Op www.openbaarvervoer.example staat hoe, en het netwerk groeit."
)


@pytest.mark.parametrize(
    "text",
    [
        "wat zegt dijkstra over baarlo en rutten",  # other people and places than those of the corpus
        "hoe is het in velp",  # a short word, and a letter far from the one that would make a word of it
        "komt er openbaar vervoer",  # glued together only in an address
        "ik heb net werk",
    ],
)
def test_a_name_never_becomes_another_one_and_what_the_corpus_also_writes_apart_stays_apart(tmp_path: Path, text: str) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "plan.txt").write_text(NAMED, encoding="utf-8")
    plan = Speller(open_assistant(Settings(corpus=tmp_path / "corpus", data=tmp_path / "data"), lambda line: None).build)

    assert plan.correct(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "joined", "meant"),
    [
        ("hoe lang is de wacht tijd", "hoe lang is de wachttijd", ("wachttijd",)),
        ("Jeugd hulp of woningcorporaite?", "Jeugdhulp of woningcorporatie?", ("Jeugdhulp", "woningcorporatie")),
        ("komt er sociale huur woningen bij", "komt er sociale huurwoningen bij", ("huurwoningen",)),
        ("wat wil de wijk raad", "wat wil de wijk raad", ()),  # the corpus has no such word
        ("gaat de Jeugd Hulp door", "gaat de Jeugd Hulp door", ()),  # may be a name
    ],
)
def test_a_compound_that_was_written_apart_is_one_word_where_the_corpus_writes_it_so(
    assistant: Assistant, text: str, joined: str, meant: tuple[str, ...]
) -> None:
    assert Speller(assistant.build).correct(text) == (joined, meant)


@pytest.mark.parametrize(
    ("error", "likelier"),
    [
        ("gled", ("geld", "glad")),  # swapped letters before a changed one
        ("regeel", ("regel", "rgeel")),  # one letter twice before one that was added
        ("goep", ("goeo", "goek")),  # the key beside it before one far away
        ("beleit", ("beleid", "belet")),  # letters that sound alike before one that was added or left out
        ("domijn", ("domein", "domin")),
    ],
)
def test_some_errors_are_likelier_than_others(error: str, likelier: tuple[str, str]) -> None:
    counted = mistyped(error)

    assert counted[likelier[0]] < counted[likelier[1]]
    assert error not in counted


def test_of_two_words_as_near_the_commoner_one_is_meant_unless_the_corpus_has_the_other(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "plan.txt").write_text("De raad leest het rapport over de leden.", encoding="utf-8")
    plan = Speller(open_assistant(Settings(corpus=tmp_path / "corpus", data=tmp_path / "data"), lambda line: None).build)

    assert plan.correct("wie zijn de mnsen") == ("wie zijn de mensen", ("mensen",))
    assert plan.correct("wat doen de ledn") == ("wat doen de leden", ("leden",))


@pytest.mark.parametrize(
    ("one", "other", "errors"), [("raad", "raad", 0), ("raad", "raas", 1), ("raad", "rada", 1), ("raad", "ra", 2), ("", "nee", 3)]
)
def test_a_swap_of_neighbours_is_one_error(one: str, other: str, errors: int) -> None:
    assert distance(one, other, most=3) == errors


@pytest.mark.parametrize(("one", "other"), [("raadsbesluit", "raamvertelling"), ("abcdef", "fedcba")])
def test_many_errors_are_told_as_more_than_was_asked(one: str, other: str) -> None:
    assert distance(one, other, most=2) > 2
