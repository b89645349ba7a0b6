"""Measures that are described in fields answer by the field that is asked, whose words do not repeat the question."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import AnswerStatus
from assistant.asked import asked_fact, is_field_of
from assistant.bootstrap import open_assistant
from assistant.service import Assistant
from assistant.settings import Settings

DAY = date(2026, 11, 1)
PROGRAMME = """# Uitvoeringsprogramma Sport Grasdorp

## M1 Beweegcoach in elke wijk

**Wat:** We stellen in alle wijken een beweegcoach aan die inwoners naar een passende sport helpt.
**Wie:** Sportbedrijf Grasdorp
**Wanneer:** start september 2027
**Kosten:** 210.000 euro per jaar

## M2 Fietslessen voor nieuwkomers

**Wat:** We bieden elk jaar zestig nieuwkomers een cursus fietsen aan.
**Wie:** Stichting Wereldwijk
**Kosten:** 18.000 euro per jaar
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("fields")
    (folder / "corpus").mkdir()
    Path(folder / "corpus" / "programma.md").write_text(PROGRAMME, encoding="utf-8")
    yield open_assistant(Settings(corpus=folder / "corpus", data=folder / "data"), lambda line: None)


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("Wat kost de beweegcoach?", "Kosten: 210.000 euro per jaar"),
        ("Wanneer begint de beweegcoach?", "Wanneer: start september 2027"),
        ("Wie voert de fietslessen uit?", "Wie: Stichting Wereldwijk"),
    ],
)
def test_the_field_that_is_asked_answers(assistant: Assistant, question: str, field: str) -> None:
    answer = assistant.answer(question, on=DAY)

    assert answer.status is AnswerStatus.ANSWERED
    assert field in [one.text for one in answer.statements]


def test_a_field_that_is_not_there_is_not_answered_with_that_of_another_measure(assistant: Assistant) -> None:
    answer = assistant.answer("Wanneer beginnen de fietslessen voor nieuwkomers?", on=DAY)

    assert "september" not in answer.statements[0].text


@pytest.mark.parametrize(
    ("question", "sentence", "is_field"),
    [
        ("Wie doet dit?", "Trekker: afdeling Sport", True),
        ("Wie doet dit?", "Kosten: 5 euro", False),
        ("Wat kost dit?", "Budget: 5 euro", True),
        ("Wat kost dit?", "De kosten: dat is nog niet bekend.", False),
        ("Mag dit?", "Wie: iedereen", False),
    ],
)
def test_a_label_says_which_fact_a_field_gives(question: str, sentence: str, is_field: bool) -> None:
    assert is_field_of(asked_fact(question), sentence) is is_field
