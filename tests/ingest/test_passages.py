"""How sections are cut into passages: whole sentences, one item each, both editions at the same places."""

from corpus.document import Edition, Passage, PassageKind
from ingest.blocks import Block, BlockKind
from ingest.pairing import pair_sections
from ingest.passages import MOST_WORDS, cut, cut_paired
from ingest.sections import Structure, structure

HEADING = Block(BlockKind.HEADING, "1. Wegen", level=1)
LONG = "De brug bij de molen blijft open voor fietsers. "  # nine words


def paragraph(text: str, page: int | None = None) -> Block:
    return Block(BlockKind.PARAGRAPH, text.strip(), page=page)


def item(text: str) -> Block:
    return Block(BlockKind.ITEM, text.strip(), marker="-")


def passages(*blocks: Block) -> tuple[Passage, ...]:
    return cut(structure([HEADING, *blocks], "plan", Edition.ORIGINAL))


def paired(original: list[Block], plain: list[Block]) -> tuple[list[Passage], list[Passage]]:
    """Give the passages of the original and those of the plain edition, after checking that counterparts are mutual."""
    one, two = pair_sections(structure([HEADING, *original], "plan", Edition.ORIGINAL), structure([HEADING, *plain], "plan", Edition.PLAIN))
    found = cut_paired(one, two)
    for edition in (one, two):
        check_places(edition, [passage for passage in found if passage.edition is edition.text.edition])
    return [passage for passage in found if passage.edition is Edition.ORIGINAL], [passage for passage in found if passage.edition is Edition.PLAIN]


def check_places(edition: Structure, found: list[Passage]) -> None:
    for passage in found:
        assert passage.text == edition.text.text[passage.span.start : passage.span.end]
        assert len(passage.text.split()) <= MOST_WORDS


def test_paragraphs_of_one_section_are_joined_and_each_keeps_its_place() -> None:
    (passage,) = passages(paragraph("De brug is open."), paragraph("De sluis is dicht."))

    assert passage.text == "De brug is open.\n\nDe sluis is dicht."
    assert [passage.text[span.start : span.end] for span in passage.paragraphs] == ["De brug is open.", "De sluis is dicht."]


def test_passage_knows_its_section_its_path_and_its_page() -> None:
    (passage,) = passages(paragraph("De brug is open.", page=3))

    assert (passage.heading_path, passage.page, passage.kind) == (("1. Wegen",), 3, PassageKind.PROSE)


def test_paragraphs_are_not_joined_past_the_limit() -> None:
    # 2 × 99 words is more than 180.
    assert [len(passage.text.split()) for passage in passages(paragraph(LONG * 11), paragraph(LONG * 11))] == [99, 99]


def test_paragraphs_on_two_pages_are_not_joined() -> None:
    assert [passage.page for passage in passages(paragraph("De brug is open.", page=1), paragraph("De sluis is dicht.", page=2))] == [1, 2]


def test_every_item_is_a_passage_of_its_own() -> None:
    assert [(passage.text, passage.kind) for passage in passages(item("Een brug."), item("Een sluis."))] == [
        ("Een brug.", PassageKind.ITEM),
        ("Een sluis.", PassageKind.ITEM),
    ]


def test_every_row_of_a_table_is_a_passage_of_its_own_and_the_first_leads_in_the_others() -> None:
    columns, *rows = passages(Block(BlockKind.COLUMNS, "Wat | Kosten"), Block(BlockKind.ROW, "Weg | € 20"), Block(BlockKind.ROW, "Brug | € 30"))

    assert columns.kind is PassageKind.LEAD_IN
    assert [(row.kind, row.lead_in) for row in rows] == [(PassageKind.ITEM, columns.id)] * 2
    assert [passage.kind for passage in passages(Block(BlockKind.ROW, "Weg | € 20"))] == [PassageKind.ITEM]


def test_lead_in_of_a_list_is_a_passage_that_its_items_name() -> None:
    before, lead_in, first, second, after = passages(
        paragraph("De raad koos."), paragraph("Er komt:"), item("een brug;"), item("een sluis."), paragraph("Dat kost geld.")
    )

    assert lead_in.kind is PassageKind.LEAD_IN
    assert (first.lead_in, second.lead_in) == (lead_in.id, lead_in.id)
    assert (before.lead_in, after.lead_in) == (None, None)


