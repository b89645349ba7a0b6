"""Questions to the register: whole lists, under the right heading, with the right count."""

from datetime import date

import pytest

from assistant.answer import Answer, AnswerStatus, Turn
from assistant.bootstrap import open_assistant
from assistant.service import Assistant
from assistant.settings import Settings

DAY = date(2024, 5, 1)


def ask(assistant: Assistant, question: str, *earlier: str) -> Answer:
    return assistant.answer(question, [Turn(text) for text in earlier], DAY)


@pytest.mark.parametrize("question", ["Wat is de inzet bij 1.1?", "Inzet 1.1", "Noem de afspraken van paragraaf 1.1"])
def test_every_item_of_a_numbered_part_is_given_with_its_own_citation(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)

    assert answer.status is AnswerStatus.ANSWERED and answer.kind == "agreements"
    assert answer.statements[0].text.startswith("3 punten van inzet bij “1.1 Meer betaalbare huizen")
    assert [statement.citations for statement in answer.statements] == [(1, 2, 3), (1,), (2,), (3,)]


@pytest.mark.parametrize("question", ["Zet in een tabel wat er in 2022 bij 1.1 moet gebeuren.", "Maak een tabel van 1.1."])
def test_a_table_of_a_numbered_part_holds_all_that_was_agreed(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)

    assert answer.kind == "agreements"
    assert len(answer.statements) == 1 + 3


@pytest.mark.parametrize("question", ["Welke inzet is er bij 1.1 met De Linde?", "Zet in een tabel wat er bij 1.1 aan de Molenweg gebeurt."])
def test_a_name_keeps_the_agreements_that_hold_it(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)

    assert heads(answer)[0].startswith("Punt van inzet hierover bij “1.1 ")
    assert len(answer.statements) == 2 and "80 huizen" in answer.statements[1].text


def test_a_name_that_no_agreement_holds_leaves_the_list_whole(assistant: Assistant) -> None:
    assert len(ask(assistant, "Welke inzet is er bij 1.1 volgens Zilverwoude?").statements) == 1 + 3


@pytest.mark.parametrize("question", ["Welke doelen heeft thema 2?", "Welke doelen heeft thema twee?", "Hoeveel doelen heeft het tweede thema?"])
def test_a_theme_is_found_by_its_number_in_any_writing(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)

    assert answer.statements[0].text == "Doelstelling bij “2. Zorg”:"


def test_each_of_two_parts_is_counted_under_its_own_heading(assistant: Assistant) -> None:
    heads = [statement.text for statement in ask(assistant, "Noem de inzet van 1.1 en 2.1").statements if statement.text.endswith("”:")]

    assert [head.split(" bij ")[0] for head in heads] == ["3 punten van inzet", "2 punten van inzet"]
    assert "1.1" in heads[0] and "2.1" in heads[1]


def test_who_asks_how_many_there_are_in_several_parts_gets_the_sum_first(assistant: Assistant) -> None:
    answer = ask(assistant, "Hoeveel inzetpunten hebben 1.1 en 2.1 samen?")

    assert answer.statements[0].text.startswith("5 punten van inzet in “")
    assert len(answer.statements[0].citations) == 5 and len(answer.statements) == 1 + 2 + 5


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


def heads(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements if statement.text.endswith("”:")]


@pytest.mark.parametrize("question", ["Geef een overzicht van thema 1", "Wat is er afgesproken over wonen?", "Waar gaat thema 1 over?"])
def test_a_theme_gives_its_goal_and_commitments_in_the_order_of_the_document(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)

    assert answer.kind == "agreements"
    assert [head.split(" bij ")[0] for head in heads(answer)] == ["Doelstelling", "3 punten van inzet"]
    assert len(answer.statements) == 2 + 4


@pytest.mark.parametrize(
    "question", ["Geef alle inzetpunten bij doel 2.1.", "Welke inzet hoort bij doelstelling 2.1?", "Wat is er onder 2.1 afgesproken?"]
)
def test_a_goal_that_is_only_named_by_its_number_is_not_the_kind_that_is_asked(assistant: Assistant, question: str) -> None:
    assert heads(ask(assistant, question)) == ["2 punten van inzet bij “2.1 Kortere wachttijd voor jeugdhulp”:"]


def test_a_year_that_only_the_goal_has_asks_for_the_goal(assistant: Assistant) -> None:
    answer = ask(assistant, "Wat is er onder 2.1 voor 2025 afgesproken?")

    assert answer.kind == "agreements"
    assert all(citation.heading_path[-1] == "Doel 2025" for citation in answer.citations)


def test_one_goal_that_is_asked_in_the_singular_comes_without_a_head(assistant: Assistant) -> None:
    answer = ask(assistant, "Wat is de doelstelling bij 2.1?")

    assert len(answer.statements) == 1 and "zes weken" in answer.statements[0].text


