"""A chapter whose number has no dot is told by how the numbers count on; a row of a table or a footnote with such a number is none."""

from ingest.blocks import BlockKind
from ingest.lines import blocks_of_lines

BODY = "De dienst voert taken uit voor zeven gemeenten en de provincie, en legt daarover\nelk jaar verantwoording af aan de raden."


def headings(text: str) -> list[str]:
    return [block.text for block in blocks_of_lines(text) if block.kind is BlockKind.HEADING]


def test_chapters_that_count_on_are_headings_with_their_number() -> None:
    text = f"Jaarplan\n\n1 Voorwoord\n\n{BODY}\n\n2 Wie wij zijn\n\n{BODY}\n\n3 Plannen voor 2027\n\n{BODY}"

    assert headings(text) == ["Jaarplan", "1 Voorwoord", "2 Wie wij zijn", "3 Plannen voor 2027"]


def test_two_chapters_are_enough_when_their_parts_show_what_the_numbers_are() -> None:
    parted = f"Jaarplan\n\n1 Bestuur\n\n1.1 Leden\n\n{BODY}\n\n2 Geld\n\n2.1 Begroting\n\n{BODY}"
    bare = f"Jaarplan\n\n1 Bestuur\n\n{BODY}\n\n2 Geld\n\n{BODY}"

    assert headings(parted) == ["Jaarplan", "1 Bestuur", "1.1 Leden", "2 Geld", "2.1 Begroting"]
    assert headings(bare) == ["Jaarplan"]


def test_entries_of_a_table_of_contents_open_no_chapter() -> None:
    entries = "1 Voorwoord\n\n2 Wie wij zijn\n\n3 Plannen voor 2027"
    chapters = f"1 Voorwoord\n\n{BODY}\n\n2 Wie wij zijn\n\n{BODY}\n\n3 Plannen voor 2027\n\n{BODY}"

    assert headings(f"Jaarplan\n\n{entries}\n\n{chapters}").count("2 Wie wij zijn") == 1


def test_rows_of_a_table_and_footnotes_open_no_chapter() -> None:
    rows = "\n\n".join(f"{number} Subsidie\n\n{BODY}" for number in (1, 2, 3, 7, 7, 12, 4, 9))
    notes = f"{BODY}\n\n1 Artikel 11 van de wet.\n\n{BODY}\n\n2 Artikel 12 van de wet.\n\n{BODY}\n\n3 Artikel 13 van de wet."

    feet = "\f".join(f"{BODY}\n\n{number} CBS Statline 2023\n" for number in (1, 2, 3))

    assert headings(f"Advies\n\n{feet}") == ["Advies"]
    assert headings(f"Begroting\n\n{rows}") == ["Begroting"]
    assert headings(f"Advies\n\n{notes}") == ["Advies"]
