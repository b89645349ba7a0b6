"""What people say around a question is not searched for."""

import time
from datetime import date

import pytest

from assistant.answer import AnswerStatus, Turn
from assistant.courtesy import plain_question
from assistant.service import Assistant

DAY = date(2024, 5, 1)
ASKED = "Hoeveel jeugdconsulenten neemt de gemeente aan?"
AROUND = [
    f"Goedemiddag, ik had een vraag: {ASKED}",
    f"Beste Bronvast, {ASKED} Alvast bedankt!",
    f"Geachte heer/mevrouw, graag wil ik weten: {ASKED} Met vriendelijke groet, Jan de Vries",
    f"Hoi, kunt u mij vertellen: {ASKED} Ik hoor het graag.",
    f"Ik ben benieuwd. {ASKED} Dank u wel.",
    f"Mijn vraag is: {ASKED} gr. Jan",
    f"Hallo Bronvast, vraagje: {ASKED} Alvast bedankt, Mieke Jansen",
    f"Beste mevrouw De Vries, {ASKED}\n\nMet vriendelijke groeten,\n\nMevr. A. de Boer",
    f"Goedemiddag meneer Jansen, {ASKED} Bij voorbaat hartelijk dank voor het antwoord.",
    f"Dag Jan, {ASKED} Fijne dag verder, Ahmed (73)",
]


@pytest.mark.parametrize("text", AROUND)
def test_greetings_introductions_and_thanks_are_left_out(text: str) -> None:
    assert plain_question(text) == ASKED


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Weet u ook hoeveel huizen er komen aub", "hoeveel huizen er komen?"),
        ("hoi komt er een rondweg", "komt er een rondweg?"),
        ("Ik vraag me af of er huizen komen. Ik hoor het graag.", "of er huizen komen."),
        ("Ik wil graag weten wat de raad doet, alvast bedankt", "wat de raad doet?"),
        ("KOMT ER MEER GELD VOOR DE JEUGDZORG", "komt er meer geld voor de jeugdzorg?"),
        ("Hallo Wmo, hoe zit dat?", "Wmo, hoe zit dat?"),
        ("zonnepanelen sporthal", "zonnepanelen sporthal?"),
    ],
)
def test_what_is_left_is_the_question_with_a_mark(text: str, asked: str) -> None:
    assert plain_question(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "Wat willen wij weten van inwoners?",
        "Kan iemand mij helpen met schulden?",
        "Dag van de ouderen, wanneer is die?",
        "Dag van de mantelzorg: wat doet de raad?",
        "Beste aanpak van het klimaat: wat zegt de raad daarover?",
        "Goede dag opvang voor jongeren, wie regelt dat?",
        "Wat betekent bvd?",
        "Wat doet de raad, dank zij de wet, aan wonen?",
        "Hoeveel kost het? 🙂",
        "Weet de raad wat er gebeurt?",
        "Wat is een vraag?",
        "Hoe groot is de dank aan vrijwilligers?",
        "Ik heb een vraag over de jeugdzorg. Komt er meer geld?",  # tells the subject
        "Wat doet de VNG? Wat doet het Rijk?",
        "VNG GGU?",  # may be names
        "Dank u wel.",
    ],
)
def test_words_that_tell_what_is_asked_stay(text: str) -> None:
    assert plain_question(text) == text


@pytest.mark.parametrize("text", [*AROUND, ASKED.upper(), f"hallo, {ASKED.lower().rstrip('?')}"])
def test_the_answer_is_the_same_with_and_without_courtesy(assistant: Assistant, text: str) -> None:
    answer = assistant.answer(text, on=DAY)

    assert answer.status is AnswerStatus.ANSWERED
    assert answer.text == assistant.answer(ASKED, on=DAY).text
    assert answer.question == text
    assert not any("Gelezen als" in notice for notice in answer.notices)


def test_a_follow_up_after_a_greeting_is_read_with_the_question_before(assistant: Assistant) -> None:
    before = Turn("Goedemorgen, wat doet de gemeente voor ouderen? Alvast bedankt!", "De gemeente helpt.")

    assert assistant.answer("Dank u wel! En voor jongeren?", [before], on=DAY).standalone == "wat doet de gemeente voor jongeren?"


@pytest.mark.parametrize("said", ["ik ", "graag ", "hoi ", "beste a ", "dank u ", "weet u graag ", "vraag: ", ", "])
def test_no_text_keeps_it_busy(said: str) -> None:
    start = time.perf_counter()
    plain_question((said * 1000)[:1000])

    assert time.perf_counter() - start < 0.5
