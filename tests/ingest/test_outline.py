"""How the headings of a text without told levels find their place: by number, recurrence, announcement and page."""

import pytest

from ingest.blocks import Block, BlockKind
from ingest.outline import heading_number, part_number, under_subject, with_levels


def heading(text: str, level: int = 0, *, opens_page: bool = False) -> Block:
    return Block(BlockKind.HEADING, text, level=level, opens_page=opens_page)


def paragraph(text: str = "Hier staat een zin.") -> Block:
    return Block(BlockKind.PARAGRAPH, text)


def levels(*blocks: Block) -> list[tuple[str, int]]:
    return [(block.text, block.level) for block in with_levels(list(blocks)) if block.kind is BlockKind.HEADING]


def test_number_of_a_heading_is_read_with_and_without_its_last_point() -> None:
    assert [heading_number(text) for text in ("3. Wegen", "3.1 Paden", "3.1. Paden", "12.4.2 Bruggen")] == ["3", "3.1", "3.1", "12.4.2"]


def test_heading_without_a_number_has_none() -> None:
    assert [heading_number(text) for text in ("Wegen", "8a.6 Stand van de wegen", "2024", "2024 in cijfers")] == [None, None, None, None]


def test_a_part_has_the_number_behind_what_it_is_called() -> None:
    numbers = {
        "Thema 3: Schoon water": "3",
        "HOOFDSTUK 2": "2",
        "Pijler 4 Banen": "4",
        "Paragraaf 2.1": "2.1",
        "Programma 5 – Haven": "5",
        "3. Thema 4": "3",
        "Doel 2: Banen": "2",
        "Programma 2027": None,
        "Programma 1e helft": None,
        "Thema's 3": None,
    }

    assert {heading: part_number(heading) for heading in numbers} == numbers


def test_numbers_tell_the_level() -> None:
    assert levels(
        heading("1. Wegen"), paragraph(), heading("1.1 Paden"), paragraph(), heading("1.1.2 Bruggen"), paragraph(), heading("2. Groen")
    ) == [
        ("1. Wegen", 1),
        ("1.1 Paden", 2),
        ("1.1.2 Bruggen", 3),
        ("2. Groen", 1),
    ]


def test_parts_of_an_agenda_with_a_letter_stand_below_the_chapter_that_has_a_heading() -> None:
    assert heading_number("6.a.1 Bruggen") == "6.a.1"
    assert levels(
        heading("Mededelingen"),
        paragraph(),
        heading("6.a Bruggen"),
        heading("6.a.1 De schouw"),
        paragraph(),
        heading("Het onderhoud"),  # its number is lost
        paragraph(),
        heading("7.b.1 Vragen"),
        paragraph(),
    ) == [("Mededelingen", 1), ("6.a Bruggen", 1), ("6.a.1 De schouw", 2), ("Het onderhoud", 2), ("7.b.1 Vragen", 1)]


def test_chapters_with_lettered_parts_are_no_agenda() -> None:
    assert levels(heading("1. Wegen"), paragraph(), heading("1.a Paden"), paragraph(), heading("Hoe"), paragraph(), heading("2.1 Groen"))[1:] == [
        ("1.a Paden", 2),
        ("Hoe", 3),
        ("2.1 Groen", 2),
    ]


def test_one_number_with_a_letter_makes_no_agenda() -> None:
    plan = [
        heading("1. Wonen"),
        heading("Waarom"),
        paragraph(),
        heading("1.1 Huur"),
        paragraph(),
        heading("3.b Elders"),
        paragraph(),
        heading("4. Zorg"),
    ]

    assert levels(*plan, heading("Kosten"), paragraph())[1] == ("Waarom", 2)
    assert levels(*plan, heading("Kosten"), paragraph())[-1] == ("Kosten", 2)


