"""What a text extraction does to a document, one flaw at a time, and what must come out of it all the same."""

import textwrap
import time

import pytest

from ingest.blocks import Block, BlockKind
from ingest.headings import has_form_of_heading
from ingest.lines import blocks_of_lines, join_lines

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM

PLAN = (
    "Het college van Rietmeer maakt elk jaar een plan voor de dorpen en de buitenwijken. In dat plan staat wat er "
    "gebeurt met de wegen, de scholen en de velden van de verenigingen. Inwoners mogen hun mening geven tot en met de "
    "laatste dag van de maand mei, op papier of met een bericht. De raad bespreekt alle reacties in juni en beslist dan."
)
MONEY = (
    "Voor het onderhoud van bruggen is er minder geld dan vorig jaar. De wethouder stelt daarom voor om de brug bij de "
    "molen pas over twee jaar te schilderen. De brug blijft open voor fietsers, en ook voor de bus van de school. Wie er "
    "hinder van heeft, kan zich melden bij het loket in het dorpshuis aan de Kade."
)


def wrapped(text: str, width: int = 90) -> str:
    return textwrap.fill(text, width, break_on_hyphens=False)


def read(*parts: str, between: str = "\n\n") -> list[tuple[BlockKind, str]]:
    """Read the parts as one file; a text of two ordinary paragraphs around them sets the usual width of its lines."""
    text = between.join([wrapped(PLAN), *parts, wrapped(MONEY)])
    blocks = [(block.kind, block.text) for block in blocks_of_lines(text)]
    assert blocks[0] == (PARAGRAPH, PLAN)
    assert blocks[-1] == (PARAGRAPH, MONEY)
    return blocks[1:-1]


def test_wrapped_lines_of_a_paragraph_become_one_text() -> None:
    assert read() == []


def test_double_spaced_lines_are_joined_and_a_wider_gap_parts_paragraphs() -> None:
    lines = [*wrapped(PLAN).split("\n"), "", *wrapped(MONEY).split("\n")]

    assert [block.text for block in blocks_of_lines("\n\n".join(lines))] == [PLAN, MONEY]


def test_page_break_in_mid_sentence_does_not_cut_the_sentence() -> None:
    first, *rest = wrapped(PLAN).split("\n")
    broken = "\n".join([first, f" {rest[0]}", *rest[1:], "", wrapped(MONEY)])

    assert [block.text for block in blocks_of_lines(broken)] == [PLAN, MONEY]


def test_a_letter_or_number_behind_a_bullet_goes_before_its_text_one_paragraph_lower() -> None:
    text = "De raad besluit:\n\n  • 1.\n\n    Deze plannen vast te stellen:\n\n    • a.\n\n      veilige bruggen;\n\n    • b.\n\n      een diepe haven;\n\n  • 2.\n\n    de kosten te betalen."

    assert [(block.marker, block.text) for block in blocks_of_lines(f"{wrapped(PLAN)}\n\n{text}\n\n{wrapped(MONEY)}")][1:-1] == [
        ("", "De raad besluit:"),
        ("1.", "Deze plannen vast te stellen:"),
        ("a.", "veilige bruggen;"),
        ("b.", "een diepe haven;"),
        ("2.", "de kosten te betalen."),
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("Onderwijs-\nraad:        Lotte Bax (voorzitter)", "Onderwijsraad: Lotte Bax (voorzitter)"),
        ("Bank-\nen leenstand van het dorp", "Bank- en leenstand van het dorp"),
    ],
)
def test_short_line_that_ends_in_a_hyphen_goes_on_in_lower_case(lines: str, text: str) -> None:
    assert [text for _, text in read(lines)] == [text]


def test_page_break_before_a_bullet_leaves_the_bullet() -> None:
    assert read("- De gemeente plant bomen in de straat.\n - De buurt kiest de soort.") == [
        (ITEM, "De gemeente plant bomen in de straat."),
        (ITEM, "De buurt kiest de soort."),
    ]


def test_page_break_before_a_heading_leaves_the_heading() -> None:
    text = f"{wrapped(PLAN)}\n 3. Wegen\n\n{wrapped(MONEY)}"

    assert [(block.kind, block.text) for block in blocks_of_lines(text)] == [(PARAGRAPH, PLAN), (HEADING, "3. Wegen"), (PARAGRAPH, MONEY)]
    assert blocks_of_lines(text)[1].opens_page


