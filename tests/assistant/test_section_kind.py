"""All that stands under a heading that the question quotes is given, in the order of the document."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Turn
from assistant.kinds import section
from assistant.question import read_question
from assistant.service import Assistant

DAY = date(2024, 5, 1)
ENERGY = ("zonnepanelen", "de andere helft", "aardgas", "sporthal")


@pytest.mark.parametrize(
    "asked", ["Wat staat er onder het kopje Energie?", "Geef alles onder ‘Energie’.", 'Zet in een tabel wat er gebeurt bij onderdeel "energie".']
)
def test_all_that_stands_under_a_quoted_heading_is_given_in_order(assistant: Assistant, asked: str) -> None:
    answer = assistant.answer(asked, on=DAY)
    places = [answer.text.find(word) for word in ENERGY]

    assert answer.kind == "section"
    assert {citation.heading_path[-1] for citation in answer.citations} == {"Energie"}
    assert -1 not in places and places == sorted(places)
    assert section.MORE not in answer.notices


def test_prose_and_list_under_one_heading_are_both_given(assistant: Assistant) -> None:
    answer = assistant.answer("Geef alles onder het kopje Vervoer.", on=DAY)

    assert all(word in answer.text for word in ("kiest voor:", "buurtbus", "fietspad", "deelauto", "rondweg", "files"))


def test_a_heading_with_over_in_it_is_a_heading_as_any_other(assistant: Assistant) -> None:
    kind = next(kind for kind in assistant._kinds if kind.name == "section")
    text = "Wat staat er onder ‘Over energie’?"
    question = replace(read_question(text, text, DAY), headings=frozenset({"over energie", "energie"}))

    assert kind.recognises(question, ())


@pytest.mark.parametrize("asked", ["Geef een overzicht van de maatregelen onder ‘Vervoer’.", "Welke plannen staan er onder ‘Vervoer’?"])
def test_who_asks_a_kind_of_thing_under_a_heading_does_not_get_all(assistant: Assistant, asked: str) -> None:
    answer = assistant.answer(asked, on=DAY)

    assert answer.kind != "section" and "rondweg" not in answer.text


def test_two_headings_are_both_given(assistant: Assistant) -> None:
    answer = assistant.answer("Wat staat er onder ‘Energie’ en ‘Vervoer’?", on=DAY)

    assert {citation.heading_path[-1] for citation in answer.citations} == {"Energie", "Vervoer"}


def test_what_does_not_fit_is_told(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(section, "MOST_WORDS", 20)
    answer = assistant.answer("Geef alles onder ‘Energie’.", on=DAY)

    assert section.MORE in answer.notices
    assert "zonnepanelen" in answer.text and "sporthal" not in answer.text


@pytest.mark.parametrize(
    "asked", ["Wanneer gaat volgens het kopje ‘Energie’ het zwembad van het gas?", "Wat staat er onder ‘Energie’ over het zwembad?"]
)
def test_who_asks_one_thing_under_a_heading_gets_that_from_there(assistant: Assistant, asked: str) -> None:
    answer = assistant.answer(asked, on=DAY)

    assert answer.kind == "general" and "2026" in answer.statements[0].text
    assert {citation.heading_path[-1] for citation in answer.citations} == {"Energie"}


def test_a_follow_up_is_not_held_to_the_heading_of_the_question_before(assistant: Assistant) -> None:
    before = assistant.answer(asked := "Wat staat er onder ‘Energie’?", on=DAY)
    answer = assistant.answer("En over de wachttijd voor jeugdhulp?", (Turn(asked, before.text),), on=DAY)

    assert answer.kind != "section"
