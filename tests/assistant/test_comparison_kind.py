"""A comparison lays documents or years side by side, each searched apart."""

from datetime import date

import pytest

from assistant.answer import AnswerStatus
from assistant.service import Assistant

DAY = date(2026, 1, 1)
PLAN, COURSE = "“Jaarplan 2022 gemeente Zilverwoude” (4 oktober 2021):", "“Koers 2030” (maart 2023):"


@pytest.mark.parametrize(
    "question",
    [
        "Wat is het verschil tussen het jaarplan en de Koers 2030 in wat de gemeente aan de raad vraagt?",
        "Vergelijk wat de raad kiest in het jaarplan met de Koers 2030",
        "Wat staat er over de raad in beide documenten?",
        "Wat zegt het jaarplan over de raad, en wat zegt de Koers 2030 over de raad?",
        "Wat is er voor de raad veranderd sinds het jaarplan van 2022?",
        "Wat zeggen het jaarplan en de Koers 2030 over de raad?",
        "Wat staat er over de raad in het jaarplan en in de Koers 2030?",
        "Wat zeggen alle stukken over de raad?",
        "Wat vindt elk document van de raad?",
    ],
)
def test_both_sides_stand_under_their_title_and_date_with_their_own_quotes(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(question, on=DAY)
    heads = [place for place, statement in enumerate(answer.statements) if statement.text in (PLAN, COURSE)]

    assert (answer.kind, answer.status, answer.rejected) == ("comparison", AnswerStatus.ANSWERED, ())
    assert [answer.statements[place].text for place in heads] == [PLAN, COURSE]
    of_document = {citation.number: citation.document_id for citation in answer.citations}
    for place, statement in enumerate(answer.statements):
        expected = "koers-2030" if place >= heads[1] else "jaarplan-2022"
        assert {of_document[number] for number in statement.citations} == {expected}


def test_a_side_that_says_nothing_is_said_out_loud(assistant: Assistant) -> None:
    answer = assistant.answer("Wat is het verschil in zonnepanelen tussen het jaarplan en de Koers 2030?", on=DAY)

    assert answer.status is AnswerStatus.PARTIAL
    assert COURSE in answer.text and PLAN not in answer.text
    assert "In “Jaarplan 2022 gemeente Zilverwoude” staat hier niets over." in answer.notices


def test_two_years_of_one_subject_come_from_the_part_that_speaks_of_both(assistant: Assistant) -> None:
    answer = assistant.answer("Wat is bij jeugdhulp het verschil tussen het doel voor 2025 en de inzet van 2022?", on=DAY)

    assert answer.kind == "comparison"
    assert "zes weken" in answer.text and ("jeugdconsulenten" in answer.text or "spreekuur" in answer.text)


@pytest.mark.parametrize(
    "question",
    [
        "Wat is het verschil tussen een fietspad en een rondweg?",
        "Wat zegt het jaarplan over jeugdhulp?",
        "Vergelijk appels met peren",
        "Welke doelen staan er in het jaarplan en de Koers 2030?",
        "Wat staat er in de documenten over jeugdhulp?",
        "Wat zeggen het jaarplan en de Koers 2030 over voetbalplaatjes?",
        "In welk jaar is volgens het jaarplan de Koers 2030 vastgesteld?",
    ],
)
def test_what_names_no_two_sides_is_no_comparison(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question, on=DAY).kind != "comparison"