def test_heading_at_the_top_of_a_page_is_a_heading_though_the_line_above_is_full() -> None:
    full = "Het dorp krijgt een nieuwe brug, een nieuwe sluis en ook een nieuwe kade voor alle boten."
    assert len(full) == 89

    assert read(f"{full}\n Bruggen en sluizen\n{wrapped(MONEY)}") == [(PARAGRAPH, full), (HEADING, "Bruggen en sluizen"), (PARAGRAPH, MONEY)]


def test_line_that_an_extraction_broke_early_goes_on_below_when_the_sentence_does() -> None:
    start = PLAN.index("de velden van")  # more than a heading's length after the beginning, in mid-sentence
    broken = f"{wrapped(PLAN[:start])}\n{wrapped(PLAN[start:])}"

    assert [block.text for block in blocks_of_lines(f"{broken}\n\n{wrapped(MONEY)}")] == [PLAN, MONEY]


def test_form_feeds_count_the_pages() -> None:
    blocks = blocks_of_lines(f"{wrapped(PLAN)}\n\fBruggen\n\n{wrapped(MONEY)}")

    assert [(block.kind, block.page) for block in blocks] == [(PARAGRAPH, 1), (HEADING, 2), (PARAGRAPH, 2)]


def test_form_feed_in_mid_sentence_does_not_cut_the_sentence() -> None:
    first, *rest = wrapped(PLAN).split("\n")

    assert [block.text for block in blocks_of_lines(f"{first}\n\f{chr(10).join(rest)}\n\n{wrapped(MONEY)}")] == [PLAN, MONEY]


def test_text_without_form_feeds_has_no_pages() -> None:
    assert {block.page for block in blocks_of_lines(wrapped(PLAN))} == {None}


def test_blank_line_inside_a_bullet_does_not_cut_the_bullet() -> None:
    item = "Bewoners praten mee over het plein, zodat er plaats blijft voor de markt en voor kinderen die er na school willen spelen."
    first, second = wrapped(f"- {item}").split("\n")

    assert read(f"{first}\n\n{second}\n\n- De markt blijft.") == [(ITEM, item), (ITEM, "De markt blijft.")]


def test_heading_without_a_blank_line_before_its_text_is_a_heading() -> None:
    assert read(f"Bruggen en sluizen\n{wrapped(MONEY)}") == [(HEADING, "Bruggen en sluizen"), (PARAGRAPH, MONEY)]


def test_numbered_heading_over_two_lines_is_one_heading() -> None:
    heading = "2.1 Dorpen houden een eigen winkel, een eigen school en een plek waar verenigingen bijeen kunnen komen"

    assert read(f"{wrapped(heading)}\n\n{wrapped(MONEY)}")[0] == (HEADING, heading)


def test_numbered_lines_after_a_colon_are_items_though_they_look_like_headings() -> None:
    assert read("Het college doet drie dingen:", "1. Wegen maken\n2. Bruggen bouwen\n3. Sluizen sluiten") == [
        (PARAGRAPH, "Het college doet drie dingen:"),
        (ITEM, "Wegen maken"),
        (ITEM, "Bruggen bouwen"),
        (ITEM, "Sluizen sluiten"),
    ]


def test_numbers_that_begin_anew_inside_a_chapter_are_items() -> None:
    kinds = [
        kind for kind, _ in read("3. Verkeer", wrapped(MONEY), "1. Rustige straten\n2. Veilige paden", wrapped(PLAN), "4. Groen", wrapped(MONEY))
    ]

    assert kinds == [HEADING, PARAGRAPH, ITEM, ITEM, PARAGRAPH, HEADING, PARAGRAPH]


def test_wrapped_line_that_begins_with_a_dash_is_no_bullet() -> None:
    aside = (
        "De raad wil een gemeente die klaar is voor de toekomst en die daarbij - wat betreft de wegen - zuinig omgaat met het geld van alle inwoners."
    )
    first, second = aside[: aside.index("- zuinig")].rstrip(), aside[aside.index("- zuinig") :]
    assert len(first) > 75, "the first line must be full, or the break was made on purpose"

    assert read(f"{first}\n{second}") == [(PARAGRAPH, aside)]


@pytest.mark.parametrize(("one", "two"), [("•", "•"), ("-", "-"), ("–", "–"), ("*", "*"), ("a.", "b."), ("1)", "2)"), ("(a)", "(b)")])
def test_every_sign_of_a_list_makes_items(one: str, two: str) -> None:
    text = f"{wrapped(PLAN)}\n\n{one} Meer bankjes in het park;\n{two} Meer licht in de tunnel.\n\n{wrapped(MONEY)}"

    items = [block for block in blocks_of_lines(text) if block.kind is ITEM]

    assert items == [Block(ITEM, "Meer bankjes in het park;", marker=one), Block(ITEM, "Meer licht in de tunnel.", marker=two)]