def test_item_above_a_deeper_list_leads_it_in() -> None:
    marks = (("1.", "Geen geld is er voor:"), ("a.", "overleg;"), ("b.", "reizen."), ("2.", "Geld is er voor de volgende zaken:"), ("a.", "bomen."))
    found = passages(*(Block(BlockKind.ITEM, text, marker=mark) for mark, text in marks))
    names = {passage.id: passage.text for passage in found}

    assert [names.get(passage.lead_in or "", "")[:2] for passage in found] == ["", "1.", "1.", "", "2."]


def test_a_list_in_a_list_goes_by_what_the_format_tells() -> None:
    depths = (("Ontmoeting", 1), ("een eettafel", 2), ("Gezondheid", 1), ("een spreekuur", 2), ("en een cursus", 2), ("Tot slot", 1))
    found = passages(paragraph("Dit komt er:"), *(Block(BlockKind.ITEM, text, marker="-", depth=depth) for text, depth in depths))
    names = {passage.id: passage.text for passage in found}

    assert [names[passage.lead_in] for passage in found if passage.lead_in] == [
        "Dit komt er:",
        "Ontmoeting",
        "Dit komt er:",
        "Gezondheid",
        "Gezondheid",
        "Dit komt er:",
    ]


def test_what_comes_after_a_list_that_went_on_belongs_to_the_list_around_it() -> None:
    marks = (("1.", "Geld is er voor:"), ("a.", "bomen;"), ("b.", "heggen."))
    later = (("c.", "gras."), ("2.", "Het college beslist."), ("3.", "De raad hoort dat."))
    found = passages(
        *(Block(BlockKind.ITEM, text, marker=mark) for mark, text in marks),
        paragraph("Een hegrand is ook een heg."),
        *(Block(BlockKind.ITEM, text, marker=mark) for mark, text in later),
    )

    assert [passage.text[:2] for passage in found if passage.lead_in == found[0].id] == ["a.", "b.", "c."]


def test_an_item_back_at_the_edge_is_no_part_of_the_list_above() -> None:
    marks = (("1.", "Een school", 1), ("-", "met een plein", 2), ("-", "Tot slot", 1))
    found = passages(*(Block(BlockKind.ITEM, text, marker=mark, depth=depth) for mark, text, depth in marks))

    assert [passage.lead_in for passage in found] == [None, found[0].id, None]


def test_each_table_has_columns_of_its_own() -> None:
    kinds = (BlockKind.COLUMNS, BlockKind.ROW, BlockKind.COLUMNS, BlockKind.ROW)
    first, row, second, other = passages(*(Block(kind, f"Wat | {kind}") for kind in kinds))

    assert (row.lead_in, other.lead_in) == (first.id, second.id)


def test_items_with_one_kind_of_mark_lie_as_deep() -> None:
    found = passages(paragraph("Dit komt er:"), item("Een brug, en wel:"), item("Een sluis."))

    assert {passage.lead_in for passage in found[1:]} == {found[0].id}


def lettered(letter: str) -> Block:
    return Block(BlockKind.ITEM, "een weg.", marker=letter)


def test_item_that_counts_on_belongs_to_the_list_before_it() -> None:
    lead_in, first, _, between, third = passages(
        paragraph("Er komt:"), lettered("a."), lettered("b."), paragraph("Later komt er meer."), lettered("c.")
    )

    assert between.kind is PassageKind.PROSE
    assert (first.lead_in, third.lead_in) == (lead_in.id, lead_in.id)


def test_list_that_is_led_in_anew_is_one_of_its_own_though_its_numbers_count_on() -> None:
    lead_in, first, _, other, third, fourth = passages(
        paragraph("Aan de raad:"), lettered("1."), lettered("2."), paragraph("Aan het college:"), lettered("3."), lettered("4.")
    )

    assert first.lead_in == lead_in.id
    assert (third.lead_in, fourth.lead_in) == (other.id, other.id)


def test_a_single_item_for_somebody_else_is_a_list_of_its_own() -> None:
    _, _, _, other, third = passages(paragraph("Aan de raad:"), lettered("1."), lettered("2."), paragraph("Aan het college:"), lettered("3."))

    assert third.lead_in == other.id


def test_list_after_a_full_sentence_has_no_lead_in() -> None:
    prose, first = passages(paragraph("De raad koos een brug."), item("Een brug."))

    assert (prose.kind, first.lead_in) == (PassageKind.PROSE, None)


