"""Plans whose goals stand in lines of their own, decision lists, letters and things that a text counts: asked as people ask."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer, AnswerStatus
from assistant.bootstrap import open_assistant
from assistant.question import read_question
from assistant.service import Assistant
from assistant.settings import Settings

DAY = date(2026, 11, 1)
PLAN = """# Uitvoeringsplan Grasdorp 2027

## 1. Wonen

Doelstelling 1.1 In 2030 staan er vijftig huizen meer

Onze inzet:

- We verkopen in 2027 twee kavels aan de Lindelaan.
- We geven starters een lening.

Doelstelling 1.2 Geen enkele oudere hoeft weg uit het dorp

Wij gaan in 2028 een loket voor senioren openen.

## 2. Armoede

Doelstelling 2.1 Niemand zit in de kou

Onze inzet:

- De energiehulp bezoekt zeshonderd gezinnen.
- We isoleren huurhuizen.

## 3. Uitvoering en planning

### 3.1 Planning

- Maart 2027: de raad bespreekt het plan
- Juni 2028: het college meet de stand

## 4. Aanpak

Onze aanpak rust op drie pijlers. Zij gelden voor elk thema.

### Samen met buren

Wij vragen elke straat wat daar speelt.

### Klein beginnen

Wij starten met een proef.

### Open rekening

Elke euro staat op de website.
"""
DECISIONS = """# Besluitenlijst gemeenteraad Grasdorp

Datum: 24 september 2026

## 1. Parkeertarieven centrum

Onderwerp: verhoging van het parkeertarief naar € 2,20 per uur.

Besluit: het voorstel is verworpen.

## 2. Motie Veilige oversteek

De motie vraagt om een zebrapad bij de school.

Besluit: de motie is aangenomen.

## 3. Nota Bomen

Besluit: de nota wordt aangehouden.
"""
LETTER = """Gemeente Grasdorp
Raadsinformatiebrief

Aan: de leden van de gemeenteraad
Datum: 13 oktober 2026
Onderwerp: Extra kosten van de sporthal

Geachte leden van de raad,

Met deze brief vertellen wij hoe het staat met het werk. Het werk duurt langer dan wij dachten, en dat vinden wij
vervelend voor iedereen die er wil sporten.

1. Wat er is gebeurd
Bij het dak is roest gevonden. Daarom moet het ontwerp opnieuw. De bouwer heeft dat op 3 september 2026 gemeld,
en wij hebben het werk toen stilgelegd.

2. Geld
De raming gaat van 6 miljoen euro naar 8 miljoen euro. Wij stellen voor om dat uit de algemene reserve te betalen,
die daarvoor groot genoeg is.
"""
AGREEMENT = """# Coalitieakkoord Grasdorp 2026-2030

## 8. Sparen

Op de dorpshuizen en op de hulp aan gezinnen wordt niet bezuinigd.

Wij sparen op drie manieren geld uit, en beginnen daar in 2027 mee: minder inhuur, minder papier en minder reizen.

## 9. Geld

| Investering | Bedrag | Jaar |
|---|---|---|
| Opknappen zwembad De Waterlelie | 6.800.000 | 2027 |
| Fietsbrug Oost | 1.200.000 | 2028 |

## 10. Wie doet wat

Het college bestaat uit burgemeester Anna Roos en twee wethouders.

- Teun Wagenmaker (Dorpslijst): wonen en verkeer
- Corrie van Stel (Groen): zorg en geld
"""

PROGRAMME = """# Verkiezingsprogramma 2026-2030: Dicht bij huis

Grasdorp Vooruit

## Winkels

Grasdorp Vooruit kiest voor een levendig centrum.

- Een uur gratis parkeren.

## Verkeersveiligheid

