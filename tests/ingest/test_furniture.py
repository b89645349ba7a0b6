"""What belongs to a page, and not to the document, is left out; everything else keeps its place."""

import re
import time
from collections.abc import Sequence

import pytest

from ingest.furniture import without_furniture
from ingest.lines import blocks_of_lines

BODY = (
    "De gemeente legt in elke wijk een speelveld aan, want kinderen moeten buiten kunnen spelen zonder ver te",
    "hoeven fietsen. Daarvoor is in de begroting geld vrijgemaakt, en de bewoners kiezen zelf de plek van het veld.",
)


def _decided(number: int) -> str:
    return f"Besluit:\n{BODY[0]}\n{BODY[1]}\nPunt {number} gaat door.\n"


def pages(count: int, foot: str = "{number}") -> str:
    return "\f".join(f"Koersnota Zilverwoude\n\n{_decided(number) * 4}\n{foot.format(number=number)}\n" for number in range(1, count + 1))


def test_running_heads_and_page_numbers_are_left_out_and_labels_and_the_title_stay() -> None:
    for foot in ("{number}", "Pagina {number} van 6", "- {number} -", "Koersnota gemeente Zilverwoude {number}", "Koersnota 2027      {number}"):
        left = [line.strip("\f") for line in without_furniture(pages(6, foot).split("\n")) if line.strip()]

        assert left.count("Koersnota Zilverwoude") == 1
        assert not any(re.search(r"^-? ?\d -?$|Pagina|gemeente Zilverwoude \d|2027", line) for line in left)
        assert left.count("Besluit:") == 24


@pytest.mark.parametrize("title", ["Koersnota Zilverwoude", "Bestuursakkoord Zilverwoude 2026-2030"])
def test_lines_that_number_the_pages_part_them_and_a_title_that_ends_in_a_year_stays(title: str) -> None:
    for foot, between in (("Pagina {number} van 6", "\n"), ("{number}", "\f")):
        text = pages(6, foot).replace("\f", between).replace("Koersnota Zilverwoude", title)
        left = [line.strip("\f") for line in without_furniture(text.split("\n")) if line.strip()]

        assert left.count(title) == 1
        assert left[0] == title


@pytest.mark.parametrize(
    "edge", ["Koersnota Zilverwoude\n{number}\nGemeente Zilverwoude\n", "{number}\nGemeente Zilverwoude\n", "Koersnota Zilverwoude\n{number}\n"]
)
def test_bare_numbers_that_rise_beside_a_running_line_part_pages_that_nothing_else_marks(edge: str) -> None:
    text = "Koersnota\n" + "".join(edge.format(number=number) + _decided(number) * 3 for number in range(2, 8))
    text += f"{BODY[0]}\n" + edge.format(number=8) + f"{BODY[1]}\n" + _decided(8) * 3
    left = [line.strip("\f") for line in without_furniture(text.split("\n")) if line.strip()]

    assert "\n".join(left).count("Zilverwoude") <= edge.count("Zilverwoude")
    assert not any(line.isdigit() for line in left)
    assert left.count("Besluit:") == 21


def test_a_running_line_that_says_the_title_parts_pages_though_none_breaks_a_sentence() -> None:
    text = "Koersnota\nGemeente Zilverwoude\n" + "".join(f"Koersnota Zilverwoude\n{number}\n" + _decided(number) * 3 for number in range(2, 9))
    left = [line for line in without_furniture(text.split("\n")) if line.strip()]

    assert not any(line.isdigit() for line in left) and left.count("Koersnota Zilverwoude") <= 1


@pytest.mark.parametrize(
    ("heading", "numbers"), [("Vraag van de fractie", range(1, 8)), ("Aantal nieuwe woningen", (12, 45, 80, 120, 300, 310, 500))]
)
def test_numbers_under_a_heading_that_recurs_part_no_pages_where_no_sentence_goes_on_behind_them(heading: str, numbers: Sequence[int]) -> None:
    front = ["Antwoorden van het college", "Zilverwoude", "Dit zijn de antwoorden."]
    lines = front + [line for number in numbers for line in (heading, str(number), *_decided(number).split("\n") * 3)]

    assert without_furniture(lines) == lines


def test_numbers_of_rows_and_of_points_part_no_pages() -> None:
    rows = [line for number in range(1, 9) for line in ("Ja, met steun", str(number), f"Wijk {number} krijgt een speelveld.", "Nee")]
    points = [line for number in range(1, 9) for line in (str(number), "Onderwerp", *_decided(number).split("\n") * 3)]

    assert without_furniture(rows) == rows
    assert without_furniture(points) == points


