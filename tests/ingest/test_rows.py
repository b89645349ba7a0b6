"""Rows of a table of figures in an extracted text, and what looks like them and is none."""

import time

import pytest

from corpus.document import Edition, PassageKind
from ingest.blocks import BlockKind
from ingest.lines import blocks_of_lines
from ingest.passages import cut
from ingest.rows import figure_rows
from ingest.sections import structure

HEADING, PARAGRAPH, ITEM, COLUMNS, ROW = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.COLUMNS, BlockKind.ROW

BEFORE = """4. Geld

Hieronder staat wat de gemeente Rietmeer dit jaar aan de dorpen denkt uit te geven, in
duizenden euro's.
"""
TABLE = """Waarvoor                  Begroot 2027    Verwacht 2027    Verschil
Wegen en pleinen                 4.100            4.350         250
Zwembad                          1.200              980        -220
Bibliotheek                        310              310           -
Samen                            5.610            5.640          30
"""
AFTER = """De raad beslist in juni of het verschil uit de reserve komt. Tot die dag geeft het college niets
meer uit dan wat er in de begroting staat.
"""


def read(*parts: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in blocks_of_lines("\n".join([BEFORE, *parts, "", AFTER]))][2:-1]


def test_rows_of_figures_are_rows_below_what_their_columns_are_called() -> None:
    assert read(TABLE) == [
        (COLUMNS, "Waarvoor | Begroot 2027 | Verwacht 2027 | Verschil"),
        (ROW, "Wegen en pleinen | 4.100 | 4.350 | 250"),
        (ROW, "Zwembad | 1.200 | 980 | -220"),
        (ROW, "Bibliotheek | 310 | 310 | -"),
        (ROW, "Samen | 5.610 | 5.640 | 30"),
    ]


def test_every_word_of_a_table_stands_in_a_passage() -> None:
    laid_out = structure(blocks_of_lines("\n".join([BEFORE, TABLE, "", AFTER])), "jaarplan", Edition.ORIGINAL)

    passages = cut(laid_out)

    assert {word for line in TABLE.split("\n") for word in line.split()} <= {word for passage in passages for word in passage.text.split()}
    assert [passage.kind for passage in passages][1:-1] == [PassageKind.LEAD_IN, *[PassageKind.ITEM] * 4]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ("Lasten        2026    2027    2028\nWegen          410     435     440\nZwembad        120      98      98", [COLUMNS, ROW, ROW]),
        ("                Begroot    Verwacht\nWegen                410         435\nZwembad              120          98", [COLUMNS, ROW, ROW]),
        ("Wegen\t410\t435\t5%\nZwembad\t120\t98\t-3,5%\nDorpshuis\t€ 20\tp.m.\tn.v.t.", [ROW, ROW, ROW]),
        ("Wegen   410   435\n\nZwembad   120   98\n\nDorpshuis   20   25", [ROW, ROW, ROW]),
        ("Wegen   410   435\n\fZwembad   120   98\nDorpshuis   20   25", [ROW, ROW, ROW]),
        ("1. Wegen   410   435\n2. Zwembad   120   98\n3. Dorpshuis   20   25", [ROW, ROW, ROW]),
    ],
    ids=["years", "first column without a name", "tabs", "double spaced", "over a page break", "numbered"],
)
def test_a_table_is_known_by_the_form_of_its_rows(lines: str, kinds: list[BlockKind]) -> None:
    assert [kind for kind, _ in read(lines)] == kinds


def test_total_below_a_line_of_text_is_a_row_too() -> None:
    found = read(TABLE, "De bijdrage van het Rijk is hierin nog niet geteld.", "Totaal                   5.610            5.640          30")

    assert found[-2:] == [(PARAGRAPH, "De bijdrage van het Rijk is hierin nog niet geteld."), (ROW, "Totaal | 5.610 | 5.640 | 30")]


def test_a_label_of_two_lines_is_one_cell_and_the_line_above_it_heads_the_rows() -> None:
    lines = "Lasten        2026    2027    2028\nWegen en\npleinen      410     435     440\nZwembad        120      98      98\nSport en\nspel      20     25     30"

    assert read(lines) == [
        (COLUMNS, "Lasten | 2026 | 2027 | 2028"),
        (ROW, "Wegen en pleinen | 410 | 435 | 440"),
        (ROW, "Zwembad | 120 | 98 | 98"),
        (ROW, "Sport en spel | 20 | 25 | 30"),
    ]


