import unicodedata
from datetime import date

import pytest

from assistant.answer import Turn
from assistant.question import MOST_ANSWER_CHARACTERS, MOST_CHARACTERS, MOST_TURNS, check_earlier, check_question, counts_things, read_question
from corpus.errors import QuestionError

DAY = date(2022, 5, 31)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "???", "… – !", "\u200b"])
def test_a_question_without_a_letter_or_figure_is_refused(text: str) -> None:
    with pytest.raises(QuestionError, match=r"Er staat geen vraag\. Typ uw vraag"):
        check_question(text)


def test_a_question_of_a_thousand_characters_is_accepted() -> None:
    assert len(check_question("a" * MOST_CHARACTERS)) == 1000


def test_a_longer_question_is_refused_with_its_length() -> None:
    with pytest.raises(QuestionError, match=r"te lang: 1001 tekens, en hoogstens 1000 mag\. Maak de vraag korter"):
        check_question("a" * (MOST_CHARACTERS + 1))


def test_white_space_around_a_question_does_not_count() -> None:
    assert check_question("  \n" + "a" * MOST_CHARACTERS + "  ") == "a" * MOST_CHARACTERS


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85"])
def test_a_control_character_is_refused(sign: str) -> None:
    with pytest.raises(QuestionError, match="onzichtbare stuurtekens"):
        check_question(f"Wat is{sign} de koers?")


def test_half_a_character_is_refused() -> None:
    with pytest.raises(QuestionError, match="onzichtbare stuurtekens"):
        check_question("Wat is \ud83d de koers?")


def test_tabs_and_line_breaks_are_no_reason_to_refuse() -> None:
    assert check_question("Wat is\r\n\tde koers?") == "Wat is\r\n\tde koers?"


def test_a_question_is_kept_in_composed_form() -> None:
    decomposed = unicodedata.normalize("NFD", "Wat is coördinatie?")

    assert check_question(decomposed) == "Wat is coördinatie?"
    assert check_question(unicodedata.normalize("NFD", "é" * MOST_CHARACTERS)) == "é" * MOST_CHARACTERS  # counted after composing


@pytest.mark.parametrize("text", ["Wat is 👩‍👩‍👧?", "מה זה?", "Wat\u202eomgekeerd?", "<script>alert(1)</script>", "'; drop table x; --", "ﷺ" * 900])
def test_a_strange_question_is_just_a_question(text: str) -> None:
    assert check_question(text)


def test_years_and_part_numbers_that_a_question_names_are_read() -> None:
    question = read_question("vraag", "Wat staat in paragraaf 2.1 over 2025, en in hoofdstuk 3 over 2030?", DAY)

    assert question.years == ("2025", "2030")
    assert set(question.parts) == {"2.1", "3"}
    assert question.on == DAY


@pytest.mark.parametrize("text", ["Noem de inzet van 4.1.", "Wat staat er bij 4.1, en waarom?", "(4.1)", "Inzet 4.1"])
def test_a_part_number_is_read_beside_any_mark(text: str) -> None:
    assert read_question(text, text, DAY).parts == ("4.1",)


@pytest.mark.parametrize(
    "text", ["Welke rechten noemt hoofdstuk drie van de AVG?", "Wat staat in hoofdstuk 2 van de Omgevingswet?", "Past dit in deel 1 van het verdrag?"]
)
def test_a_part_of_a_law_is_no_part_of_the_documents(text: str) -> None:
    assert read_question(text, text, DAY).parts == ()


@pytest.mark.parametrize(
    "text",
    [
        "Wat staat in hoofdstuk 3 van de VNG Agenda?",
        "Wat staat in hoofdstuk 3 van het programma?",
        "Wat staat in hoofdstuk 3 van het CDA-programma?",
        "Wat zegt deel 3 van de SP over wonen?",
        "Wat zegt thema 3 over de wet?",
    ],
)
def test_a_part_of_a_document_is_one(text: str) -> None:
    assert read_question(text, text, DAY).parts == ("3",)


@pytest.mark.parametrize(("text", "part"), [("Wat is besloten bij 5.b.3?", "5.b.3"), ("Wat staat er in 10.a?", "10.a")])
def test_a_part_of_an_agenda_has_a_letter(text: str, part: str) -> None:
    assert read_question(text, text, DAY).parts == (part,)