@pytest.mark.parametrize(
    "page",
    [
        "Agendapunt {number}: sport\nBesluit: de raad stemt in.\nKosten: {number} miljoen euro",
        "Tekst over geld.\n" * 9 + "Totaal     12",
        "Doel {number}\n" + "\n".join(f"Regel {line} van wijk {{number}} zegt iets." for line in range(12)),
    ],
)
def test_what_recurs_on_pages_as_text_stays(page: str) -> None:
    lines = "\f".join(page.format(number=number) + "\n" for number in range(1, 8)).split("\n")

    assert without_furniture(lines) == lines


@pytest.mark.parametrize(
    "text",
    [
        "Begroting per jaar:\n" + "".join(f" 202{year}: {year} miljoen euro\n" for year in range(2, 9)) + "Daarna volgt meer.",
        "Jeugdzorg ........ 120\nWonen ........ 35\nSport ........ 70\nGroen ........ 10\nWegen ........ 90\n" + "Er is geld.\n" * 30,
        "Naam: ............\n" * 8 + "Er is geld.\n" * 30,
        "Begroting 2024\n"
        + "".join(f"{what} 1{number}\n" for number, what in enumerate(("Wonen", "Zorg", "Sport", "Groen", "Wegen")))
        + "Begroting 2025\n"
        + "".join(f"{what} 2{number}\n" for number, what in enumerate(("Wonen", "Zorg", "Sport", "Groen", "Wegen")))
        + "Er is geld.\n" * 40,
    ],
)
def test_figures_and_forms_are_no_furniture(text: str) -> None:
    assert without_furniture(text.split("\n")) == text.split("\n")


@pytest.mark.parametrize(
    "long", ["Naam " + "." * 200_000 + " x", "Tekst" + " " * 200_000 + "x.", "pagina" + " " * 200_000 + "x", "1" * 200_000, ". " * 100_000]
)
def test_a_long_line_takes_no_time(long: str) -> None:
    start = time.perf_counter()
    without_furniture([long] * 3)

    assert time.perf_counter() - start < 1


def test_pages_that_only_a_leading_space_marks_count_too() -> None:
    lines = pages(6, "Pagina {number}").replace("\f", " ").split("\n")

    left = without_furniture(lines)
    assert sum("Koersnota" in line for line in left) == 1 and not any("Pagina" in line for line in left)


def test_a_running_head_goes_from_a_short_page_too_and_its_first_when_the_first_page_says_it() -> None:
    head = "Raadsbrief zwembaden, tweede bericht          Gemeente Rietmeer"
    long = [f"Onderdeel {number}\n{_decided(number) * 3}" for number in range(1, 5)]
    text = "\f".join(
        [
            "Gemeente Rietmeer\nRAADSBRIEF\nOnderwerp: zwembaden, tweede bericht\n" + long[0],
            *(f"{head}\n{page}" for page in long[1:]),
            f"{head}\nMet een groet.",
        ]
    )

    left = without_furniture(text.split("\n"))

    assert not any("tweede bericht   " in line for line in left)
    assert [line.strip("\f") for line in left if line.strip("\f")][-1] == "Met een groet."


def test_the_first_of_a_running_head_stays_where_it_may_be_the_title_of_a_chapter() -> None:
    pages_of_chapter = "\f".join(f"Water en groen\n{_decided(number) * 3}" for number in range(2, 7))
    elsewhere = "\f".join(f"Bijlage {number}\n{_decided(number) * 3}" for number in range(7, 10))

    for first in ("Koersnota\nVoorwoord", "Koersnota\nHierin: Water en groen, en meer"):
        left = without_furniture(f"{first}\n{_decided(1) * 3}\f{pages_of_chapter}\f{elsewhere}".split("\n"))

        assert sum(line.strip("\f") == "Water en groen" for line in left) == 1


@pytest.mark.parametrize(
    ("front", "first_page"),
    [
        ("Koersnota water\n\nInhoud\n1 Voorwoord 2\n2 Werk 3\n3 Water en groen 4\n\n1 Voorwoord", 3),
        ("Koersnota water\n\nInhoud\nVoorwoord\nWerk\n3 Water en groen\n\nVoorwoord", 3),
        ("Koersnota over water en groen 3\nVoorwoord", 1),
        ("Koersnota\nOnderwerp: 3 Water en groen", 4),
        ("Inhoud\nWerk\nTekst\n3 Water en groen\n\nKoersnota", 3),
    ],
    ids=["contents", "contents without numbers", "words of the first page", "begins late", "contents at the top"],
)
def test_the_head_of_the_last_chapter_stays_once_where_it_runs_to_the_end(front: str, first_page: int) -> None:
    bodies = [f"{_decided(number) * 3}" for number in range(1, 10)]
    before = "\f".join(["", *(f"{'Werk' if number == 1 else 'Tekst'}\n{bodies[number]}" for number in range(1, first_page))])
    last = "\f".join(["", *(f"3 Water en groen\n{body}" for body in bodies[first_page:])])

    left = without_furniture(f"{front}\n{bodies[0]}{before}{last}".split("\n"))

    behind_front = left[len(front.split("\n")) :]
    assert sum(line.strip("\f") == "3 Water en groen" for line in behind_front) == 1


