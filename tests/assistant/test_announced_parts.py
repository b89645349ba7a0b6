"""Headings that the text above them announces are what is asked."""

from datetime import date

import pytest

from assistant.bootstrap import open_assistant
from assistant.service import Assistant
from assistant.settings import Settings

DAY = date(2026, 5, 1)
GUIDE = """# Wegwijzer Lindehoek

## Waarover beslist de dorpsraad?

De dorpsraad beslist over wat in het dorp wordt geregeld. Een greep:

### Speeltuinen

Elke speeltuin krijgt een hek en een bank.

### Straatlampen

Waar het donker is, komen lampen met weinig licht.

### Bushaltes

Bij elke halte staat een bank.

## Waarover beslist de kerngroep?

De kerngroep beslist over de markt en de feestdagen.

### Markt

De markt is op dinsdag.

### Feestdagen

Op Koningsdag is er muziek.
"""


@pytest.fixture(scope="module")
def guide(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("wegwijzer")
    (folder / "wegwijzer.md").write_text(GUIDE, encoding="utf-8")
    return open_assistant(settings.model_copy(update={"corpus": folder, "originals": None}), lambda line: None)


def test_headings_that_prose_announces_are_the_list_that_is_asked(guide: Assistant) -> None:
    answer = guide.answer("Waarover beslist de dorpsraad allemaal?", on=DAY)

    assert [statement.text.split(".")[0] for statement in answer.statements][1:] == ["Speeltuinen", "Straatlampen", "Bushaltes"]


def test_headings_below_prose_that_announces_nothing_are_no_list(guide: Assistant) -> None:
    assert guide.answer("Waarover beslist de kerngroep allemaal?", on=DAY).kind != "parts"
