"""Reading Markdown: the signs give structure, the words stay as they are."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import ReadError
from ingest.blocks import Block, BlockKind
from ingest.readers import markdown

HEADING, PARAGRAPH, ITEM, ROW = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW


@pytest.fixture
def read_deep(tmp_path: Path):  # type: ignore[no-untyped-def]
    def read_text(text: str) -> list[Block]:
        file = tmp_path / "plan.md"
        file.write_text(text, encoding="utf-8")
        return markdown.read(file)

    return read_text


@pytest.fixture
def read(read_deep):  # type: ignore[no-untyped-def]
    return lambda text: [replace(block, depth=0) for block in read_deep(text)]


def test_headings_tell_their_level(read) -> None:
    assert read("# Koers\n\n## 1. Wegen\n\n### 1.1 Paden\n\nSmal.") == [
        Block(HEADING, "Koers", level=1),
        Block(HEADING, "1. Wegen", level=2),
        Block(HEADING, "1.1 Paden", level=3),
        Block(PARAGRAPH, "Smal."),
    ]


def test_underlined_heading_is_a_heading(read) -> None:
    assert read("Koers\n=====\n\nSmal.")[0] == Block(HEADING, "Koers", level=1)


def test_heading_without_a_space_behind_its_signs_is_a_heading(read) -> None:
    assert read("##Koers\n\n####Paden\nSmal.") == [Block(HEADING, "Koers", level=2), Block(HEADING, "Paden", level=4), Block(PARAGRAPH, "Smal.")]


@pytest.mark.parametrize("text", ["#rietmeer is mooi.", "```\n##Koers\n```", "~~~\n##Koers\n~~~"])
def test_one_such_sign_or_those_in_a_fence_stay_as_they_are(read, text: str) -> None:
    assert read(text) == [Block(PARAGRAPH, text.strip("`~\n"))]


def test_bold_line_with_text_under_it_is_a_heading_one_level_below_the_last_real_one(read) -> None:
    assert read("# Koers\n\n## 1. Wegen\n\n**Doelstelling 2030**\n\nBreed.\n\n**Inzet 2027**\n\n- Verf") == [
        Block(HEADING, "Koers", level=1),
        Block(HEADING, "1. Wegen", level=2),
        Block(HEADING, "Doelstelling 2030", level=3),
        Block(PARAGRAPH, "Breed."),
        Block(HEADING, "Inzet 2027", level=3),
        Block(ITEM, "Verf", marker="-"),
    ]


@pytest.mark.parametrize("break_", ["\n", "  \n", "\\\n"])
def test_bold_first_line_of_a_paragraph_is_a_heading_too(read, break_: str) -> None:
    assert read(f"# Koers\n\n__Inzet 2027__{break_}De brug krijgt\nverf.")[1:] == [
        Block(HEADING, "Inzet 2027", level=2),
        Block(PARAGRAPH, "De brug krijgt verf."),
    ]


def test_a_bold_line_that_an_emoji_opens_is_a_heading_too(read) -> None:
    assert read("# Koers\n\n**🚲 Fietsen**\n\nBreed.\n\n**↓ naar beneden**\n\nSmal.") == [
        Block(HEADING, "Koers", level=1),
        Block(HEADING, "🚲 Fietsen", level=2),
        Block(PARAGRAPH, "Breed."),
        Block(PARAGRAPH, "↓ naar beneden"),
        Block(PARAGRAPH, "Smal."),
    ]


@pytest.mark.parametrize("line", ["© Gemeente Linde", "» Lees meer", "… En dan"])
def test_a_bold_line_that_a_mark_of_the_text_opens_is_none(read, line: str) -> None:
    assert read(f"# Koers\n\n**{line}**\n\nBreed.")[1] == Block(PARAGRAPH, line)


def test_bold_heading_over_two_lines_is_one_heading(read) -> None:
    assert read("# Koers\n\n**De brug bij\nde molen**\n\nOpen.")[1] == Block(HEADING, "De brug bij de molen", level=2)


def test_bold_line_below_a_bold_number_stands_one_level_deeper(read) -> None:
    blocks = read("# Koers\n\n**1.1 Bruggen**\n\n**Doelstelling 2030**\n\nOpen.\n\n**1.2 Sluizen**\n\nDicht.")

    assert [block.level for block in blocks if block.kind is HEADING] == [1, 2, 3, 2]


def test_text_with_bold_headings_alone_leaves_their_levels_to_the_outline(read) -> None:
    assert read("**1. Wegen**\n\nSmal.")[0] == Block(HEADING, "1. Wegen")


@pytest.mark.parametrize(
    "line",
    [
        "**De brug blijft open.**",
        "**Let op:**",
        "**Let op:** de brug is dicht",
        "**De brug** is **open**",
        f"**Bruggen {'en sluizen ' * 12}**",
        "**14 maart 2024**",
        "> **Bruggen**",
    ],
)
def test_bold_text_that_has_not_the_form_of_a_heading_is_a_paragraph(read, line: str) -> None:
    assert [block.kind for block in read(f"# Koers\n\n{line}\n\nOpen.")] == [HEADING, PARAGRAPH, PARAGRAPH]


def test_bold_words_at_the_end_of_a_wrapped_line_are_no_heading(read) -> None:
    assert read("# Koers\n\n**De brug**\nblijft open.")[1:] == [Block(PARAGRAPH, "De brug blijft open.")]


def test_bold_item_of_a_list_stays_an_item(read) -> None:
    assert read("# Koers\n\n- **Bruggen**\n\n  Open.")[1] == Block(ITEM, "Bruggen", marker="-")


@pytest.mark.parametrize("after", ["", "\n\n## Bruggen\n\nOpen."])
def test_bold_line_with_nothing_under_it_is_a_paragraph(read, after: str) -> None:
    assert read(f"# Koers\n\nSmal.\n\n**Gemeente Rietmeer**{after}")[2] == Block(PARAGRAPH, "Gemeente Rietmeer")


def test_bold_line_above_the_first_real_heading_is_a_paragraph(read) -> None:
    assert read("**Voorstel**\n\nNummer 12\n\n# Bruggen\n\nOpen.")[0] == Block(PARAGRAPH, "Voorstel")


def test_lines_of_a_paragraph_are_joined_and_a_blank_line_parts_them(read) -> None:
    assert [block.text for block in read("De paden\nzijn smal.\n\nDe brug is open.")] == ["De paden zijn smal.", "De brug is open."]


def test_items_of_a_list_carry_a_dash(read) -> None:
    assert read("- Bankjes\n- Licht\n\n* Bomen") == [Block(ITEM, text, marker="-") for text in ("Bankjes", "Licht", "Bomen")]


def test_numbered_items_carry_their_number_from_the_first(read) -> None:
    assert read("3. Bankjes\n4. Licht\n5. Bomen") == [
        Block(ITEM, "Bankjes", marker="3."),
        Block(ITEM, "Licht", marker="4."),
        Block(ITEM, "Bomen", marker="5."),
    ]


def test_numbered_items_with_text_between_them_are_headings(read) -> None:
    text = "# Besluitenlijst\n\n1. Opening\n\nHet is acht uur.\n\n2. Brug\n\nDe raad stemt in.\n\n3. Haven\n\nNiet nu."

    assert [block.text for block in read(text) if block.kind is HEADING] == ["Besluitenlijst", "1. Opening", "2. Brug", "3. Haven"]


@pytest.mark.parametrize("bullet", ["-", "•"])
def test_a_letter_or_number_behind_a_bullet_goes_before_its_text_one_paragraph_lower(read, bullet: str) -> None:
    text = f"  {bullet} 1.\n\n    Wij kiezen:\n\n    {bullet} a.\n\n      veilige bruggen;\n\n    {bullet} b.\n\n      een diepe haven.\n\n  {bullet} 2.\n\n    Wij betalen."

    assert [(block.marker, block.text) for block in read(text)] == [
        ("1.", "Wij kiezen:"),
        ("a.", "veilige bruggen;"),
        ("b.", "een diepe haven."),
        ("2.", "Wij betalen."),
    ]


def test_nested_items_stand_after_the_item_they_belong_to(read) -> None:
    assert read("1. Wegen\n   - Paden\n   - Straten\n2. Groen") == [
        Block(ITEM, "Wegen", marker="1."),
        Block(ITEM, "Paden", marker="-"),
        Block(ITEM, "Straten", marker="-"),
        Block(ITEM, "Groen", marker="2."),
    ]


def test_items_tell_in_how_many_lists_they_stand_and_lettered_lines_do_not(read_deep) -> None:
    blocks = read_deep("Kiest voor:\n\n1. Wegen\n   - Paden\n     - Smal\n2. Groen\n\na. Bankjes")

    assert [block.depth for block in blocks] == [0, 1, 2, 3, 1, 0]


def test_a_number_right_below_lettered_lines_counts_on_from_before_them(read) -> None:
    assert read("a. Bankjes;\nb. Licht.\n2. De raad betaalt dat.\n3. Wie wil:") == [
        Block(ITEM, "Bankjes;", marker="a."),
        Block(ITEM, "Licht.", marker="b."),
        Block(ITEM, "De raad betaalt dat.", marker="2."),
        Block(ITEM, "Wie wil:", marker="3."),
    ]


def test_lettered_lines_are_items_with_their_letter(read) -> None:
    assert read("a. Bankjes\nb. Licht\n\nc. Bomen") == [
        Block(ITEM, "Bankjes", marker="a."),
        Block(ITEM, "Licht", marker="b."),
        Block(ITEM, "Bomen", marker="c."),
    ]


def test_line_below_a_lettered_item_that_is_no_item_goes_on_with_it(read) -> None:
    assert read("a. Bankjes en\ntafels\nb. Licht") == [Block(ITEM, "Bankjes en tafels", marker="a."), Block(ITEM, "Licht", marker="b.")]


def test_lead_in_above_lettered_lines_stays_one_paragraph(read) -> None:
    assert read("De raad kiest\nvoor:\na. Bankjes\nb. Licht") == [
        Block(PARAGRAPH, "De raad kiest voor:"),
        Block(ITEM, "Bankjes", marker="a."),
        Block(ITEM, "Licht", marker="b."),
    ]


def test_second_paragraph_of_an_item_follows_it_without_a_marker(read) -> None:
    assert read("- Bankjes in het park.\n\n  De buurt kiest de plek.\n\n- Licht.") == [
        Block(ITEM, "Bankjes in het park.", marker="-"),
        Block(PARAGRAPH, "De buurt kiest de plek."),
        Block(ITEM, "Licht.", marker="-"),
    ]


def test_paragraph_after_a_list_is_no_item(read) -> None:
    assert read("- Bankjes\n\nDe brug is open.")[1] == Block(PARAGRAPH, "De brug is open.")


def test_empty_item_gives_its_marker_to_nothing(read) -> None:
    assert read("- Bankjes\n-\n\nDe brug is open.") == [Block(ITEM, "Bankjes", marker="-"), Block(PARAGRAPH, "De brug is open.")]


def test_every_row_of_a_table_is_one_block(read) -> None:
    assert read("| Weg | Kosten |\n|---|---|\n| Kade | € 20 |\n| Dijk | € 5 |") == [
        Block(BlockKind.COLUMNS, "Weg | Kosten"),
        Block(ROW, "Kade | € 20"),
        Block(ROW, "Dijk | € 5"),
    ]


def test_signs_inside_a_line_give_only_their_text(read) -> None:
    assert (
        read("De **brug** is _open_, zie [de kaart](https://rietmeer.example/kaart) en `lijst`.")[0].text == "De brug is open, zie de kaart en lijst."
    )


def test_html_is_left_out(read) -> None:
    assert [block.text for block in read("<div>weg</div>\n\nDe <b>brug</b> is open.<br>\n\n<!-- niet lezen -->")] == ["De brug is open."]


def test_text_in_a_fence_is_a_paragraph(read) -> None:
    assert read("```\nDe brug\nis open.\n```") == [Block(PARAGRAPH, "De brug is open.")]


def test_quote_is_a_paragraph(read) -> None:
    assert read("> De brug is open.") == [Block(PARAGRAPH, "De brug is open.")]


def test_file_with_signs_alone_is_refused(read) -> None:
    with pytest.raises(ReadError, match=r"plan\.md: er staat geen tekst in dit bestand"):
        read("---\n\n<!-- niets -->\n")


def test_fields_at_the_beginning_are_no_text_and_a_line_of_dashes_elsewhere_hides_none(read) -> None:
    assert read("---\ntitle: Koers\nauthor:\n- Jan\n---\n\n# Wegen\n\nSmal.") == [Block(HEADING, "Wegen", level=1), Block(PARAGRAPH, "Smal.")]
    for text in ("---\n\nBesluit: de raad stemt in.\n\nSmal.\n\n---\n\nBreed.", "---\n# Koers\n\nVoorzitter: Jan\n---\nBreed."):
        assert any("Besluit" in block.text or "Voorzitter" in block.text for block in read(text))
    for text in ("---\n\nSmal.\n\n---\n\nBreed.", "Smal.\n\n---\n\ntitle: Koers\n\n---\n\nBreed."):
        assert read(text)[0].text == "Smal." and read(text)[-1].text == "Breed."
    assert read("---\ntitle: Koers\n---\n")[0].text  # a file of fields alone keeps its words


def test_lines_that_each_open_with_a_label_are_paragraphs(read) -> None:
    found = read(
        "# Plan\n\n**Wat:** Een coach in elke wijk\ndie helpt.\n**Wie:** Sportbedrijf Grasdorp\n**Wanneer:** 2027\n\nLet op: dit is\neen zin. En: zo\n"
    )

    assert [block.text for block in found][1:] == [
        "Wat: Een coach in elke wijk die helpt.",
        "Wie: Sportbedrijf Grasdorp",
        "Wanneer: 2027",
        "Let op: dit is een zin. En: zo",
    ]


def test_a_bullet_from_a_page_is_the_sign_of_an_item(read) -> None:
    assert read("# Plan\n\nWij doen:\n\n• Wegen\n  en paden\n• Bruggen\n") == [
        Block(HEADING, "Plan", level=1),
        Block(PARAGRAPH, "Wij doen:"),
        Block(ITEM, "Wegen en paden", marker="-"),
        Block(ITEM, "Bruggen", marker="-"),
    ]
    assert read("```\n• Wegen\n• Bruggen\n```")[0].text == "• Wegen • Bruggen"
