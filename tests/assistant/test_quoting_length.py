"""How much an answer says: a number in a few sentences, a list whole."""

from datetime import date

from assistant.service import Assistant

DAY = date(2024, 5, 1)


def test_a_question_for_a_number_does_not_bring_the_whole_paragraph(assistant: Assistant) -> None:
    answer = assistant.answer("Hoeveel sociale huurwoningen komen er?", on=DAY)

    assert "240" in answer.statements[0].text
    assert len(answer.text.split()) <= 60


def test_an_answer_does_not_open_with_a_sentence_that_only_adds(assistant: Assistant) -> None:
    for question in ("Wat doet de gemeente aan wonen?", "Wat doet het wijkteam?", "Welke hulp krijgen kinderen?"):
        opening = assistant.answer(question, on=DAY).statements[0].text
        assert not opening.startswith(("Ook ", "Verder ", "Daarnaast "))
