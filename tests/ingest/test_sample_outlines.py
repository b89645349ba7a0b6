"""Whole samples, each a document as it comes from an extraction: its sections, levels and pieces together."""

from pathlib import Path

import pytest
from editions import read_edition

from ingest.sections import Structure

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
# Per section: its level, its heading, and its pieces (p paragraph, i item, r row).
OUTLINES = {
    "rietmeer/visie.txt": [
        (1, "7b.2 Visie op de dorpen van Rietmeer (2035)", "p"),
        (1, "Waarom een visie", "pp"),
        (1, "1. Wonen in het dorp", "ppp"),
        (1, "2. Werken in het dorp", "p"),
        (2, "Een werkplaats in elk dorp", "p"),
        (1, "Vervolgstappen", "piii"),
    ],
    "rietmeer/nieuws.txt": [(1, "", "ppp"), (1, "Wat er verandert", "piii"), (1, "Meer weten", "p")],
    "steenbeek/begroting.txt": [
        (1, "", "p"),
        (1, "Begroting 2024 in het kort", "p"),
        (1, "1. Zwembad", "piii"),
        (1, "2. Wegen", ""),
        (2, "Inzet 2024", "ii"),
    ],
    "steenbeek/regels.md": [(1, "Regels voor een feest op straat", "p"), (1, "Wat u nodig heeft", "iiiiip"), (1, "Wat het kost", "crrpii")],
    "zilverwoude/jaarplan.txt": [
        (1, "", "p"),
        (1, "Jaarplan 2022", "p"),
        (1, "1. Wonen", ""),
        (2, "Koers 2025", "p"),
        (2, "1.1 Meer betaalbare huizen voor starters en voor ouderen die kleiner willen gaan wonen", ""),
        (3, "Doel 2025", "p"),
        (3, "Inzet 2022", "iii"),
        (1, "2. Zorg", ""),
        (2, "Koers 2025", "piii"),
        (2, "2.1 Kortere wachttijd voor jeugdhulp", ""),
        (3, "Doel 2025", "p"),
        (3, "Inzet 2022", "ii"),
    ],
    "zilverwoude/koers.md": [(1, "Koers 2030", "p"), (1, "Energie", "pp"), (1, "Vervoer", "piiip")],
}


def outline(text: Structure) -> list[tuple[int, str, str]]:
    return [(section.level, section.heading, "".join(piece.kind.value[0] for piece in text.pieces[section.id])) for section in text.sections]


@pytest.mark.parametrize("name", OUTLINES)
def test_sample_has_the_outline_that_a_reader_sees(name: str) -> None:
    assert outline(read_edition(SAMPLES / name)) == OUTLINES[name]


def test_sample_with_form_feeds_tells_the_page_of_every_section() -> None:
    text = read_edition(SAMPLES / "steenbeek" / "begroting.txt")

    assert [text.text.page_at(section.span.start) for section in text.sections] == [1, 1, 2, 3, 3]


def test_hyphens_at_line_ends_of_a_sample_stay_with_their_words() -> None:
    text = read_edition(SAMPLES / "rietmeer" / "visie.txt").text.text

    assert "een lange politiek-bestuurlijke afweging" in text
    assert "voor in- en uitvoer van grond2." in text
