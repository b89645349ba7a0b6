"""The edition's text and its section tree: where everything stands, and that nothing gets lost or changed."""

import pytest

from corpus.document import Edition, Span
from ingest.blocks import Block, BlockKind
from ingest.sections import Structure, clean, identity, structure

TITLE = Block(BlockKind.HEADING, "1. Wegen", level=1)
PART = Block(BlockKind.HEADING, "1.1 Paden", level=2)
NEXT = Block(BlockKind.HEADING, "2. Groen", level=1)
TEXT = Block(BlockKind.PARAGRAPH, "De paden zijn smal.")


def made(*blocks: Block) -> Structure:
    return structure(list(blocks), "plan", Edition.ORIGINAL)


def texts(result: Structure, position: int) -> list[str]:
    text = result.text.text
    return [text[piece.span.start : piece.span.end] for piece in result.pieces[result.sections[position].id]]


def test_every_span_counts_in_the_text_of_the_edition() -> None:
    result = made(TITLE, PART, TEXT)

    assert result.text.text == "1. Wegen\n\n1.1 Paden\n\nDe paden zijn smal."
    assert [result.text.text[section.span.start : section.span.end] for section in result.sections] == [
        "1. Wegen",
        "1.1 Paden\n\nDe paden zijn smal.",
    ]
    assert texts(result, 1) == ["De paden zijn smal."]


def test_section_knows_its_number_its_parent_and_its_path() -> None:
    chapter, part, _ = made(TITLE, PART, TEXT, NEXT, TEXT).sections

    assert (chapter.number, chapter.parent, chapter.heading_path) == ("1", None, ("1. Wegen",))
    assert (part.number, part.parent, part.heading_path) == ("1.1", chapter.id, ("1. Wegen", "1.1 Paden"))


def test_next_chapter_is_no_child_of_the_last_part() -> None:
    last = made(TITLE, PART, TEXT, NEXT, TEXT).sections[-1]

    assert (last.parent, last.heading_path) == (None, ("2. Groen",))


def test_title_with_text_is_a_section_of_its_own_beside_the_chapters() -> None:
    title = Block(BlockKind.HEADING, "Koers", level=1)
    result = made(title, TEXT, Block(BlockKind.HEADING, "Wegen", level=2), TEXT)

    assert [section.heading_path for section in result.sections] == [("Koers",), ("Wegen",)]


def test_text_before_the_first_heading_is_a_section_without_a_heading() -> None:
    first, second = made(TEXT, TITLE, TEXT).sections

    assert (first.heading, first.heading_path, first.parent) == ("", (), None)
    assert (second.heading_path, second.parent) == (("1. Wegen",), None)


@pytest.mark.parametrize("marker", ["-", "•", "–", "*"])
def test_sign_of_an_item_stands_in_the_text_but_not_in_the_item(marker: str) -> None:
    result = made(Block(BlockKind.ITEM, "Meer bankjes.", marker=marker))

    assert result.text.text == f"{marker} Meer bankjes."
    assert texts(result, 0) == ["Meer bankjes."]


@pytest.mark.parametrize("marker", ["1.", "a.", "2)"])
def test_number_or_letter_of_an_item_belongs_to_the_item(marker: str) -> None:
    assert texts(made(Block(BlockKind.ITEM, "Meer bankjes.", marker=marker)), 0) == [f"{marker} Meer bankjes."]


def test_pages_are_found_by_position() -> None:
    text = made(
        Block(BlockKind.PARAGRAPH, "Een.", page=1), Block(BlockKind.PARAGRAPH, "Twee.", page=2), Block(BlockKind.PARAGRAPH, "Vier.", page=4)
    ).text

    assert [text.page_at(text.text.index(word)) for word in ("Een", "Twee", "Vier")] == [1, 2, 4]


def test_format_without_pages_gives_no_page() -> None:
    assert made(TEXT).text.page_at(0) is None


@pytest.mark.parametrize("text", [" \u00ad ", "* * *", " | ", "–"])
def test_block_without_a_word_is_left_out(text: str) -> None:
    assert made(Block(BlockKind.PARAGRAPH, text), TEXT).text.text == TEXT.text


def test_cleaned_text_has_single_spaces_and_no_signs_that_nobody_sees() -> None:
    assert clean("  de\u00a0 we\u00adgen\x07 zijn\u2028smal ") == "de wegen zijn smal"


def test_cleaned_text_is_composed() -> None:
    assert clean("cafe\u0301") == "café"


def test_equal_text_gives_equal_ids() -> None:
    assert made(TITLE, PART, TEXT) == made(TITLE, PART, TEXT)


def test_id_is_made_from_document_edition_and_place() -> None:
    assert identity("plan", Edition.PLAIN, Span(3, 9)) == "plan:plain:3-9"


def test_ids_are_unique_within_a_text() -> None:
    ids = [section.id for section in made(TITLE, PART, TEXT, NEXT, PART).sections]

    assert len(set(ids)) == len(ids) == 4
