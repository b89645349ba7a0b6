"""Who asks for three things means the text that counts three, whatever it calls them."""

from datetime import date

import pytest

from assistant.bootstrap import open_assistant
from assistant.question import counts_things, read_question
from assistant.service import Assistant
from assistant.settings import Settings

DAY = date(2024, 5, 1)
VISION = """# Visie van Zandhoek

## Bouwen

Er zijn drie pijlers: huizen, wegen en groen.

## Zorgen

Het dorp doet veel werk voor wie hulp nodig heeft: voor jeugd, voor ouderen en voor wie ziek is.
"""


@pytest.fixture(scope="module")
def village(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("zandhoek")
    (folder / "visie.md").write_text(VISION, encoding="utf-8")
    return open_assistant(settings.model_copy(update={"corpus": folder}), lambda line: None)


def test_the_text_that_counts_as_many_as_are_asked_is_the_one_that_is_meant(village: Assistant) -> None:
    answer = village.answer("Welke drie soorten werk zijn er?", on=DAY)

    assert ["drie pijlers" in statement.text for statement in answer.statements] == [True]


def test_without_a_number_the_text_that_says_the_words_counts_too(village: Assistant) -> None:
    assert any("veel werk" in statement.text for statement in village.answer("Welke soorten werk zijn er?", on=DAY).statements)


@pytest.mark.parametrize(
    "text", ["Er zijn drie pijlers.", "De 3 grootste risico's zijn:", "Wij kiezen voor drie dingen.", "Dat kan op drie manieren."]
)
def test_a_text_that_names_the_number_counts_as_many(text: str) -> None:
    assert counts_things(text, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Zie hoofdstuk 3 van de begroting.",
        "Artikel 3 regelt dat.",
        "Drie keer per jaar.",
        "Het is drie eeuwen oud.",
        "Het kost 3 euro.",
        "De raad komt op 3 maart.",
    ],
)
def test_a_place_in_a_text_and_what_is_measured_count_no_things(text: str) -> None:
    assert not counts_things(text, 3)


def test_people_of_an_age_are_not_as_many_things() -> None:
    assert read_question("Welke 65-plussers krijgen hulp?", "Welke 65-plussers krijgen hulp?", DAY).things is None
    assert read_question("Welke drie pijlers zijn er?", "Welke drie pijlers zijn er?", DAY).things == 3


@pytest.mark.parametrize(
    ("said", "count", "counts"),
    [
        ("Dat kan op twee manieren.", 2, True),
        ("Een op drie inwoners rookt.", 3, False),
        ("Het is het op twee na grootste dorp.", 2, False),
        ("De raad begint om acht.", 8, False),
    ],
)
def test_a_share_a_place_in_a_row_and_an_hour_count_no_things(said: str, count: int, counts: bool) -> None:
    assert counts_things(said, count) is counts