def test_indented_bullets_are_items() -> None:
    assert read("  • Een veilig zebrapad.\n  • Een nieuwe bushalte.") == [(ITEM, "Een veilig zebrapad."), (ITEM, "Een nieuwe bushalte.")]


def test_footnote_number_glued_to_a_word_stays_in_the_text() -> None:
    assert read("De visie van de raad2 geldt tot het jaar 2040.") == [(PARAGRAPH, "De visie van de raad2 geldt tot het jaar 2040.")]


def test_footnote_lines_stand_apart_from_the_text_above() -> None:
    notes = "1 Zie de site van Rietmeer, onder wegen.\n2 Besluit van de raad over de dorpen, te lezen in het archief."

    assert read(f"{wrapped(PLAN)}\n{notes}") == [(PARAGRAPH, PLAN), *((PARAGRAPH, note) for note in notes.split("\n"))]


def test_hyphen_at_the_end_of_a_line_belongs_to_its_word() -> None:
    assert join_lines(["een lastige politiek-", "bestuurlijke afweging"]) == "een lastige politiek-bestuurlijke afweging"


def test_hyphen_before_en_or_of_keeps_its_space() -> None:
    assert join_lines(["regels voor in-", "en uitvoer, zomer-", "of wintertijd"]) == "regels voor in- en uitvoer, zomer- of wintertijd"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["een nieuwe aanslui-", "ting op het net"], "een nieuwe aansluiting op het net"),
        (["de prak-", "tijkondersteuner jeugd"], "de praktijkondersteuner jeugd"),
        (["de provincie Noord-", "Holland"], "de provincie Noord-Holland"),
        (["het VNG-", "bestuur"], "het VNG-bestuur"),
        (["een niet-", "westerse achtergrond"], "een niet-westerse achtergrond"),
        (["de oud-", "wethouder"], "de oud-wethouder"),
        (["de wijk-", "en dorpsraden"], "de wijk- en dorpsraden"),
    ],
)
def test_a_word_that_a_line_end_breaks_is_whole_again_and_a_hyphen_of_its_own_stays(lines: list[str], text: str) -> None:
    assert join_lines(lines) == text


def test_dash_with_a_space_before_it_stays_a_dash() -> None:
    assert join_lines(["de wegen -", "zo denkt men - zijn smal"]) == "de wegen - zo denkt men - zijn smal"


def test_bare_name_between_paragraphs_is_no_heading() -> None:
    assert read("Wethouder Noor van Dam", "Bruggen", wrapped(MONEY))[:2] == [(PARAGRAPH, "Wethouder Noor van Dam"), (HEADING, "Bruggen")]


def test_signature_with_a_date_is_no_heading() -> None:
    assert read("Het college van Rietmeer\n14 maart 2024") == [(PARAGRAPH, "Het college van Rietmeer"), (PARAGRAPH, "14 maart 2024")]


def test_numbered_line_with_a_date_that_counts_on_is_a_heading() -> None:
    parts = ("1. Opening", wrapped(MONEY), "2. Verslag van 10 mei 2024", wrapped(PLAN), "3. Bruggen", wrapped(MONEY))

    assert [text for kind, text in read(*parts) if kind is HEADING] == ["1. Opening", "2. Verslag van 10 mei 2024", "3. Bruggen"]


def test_first_point_may_hold_a_date() -> None:
    assert read("1. Verslag van 10 mei 2024", wrapped(MONEY), "2. Bruggen")[0] == (HEADING, "1. Verslag van 10 mei 2024")


def test_numbered_line_with_a_date_that_does_not_count_on_is_an_item() -> None:
    assert read("1. Opening", wrapped(MONEY), "4. Brief van 10 mei 2024")[-1] == (ITEM, "Brief van 10 mei 2024")


def test_bare_list_of_dated_things_is_a_list() -> None:
    assert [kind for kind, _ in read("1. Brief van 10 mei 2024\n2. Brief van 12 mei 2024", wrapped(PLAN))] == [ITEM, ITEM, PARAGRAPH]


