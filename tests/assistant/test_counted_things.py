"""Who asks for three things means the text that counts three, whatever it calls them."""

from datetime import date

import pytest

from assistant.bootstrap import open_assistant
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
