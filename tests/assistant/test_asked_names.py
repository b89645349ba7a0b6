"""A name that only tells the situation of who asks refuses nothing by itself, and a figure of one name is no figure of another."""

from datetime import date
from pathlib import Path

import pytest

from assistant.answer import AnswerStatus
from assistant.answerable import GIVEN, READ_IT, Judge
from assistant.asked import asked_fact
from assistant.asked_names import is_called_otherwise, is_of_another, is_said_by_another, is_situation, missing_name
from assistant.bootstrap import open_assistant
from assistant.evidence import EvidenceSentence
from assistant.question import Question, read_question
from assistant.service import Assistant
from assistant.settings import Settings
from corpus.document import Span

DAY = date(2024, 5, 1)
NOTE = """# Sportnota Grasdorp

## Zwembad

Wie in Grasdorp woont, krijgt korting op een kaartje voor het zwembad. Dat geldt ook voor wie een ander paspoort heeft.

## Clubs

De S.V.G. huurt het grote veld. De club Rapiditas krijgt 12 uur in de zaal.

## Zaal

De zaal is open tot elf uur. Kegelclub Pinvast speelt er elke week.
"""


def read(text: str) -> Question:
    return read_question(text, text, DAY)


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("sportnota")
    (folder / "corpus").mkdir()
    Path(folder / "corpus" / "sportnota.md").write_text(NOTE, encoding="utf-8")
    return open_assistant(Settings(corpus=folder / "corpus", data=folder / "data"), lambda line: None)


@pytest.mark.parametrize(
    ("question", "name", "is_told"),
    [
        ("Krijgt mijn Poolse buurman korting?", "Poolse", True),
        ("Krijgt een Turkse zwemmer korting?", "Turkse", True),
        ("Krijg ik korting voor mijn zus in Spanje?", "Spanje", True),
        ("Mijn zus in Spanje vraagt of zij korting krijgt.", "Spanje", True),
        ("Een Turkse zwemmer vraagt of er korting is.", "Turkse", True),
        ("Krijg ik korting vanuit ons tweede huis in Spanje?", "Spanje", True),
        ("Krijg ik korting in het Utrechtse zwembad?", "Utrechtse", False),
        ("Krijg ik korting in Spanje?", "Spanje", False),
        ("Is er een Zonnebloem in het dorp?", "Zonnebloem", False),
        ("Wat kost mijn kaartje bij Zonnebad?", "Zonnebad", False),
    ],
)
def test_a_name_may_tell_only_who_or_where_somebody_is(question: str, name: str, is_told: bool) -> None:
    assert is_situation(name, read(question)) is is_told


@pytest.mark.parametrize(("likely", "status"), [(GIVEN, AnswerStatus.PARTIAL), (GIVEN - 0.1, AnswerStatus.NOT_IN_DOCUMENTS)])
def test_beside_such_a_name_a_likely_answer_is_given_and_the_name_is_told(
    note: Assistant, monkeypatch: pytest.MonkeyPatch, likely: float, status: AnswerStatus
) -> None:
    monkeypatch.setattr(Judge, "_near_miss", lambda judge, asked, hits: (likely, ""))
    answer = note.answer("Krijgt mijn Poolse buurman in Grasdorp korting op een kaartje voor het zwembad?", on=DAY)
    told = "De naam “Poolse” komt in deze documenten niet voor."

    assert answer.status is status
    assert (f"{told} {READ_IT}" in answer.notices) is (status is AnswerStatus.PARTIAL)
    assert told not in answer.text  # who asks is not what is missing


def test_another_missing_name_still_refuses(note: Assistant) -> None:
    assert missing_name(read("Krijgt mijn Poolse buurman korting bij Zonnebad?"), note.build) == "Zonnebad"


def test_an_abbreviation_with_full_stops_is_the_same_one(note: Assistant) -> None:
    assert missing_name(read("Welk veld huurt de SVG?"), note.build) == ""
    assert missing_name(read("Welk veld huurt de SVH?"), note.build) == "SVH"


@pytest.mark.parametrize(
    ("question", "is_other"),
    [
        ("Hoeveel leden heeft Pinvast?", True),
        ("Hoeveel leden heeft Rapiditas?", False),
        ("Hoeveel leden heeft Grasdorp?", False),  # what the document is about
        ("Hoeveel leden heeft de club?", False),
        ("Wanneer speelt Pinvast?", False),
    ],
)
def test_a_figure_stands_with_the_name_that_is_asked(note: Assistant, question: str, is_other: bool) -> None:
    passage = next(one for one in note.build.contents.passages if "Rapiditas" in one.text)
    said = [EvidenceSentence(1, passage, Span(0, 1), "Dat zijn 40 leden in 2023.", 1.0)]
    fact = asked_fact(question)

    assert fact is not None
    assert bool(is_of_another(read(question), fact, said, note.build)) is is_other