@pytest.mark.parametrize("line", ["Aanwezig: 23 van de 25 leden", "Niet aanwezig: mevrouw De Groot", "Griffier: L. Kramer"])
def test_label_with_its_text_behind_it_is_no_heading(line: str) -> None:
    assert read(line, wrapped(MONEY))[0] == (PARAGRAPH, line)


@pytest.mark.parametrize("line", ["3. Bruggen: open of dicht", "3.1 Bruggen: open of dicht", "Doel 2: Veilige bruggen", "Hoofdstuk 4: Sluizen"])
def test_numbered_heading_may_hold_a_colon(line: str) -> None:
    assert read(line, wrapped(MONEY))[0] == (HEADING, line)


def test_line_with_a_web_address_is_no_heading() -> None:
    assert read("Meer op https://rietmeer.example/wegen")[0][0] is PARAGRAPH


def test_short_sentence_is_no_heading() -> None:
    assert read("De brug blijft open.")[0][0] is PARAGRAPH


def test_last_line_of_a_text_is_no_heading_because_nothing_stands_under_it() -> None:
    assert blocks_of_lines(f"{wrapped(PLAN)}\n\nGemeente Rietmeer")[-1].kind is PARAGRAPH


def test_paragraphs_that_are_one_long_line_each_stay_apart() -> None:
    assert [block.text for block in blocks_of_lines(f"{PLAN}\n{MONEY}\n{PLAN}")] == [PLAN, MONEY, PLAN]


REPORT = [
    "Het college stelt voor om de brug bij de molen pas over twee jaar te schilderen.",
    "Besluit: De raad stemt in met het voorstel over de brug.",
    "De voorzitter bedankt de bewoners van de Kade voor hun komst en voor hun brieven.",
    "De wethouder zegt toe dat het loket in het dorpshuis ook op zaterdag open is.",
    "Besluit: De raad neemt de toezegging aan en sluit het punt.",
    "De vergadering over de wegen en de bruggen gaat op de eerste dinsdag van mei verder.",
]


def test_short_paragraphs_of_one_line_each_stay_apart_where_long_lines_end_their_sentence() -> None:
    assert [block.text for block in blocks_of_lines("\n".join(REPORT))] == REPORT


def test_few_lines_that_happen_to_end_a_sentence_do_not_make_a_text_unwrapped() -> None:
    lines = wrapped(PLAN).split("\n")

    assert [block.text for block in blocks_of_lines("\n".join(lines))] == [PLAN]


@pytest.mark.parametrize("label", ["Besluit:", "Tegen stemt:", "Voor het voorstel:"])
def test_label_begins_a_paragraph_when_the_line_above_ended_a_sentence(label: str) -> None:
    full = "De raad sprak lang over de brug, over de sluis en over de kade voor alle schepen in mei."
    assert len(full) > 85, "the line above must be full, or the break was made on purpose"

    assert read(f"{full}\n{label} de fractie van de molen.") == [(PARAGRAPH, full), (PARAGRAPH, f"{label} de fractie van de molen.")]


def test_label_in_mid_sentence_begins_nothing() -> None:
    first = "De raad sprak lang over de brug, over de sluis en over het stuk met als titel bij agenda"
    assert len(first) > 85, "the line above must be full, or the break was made on purpose"

    assert read(f"{first}\nBesluit: een kader.") == [(PARAGRAPH, f"{first} Besluit: een kader.")]


def test_windows_and_old_mac_line_ends_read_as_line_ends() -> None:
    text = f"{wrapped(PLAN)}\n\n{wrapped(MONEY)}"

    assert blocks_of_lines(text.replace("\n", "\r\n")) == blocks_of_lines(text.replace("\n", "\r")) == blocks_of_lines(text)


def test_letters_written_as_two_code_points_become_one() -> None:
    assert blocks_of_lines("Coo\u0308rdinatie van de wegen.")[0].text == "Coördinatie van de wegen."


def test_text_without_a_filled_line_gives_no_blocks() -> None:
    assert blocks_of_lines(" \n\n\f\n") == []


def test_marks_of_symbol_fonts_and_marks_on_a_line_of_their_own_begin_items() -> None:
    blocks = blocks_of_lines(
        "De raad wil drie dingen:\n\uf0b7  meer bomen in de wijk;\n\uf0a7 een fietspad;\n•\neen speelveld.\no een bankje.\n− een brug.\n"
    )

    assert [(block.kind, block.text) for block in blocks[1:]] == [
        ("item", "meer bomen in de wijk;"),
        ("item", "een fietspad;"),
        ("item", "een speelveld."),
        ("item", "een bankje."),
        ("item", "een brug."),
    ]