def test_lettered_parts_of_chapters_with_a_word_make_no_agenda() -> None:
    chapters = [heading("Hoofdstuk 1 Wonen"), heading("1.a Huur"), paragraph(), heading("Waarom"), paragraph(), heading("Hoofdstuk 2 Groen")]

    assert [level for _, level in levels(*chapters, heading("2.a Bomen"), paragraph())] == [1, 2, 3, 1, 2]


def test_heading_without_a_number_stands_below_the_last_number() -> None:
    assert levels(heading("1. Wegen"), heading("Waarom"), paragraph(), heading("1.1 Paden"), heading("Hoe"), paragraph())[1::2] == [
        ("Waarom", 2),
        ("Hoe", 3),
    ]


def test_the_heading_of_an_example_is_no_theme_of_the_goal_behind_it() -> None:
    goals = [
        heading("2 Dijken"),
        heading("Doel 2.1 Hoger"),
        paragraph(),
        heading("Voorbeeld: de dijk"),
        paragraph(),
        heading("Doel 2.2 Sterker"),
        paragraph(),
    ]

    assert levels(*goals) == [("2 Dijken", 1), ("Doel 2.1 Hoger", 2), ("Voorbeeld: de dijk", 3), ("Doel 2.2 Sterker", 2)]


@pytest.mark.parametrize("theme", ["Kadernota jeugd", "Kaders en ruimte", "In de praktijk leren"])
def test_a_theme_that_only_begins_as_an_example_does_holds_its_goals(theme: str) -> None:
    found = levels(heading("Lezen"), paragraph(), heading(theme), heading("Doel 1. Hoger"), paragraph(), heading("Doel 2. Sterker"), paragraph())

    assert dict(found)[theme] < dict(found)["Doel 1. Hoger"]


def test_recurring_headings_stand_side_by_side_below_each_number() -> None:
    found = levels(
        heading("1. Wegen"),
        heading("Doel"),
        paragraph(),
        heading("Inzet"),
        paragraph(),
        heading("2. Groen"),
        heading("Doel"),
        paragraph(),
        heading("Inzet"),
        paragraph(),
    )

    assert [level for _, level in found] == [1, 2, 2, 1, 2, 2]


def test_other_heading_below_a_recurring_one_is_its_part() -> None:
    found = levels(heading("1. Wegen"), heading("Plannen"), heading("Fietspaden"), paragraph(), heading("2. Groen"), heading("Plannen"), paragraph())

    assert found[1:3] == [("Plannen", 2), ("Fietspaden", 3)]


def test_announced_parts_stand_below_the_heading_that_announces_them() -> None:
    found = levels(
        heading("1. Wegen"),
        heading("Verkeer"),
        paragraph("De raad kiest voor de volgende twee doelen."),
        heading("Rustige straten"),
        paragraph(),
        heading("Veilige paden"),
        paragraph(),
        heading("Parkeren"),
        paragraph(),
    )

    assert [level for _, level in found] == [1, 2, 3, 3, 2]


@pytest.mark.parametrize("name", ["Speerpunten", "Kernwaarden", "Kernthema’s", "Deelprogramma's", "Projecten", "Leefgebieden"])
def test_text_under_a_heading_may_count_its_parts_by_the_heading_itself_or_the_end_of_its_word(name: str) -> None:
    found = levels(
        heading(name),
        paragraph(f"Er zijn drie {name.lower()}."),
        heading("Water"),
        heading("Bodem"),
        heading("Lucht"),
        heading("Tot slot"),
        paragraph(),
    )

    assert [level for _, level in found] == [1, 2, 2, 2, 1]


@pytest.mark.parametrize(
    ("name", "said"), [("Buurtbussen", "Er rijden drie buurtbussen."), ("Nieuwe sluizen", "Er liggen nu twee nieuwe sluizen in de vaart.")]
)
def test_a_heading_that_names_a_thing_announces_no_parts_where_that_is_counted(name: str, said: str) -> None:
    found = levels(heading(name), paragraph(said), heading("Geld"), paragraph(), heading("Mensen"), paragraph(), heading("Gevaar"), paragraph())

    assert {level for _, level in found} == {1}


