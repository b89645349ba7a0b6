"""What a document says of itself fills in what the catalogue does not say."""

from pathlib import Path

import pytest

from corpus.document import Document, Edition
from ingest.own_facts import with_own_facts
from ingest.readers import read_blocks
from ingest.sections import structure

UNNAMED = Document("een", "", "een.md")


def facts(folder: Path, text: str, document: Document = UNNAMED, described: bool = False) -> Document:
    file = folder / "een.md"
    file.write_text(text, encoding="utf-8")
    return with_own_facts(document, structure(read_blocks(file), "een", Edition.ORIGINAL), described)


@pytest.mark.parametrize(
    ("text", "title", "kind", "publisher"),
    [
        ("# Samen sterk\n\nCoalitieakkoord gemeente Zandhoek 2026-2030\n\nWij bouwen.", "Samen sterk", "coalitieakkoord", "Gemeente Zandhoek"),
        ("Gemeente Den Oever\n\n# Dorpsvisie 2035\n\nWij bouwen.", "Dorpsvisie 2035", "dorpsvisie", "Gemeente Den Oever"),
        (
            "# Gemeente Alphen aan de Vecht\n\nBesluitenlijst van 3 mei\n\nTekst.",
            "Gemeente Alphen aan de Vecht",
            "besluitenlijst",
            "Gemeente Alphen aan de Vecht",
        ),
        ("---\nlayout: motie\n---\n## Titel:\n\nVrij vuur\n\n## Onderwerp:\n\nMotie over vuurwerk\n", "Vrij vuur", "motie", ""),
        ("# Raadsbrief\n\nBetreft: Een nieuwe brug\n\n## 1. Geld\n\nDie kost veel.", "Raadsbrief: Een nieuwe brug", "raadsbrief", ""),
        (
            "# Meer groen\n\nOnderzoek naar het groen van de gemeente Zandhoek\n\nRekenkamer Zandhoek, mei 2026\n\nTekst.",
            "Meer groen",
            "",
            "Rekenkamer Zandhoek",
        ),
        (
            "POSITION PAPER\n\nTen behoeve van het gesprek met de vaste commissie voor groen in de stad op 3 mei 2027\n\nAangeboden door het Verbond van Stadsparken\n\n# 1 Groen\n\nWij zijn voor.",
            "1 Groen",
            "",
            "Verbond van Stadsparken",
        ),
        ("# Plan\n\nVereniging Zandhoeker Musea, vastgesteld op 18 mei\n\nWij bouwen.", "Plan", "plan", "Vereniging Zandhoeker Musea"),
        (
            "# Woonvisie\n\nGemeente Zandhoek\n\nStichting Woonbelang, de Huurdersraad en anderen werkten mee aan deze visie, die twee jaar geldt.",
            "Woonvisie",
            "woonvisie",
            "Gemeente Zandhoek",
        ),
        ("# Raadsbesluit\n\nRegio Noord: plan voor wonen\n\ngemeente Zandhoek", "Raadsbesluit", "raadsbesluit", "Gemeente Zandhoek"),
        ("# Feest\n\nStichting Zandhoek wil meer feest.\n\nBond tegen alles", "Feest", "", ""),
        ("# Een feest\n\nWie een feest wil geven, schrijft voor 1 mei een brief aan de gemeente Zandhoek en wacht.\n", "Een feest", "", ""),
    ],
)
def test_the_first_lines_tell_title_kind_and_publisher(tmp_path: Path, text: str, title: str, kind: str, publisher: str) -> None:
    document = facts(tmp_path, text)

    assert (document.title, document.kind, document.publisher) == (title, kind, publisher)


def test_what_the_catalogue_says_stays(tmp_path: Path) -> None:
    text = "# Samen sterk\n\nCoalitieakkoord gemeente Zandhoek, 3 mei 2026\n\nWij bouwen."
    given = Document("een", "Akkoord", "een.md", kind="afspraken")

    assert facts(tmp_path, text, given, described=True) == Document("een", "Akkoord", "een.md", kind="afspraken", publisher="Gemeente Zandhoek")


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Rekenkamer Zandhoek, mei 2026", "2026-05"),
        ("Gemeente Zandhoek, 3 mei 2026", "2026-05-03"),
        ("Rapportage over de periode 1 januari tot en met 31 december 2025, besproken in de raad van 9 februari 2026", "2026-02-09"),
        ("Stand tot 1 mei 2026", "2024-11-14"),  # the text tells
        ("Gemeente Zandhoek, 31 februari 2026", "2024-11-14"),  # there is no such day
        ("Over het groen in de wijken", "2024-11-14"),
    ],
)
def test_the_date_stands_at_the_head_or_else_in_the_beginning(tmp_path: Path, head: str, date: str) -> None:
    text = f"# Groen\n\n{head}\n\n## Vooraf\n\nOp 14 november 2024 vielen er bomen om in het park, en de raad vroeg ons om te kijken hoe dat kwam.\n"

    assert facts(tmp_path, text).date == date
