"""Questions to the register: whole lists, under the right heading, with the right count."""

from datetime import date

import pytest

from assistant.answer import Answer, AnswerStatus, Turn
from assistant.service import Assistant

DAY = date(2024, 5, 1)


def ask(assistant: Assistant, question: str, *earlier: str) -> Answer:
    return assistant.answer(question, [Turn(text) for text in earlier], DAY)


@pytest.mark.parametrize("question", ["Wat is de inzet bij 1.1?", "Inzet 1.1", "Noem de afspraken van paragraaf 1.1"])
def test_every_item_of_a_numbered_part_is_given_with_its_own_citation(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)

    assert answer.status is AnswerStatus.ANSWERED and answer.kind == "agreements"
    assert answer.statements[0].text.startswith("3 punten van inzet bij “1.1 Meer betaalbare huizen")
    assert [statement.citations for statement in answer.statements] == [(1, 2, 3), (1,), (2,), (3,)]


@pytest.mark.parametrize("question", ["Welke doelen heeft thema 2?", "Welke doelen heeft thema twee?", "Hoeveel doelen heeft het tweede thema?"])
def test_a_theme_is_found_by_its_number_in_any_writing(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)

    assert answer.statements[0].text == "Doelstelling bij “2. Zorg”:"


def test_each_of_two_parts_is_counted_under_its_own_heading(assistant: Assistant) -> None:
    heads = [statement.text for statement in ask(assistant, "Noem de inzet van 1.1 en 2.1").statements if statement.text.endswith("”:")]

    assert [head.split(" bij ")[0] for head in heads] == ["3 punten van inzet", "2 punten van inzet"]
    assert "1.1" in heads[0] and "2.1" in heads[1]


def test_a_part_named_in_a_follow_up_takes_the_place_of_the_one_before(assistant: Assistant) -> None:
    answer = ask(assistant, "En bij 2.1?", "Wat is de inzet bij 1.1?")

    assert answer.statements[0].text.startswith("2 punten van inzet bij “2.1 Kortere wachttijd")
    assert not any("1.1" in heading for citation in answer.citations for heading in citation.heading_path)


def test_without_a_named_part_every_chapter_is_listed(assistant: Assistant) -> None:
    heads = [statement.text for statement in ask(assistant, "Noem alle doelstellingen").statements if statement.text.endswith("”:")]

    assert heads == ["Doelstelling bij “1. Wonen”:", "Doelstelling bij “2. Zorg”:"]


def test_what_a_numbered_part_says_comes_from_that_part(assistant: Assistant) -> None:
    answer = ask(assistant, "Wat staat er in 2.1?")

    assert answer.status is AnswerStatus.ANSWERED
    assert all(any(heading.startswith("2.1") for heading in citation.heading_path) for citation in answer.citations)