- Een zebrapad bij elke school.
- Trage straten in het dorp.
"""


@pytest.fixture(scope="module")
def grasdorp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("grasdorp")
    texts = {"uitvoeringsplan.md": PLAN, "besluitenlijst.md": DECISIONS, "brief.txt": LETTER, "akkoord.md": AGREEMENT}
    texts["verkiezingsprogramma-grasdorp-vooruit.md"] = PROGRAMME
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    yield open_assistant(Settings(corpus=folder, data=folder / ".data"), lambda line: None)


def said(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


def ask(assistant: Assistant, question: str) -> list[str]:
    return said(assistant.answer(question, on=DAY))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Wat is doelstelling 1.2?", "Doelstelling 1.2 Geen enkele oudere hoeft weg uit het dorp"),
        ("Hoe luidt doelstelling 2.1 van het uitvoeringsplan?", "Doelstelling 2.1 Niemand zit in de kou"),
    ],
)
def test_a_goal_is_found_by_its_number(grasdorp: Assistant, question: str, text: str) -> None:
    assert ask(grasdorp, question) == [text]


def test_what_is_done_for_a_goal_is_found_by_its_number(grasdorp: Assistant) -> None:
    head, *points = ask(grasdorp, "Wat is de inzet bij doelstelling 1.1?")

    assert head == "2 punten van inzet bij “Doelstelling 1.1 In 2030 staan er vijftig huizen meer”:"
    assert points == ["We verkopen in 2027 twee kavels aan de Lindelaan.", "We geven starters een lening."]


def test_a_goal_that_denies_something_is_listed_with_the_others_and_none_is_said_twice(grasdorp: Assistant) -> None:
    assert ask(grasdorp, "Welke doelstellingen heeft thema 1?") == [
        "2 doelstellingen bij “1. Wonen”:",
        "Doelstelling 1.1 In 2030 staan er vijftig huizen meer",
        "Doelstelling 1.2 Geen enkele oudere hoeft weg uit het dorp",
    ]


def test_a_number_that_no_goal_has_is_told(grasdorp: Assistant) -> None:
    assert ask(grasdorp, "Wat is doelstelling 1.7?")[0] == "Dat staat niet in deze documenten. Een onderdeel met nummer 1.7 is er niet."


def test_goals_chapters_and_ranges_are_numbers_of_their_own() -> None:
    goal, theme = (read_question(text, text, DAY) for text in ("Wat is doel 4?", "Wat is thema 4?"))

    assert [goal.names((heading,)) for heading in ("Doel 4: Veilig", "4 Water", "4. Water", "Doel 5: Droog")] == [True, False, False, False]
    assert [theme.names((heading,)) for heading in ("Doel 4: Veilig", "4 Water")] == [False, True]
    assert read_question("", "Welke doelen horen bij 3.1 tot en met 3.3?", DAY).parts == ("3.1", "3.3", "3.2")
    assert read_question("", "Hoeveel mensen zijn voor doel 4 procent kwijt?", DAY).parts == ()


def test_measures_against_something_are_those_of_its_goal(grasdorp: Assistant) -> None:
    assert ask(grasdorp, "Noem de maatregelen tegen de kou")[1:] == ["De energiehulp bezoekt zeshonderd gezinnen.", "We isoleren huurhuizen."]


@pytest.mark.parametrize("question", ["Wat is de planning van het uitvoeringsplan?", "Welke stappen staan er in het uitvoeringsplan?"])
def test_the_planning_is_a_list_of_steps_and_comes_once(grasdorp: Assistant, question: str) -> None:
    assert ask(grasdorp, question)[1:] == ["Maart 2027: de raad bespreekt het plan", "Juni 2028: het college meet de stand"]


def test_all_about_a_theme_is_its_goals_and_what_is_done_for_them(grasdorp: Assistant) -> None:
    told = ask(grasdorp, "Vertel alles over wonen")

    assert {"Doelstelling 1.1 In 2030 staan er vijftig huizen meer", "We geven starters een lening."} <= set(told)
    assert not any("huurhuizen" in text for text in told)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Is het voorstel voor hogere parkeertarieven aangenomen?", "Besluit: het voorstel is verworpen."),
        ("Is de motie over de veilige oversteek verworpen?", "Besluit: de motie is aangenomen."),
        ("Welke moties zijn aangenomen?", "Besluit: de motie is aangenomen."),
        ("Welke moties en amendementen zijn aangenomen?", "Besluit: de motie is aangenomen."),
    ],
)
def test_how_a_proposal_fared_is_answered_by_the_decision(grasdorp: Assistant, question: str, text: str) -> None:
    assert ask(grasdorp, question)[1:] == [text]


def test_a_proposal_that_was_not_decided_on_gets_no_decision_of_another(grasdorp: Assistant) -> None:
    assert not any("Besluit bij" in text for text in ask(grasdorp, "Is het voorstel voor een nieuwe rotonde bij Kerkzicht aangenomen?"))


@pytest.mark.parametrize("question", ["Welke besluiten heeft de raad genomen?", "Welke besluiten nam de raad op 24 september 2026?"])
def test_all_decisions_come_when_no_subject_is_named(grasdorp: Assistant, question: str) -> None:
    assert [text for text in ask(grasdorp, question) if text.startswith("Besluit: ")] == [
        "Besluit: het voorstel is verworpen.",
        "Besluit: de motie is aangenomen.",
        "Besluit: de nota wordt aangehouden.",
    ]


@pytest.mark.parametrize("question", ["Op welke drie pijlers rust de aanpak?", "Welke pijlers zijn er?", "Wat zijn de drie pijlers?"])
def test_what_a_sentence_counts_and_headings_name_is_given_by_those_headings(grasdorp: Assistant, question: str) -> None:
    assert ask(grasdorp, question) == [
        "Onze aanpak rust op drie pijlers. Zij gelden voor elk thema.",
        "Samen met buren. Wij vragen elke straat wat daar speelt.",
        "Klein beginnen. Wij starten met een proef.",
        "Open rekening. Elke euro staat op de website.",
    ]


def test_a_letter_is_called_by_its_subject_and_what_stands_below_is_about_that(grasdorp: Assistant) -> None:
    answer = grasdorp.answer("Wat gaat de sporthal kosten?", on=DAY)

    assert any("8 miljoen euro" in text for text in said(answer))
    assert answer.citations[0].title == "Raadsinformatiebrief: Extra kosten van de sporthal"
    assert answer.citations[0].heading_path[0] == "Onderwerp: Extra kosten van de sporthal"


def test_the_head_of_a_letter_opens_no_answer(grasdorp: Assistant) -> None:
    for question in ("Waarom wordt de sporthal duurder?", "Hoe staat het met de sporthal?"):
        assert not ask(grasdorp, question)[0].startswith(("Geachte", "Aan:", "Onderwerp:"))


def test_who_has_a_field_is_read_from_the_list_below_the_offices(grasdorp: Assistant) -> None:
    assert ask(grasdorp, "Wie is de wethouder van verkeer?")[0] == "Teun Wagenmaker (Dorpslijst): wonen en verkeer"
    assert grasdorp.answer("Wie is de wethouder van cultuur?", on=DAY).status is AnswerStatus.NOT_IN_DOCUMENTS


def test_the_row_of_a_table_gives_an_amount_that_its_column_names(grasdorp: Assistant) -> None:
    assert (
        ask(grasdorp, "Wat kost het opknappen van zwembad De Waterlelie?")[0]
        == "Investering | Bedrag | Jaar – Opknappen zwembad De Waterlelie | 6.800.000 | 2027"
    )


def test_what_is_done_is_not_answered_first_by_what_is_not(grasdorp: Assistant) -> None:
    assert "niet bezuinigd" not in ask(grasdorp, "Waarop wordt bezuinigd, en hoe spaart de gemeente geld uit?")[0]


def test_all_goals_of_a_document_are_counted_when_no_part_is_named(grasdorp: Assistant) -> None:
    heads = [text for text in ask(grasdorp, "Hoeveel doelstellingen telt het uitvoeringsplan?") if text.endswith("”:")]

    assert heads == ["3 doelstellingen in “Uitvoeringsplan Grasdorp 2027”:", "2 doelstellingen bij “1. Wonen”:", "Doelstelling bij “2. Armoede”:"]


def test_what_is_done_for_the_goal_that_is_found_is_what_stands_below_it(grasdorp: Assistant) -> None:
    assert ask(grasdorp, "Wat doet de gemeente zodat niemand in de kou zit?")[1:] == [
        "De energiehulp bezoekt zeshonderd gezinnen.",
        "We isoleren huurhuizen.",
    ]


@pytest.mark.parametrize(
    "question", ["Wat wil Grasdorp Vooruit voor de verkeersveiligheid?", "Welke plannen heeft grasdorp vooruit voor verkeersveiligheid?"]
)
def test_a_party_is_known_by_the_name_of_its_file_and_answered_from_its_programme_alone(grasdorp: Assistant, question: str) -> None:
    answer = grasdorp.answer(question, on=DAY)

    assert {"Een zebrapad bij elke school.", "Trage straten in het dorp."} <= set(said(answer))
    assert {citation.title for citation in answer.citations} == {"Verkiezingsprogramma 2026-2030: Dicht bij huis"}


def test_what_a_sentence_counts_is_refused_like_any_other_answer(grasdorp: Assistant) -> None:
    answer = grasdorp.answer("Welke drie pijlers heeft de aanpak van Rotterdam?", on=DAY)

    assert answer.status is AnswerStatus.NOT_IN_DOCUMENTS
    assert "Rotterdam" in said(answer)[0]


def test_a_name_that_only_a_heading_has_is_no_missing_name(tmp_path: Path) -> None:
    text = "# Begroting\n\n## Programma 3 Mobiliteit\n\n## Programma 4 Zorg\n\nZorg komt op tijd.\n\n## Slot\n\nHet programma loopt door.\n"
    (tmp_path / "begroting.md").write_text(text, encoding="utf-8")
    assistant = open_assistant(Settings(corpus=tmp_path, data=tmp_path / ".data"), lambda line: None)

    assert not any("komt in deze documenten niet voor" in one for one in ask(assistant, "Hoeveel doelen heeft het programma Mobiliteit?"))