@pytest.mark.parametrize("above", ["Dit gaat erbij.", "Daarvan:", "Zwembad   120   98", "Sport en\n"], ids=["sentence", "led in", "row", "gap"])
def test_the_label_of_a_row_goes_on_from_no_other_line(above: str) -> None:
    assert (ROW, "voor sport | 410 | 435") in read("Wegen   410   435\nBrug   41   43\nHaven   41   43", f"{above}\nvoor sport   410   435")


def test_a_line_with_an_amount_heads_no_rows() -> None:
    found = read("Brug   80.000   wordt in 2028 gerepareerd\nPark   n.v.t.   -\nPlein   p.m.   -\nHaven   40.000   -")

    assert [kind for kind, _ in found if kind is COLUMNS] == []
    assert found[-3:] == [(ROW, "Park | n.v.t. | -"), (ROW, "Plein | p.m. | -"), (ROW, "Haven | 40.000 | -")]


@pytest.mark.parametrize(
    "lines",
    [
        "1 Inleiding          3\n2 Wonen          5\n3 Zorg          9",
        "de secretaris,          de burgemeester,\nA. Smit          B. de Boer",
        "In  de  wijk  Oost\nstaan  nu  twaalf  banken  en\ner  komen  er  nog  drie  bij.",
        "Wegen   410   435\nZwembad   120   98",
        "410   435   440\n120   98   98\n20   25   25",
    ],
    ids=["table of contents", "signatures", "justified", "two rows", "no names"],
)
def test_other_lines_with_wide_spaces_are_no_rows(lines: str) -> None:
    assert figure_rows(lines.split("\n")) == {}


@pytest.mark.parametrize("line", ["x" + "  1" * 33_000, "Zwembad   " + "1" * 100_000, " " * 100_000 + "x", "- " * 50_000, "€ " * 50_000 + "   1   2"])
def test_long_lines_take_no_long_time(line: str) -> None:
    begin = time.perf_counter()

    figure_rows([line] * 3)

    assert time.perf_counter() - begin < 1


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (
            "Alles in duizenden euro's Rekening 2026 Begroting 2027\nWegen en pleinen 4.100 4.350\nZwembad -120 98",
            [
                (COLUMNS, "Alles in duizenden euro's | Rekening 2026 | Begroting 2027"),
                (ROW, "Wegen en pleinen | 4.100 | 4.350"),
                (ROW, "Zwembad | -120 | 98"),
            ],
        ),
        (
            "Tarief 2026 2027\nRiool (per huis) € 210 € 214,50\nHond 5% -",
            [(COLUMNS, "Tarief | 2026 | 2027"), (ROW, "Riool (per huis) | € 210 | € 214,50"), (ROW, "Hond | 5% | -")],
        ),
        (
            "Reserve wegen € 410.000\nReserve water € 95.000\nSamen € 505.000",
            [(ROW, f"{one}.000") for one in ("Reserve wegen | € 410", "Reserve water | € 95", "Samen | € 505")],
        ),
        (
            "Wegen 4.100   4.350\nZwembad 1.120   1.098\nFase 2   900   910",
            [(ROW, "Wegen | 4.100 | 4.350"), (ROW, "Zwembad | 1.120 | 1.098"), (ROW, "Fase 2 | 900 | 910")],
        ),
    ],
    ids=["years in names", "years", "amounts", "the first figure only"],
)
def test_single_spaces_part_the_figures_at_the_end_of_lines_right_below_each_other(lines: str, rows: list[tuple[BlockKind, str]]) -> None:
    assert read(lines) == rows


@pytest.mark.parametrize(
    "lines",
    [
        "Wegen 410 435\nZwembad 120 98",
        "Vergadering 3 maart 2027\nVergadering 7 april 2027\nVergadering 5 mei 2027",
        "Balie 0123 45 67\nWacht 0123 45 68\nNoodlijn 0123 45 69",
        "- Brug € 400\n- Hek € 300\n- Lamp € 200",
        "Inleiding 3\nWonen 5\nZorg 9",
    ],
    ids=["two rows", "dates", "telephones", "items", "pages"],
)
def test_other_lines_with_numbers_at_their_end_are_no_rows(lines: str) -> None:
    assert figure_rows(lines.split("\n")) == {}