def test_short_line_without_a_full_stop_leads_in_the_list_right_below_it() -> None:
    line, first, _ = passages(paragraph("2027 Voorbereiding"), item("Wegen."), item("Bruggen."))

    assert (line.kind, first.lead_in) == (PassageKind.LEAD_IN, line.id)
    assert passages(paragraph("2027 Voorbereiding"), paragraph("Wij leggen wegen aan."))[0].kind is PassageKind.PROSE


def test_paragraph_that_ends_open_without_a_list_is_prose() -> None:
    assert passages(paragraph("De raad koos:"), paragraph("Een brug."))[0].kind is PassageKind.PROSE


def test_section_without_text_has_no_passage() -> None:
    assert passages() == ()


def test_long_paragraph_is_split_at_the_ends_of_sentences() -> None:
    found = passages(paragraph(LONG * 45))  # 405 words

    assert [len(passage.text.split()) for passage in found] == [180, 180, 45]
    assert all(passage.text.startswith("De brug") and passage.text.endswith("fietsers.") for passage in found)


def test_long_item_is_split_at_the_ends_of_sentences_too() -> None:
    assert [(len(passage.text.split()), passage.kind) for passage in passages(item(LONG * 22))] == [(180, PassageKind.ITEM), (18, PassageKind.ITEM)]


def test_endless_sentence_is_cut_within_the_limit_and_loses_no_word() -> None:
    endless = "de brug, de sluis en de kade " * 60

    found = passages(paragraph(endless))

    assert all(len(passage.text.split()) <= MOST_WORDS for passage in found)
    assert " ".join(passage.text for passage in found).split() == endless.split()


def test_paired_editions_are_cut_at_the_same_places() -> None:
    original, plain = paired(
        [paragraph("Een."), paragraph("Er komt:"), item("a;"), item("b."), paragraph("Twee."), paragraph("Drie.")],
        [paragraph("I."), paragraph("U krijgt:"), item("x;"), item("y."), paragraph("II."), paragraph("III.")],
    )

    assert [(mine.text, other.text) for mine, other in zip(original, plain, strict=True)] == [
        ("Een.", "I."),
        ("Er komt:", "U krijgt:"),
        ("a;", "x;"),
        ("b.", "y."),
        ("Twee.\n\nDrie.", "II.\n\nIII."),
    ]
    assert [passage.counterpart for passage in original] == [passage.id for passage in plain]
    assert [passage.counterpart for passage in plain] == [passage.id for passage in original]


def test_paired_paragraphs_are_joined_only_while_both_stay_within_the_limit() -> None:
    original, plain = paired([paragraph("Een."), paragraph("Twee.")], [paragraph(LONG * 15), paragraph(LONG * 15)])

    assert [passage.text for passage in original] == ["Een.", "Twee."]
    assert [passage.counterpart for passage in original] == [passage.id for passage in plain]


def test_lead_in_in_one_edition_is_a_lead_in_in_both() -> None:
    original, plain = paired([paragraph("De raad koos dit:"), item("Een brug.")], [paragraph("De raad koos."), item("Een brug.")])

    assert [passage.kind for passage in original] == [passage.kind for passage in plain] == [PassageKind.LEAD_IN, PassageKind.ITEM]
    assert plain[1].lead_in == plain[0].id


def test_uneven_sections_are_cut_each_alone_and_have_no_counterpart() -> None:
    original, plain = paired([paragraph("Een."), item("Een brug.")], [paragraph("I."), paragraph("II."), item("Een brug.")])

    assert [passage.text for passage in plain] == ["I.\n\nII.", "Een brug."]
    assert {passage.counterpart for passage in (*original, *plain)} == {None}


def test_long_piece_beside_a_short_one_keeps_a_counterpart_for_every_part() -> None:
    original, plain = paired([paragraph(LONG * 45)], [paragraph(LONG * 3)])

    assert [passage.counterpart for passage in original] == [plain[0].id] * 3
    assert plain[0].counterpart == original[0].id


def test_sections_of_the_plain_edition_alone_are_kept() -> None:
    extra = [paragraph("I."), Block(BlockKind.HEADING, "Uitleg", level=1), paragraph("Een sluis is een deur.")]
    original, plain = paired([paragraph("Een.")], extra)

    assert [(passage.text, passage.counterpart) for passage in plain] == [("I.", original[0].id), ("Een sluis is een deur.", None)]