def test_a_number_on_a_line_of_its_own_belongs_to_its_heading() -> None:
    text = "1.3\n\nWerkwijze\n\nWij spraken met bewoners, en met ondernemers uit de hele gemeente, over wat er beter kan in hun straat.\n"

    assert blocks_of_lines(text)[0].text == "1.3 Werkwijze"


def test_numbers_with_a_letter_belong_to_their_headings_and_those_of_a_column_to_none() -> None:
    agenda = (
        "6.a\n\nBruggen en sluizen\n\n6.a.1\n\nVerslag van de schouw van 3 juni 2031\n\nBesluit:\n\nHet verslag over de bruggen en sluizen in onze gemeente vast te stellen.\n\n"
        "6.a.2\n\n41 Vragen van de raad over de sluis\n\nBesluit:\n\nDe vragen van de raad over de sluis te beantwoorden met bijgaande brief.\n\n"
        "7\n\n7.a\n\nRondvraag\n\nBesluit:\n\nDe brief over de rondvraag aan de raad te sturen.\n\n7.b\n\n8\n\n9\n\nSluiting\n"
    )

    assert [block.text for block in blocks_of_lines(agenda) if block.kind is HEADING] == [
        "6.a Bruggen en sluizen",
        "6.a.1 Verslag van de schouw van 3 juni 2031",
        "6.a.2 41 Vragen van de raad over de sluis",
        "Rondvraag",
    ]


def test_a_narrow_column_is_read_as_paragraphs() -> None:
    wide = "De gemeente wil dat iedereen mee kan doen, en vraagt bewoners van alle wijken om hun mening over het plan te geven.\n"
    narrow = "Elk jaar is het een uitdaging om rond\nte komen. De gemeente gaat voor de eerste\nkeer geld lenen. Dat doen we alleen\nvoor projecten. Niet voor wat elk jaar\nterugkomt.\n"

    assert [block.text for block in blocks_of_lines(f"{wide}\n{narrow}\n{wide}")] == [wide.strip(), " ".join(narrow.split()), wide.strip()]


def test_an_item_goes_on_in_lower_case_however_short_its_first_line() -> None:
    wide = "De gemeente wil dat iedereen mee kan doen, en vraagt bewoners van alle wijken om hun mening over het plan te geven.\n"
    blocks = blocks_of_lines(f"{wide}\n1. Een nieuwe werf op het\nterrein bij de haven;\n2. Een balie in het\noude station;\n")

    assert [block.text for block in blocks[1:]] == ["Een nieuwe werf op het terrein bij de haven;", "Een balie in het oude station;"]


def test_an_item_goes_on_after_a_blank_line_when_its_line_is_full_and_another_item_follows() -> None:
    full = "• Er moeten afspraken komen met de twee bedrijven die het systeem voor de telefoons hebben gemaakt en de"
    blocks = blocks_of_lines(
        f"De raad noemt drie maatregelen:\n{full}\n\nEuropese Commissie;\n• De server voldoet aan de eisen;\n• Er komt een wet.\n"
    )

    assert [(block.kind, block.text) for block in blocks[1:]] == [
        ("item", f"{full[2:]} Europese Commissie;"),
        ("item", "De server voldoet aan de eisen;"),
        ("item", "Er komt een wet."),
    ]


def test_a_line_that_ends_in_an_article_or_conjunction_goes_on_whatever_stands_below() -> None:
    assert read("Het advies van de Afdeling over de\n\nRaad van State en het rapport.") == [
        (PARAGRAPH, "Het advies van de Afdeling over de Raad van State en het rapport.")
    ]
    assert read("3.2 Stakeholders en het gebruik van wegen en\n\nPaden", "Er komen er meer.")[0] == (
        HEADING,
        "3.2 Stakeholders en het gebruik van wegen en Paden",
    )
    assert len(read("De raad kiest met het rapport van de", "12 Zie het verslag van mei.")) == 2


def test_a_number_at_the_end_of_a_sentence_stays_there_and_numbers_in_a_row_stay_apart() -> None:
    assert "groep 8." in " ".join(
        block.text
        for block in blocks_of_lines(f"{wrapped(PLAN)}\n\nDe kinderen leren dit van de leraar in groep\n8.\n\nDe raad besluit morgen over meer.")
    )
    assert not any(block.marker for block in blocks_of_lines("1.\n2.\n3.\nWonen\nZorg\nGeld\n"))
    assert blocks_of_lines("1.\nWonen in de stad\f\nAlgemeen.\n\f\nVerder gaat het plan.\n")[-1].page == 3