LAID_OUT = """   Wat wij meten                      Stand          Doel           Bron
                                      2026           2028
   Scholen met een gezonde kantine    3              9              Eigen
                                                                    telling
   Woningen zonder gas                11%            20%
   Inwoners die zich vaak eenzaam                    14%            Huisarts
   voelen
   Zwerfvuil in het park              C              B              Schouw
"""


def test_cells_that_stand_below_each_other_are_one_column_though_some_are_empty_or_hold_words() -> None:
    assert read(LAID_OUT) == [
        (COLUMNS, "Wat wij meten | Stand 2026 | Doel 2028 | Bron"),
        (ROW, "Scholen met een gezonde kantine | 3 | 9 | Eigen telling"),
        (ROW, "Woningen zonder gas | 11% | 20% |"),
        (ROW, "Inwoners die zich vaak eenzaam voelen | | 14% | Huisarts"),
        (ROW, "Zwerfvuil in het park | C | B | Schouw"),
    ]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ("Reserve              Stand 1 januari\nAlgemeen             € 4.100.000\nWegen                € 320.000", [COLUMNS, ROW, ROW]),
        ("Hout        € 12.000\nGlas        € 8.500\nVerf        € 950", [ROW, ROW, ROW]),
        ("Toets      2026      2027\nRust                 40%\nGeluid     12%       15%\nLicht      3%", [COLUMNS, ROW, ROW, ROW]),
    ],
    ids=["two columns", "two columns without names", "empty cells"],
)
def test_a_row_of_a_table_that_is_laid_out_may_be_short(lines: str, kinds: list[BlockKind]) -> None:
    assert [kind for kind, _ in read(lines)] == kinds


@pytest.mark.parametrize(
    "lines",
    [
        "Naam            Partij           Aanwezig\nJ. Vos          Dorpsbelang      ja\nA. de Wit       VVD              nee",
        "Wij hebben in de wijk      De school aan de dijk      Het plein is vorig\nmet bewoners gesproken     krijgt nieuwe ramen.       jaar opgeknapt.",
        "Hout        12\nGlas        15\nVerf        19",
        "Vergadering van      3 maart\nAanwezig             23 leden\nAfwezig              2 leden",
    ],
    ids=["people", "three columns of text", "pages", "labels"],
)
def test_words_that_stand_below_each_other_are_no_table_of_figures(lines: str) -> None:
    assert figure_rows(lines.split("\n")) == {}


def test_the_first_line_of_a_label_stays_in_a_table_of_two_columns() -> None:
    lines = "Onderhoud van velden en\nkleedkamers              € 300.000\nZwembad                  € 200.000\nBibliotheek              € 100.000\n"

    assert read(lines)[0] == (ROW, "Onderhoud van velden en kleedkamers | € 300.000")


@pytest.mark.parametrize(
    "lines",
    [
        "a. Nieuwe sporthal in Noord € 500.000\nb. Nieuwe kantine in Zuid € 300.000\nc. Extra bussen naar Oost € 100.000\n",
        "1. Huizen voor starters 2027 - 2028\n2. Huizen voor ouderen 2028 - 2029\n3. Een park aan zee 2029 - 2030\n",
        "Aanleg fietspad 2026 - 2027\nBouw sporthal 2027 - 2028\nBestuursperiode 2026 - 2030\n",
    ],
)
def test_points_and_spans_of_years_are_no_rows_of_figures(lines: str) -> None:
    assert not {COLUMNS, ROW} & {kind for kind, _ in read(lines)}


def test_behind_an_empty_line_another_table_may_follow() -> None:
    first = "Actie              Wie               Kosten\nPad aanleggen      Team Wegen        12.000\nBomen planten      Team Groen         9.000\n"
    second = (
        "Doel               Nulmeting         Streefwaarde\nMeer bomen         12.000            14.000\nMinder afval       310               280\n"
    )
    columns = [text for kind, text in read(f"{first}\n{second}") if kind is COLUMNS]

    assert columns == ["Actie | Wie | Kosten", "Doel | Nulmeting | Streefwaarde"]


def test_a_long_table_with_empty_cells_takes_no_long_time() -> None:
    rows = [f"Wijk {number:<6}{number:>12}{'' if number % 2 else number + 1:>12}{number + 2:>12}{number + 3:>12}" for number in range(2000)]
    start = time.perf_counter()

    figure_rows([f"{'Waar':<11}{'2025':>12}{'2026':>12}{'2027':>12}{'2028':>12}", *rows])

    assert time.perf_counter() - start < 5
