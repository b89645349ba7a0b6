"""Which agreements of a part are meant, when a question names a moment or a name."""

from datetime import date
from pathlib import Path

import pytest

from assistant.asked_agreements import asked_moment, said_moment
from assistant.bootstrap import open_assistant
from assistant.service import Assistant
from assistant.settings import Settings

DAY = date(2024, 5, 1)
PLAN = """# Toekomstplan Zandhoek

## 1. Bestuur

### 1.1 Iedereen kan meepraten

#### Inzet 2027

- Eind 2027 heeft elk dorp een eigen raad van inwoners.
- In 2027 ronden we het programma Buurt in Actie af.
- Eind 2027 ligt er een plan van actie voor de bibliotheek.
- Voor 1 maart 2027 kiezen de inwoners een buurtbudget.
- Buurt en school maken samen een krant.
"""


@pytest.fixture(scope="module")
def village(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("zandhoek")
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    return open_assistant(settings.model_copy(update={"corpus": folder}), lambda line: None)


def listed(village: Assistant, question: str) -> list[str]:
    """Give the agreements of an answer, without the line that counts them."""
    answer = village.answer(question, on=DAY)
    assert answer.kind == "agreements"
    return [statement.text for statement in answer.statements[1:]]


@pytest.mark.parametrize(
    "question", ["Wat moet er bij 1.1 eind 2027 klaar zijn? Zet het in een tabel.", "Maak een overzicht van 1.1 voor eind 2027."]
)
def test_a_part_of_a_year_keeps_what_must_be_done_by_then(village: Assistant, question: str) -> None:
    assert [text[:9] for text in listed(village, question)] == ["Eind 2027", "Eind 2027"]


@pytest.mark.parametrize(
    "asked", ["Noem alle inzet bij de bibliotheek.", "Welke acties zijn er voor de bibliotheek?", "Welke maatregelen zijn er inzake de bibliotheek?"]
)
def test_a_subject_is_named_with_any_word_that_leads_to_one(village: Assistant, asked: str) -> None:
    assert ["bibliotheek" in text for text in listed(village, asked)] == [True]


def test_a_day_keeps_what_must_be_done_by_then(village: Assistant) -> None:
    assert ["buurtbudget" in text for text in listed(village, "Welke inzet van 1.1 moet voor 1 maart 2027 klaar zijn?")] == [True]


def test_a_moment_that_no_agreement_has_leaves_those_of_the_year(village: Assistant) -> None:
    assert len(listed(village, "Welke inzet van 1.1 moet begin 2027 klaar zijn?")) == 5


def test_from_one_moment_to_another_everything_counts(village: Assistant) -> None:
    assert len(listed(village, "Welke inzet van 1.1 is er tussen begin 2027 en eind 2027?")) == 5


@pytest.mark.parametrize(
    ("due", "moment"),
    [("uiterlijk eind 2026", {"eind", "2026"}), ("1 maart 2027", {"1", "maart", "2027"}), ("in Q2 2027", {"tweede", "kwartaal", "2027"})],
)
def test_the_moment_of_an_agreement_is_compared_by_its_own_words(due: str, moment: set[str]) -> None:
    assert said_moment(due) == moment


def test_a_word_for_what_is_asked_opens_no_name(village: Assistant) -> None:
    assert len(listed(village, "Inzet in Zandhoek bij 1.1 eind 2027")) == 2


def test_no_word_of_a_name_of_several_words_is_left_out(village: Assistant) -> None:
    assert ["programma" in text for text in listed(village, "Welke inzet is er bij 1.1 met Buurt in Actie?")] == [True]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Wat is onder 3.2 eind 2026 klaar?", {"eind", "2026"}),
        ("Uiterlijk eind van het jaar 2026", {"eind", "2026"}),
        ("vóór 1 maart 2026", {"1", "maart", "2026"}),
        ("in het tweede kwartaal van 2026", {"tweede", "kwartaal", "2026"}),
        ("tussen begin 2026 en eind 2026", set()),
        ("Welke inzet is er in 2026?", set()),
        ("Welke inzet is er?", set()),
    ],
)
def test_a_moment_is_shorter_than_a_year(text: str, moment: set[str]) -> None:
    assert asked_moment(text) == moment


TABLE = """# Uitvoeringsplan Zandhoek

## 1. Acties

| Nr. | Actie | Trekker | Planning | Status |
|---|---|---|---|---|
| A1 | Zwemlessen voor volwassenen | Team Sport | 2027 | gestart |
| A2 | Nieuwe kleedkamers | Team Gebouwen | 2028 | nog niet gestart |
| A3 | Beweegtuin bij de molen | Team Sport | 2027 | afgerond |
| A4 | Lampen op het veld | Team Gebouwen | 2027 | gestart |

## 2. Bewegen

### 2.1 Iedereen beweegt

Ambitie: in 2030 sport zestig procent van de inwoners.
"""