def test_the_heading_of_the_next_page_is_no_part_of_the_sentence_above() -> None:
    body = wrapped(PLAN, 90).rstrip(".") + " en zo gaat het verder in dit jaar.3"
    assert (HEADING, "Wonen en leven") in [(block.kind, block.text) for block in blocks_of_lines(f"{body}\n\f\nWonen en leven\n\n{wrapped(MONEY)}")]


def test_a_heading_may_end_in_het_or_dat() -> None:
    assert read("Zo werkt het", wrapped(MONEY))[0] == (HEADING, "Zo werkt het")


@pytest.mark.parametrize("mark", ["-", "•", "–", "o"])
def test_a_mark_on_a_line_of_its_own_belongs_to_the_item_below(mark: str) -> None:
    text = f"{wrapped(PLAN)}\n\nHierbij hoort:\n{mark}\njachthaven en kade;\n{mark}\n\nliggeld voor boten;\n{mark} bruggen.\n\n{wrapped(MONEY)}"

    assert [block.text for block in blocks_of_lines(text) if block.kind is ITEM] == ["jachthaven en kade;", "liggeld voor boten;", "bruggen."]


def test_marks_without_a_text_are_left_out() -> None:
    text = f"{wrapped(PLAN)}\n\n-\n-\n\n-\n\nHierbij hoort niet:\n\n{wrapped(MONEY)}\n•\n•\n"

    assert not [block for block in blocks_of_lines(text) if block.text in "-•" or block.kind is ITEM]


def test_a_sentence_goes_on_after_marks_without_a_text() -> None:
    first, last = wrapped(PLAN).split("\n")[0], "de dorpen en de wegen."

    assert read(f"{first}\n•\n•\n{last}", wrapped(MONEY))[0] == (PARAGRAPH, f"{first} {last}")


def test_an_item_goes_on_below_the_mark_of_the_next_when_its_line_is_full() -> None:
    full = "• Er komt een loket voor wie in de dorpen van Rietmeer een huis zoekt of een huis wil"
    items = [text for kind, text in read(wrapped(PLAN), f"{full}\n\n•\n\nruilen met een ander", "• Er komt meer licht.") if kind is ITEM]

    assert items == [f"{full[2:]} ruilen met een ander", "Er komt meer licht."]


def test_letters_one_by_one_and_empty_cells_make_no_items() -> None:
    assert not [kind for kind, _ in read(wrapped(PLAN), "o\nv\ne\nr", "-\n963.300\n–\n12", wrapped(MONEY)) if kind is ITEM]


def test_items_that_lost_their_marks_are_told_apart_by_their_semicolons() -> None:
    text = f"{wrapped(PLAN)}\n\n- jachthaven en\nkade;\nliggeld voor boten;\nsluizen en\nbruggen.\n\n{wrapped(MONEY)}"

    assert [block.text for block in blocks_of_lines(text) if block.kind is ITEM] == [
        "jachthaven en kade;",
        "liggeld voor boten;",
        "sluizen en bruggen.",
    ]


def test_short_lines_below_each_other_after_a_colon_are_items() -> None:
    text = f"{wrapped(PLAN)}\n\nDe kosten zijn in grote lijnen:\n\nWegen en paden 12 miljoen\nBruggen 3 miljoen\n\nDat is veel.\n\n{wrapped(MONEY)}"

    assert [block.text for block in blocks_of_lines(text) if block.kind is ITEM] == ["Wegen en paden 12 miljoen", "Bruggen 3 miljoen"]


def test_the_last_item_that_lost_its_mark_ends_the_sentence() -> None:
    listed = "De raad kiest drie regels:\neen brug blijft open;\neen weg blijft heel;\ngeld gaat eerst naar wat kapot is."

    assert [text for kind, text in read(listed, between="\n") if kind is ITEM] == [
        "een brug blijft open;",
        "een weg blijft heel;",
        "geld gaat eerst naar wat kapot is.",
    ]


def test_one_line_or_a_sentence_after_a_colon_is_no_item() -> None:
    said = "De raad wil dit jaar:"

    assert not [kind for kind, _ in read(said, "Bruggen", wrapped(MONEY)) if kind is ITEM]
    assert not [kind for kind, _ in read(said, "Er komt een brug.\nEr komt een weg.", wrapped(MONEY)) if kind is ITEM]