@pytest.mark.parametrize(
    "text",
    ["Is 5.bis een onderdeel?", "Is 3,5 miljoen genoeg?", "Wat gebeurt er op 4.10.2021?", "Kost het 1.000 euro?", "Hoeveel van de 12345 huizen?"],
)
def test_amounts_and_dates_are_no_part_numbers(text: str) -> None:
    assert read_question(text, text, DAY).parts == ()


@pytest.mark.parametrize(
    ("text", "heading", "is_named"),
    [
        ("Wat gaan we doen bij thema 3?", "Thema 3: Schoon water", True),
        ("Wat gaan we doen bij thema drie?", "THEMA 3", True),
        ("Wat staat er in het derde hoofdstuk?", "Hoofdstuk 3 – Wonen", True),
        ("Wat levert pijler 4 op?", "Pijler 4. Banen", True),
        ("Wat staat er in onderdeel 3?", "Thema 3: Schoon water", True),
        ("Wat staat er in paragraaf 2.1?", "Paragraaf 2.1", True),
        ("Wat staat er in thema 3?", "3. Schoon water", True),
        ("Wat staat er in thema 3?", "Hoofdstuk 3: Wonen", False),
        ("Wat staat er in thema 3?", "Thema 30: Wonen", False),
        ("Wat is doel 3?", "Thema 3: Schoon water", False),
        ("Wat staat er in thema 3?", "Doel 3: Schoon water", False),
        ("Heeft het programma een doel?", "Programma 1: Wonen", False),
    ],
)
def test_a_part_is_found_by_what_its_heading_calls_it(text: str, heading: str, *, is_named: bool) -> None:
    assert read_question(text, text, DAY).names(("Koersnota", heading)) is is_named


def test_the_number_of_a_theme_decides_below_a_chapter_with_a_number_of_its_own() -> None:
    question = read_question("vraag", "Wat doet de stad bij thema 2?", DAY)

    assert not question.names(("2. Wat wij willen", "Thema 1: Wonen"))
    assert question.names(("2. Wat wij willen", "Thema 2: Zorg", "1. Doelen"))
    assert read_question("vraag", "Wat staat er in hoofdstuk 2?", DAY).names(("2. Wat wij willen", "Thema 1: Wonen"))
    assert read_question("vraag", "Wat is 2.1 van thema 2?", DAY).names(("Thema 1: Wonen", "2.1 Huur"))


def test_as_many_earlier_turns_as_allowed_are_accepted() -> None:
    turns = [Turn("a" * MOST_CHARACTERS, "b" * MOST_ANSWER_CHARACTERS)] * MOST_TURNS

    assert check_earlier(turns) == tuple(turns)


@pytest.mark.parametrize(
    ("turns", "message"),
    [
        ([Turn("Wat?")] * (MOST_TURNS + 1), "te veel eerdere vragen meegestuurd: 11, en hoogstens 10 mag"),
        ([Turn("a" * (MOST_CHARACTERS + 1))], "te lang"),
        ([Turn("Wat?", "b" * (MOST_ANSWER_CHARACTERS + 1))], "te lang"),
        ([Turn("Wat\x00?")], "stuurtekens"),
        ([Turn("Wat \ud800?")], "stuurtekens"),
    ],
)
def test_too_many_too_long_or_broken_earlier_turns_are_refused(turns: list[Turn], message: str) -> None:
    with pytest.raises(QuestionError, match=message) as refusal:
        check_earlier(turns)

    assert "Begin een nieuw gesprek." in str(refusal.value)


def test_an_earlier_question_is_kept_in_composed_form_too() -> None:
    (turn,) = check_earlier([Turn(unicodedata.normalize("NFD", "Wat is coördinatie?"))])

    assert turn.question == "Wat is coördinatie?"


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("Komt er een brug?", "Komt er een brug?"),
        ("brug planning", "brug planning"),
        ("Ik woon in Wenen. Komt er een brug?", "Komt er een brug?"),
        ("Komt er een brug? Ik bedoel die in 2047.", "Komt er een brug? Ik bedoel die in 2047."),
        ("Ik heb een vraag over Zwammerdam. Wat gaat daar gebeuren?", "Ik heb een vraag over Zwammerdam. Wat gaat daar gebeuren?"),
    ],
)
def test_what_is_asked_begins_with_the_first_question_unless_it_points_back(text: str, asking: str) -> None:
    assert read_question(text, text, date(2024, 5, 1)).asking == asking