def test_a_part_is_found_by_a_word_of_its_heading(assistant: Assistant) -> None:
    assert "2.1" in heads(ask(assistant, "Welke inzet hoort bij de doelstelling over jeugdhulp?"))[0]


def test_what_was_agreed_on_a_subject_is_every_agreement_that_names_it(assistant: Assistant) -> None:
    answer = ask(assistant, "Wat is er afgesproken over winkels?")

    assert answer.kind == "agreements"
    assert [citation.heading_path[-1] for citation in answer.citations] == ["Inzet 2022"]


@pytest.mark.parametrize(
    "question", ["Wat gaan ze doen aan winkels?", "Wat willen we met winkels?", "Wat doet de gemeente voor winkels?", "Zijn er plannen voor winkels?"]
)
def test_an_everyday_question_for_plans_gives_every_agreement_on_the_subject(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)

    assert answer.kind == "agreements"
    assert [citation.heading_path[-1] for citation in answer.citations] == ["Inzet 2022"]


@pytest.mark.parametrize(
    "question", ["Wat gaan ze doen aan kernenergie?", "Wat doet de gemeente om meer winkels te krijgen?", "Wanneer is besloten over winkels?"]
)
def test_an_everyday_question_that_the_register_does_not_answer_is_left_to_the_search(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).kind != "agreements"


DECISIONS = """# Besluitenlijst van de raad van Zandhoek

## 1. Opening

Besluit:

- De raad stelt de agenda vast.

## 2. Speeltuin aan de Kade

Besluit:

- De raad trekt 60.000 euro uit.
- De toestellen staan er uiterlijk in mei 2027.

## 3. Marktplein

Besluit:

- De raad stelt het ontwerp vast.
"""
PLAN = """# Toekomstplan Zandhoek

## 1. Wonen

### 1.1 Er komen meer kleine huizen

#### Inzet 2027

- We verbouwen het klooster.

#### Inzet 2028

- We bouwen dertig huizen.

## 2. Bewegen

### 2.1 Iedereen kan zwemmen

#### Inzet 2027

- We openen een zwemloket.
"""


@pytest.fixture(scope="module")
def of_village(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("zandhoek")
    (folder / "besluiten.md").write_text(DECISIONS, encoding="utf-8")
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    return open_assistant(settings.model_copy(update={"corpus": folder}), lambda line: None)


def test_what_was_decided_on_a_subject_comes_from_the_decisions(of_village: Assistant) -> None:
    for question in ("Wat is er besloten over de speeltuin?", "Wat besloot de raad over de speeltuin?"):
        assert heads(ask(of_village, question)) == ["2 besluiten bij “2. Speeltuin aan de Kade”:"]


def test_a_subject_in_a_document_that_is_named_comes_from_that_document(of_village: Assistant) -> None:
    assert {citation.document_id for citation in ask(of_village, "Wat is er volgens het toekomstplan afgesproken over het klooster?").citations} == {
        "plan"
    }
    assert ask(of_village, "Wat is er volgens de besluitenlijst afgesproken over het klooster?").kind != "agreements"


def test_a_year_keeps_what_was_agreed_for_that_year(of_village: Assistant) -> None:
    assert heads(ask(of_village, "Welke inzet is er voor 2027?")) == ["Punt van inzet hierover bij “1. Wonen”:", "Punt van inzet bij “2. Bewegen”:"]
    assert heads(ask(of_village, "Welke inzet is er bij 1.1 in 2028?")) == ["Punt van inzet hierover bij “1.1 Er komen meer kleine huizen”:"]


def test_a_year_that_no_agreement_has_leaves_the_list_whole(of_village: Assistant) -> None:
    assert len(ask(of_village, "Welke inzet is er bij 1.1 in 2031?").statements) == 1 + 2


@pytest.mark.parametrize("question", ["Wat staat er in thema 1?", "Welke afspraken heeft het eerste thema?"])
def test_a_theme_is_a_chapter_with_numbered_parts_where_there_is_one(of_village: Assistant, question: str) -> None:
    assert {citation.document_id for citation in ask(of_village, question).citations} == {"plan"}


def test_what_no_agreement_names_is_left_to_the_search(assistant: Assistant) -> None:
    assert ask(assistant, "Wat is er afgesproken over kernenergie?").kind != "agreements"


def test_a_document_that_is_named_is_the_only_one_that_counts(assistant: Assistant) -> None:
    answer = ask(assistant, "Welke doelen heeft het Jaarplan 2022 gemeente Zilverwoude?")

    assert {citation.document_id for citation in answer.citations} == {"jaarplan-2022"}
    assert len(heads(answer)) == 2