def test_a_short_announcement_has_items_and_a_label_with_its_text_has_none() -> None:
    assert [text for kind, text in read(wrapped(PLAN), "Wij willen:\nMeer sport\nMeer groen", wrapped(MONEY)) if kind is ITEM] == [
        "Meer sport",
        "Meer groen",
    ]
    assert not [kind for kind, _ in read(wrapped(PLAN), "Besluit: de raad zegt:\nMeer sport\nMeer groen", wrapped(MONEY)) if kind is ITEM]


def test_a_heading_right_above_its_text_is_no_item_of_the_list_above() -> None:
    text = f"{wrapped(PLAN)}\n\nBij dit overleg zijn aanwezig:\nJan de Vries\nPiet Jansen\nOpening\n{wrapped(MONEY)}"
    found = [(block.kind, block.text) for block in blocks_of_lines(text)]

    assert (ITEM, "Piet Jansen") in found and (HEADING, "Opening") in found


@pytest.mark.parametrize("mark", ["•", "-", "–", "o", "*", "—", "1)", "(a)"])
def test_items_need_no_end_to_keep_their_marks(mark: str) -> None:
    text = f"{wrapped(PLAN)}\n\nWij willen daarom:\n{mark}\nMeer sport voor kinderen\n{mark}\nEen nieuw zwembad\n{mark}\n10% meer groen\n\n{wrapped(MONEY)}"

    assert [block.text.split(" ", 1)[-1] for block in blocks_of_lines(text) if block.kind is ITEM] == [
        "sport voor kinderen",
        "nieuw zwembad",
        "meer groen",
    ]


def test_the_words_that_close_a_list_are_no_item_of_their_own() -> None:
    for text in ("- de begroting vaststellen;\nen die uitvoeren.", "b. een brug bouwen;\neen weg is er al."):
        assert len([kind for kind, _ in read(wrapped(PLAN), text, wrapped(MONEY)) if kind is ITEM]) == 1


def test_long_texts_without_ends_are_read_in_a_moment() -> None:
    start = time.perf_counter()
    blocks_of_lines("een regel die nergens eindigt en maar doorgaat met woorden\n" * 600)
    blocks_of_lines("Kop van de dag:\n" + "Kort\n" * 3000)

    assert time.perf_counter() - start < 5


def test_lines_that_set_numbered_goals_are_headings_with_what_follows_apart() -> None:
    text = (
        "2 Doelen\nDoel 1: In 2030 is het water in alle plassen schoon genoeg om te zwemmen\n"
        "Om dit doel te halen doen wij met alle partners samen het volgende in de plassen:\na) baggeren;\nb) filteren.\n"
        "Doel 2: De dijken zijn hoog genoeg\nWij werken daar elke dag aan, en dat doen wij in het hele gebied tot en met\nDoel 9: dat is geen doel.\n"
    )

    found = [(block.kind, block.text) for block in blocks_of_lines(text)]

    assert (BlockKind.HEADING, "Doel 1: In 2030 is het water in alle plassen schoon genoeg om te zwemmen") in found
    assert (BlockKind.HEADING, "Doel 2: De dijken zijn hoog genoeg") in found
    assert sum(kind is BlockKind.HEADING and text.startswith("Doel") for kind, text in found) == 2


def test_a_numbered_heading_in_large_letters_goes_on_in_lower_case_on_the_next_line() -> None:
    goals = [f"Doel 2.1 Elk dorp houdt een\nschool\n{wrapped(MONEY)}", f"Doel 2.2 De wegen zijn\nveilig\n{wrapped(MONEY)}"]
    headings = [text for kind, text in read(*goals) if kind is HEADING]

    assert headings == ["Doel 2.1 Elk dorp houdt een school", "Doel 2.2 De wegen zijn veilig"]
    assert read(f"2.1 Wonen in een\ndorp\n{wrapped(MONEY)}")[0] == (HEADING, "2.1 Wonen in een dorp")


@pytest.mark.parametrize("text", ["de sporthal gaat open op 3 mei 2027", "woningbouw: elk dorp krijgt huizen", "het zwembad sluit."])
def test_text_that_gives_a_figure_or_ends_is_no_part_of_the_numbered_heading_above_it(text: str) -> None:
    assert read(f"1.2 Sport\n{text}\n{wrapped(MONEY)}")[0] == (HEADING, "1.2 Sport")