@pytest.mark.parametrize(
    "text",
    [
        "Welke wetten gelden hier?",
        "Welke vier stappen volgen er?",
        "Welke kosten zijn er?",
        "Welke HTTP-headers zijn er?",
        "Welke zijn dat?",
        "Welke programma's zijn er?",
        "Welke interbestuurlijke afspraken zijn er?",
        "Geef alle afspraken.",
        "Zet alle afspraken in een tabel.",
        "Bij wat voor plekken mag dat niet?",
        "sport in het dorp wat voor",
        "Welke hulp is er?",
        "Welke jeugdzorg is er?",
        "Laat alle afspraken zien.",
        "Kunt u alle afspraken geven?",
        "Mag ik alle afspraken zien?",
        "Noem alle afspraken. Kan dat?",
    ],
)
def test_more_than_one_thing_is_asked(text: str) -> None:
    assert read_question(text, text, DAY).asks_list


@pytest.mark.parametrize(
    "text",
    [
        "Welke wet moet anders?",
        "Binnen welke termijn komt er een brief?",
        "Welke zwaardere straf komt er?",
        "Op welke datum was dat?",
        "Welke instantie trok zich terug?",
        "Vanaf welke bedrijfsgrootte geldt dat?",
        "Wat voor soort wet is dit?",
        "Wat voor een wet is dit?",
        "Doen alle gemeenten mee?",
        "Helpt dit alle gemeenten?",
        "Wie helpt alle gemeenten?",
        "Gaan we met alle gemeenten samenwerken?",
        "Kan ik alle gemeenten vertrouwen?",
        "Waarom moeten alle gemeenten meedoen?",
        "Alle gemeenten praten erover. Komt er een brug?",
    ],
)
def test_one_thing_is_asked(text: str) -> None:
    assert not read_question(text, text, DAY).asks_list


def test_one_thing_and_another_are_more_than_one() -> None:
    text = "Op welke datum was dat, en wie was erbij?"

    assert read_question(text, text, DAY).asks_list


@pytest.mark.parametrize(
    "text", ["Waarvoor krijg je geen subsidie?", "Welke functies zijn niet toegestaan?", "Wie mag niet meedoen?", "Voor wie geldt dit niet?"]
)
def test_what_is_not_may_be_asked(text: str) -> None:
    assert read_question(text, text, DAY).asks_what_is_not


@pytest.mark.parametrize(
    "text",
    [
        "Waarom is er geen geld?",
        "Mag dat niet?",
        "Welke subsidie krijg je?",
        "Wat doet de gemeente voor kinderen die niet naar school gaan?",
        "Wat gebeurt er als ik niet betaal?",
    ],
)
def test_other_questions_with_a_denial_ask_something_else(text: str) -> None:
    assert not read_question(text, text, DAY).asks_what_is_not


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Welke drie pijlers heeft de visie?", 3),
        ("Op welke twee manieren werkt het dorp samen?", 2),
        ("Wat zijn de 4 grootste zorgen?", 4),
        ("Noem de vijf thema's.", 5),
        ("Welke pijlers heeft de visie?", None),
        ("Welke twee jaar duurt het?", None),
        ("Welke 30-40-30-regel geldt er?", None),
        ("Waarom zijn er drie pijlers?", None),
    ],
)
def test_how_many_things_are_asked_is_read(text: str, things: int | None) -> None:
    assert read_question(text, text, DAY).things == things


def test_a_text_counts_things_by_figure_or_word() -> None:
    assert all(counts_things(text, 3) for text in ("De visie heeft drie pijlers.", "Er zijn 3 grote zorgen."))
    assert not any(counts_things(text, 3) for text in ("3. Wonen", "Op 3 maart.", "Dat is 3,5 keer zoveel.", "Met 3 procent.", "Drieduizend huizen."))
