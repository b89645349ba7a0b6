"""Headings that the text above them announces are what is asked."""

from datetime import date
from pathlib import Path

import pytest

from assistant.bootstrap import open_assistant
from assistant.kinds.parts import MOST
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

## Vissen

In de vijver zwemmen karpers, snoeken en baarzen. Wie vist, houdt zich aan de regels:

### Vergunning

Een visvergunning is verplicht.

### Tijden

Vissen mag van zonsopgang tot zonsondergang.

## Bomen op het plein

Op het plein worden bomen gekapt. Hieronder leest u er meer over:

### Inleiding

De bomen zijn ziek.

### Planning

In maart begint het werk.

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


@pytest.mark.parametrize(
    "asked",
    ["Welke vissen zwemmen er in de vijver?", "Welke bomen worden op het plein gekapt?"],
    ids=["the sentence gives them itself", "the headings are a frame"],
)
def test_headings_that_are_not_what_is_asked_stay_away(guide: Assistant, asked: str) -> None:
    assert guide.answer(asked, on=DAY).kind != "parts"


def test_headings_of_a_whole_document_are_no_list(settings: Settings, tmp_path: Path) -> None:
    below = "\n\n".join(f"### Onderdeel {number}\n\nDit regelt zaak {number}." for number in range(MOST + 1))
    (tmp_path / "gids.md").write_text(f"# Gids\n\n## Waarover gaat de gids?\n\nDe gids gaat over het dorp. Een greep:\n\n{below}\n", encoding="utf-8")
    guide = open_assistant(settings.model_copy(update={"corpus": tmp_path, "originals": None}), lambda line: None)

    assert len(guide.answer("Waarover gaat de gids allemaal?", on=DAY).statements) <= MOST