def test_a_heading_right_below_a_full_line_and_right_above_a_text_is_a_heading() -> None:
    full = wrapped(MONEY.replace("aan de Kade", "aan de Kade, en wel elke dag behalve op zondag"))

    assert read(f"{full}\nBruggen en sluizen\n{wrapped(PLAN)}")[1:] == [(HEADING, "Bruggen en sluizen"), (PARAGRAPH, PLAN)]
    assert HEADING not in [kind for kind, _ in read(f"{full}\nDe griffier\nJ. Jansen")]


def test_a_quote_on_a_line_of_its_own_is_no_part_of_the_text_around_it() -> None:
    full = wrapped(MONEY.replace("aan de Kade", "aan de Kade, en wel elke dag behalve op zondag"))
    quote = "“Een brug zonder bus verbindt geen dorpen met elkaar.”"

    assert (PARAGRAPH, quote) in read(f"{full}\n{quote}\n{wrapped(PLAN)}")


@pytest.mark.parametrize("box", ["Voorbeeld: de brug van Rietmeer", "Praktijkvoorbeeld: buurten kiezen zelf", "Casus: een winkel in elk dorp"])
def test_the_label_of_an_example_heads_its_text(box: str) -> None:
    assert read(f"{box}\n{wrapped(MONEY)}")[0] == (HEADING, box)


def test_rows_of_a_plan_of_dates_are_items() -> None:
    text = "7.2 Planning\n\nQ1 2027   Aanbesteding van de brug\n2030      Evaluatie door het college\n\n2027   12,5   13,2\n"

    assert [block.text for block in blocks_of_lines(text) if block.kind is BlockKind.ITEM] == [
        "Q1 2027 Aanbesteding van de brug",
        "2030 Evaluatie door het college",
    ]


def test_a_label_right_below_a_long_numbered_subject_begins_a_text() -> None:
    text = (
        "10. Benoeming van een lid\nBesluit: de heer Bos wordt benoemd.\n\n"
        "11. Motie vreemd aan de orde van de dag ‘Veilige oversteek bij de school’\n"
        "Dictum: verzoekt het college voor 1 maart 2027 een voorstel te doen voor een veilige\noversteek.\n\n12. Sluiting\nDe voorzitter sluit.\n"
    )

    headings = [block.text for block in blocks_of_lines(text) if block.kind is BlockKind.HEADING]

    assert "11. Motie vreemd aan de orde van de dag ‘Veilige oversteek bij de school’" in headings


def test_labels_in_a_column_begin_a_text_each_and_are_no_headings() -> None:
    text = (
        "Nr. 1\nOnderwerp            De markt\nOpenbaar             ja\nVoorstel             De markt verplaatsen naar de\n"
        "                     Singel.\nBesluit              Conform voorstel.\n\nNr. 2\nOnderwerp            De brug\nOpenbaar             ja\n"
        "Besluit              Afgewezen.\n"
    )

    assert [block.text for block in blocks_of_lines(text) if block.kind is not BlockKind.HEADING] == [
        *("Onderwerp De markt", "Openbaar ja", "Voorstel De markt verplaatsen naar de Singel.", "Besluit Conform voorstel."),
        *("Onderwerp De brug", "Openbaar ja", "Besluit Afgewezen."),
    ]


def test_a_year_that_a_line_begins_with_in_mid_sentence_is_no_row() -> None:
    text = "Wij leggen het plan voor aan de raad, die er over praat in het voorjaar van\n2027  en dan besluit of het geld er komt, zodat het werk kan beginnen.\n"

    assert [block.kind for block in blocks_of_lines(text)] == [BlockKind.PARAGRAPH]


def test_wide_spaces_in_justified_text_part_nothing() -> None:
    text = (
        "De   gemeente legt in elke wijk een speelveld aan, want kinderen moeten\nDe   Linde halen zonder ver te fietsen, en dat geldt ook voor wie in\n"
        "Het  Broek woont of daarbuiten, waar nu geen veld is en dat wel nodig is.\n"
    )

    assert [block.kind for block in blocks_of_lines(text)] == [BlockKind.PARAGRAPH]


def test_a_numbered_line_with_a_date_is_a_heading_only_where_the_number_is_that_of_a_part() -> None:
    assert has_form_of_heading("2.1 Verslag van 3 juni 2031")
    for sentence in ("1. Op 3 juni 2031 stemt de raad", "12.30 Aanvang op 3 juni 2031"):
        assert not has_form_of_heading(sentence)
