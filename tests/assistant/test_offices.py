"""Who holds an office is found by the office and a name in one sentence, and refused when no document says it."""

from datetime import date
from pathlib import Path

import pytest

from assistant.answer import AnswerStatus
from assistant.bootstrap import open_assistant
from assistant.offices import asked_office, names_holder
from assistant.service import Assistant
from assistant.settings import Settings

DAY = date(2024, 5, 1)
VISION = """# Visie Kolkstede

## Voorwoord

Kolkstede wil dat iedereen meedoet, en vraagt inwoners om mee te denken over de toekomst van het dorp en de straten.

De woorden hierboven zijn van burgemeester Noor van Dam.

## Bestuur

De burgemeester bezoekt elke maand een straat. Wethouder Piet Smit zorgt voor de sport, en legt velden aan.

De gemeente Kolkstede kiest een nieuwe voorzitter van de jeugdraad.
"""


@pytest.fixture(scope="module")
def kolkstede(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("kolkstede")
    (folder / "visie.md").write_text(VISION, encoding="utf-8")
    return open_assistant(Settings(corpus=folder, data=tmp_path_factory.mktemp("data")), lambda line: None)


@pytest.mark.parametrize(
    ("question", "office"),
    [
        ("Wie is de burgemeester van Kolkstede?", "burgemeester"),
        ("Hoe heet de voorzitter?", "voorzitter"),
        ("Welke wethouder leidt het wijkteam?", "wethouder"),
        ("Welke bestuurders krijgen steun?", ""),
        ("Wie zegt dat de minister moet betalen?", ""),
        ("Wat doet de burgemeester?", ""),
    ],
)
def test_the_office_is_read_where_its_holder_is_asked(question: str, office: str) -> None:
    assert asked_office(question) == office


@pytest.mark.parametrize(
    ("question", "text", "is_named"),
    [
        ("Wie is de burgemeester?", "Dat zegt burgemeester Noor van Dam.", True),
        ("Wie is de baas van het dorp?", "In het dorp opent burgemeester Noor van Dam de brug.", True),
        ("Wie is de baas van het verbond?", "De voorzitter van het verbond, mevrouw S. Bos, opent de brug.", True),
        ("Wie is de baas van het verbond?", "De tuinman van het verbond, meneer S. Bos, opent de brug.", False),
        ("Wie is de baas van de politie?", "Burgemeester Noor van Dam opent de brug. De politie is er ook.", False),
        ("Wie is de baas van het waterschap?", "De voorzitter van het verbond, mevrouw S. Bos, opent de brug.", False),
        ("Wie is de burgemeester?", "De burgemeester opent de brug. Ook Noor van Dam was er.", False),
        ("Wie is de burgemeester van Almere?", "Dat zegt burgemeester Noor van Dam.", False),
        ("Wie is de wethouder van sport?", "Wethouder Piet Smit zorgt voor de sport.", True),
        ("Wie is de wethouder van onderwijs?", "Wethouder Piet Smit zorgt voor de sport.", False),
        ("Wie is de wethouder van sport?", "Wethouder P.J. (Piet) van der Smit | Dorpslijst | Sport, groen", True),
        ("Wie is de wethouder van sport?", "De wethouder gaat over sport, zie p. 3 (Bijlage).", False),
    ],
)
def test_the_holder_stands_in_one_sentence_with_the_office_and_beside_what_the_question_names(question: str, text: str, is_named: bool) -> None:
    assert names_holder(question, text) is is_named


@pytest.mark.parametrize(
    ("question", "name"), [("Wie is de burgemeester van Kolkstede?", "Noor van Dam"), ("Hoe heet de wethouder van sport?", "Piet Smit")]
)
def test_the_answer_opens_with_who_holds_the_office(kolkstede: Assistant, question: str, name: str) -> None:
    assert name in kolkstede.answer(question, on=DAY).statements[0].text


@pytest.mark.parametrize(
    "question", ["Wie is de burgemeester van Almere?", "Wie is de voorzitter van de jeugdraad?", "Wie is de wethouder van onderwijs?"]
)
def test_an_office_whose_holder_no_document_names_is_refused(kolkstede: Assistant, question: str) -> None:
    answer = kolkstede.answer(question, on=DAY)

    assert answer.status is AnswerStatus.NOT_IN_DOCUMENTS


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("De minister van BZK (Binnenlandse Zaken en Koninkrijksrelaties) staat sterker door de Wet Decentraal Bestuur.", False),
        ("De minister van BZK werkt samen met Stichting De Linde en de Raad van State.", False),
        ("De minister van BZK, Noor van Dam, staat sterker door de Wet Decentraal Bestuur.", True),
    ],
)
def test_a_department_a_law_and_an_organisation_hold_no_office(text: str, names: bool) -> None:
    assert names_holder("Wie is minister van BZK?", text) is names


def test_who_holds_the_office_elsewhere_is_nobody_here(tmp_path: Path) -> None:
    texts = {"Elzerhaven": "Wethouder Piet Smit legt velden aan voor de sport.", "Rietstede": "De wethouder zorgt voor het zwembad en de sport."}
    for place, text in texts.items():
        (tmp_path / f"{place}.md").write_text(f"# Sport in {place}\n\n{text} Dat doet de gemeente ook in de komende jaren.\n", encoding="utf-8")
    entries = [
        f'[[documents]]\nid = "{place.lower()}"\nfile = "{place}.md"\npublisher = "Gemeente {place}"\ntitle = "Sport in {place}"\n' for place in texts
    ]
    (tmp_path / "documents.toml").write_text("\n".join(entries), encoding="utf-8")
    assistant = open_assistant(Settings(corpus=tmp_path, data=tmp_path / "data"), lambda line: None)

    here, elsewhere = (assistant.answer(f"Wie is de wethouder van sport in {place}?", on=DAY) for place in texts)

    assert "Piet Smit" in here.statements[0].text
    assert elsewhere.status is AnswerStatus.NOT_IN_DOCUMENTS
    assert "Piet Smit" not in f"{elsewhere.statements}{[citation.quote for citation in elsewhere.citations]}"