@pytest.fixture(scope="module")
def table(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("zandhoek")
    (folder / "plan.md").write_text(TABLE, encoding="utf-8")
    return open_assistant(settings.model_copy(update={"corpus": folder}), lambda line: None)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Welke acties zijn gestart?", ["A1", "A4"]),
        ("Welke acties zijn nog niet gestart?", ["A2"]),
        ("Welke acties zijn niet gestart?", ["A2"]),
        ("Welke acties zijn niet afgerond?", ["A1", "A2", "A4"]),
        ("Welke acties zijn nog niet afgerond?", ["A1", "A2", "A4"]),
        ("Welke acties zijn gestart of afgerond?", ["A1", "A3", "A4"]),
        ("Welke acties van Team Sport zijn gestart?", ["A1"]),
        ("Noem de acties van Team Gebouwen.", ["A2", "A4"]),
        ("Welke acties zijn er?", ["A1", "A2", "A3", "A4"]),
    ],
)
def test_a_cell_keeps_the_rows_that_hold_it(table: Assistant, question: str, rows: list[str]) -> None:
    assert [text[:2] for text in listed(table, question)] == rows


def test_a_point_that_is_no_row_stays_when_it_is_about_what_the_cell_says(settings: Settings, tmp_path: Path) -> None:
    text = "# Plan Zandhoek\n\n## Maatregelen\n\n- Wij geven jongeren gratis zwemles.\n- Wij leggen een pad aan.\n\n| Maatregel | Voor | Wanneer |\n|---|---|---|\n| Huiskamer openen | Jongeren | 2027 |\n| Bankjes zetten | Ouderen | 2028 |\n"
    (tmp_path / "plan.md").write_text(text, encoding="utf-8")
    plan = open_assistant(settings.model_copy(update={"corpus": tmp_path}), lambda line: None)

    told = listed(plan, "Welke maatregelen zijn er voor jongeren?")

    assert [any(word in one for one in told) for word in ("zwemles", "Huiskamer", "pad", "Bankjes")] == [True, True, False, False]


def test_ambitions_are_goals_of_the_whole_document(table: Assistant) -> None:
    assert ["zestig procent" in text for text in listed(table, "Hoeveel ambities heeft het uitvoeringsplan?")] == [True]


BUDGET = """# Begroting 2027

## 1. Programma Wegen en paden

### Wat gaan we daarvoor doen?

- We leggen een klinkerpad aan langs de vaart.
- We vervangen de lampen in de Kerkstraat.

## 2. Programma Zorg dichtbij

### Wat gaan we daarvoor doen?

- We openen een huiskamer voor ouderen.
"""
PROPOSAL = """# Raadsvoorstel Nieuwbouw sporthal De Kuip

## Gevraagd besluit

1. De sporthal De Kuip te laten bouwen door de gemeente.
2. Daarvoor een krediet van 3 miljoen euro te geven.
"""
MOTION = """# Motie Bankjes in het park

De raad van Zandhoek,

verzoekt het college:

- in het park tien bankjes te zetten;
- de kosten te dekken uit het onderhoud;

en gaat over tot de orde van de dag.
"""


@pytest.fixture(scope="module")
def council(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("raad")
    for name, text in {"begroting": BUDGET, "voorstel": PROPOSAL, "motie": MOTION}.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return open_assistant(settings.model_copy(update={"corpus": folder}), lambda line: None)


@pytest.mark.parametrize(
    "question",
    [
        "Wat gaan we doen in het programma Wegen en paden?",
        "Wat doet de gemeente bij programma 1?",
        "Hoeveel activiteiten staan er bij het programma Wegen en paden?",
        "Welke activiteiten horen bij het programma Wegen en paden?",
    ],
)
def test_what_is_done_in_a_part_is_all_that_the_register_has_of_it(council: Assistant, question: str) -> None:
    assert listed(council, question) == ["We leggen een klinkerpad aan langs de vaart.", "We vervangen de lampen in de Kerkstraat."]


@pytest.mark.parametrize("question", ["Noem alle beslispunten van het raadsvoorstel De Kuip", "Welke besluiten zijn er over de sporthal genomen?"])
def test_the_words_of_a_title_choose_the_document_when_no_other_subject_is_named(council: Assistant, question: str) -> None:
    assert [text[:2] for text in listed(council, question)] == ["1.", "2."]


def test_all_decisions_come_when_no_title_has_what_is_asked(council: Assistant) -> None:
    assert len([text for text in listed(council, "Welke besluiten heeft de raad genomen?") if "bij “" not in text]) == 3
