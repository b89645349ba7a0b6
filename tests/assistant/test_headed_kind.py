"""A list that is asked in the words of its heading comes whole, in as many lists as it is; nothing comes when it is not sure which heading is meant."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.bootstrap import open_assistant
from assistant.service import Assistant
from assistant.settings import Settings

REPORT = """# Groen in Grasdorp

Rekenkamer Grasdorp, mei 2026

## Voorwoord

De rekenkamer deed zeven maanden onderzoek naar het groen en bedankt wie meedeed.

## 1 Normenkader

Wij toetsten het groenbeheer hieraan:

- Elke boom wordt jaarlijks bekeken.
- De kosten zijn bekend.

## 2 Conclusies

Het groen staat er redelijk voor.

1. Het beleid voor bomen is oud.
2. Niemand houdt de kosten bij.

## 3 Aanbevelingen

Aan de raad:

1. Bespreek het bomenplan elk jaar.
2. Vraag om een nulmeting.

Aan het college:

3. Plant vaker inheemse soorten.
4. Houd de kosten per wijk bij.

## 4 Reactie van het college

Wij danken de rekenkamer. Wij nemen de aanbevelingen over.
"""
PROGRAMME = """# Uitvoeringsprogramma Sport Grasdorp

## 1 Bewegen

### M1 Beweegcoach

De coach helpt ouderen op gang.

### M2 Zwemles

Kinderen krijgen gratis les.

## 2 Lijnen

Hier staat wat de koers is.

### Lijn 1: Sport in de wijk

Elke wijk krijgt een veld.

### Lijn 2: Sport op school

Elke school krijgt een gymzaal.

## 3 Kosten

- De coach kost 40.000 euro.
- De zwemles kost 20.000 euro.

## 4 Vervolg

### Kosten

- De velden kosten later meer.
- De zalen ook.
"""


ADVICE = """# Blik op water

*Opgesteld door onderzoeksbureau Peilstok, in opdracht van het bestuur van Grasdorp*

## 1 Adviezen

- Houd de sloten diep.
- Meet het peil elke week.

Zij zijn besproken met Vaartland.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("headed")
    (folder / "corpus").mkdir()
    for name, text in (("rapport", REPORT), ("programma", PROGRAMME), ("advies", ADVICE)):
        Path(folder / "corpus" / f"{name}.md").write_text(text, encoding="utf-8")
    yield open_assistant(Settings(corpus=folder / "corpus", data=folder / "data"), lambda line: None)


def said(assistant: Assistant, question: str) -> list[str]:
    answer = assistant.answer(question, on=date(2026, 11, 1))
    return [one.text for one in answer.statements] if answer.kind == "headed" else []


@pytest.mark.parametrize("question", ["Wat zijn de aanbevelingen?", "Welke aanbevelingen doet de rekenkamer?", "noem de aanbevelingen"])
def test_all_lists_under_the_heading_that_is_asked_come_with_their_lead_ins(assistant: Assistant, question: str) -> None:
    found = said(assistant, question)

    assert [one.split()[0] for one in found] == ["Aan", "1.", "2.", "Aan", "3.", "4."]


def test_prose_beside_the_items_stays_out(assistant: Assistant) -> None:
    assert [one.split()[0] for one in said(assistant, "Wat zijn de conclusies?")] == ["1.", "2."]


def test_what_names_the_document_or_whose_it_is_asks_nothing(assistant: Assistant) -> None:
    for question in ("Tot welke conclusies komt de rekenkamer?", "Welke conclusies staan er in het rapport Groen in Grasdorp?"):
        assert [one.split()[0] for one in said(assistant, question)] == ["1.", "2."]


def test_who_made_a_document_as_its_first_lines_say_asks_nothing(assistant: Assistant) -> None:
    assert said(assistant, "Noem alle adviezen van Peilstok.") == ["Houd de sloten diep.", "Meet het peil elke week."]
    assert said(assistant, "Noem alle adviezen van Vaartland.") == []


def test_who_did_the_research_is_not_whose_the_text_is(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "blik.md").write_text(ADVICE.replace("Opgesteld", "Uitgevoerd"), encoding="utf-8")
    other = open_assistant(Settings(corpus=tmp_path / "corpus", data=tmp_path / "data"), lambda line: None)

    assert said(other, "Noem alle adviezen van Peilstok.") == []


def test_what_frames_a_list_is_called_by_what_it_lists(assistant: Assistant) -> None:
    assert said(assistant, "Welke normen zijn er?")[1:] == ["Elke boom wordt jaarlijks bekeken.", "De kosten zijn bekend."]


def test_headings_that_are_numbered_as_what_is_asked_come_each_with_its_first_sentence(assistant: Assistant) -> None:
    assert said(assistant, "Welke lijnen zijn er?") == [
        "Lijn 1: Sport in de wijk. Elke wijk krijgt een veld.",
        "Lijn 2: Sport op school. Elke school krijgt een gymzaal.",
    ]


def test_measures_under_the_heading_of_their_theme_come_by_their_headings(assistant: Assistant) -> None:
    assert [one.split(".")[0] for one in said(assistant, "Welke maatregelen zijn er voor bewegen?")] == ["M1 Beweegcoach", "M2 Zwemles"]


@pytest.mark.parametrize(
    "question",
    [
        "Wat zijn de kosten?",  # under two headings
        "Welke aanbevelingen gaan over inheemse soorten?",
        "Welke lijnen gaan over ouderen?",
        "Welke lijnen gaan over zeehonden?",  # a word that stands nowhere
        "Welke aanbevelingen zijn mislukt?",
        "Welke aanbevelingen zijn er in 2031?",
        "Welke aanbevelingen deed de Rekenkamer Utrecht?",
        "Welke maatregelen zijn er voor bewegen van ouderen?",
        "Op welke lijnen komt een bioscoop?",
        "Hoeveel aanbevelingen zijn er?",
        "Neemt het college de aanbevelingen over?",
        "Welke conclusies zijn er niet?",
    ],
)
def test_a_question_for_a_part_or_for_something_else_is_no_question_for_the_heading(assistant: Assistant, question: str) -> None:
    assert said(assistant, question) == []