def test_closing_parts_stand_beside_the_chapters() -> None:
    assert levels(heading("1. Wegen"), paragraph(), heading("2. Groen"), heading("Bomen"), paragraph(), heading("Planning"), paragraph())[-2:] == [
        ("Bomen", 2),
        ("Planning", 1),
    ]


def test_headings_without_any_number_stand_side_by_side() -> None:
    assert levels(heading("Wegen"), paragraph(), heading("Groen"), paragraph()) == [("Wegen", 1), ("Groen", 1)]


def test_where_chapters_open_pages_a_heading_in_mid_page_is_no_chapter() -> None:
    found = levels(
        heading("Vooraf", opens_page=True),
        heading("Geld"),
        paragraph(),
        heading("1. Wegen", opens_page=True),
        paragraph(),
        heading("2. Groen", opens_page=True),
        paragraph(),
    )

    assert found[:2] == [("Vooraf", 1), ("Geld", 2)]


def test_lone_first_heading_of_the_highest_level_is_the_title_and_chapters_count_from_one() -> None:
    assert levels(heading("Koers", 1), heading("Wegen", 2), heading("Paden", 3), heading("Groen", 2)) == [
        ("Koers", 1),
        ("Wegen", 1),
        ("Paden", 2),
        ("Groen", 1),
    ]


def test_told_levels_move_up_when_none_is_the_highest() -> None:
    assert levels(heading("Wegen", 2), heading("Paden", 3), heading("Groen", 2)) == [("Wegen", 1), ("Paden", 2), ("Groen", 1)]


def test_text_without_headings_stays_as_it_is() -> None:
    assert with_levels([paragraph()]) == [paragraph()]


def test_a_longer_line_with_nothing_under_it_is_text_and_no_heading() -> None:
    lines = ["Stuur het verslag naar alle leden [Ria]", "Prik een datum voor de volgende keer [Jan]"]

    blocks = with_levels([heading("Verslag"), paragraph(), heading("Acties"), *map(heading, lines)])

    assert [block.text for block in blocks if block.kind is BlockKind.PARAGRAPH] == ["Hier staat een zin.", *lines]


@pytest.mark.parametrize("line", ["Dorp Zeewijk € 12,5 miljoen", "Wegen 4.100 4.350", "Deelname 87 %", "Onderhoud van bruggen en wegen 410 435 25"])
def test_a_line_that_ends_in_an_amount_is_text_when_nothing_stands_under_it(line: str) -> None:
    assert levels(heading("Geld"), paragraph(), heading(line), heading("Een lange regel met een bedrag 2.300"), heading("Groen"), paragraph()) == [
        ("Geld", 1),
        ("Groen", 1),
    ]


def test_a_line_of_a_table_of_contents_and_a_chapter_with_a_figure_stay_headings() -> None:
    kept = [
        heading("Plannen"),
        paragraph(),
        heading("Wat wij in het dorp doen 12"),
        heading("Wat wij aan zee doen 14"),
        heading("Meer dan € 12 miljoen"),
        paragraph(),
    ]

    assert len(levels(*kept)) == 4


def test_a_title_a_chapter_and_a_short_line_stay_headings_when_nothing_stands_under_them() -> None:
    title, chapter = "Hoe wij de komende jaren wonen", "1. Wat wij voor onze huurders doen"
    asked, listed = "Wat mag het ons gaan kosten?", ("2. Wat wij voor scholen doen . . . . 5", "3. Wat wij voor ouderen doen 7")
    found = levels(heading(title), heading(chapter), heading("1.1 Huur"), paragraph(), heading("Begroting"), heading(asked), *map(heading, listed))

    assert [text for text, _ in found] == [title, chapter, "1.1 Huur", "Begroting", asked, *listed]