def test_text_at_the_foot_of_long_and_short_pages_stays() -> None:
    said = "Dekking uit de reserve"
    text = "\f".join(f"Maatregel in wijk {number}\n{_decided(number) * (3 if number % 3 else 1)}{said}\n" for number in range(1, 11))

    assert sum(line == said for line in without_furniture(text.split("\n"))) == 10


def test_what_recurs_on_slides_stays() -> None:
    lines = "\f".join(f"Stand van zaken\nWijk {number}\nEr komen {number} banken bij." for number in range(1, 9)).split("\n")

    assert without_furniture(lines) == lines


def test_a_named_page_number_is_left_out_wherever_it_stands() -> None:
    assert without_furniture(["Het plan begint.", "Pagina 3 van 6", "blz. 12", "Pagina's zijn er genoeg."]) == [
        "Het plan begint.",
        "",
        "",
        "Pagina's zijn er genoeg.",
    ]


def test_a_short_document_keeps_its_first_and_last_lines() -> None:
    lines = pages(3).split("\n")

    assert without_furniture(lines) == lines


def test_a_sentence_goes_on_over_a_page_with_a_foot_and_a_head() -> None:
    words = ("bankje", "veld", "hek", "pad", "perk", "beeld")
    text = "\f".join(f"Koersnota\n\n{BODY[1]}\n{_decided(number) * 3}{word}: {BODY[0]}\n\n{number}\n" for number, word in enumerate(words, 1))

    assert sum(len(re.findall(r"zonder ver te hoeven fietsen", block.text)) for block in blocks_of_lines(text)) == 5 + 18  # and within the pages


def test_a_table_of_contents_is_left_out() -> None:
    titles = ["1. Wonen", "2. Zorg voor elkaar", "3. Veilige straten", "4. Groen en water", "5. Sport", "6. Geld"]
    text = "\n\n".join(f"{title}\n\n{BODY[0]}\n{BODY[1]}" for title in titles)
    numbered = "\n".join(f"{title}  {page}" for page, title in enumerate(titles, 3))
    apart = "\n".join([*titles, *"345678"])
    dotted = "\n".join(f"{title} ........ {page}" for page, title in enumerate(titles, 3))

    for contents in (numbered, apart, dotted):
        headings = [block.text for block in blocks_of_lines(f"Koersnota\n\n{contents}\n\n{text}") if block.kind == "heading"]
        assert headings == ["Koersnota", *titles]


def test_what_is_said_twice_is_no_table_of_contents() -> None:
    values = [f"Waarde {number}: wij luisteren naar bewoners van wijk {number}." for number in range(1, 8)]
    lines = [*values, *(BODY * 12), *values]

    assert without_furniture(lines) == lines


def test_a_table_of_contents_under_its_title_needs_no_page_numbers_and_goes_with_its_title() -> None:
    entries = ["1 Voorwoord", "2 Wie wij zijn", "3 Plannen"]
    text = ["Jaarplan", "", "Inhoud", *entries, "", *(line for entry in entries for line in (entry, "", *BODY * 4, ""))]

    left = [line for line in without_furniture(text) if line]

    assert "Inhoud" not in left
    assert [left.count(entry) for entry in entries] == [1, 1, 1]


def test_a_table_of_contents_may_open_the_document() -> None:
    entries = ["1 Voorwoord", "2 Wie wij zijn", "3 Plannen"]
    text = ["Inhoudsopgave", *entries, "", *(line for entry in entries for line in (entry, "", *BODY * 4, ""))]

    assert [line for line in without_furniture(text) if line].count("1 Voorwoord") == 1


def test_a_summary_that_is_said_again_stays_and_so_does_a_heading_inhoud_with_text_under_it() -> None:
    entries = ["Meer groen", "Minder auto's", "Schone lucht"]
    text = ["Programma", "", "In het kort", *entries, "", "Inhoud", *BODY, "", *(line for entry in entries for line in (entry, "", *BODY * 4, ""))]

    assert without_furniture(text) == text


def test_very_many_bare_numbers_take_no_long_time() -> None:
    lines = [line for number in range(20_000) for line in ("Vraag van de fractie", str(number % 1000))]
    start = time.perf_counter()

    without_furniture(lines)

    assert time.perf_counter() - start < 5