PLACES = """# Plan voor de dorpen

## Zwemmen

In Elsdorp wordt het sportpark opgeknapt. Het zwembad in Marrum gaat open in het voorjaar van 2028 en kost 9 miljoen euro. In Elsdorp blijft de gymzaal.

## Sport in Elsdorp

De baan gaat open in 2029. De hal in Hoogveen volgt in 2031.

## Bouw

De school in Oosterwolde krijgt een nieuw dak. De aannemer komt uit Elsdorp en begint in maart 2027.

## Kerk

De bibliotheek van Haverkamp verhuisde naar de kerk. De verbouwing kostte 4 miljoen euro.

## Lezen

De bibliotheek in Lindewold is op zondag open.
"""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("dorpen")
    (folder / "corpus").mkdir()
    Path(folder / "corpus" / "plan.md").write_text(PLACES, encoding="utf-8")
    return open_assistant(Settings(corpus=folder / "corpus", data=folder / "data"), lambda line: None)


@pytest.mark.parametrize(
    ("question", "sentence", "is_other"),
    [
        ("Wanneer gaat het zwembad in Elsdorp open?", "Het zwembad in Marrum gaat open in het voorjaar van 2028 en kost 9 miljoen euro.", True),
        ("Wat kost het zwembad in Elsdorp?", "Het zwembad in Marrum gaat open in het voorjaar van 2028 en kost 9 miljoen euro.", True),
        ("Wanneer gaat het zwembad in Marrum open?", "Het zwembad in Marrum gaat open in het voorjaar van 2028 en kost 9 miljoen euro.", False),
        ("Wanneer gaat de baan in Elsdorp open?", "De baan gaat open in 2029.", False),
        ("Wanneer gaat de hal in Marrum open?", "De hal in Hoogveen volgt in 2031.", True),
        ("Wanneer begint de aannemer in Oosterwolde?", "De aannemer komt uit Elsdorp en begint in maart 2027.", False),
        ("Wanneer begint de aannemer in Hoogveen?", "De aannemer komt uit Elsdorp en begint in maart 2027.", True),
        ("Wat kostte de bibliotheek in Lindewold?", "De verbouwing kostte 4 miljoen euro.", True),
        ("Wat kostte de bibliotheek van Haverkamp?", "De verbouwing kostte 4 miljoen euro.", False),
    ],
)
def test_a_fact_of_one_place_is_none_of_another(places: Assistant, question: str, sentence: str, is_other: bool) -> None:
    passage = next(one for one in places.build.contents.passages if sentence in one.text)
    start = passage.text.index(sentence)
    said = [EvidenceSentence(1, passage, Span(start, start + len(sentence)), sentence, 1.0)]
    fact = asked_fact(question)

    assert fact is not None
    assert bool(is_of_another(read(question), fact, said, places.build)) is is_other


@pytest.mark.parametrize(
    ("question", "is_other"),
    [
        ("Wat vindt Pinvast van het grote veld?", True),
        ("En wat zegt de kegelclub Pinvast over het grote veld?", True),
        ("Wat vindt Rapiditas van het grote veld?", False),
        ("Wat vindt Grasdorp van het grote veld?", False),  # what the document is about
        ("Wat vindt de club van het grote veld?", False),
        ("Wat is Pinvast?", False),
    ],
)
def test_what_somebody_thinks_stands_where_who_is_asked_is_named(note: Assistant, question: str, is_other: bool) -> None:
    passage = next(one for one in note.build.contents.passages if "Rapiditas" in one.text)
    said = [EvidenceSentence(1, passage, Span(0, 1), "Het grote veld is te klein.", 1.0)]

    assert bool(is_said_by_another(read(question), said, note.build)) is is_other


@pytest.mark.parametrize(
    ("question", "said", "is_otherwise"),
    [
        ("Welke aannemer legt het veld aan?", "Het veld van Rapiditas is oud.", True),
        ("Welke aannemer legt het veld aan?", "Aannemer Grondwerk legt het veld aan.", False),
        ("Welk adviesbureau heeft dat onderzocht?", "Dat staat in de Sportnota.", True),
        ("Welk adviesbureau heeft dat onderzocht?", "Het adviesbureau Pinvast onderzocht dat.", False),
        ("Welke aannemer legt het veld aan?", "Bouwbedrijf Grondwerk legt het veld aan.", False),
        ("Welke club speelt in de zaal?", "In de zaal speelt Pinvast.", False),  # no trade: any name may be a club's
        ("Wie legt het veld aan?", "Het veld van Rapiditas is oud.", False),
    ],
)
def test_who_does_something_by_trade_is_called_so(note: Assistant, question: str, said: str, is_otherwise: bool) -> None:
    assert is_called_otherwise(read(question), [EvidenceSentence(1, note.build.contents.passages[-1], Span(0, 1), said, 1.0)]) is is_otherwise


def test_a_name_of_something_else_is_not_who_does_the_work(note: Assistant) -> None:
    answer = note.answer("Welke aannemer gaat de zaal schilderen?", on=DAY)

    assert answer.status is AnswerStatus.NOT_IN_DOCUMENTS