def test_one_line_by_itself_may_open_a_chapter() -> None:
    blocks = [heading("Wonen"), paragraph(), heading("Samen werken aan een sterke stad"), heading("Sport"), paragraph()]

    assert len(levels(*blocks)) == 3


def test_a_theme_over_a_recurring_label_stays_a_heading() -> None:
    themes = ["Een veilige en schone leefomgeving voor iedereen", "Goed onderwijs voor alle kinderen", "Betaalbare zorg voor ouderen in dorpen"]
    blocks = [block for theme in themes for block in (heading(theme), heading("Wat gaan we doen?"), paragraph())]

    assert [text for text, _ in levels(heading("Plan"), *blocks) if text in themes] == themes


def test_headings_that_the_format_told_stay_headings() -> None:
    assert len(levels(heading("Plan", 1), heading("Wat wij voor onze huurders doen", 2), heading("Wat wij voor scholen gaan doen", 2))) == 3


def test_goals_stand_below_their_theme_and_what_recurs_below_each_goal() -> None:
    assert levels(
        *(heading("Inleiding"), paragraph(), heading("Veilig thuis"), paragraph()),
        *(heading("Doel 1: Elk kind is veilig"), paragraph(), heading("Acties"), paragraph()),
        *(heading("Doel 2: Ouders krijgen steun"), paragraph(), heading("Acties"), paragraph()),
        *(heading("Gezond"), paragraph(), heading("Doel 3: Kinderen bewegen"), paragraph()),
        *(heading("4. Geld"), paragraph(), heading("Doel 4: Genoeg geld"), paragraph()),
    ) == [
        ("Inleiding", 1),
        ("Veilig thuis", 1),
        ("Doel 1: Elk kind is veilig", 2),
        ("Acties", 3),
        ("Doel 2: Ouders krijgen steun", 2),
        ("Acties", 3),
        ("Gezond", 1),
        ("Doel 3: Kinderen bewegen", 2),
        ("4. Geld", 1),
        ("Doel 4: Genoeg geld", 2),
    ]


def test_the_subject_of_a_letter_stands_over_all_that_follows() -> None:
    found = under_subject([heading("Brief", 1), paragraph("Onderwerp: De brug"), paragraph(), heading("1. Geld", 1), paragraph()])

    assert [(block.text, block.level) for block in found if block.kind is BlockKind.HEADING] == [
        ("Brief", 1),
        ("Onderwerp: De brug", 1),
        ("1. Geld", 2),
    ]


def test_a_list_of_subjects_and_a_subject_below_a_chapter_are_no_letters() -> None:
    for blocks in (
        [heading("Lijst", 1), paragraph("Onderwerp: De brug"), paragraph("Onderwerp: De weg")],
        [heading("Lijst", 1), paragraph(), heading("1. De brug", 2), paragraph("Onderwerp: De brug"), heading("2. De weg", 2), paragraph()],
        [heading("Lijst", 1), heading("1. De brug", 2), paragraph("Onderwerp: De brug"), heading("2. De weg", 2), paragraph()],
        [heading("Brief", 1), paragraph("Betreft: de bijdrage gaat omhoog. Aanvragen kan tot 1 mei."), paragraph()],
        [heading("Brief", 1), paragraph("Onderwerp: De brug Datum: 3 mei 2027 Kenmerk: 12"), paragraph()],
    ):
        assert under_subject(blocks) == blocks


def test_programmes_with_a_number_are_chapters_with_goals_below() -> None:
    assert levels(
        *(heading("Programma 3 Wegen"), paragraph(), heading("Opgave"), paragraph(), heading("Doelstelling 3.1 Veilig"), paragraph()),
        *(heading("Programma 4 Zorg"), paragraph(), heading("Doelstelling 4.1 Hulp"), paragraph()),
    ) == [("Programma 3 Wegen", 1), ("Opgave", 2), ("Doelstelling 3.1 Veilig", 3), ("Programma 4 Zorg", 1), ("Doelstelling 4.1 Hulp", 2)]
