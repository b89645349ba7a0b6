"""Which section of the plain edition stands beside which section of the original."""

from corpus.document import Edition
from ingest.blocks import Block, BlockKind
from ingest.pairing import pair_sections, pieces_pair
from ingest.sections import Structure, structure

ITEM, PARAGRAPH = BlockKind.ITEM, BlockKind.PARAGRAPH


def edition(edition: Edition, *parts: str | tuple[BlockKind, str]) -> Structure:
    """A text is a heading of level 1, a pair is a paragraph or item."""
    blocks = [Block(BlockKind.HEADING, part, level=1) if isinstance(part, str) else Block(part[0], part[1]) for part in parts]
    return structure(blocks, "plan", edition)


def pairs(original: Structure, plain: Structure) -> list[tuple[str, str | None]]:
    """Give the headings of the original's sections, each with that of its counterpart."""
    one, two = pair_sections(original, plain)
    headings = {section.id: section.heading for section in two.sections}
    for section in two.sections:
        back = [other.id for other in one.sections if other.counterpart == section.id]
        assert [section.counterpart] == (back or [None]), "counterparts are mutual"
    return [(section.heading, headings.get(section.counterpart or "")) for section in one.sections]


def test_sections_with_equal_headings_are_each_others_counterpart() -> None:
    assert pairs(edition(Edition.ORIGINAL, "Wegen", "Groen"), edition(Edition.PLAIN, "Wegen", "Groen")) == [("Wegen", "Wegen"), ("Groen", "Groen")]


def test_case_and_signs_in_a_heading_do_not_matter() -> None:
    assert pairs(edition(Edition.ORIGINAL, "1. Coördinatie – Wegen"), edition(Edition.PLAIN, "1 coordinatie: wegen"))[0][1] == "1 coordinatie: wegen"


def test_section_that_one_edition_lacks_stays_alone() -> None:
    assert pairs(edition(Edition.ORIGINAL, "Wegen", "Geld", "Groen"), edition(Edition.PLAIN, "Wegen", "Uitleg", "Groen")) == [
        ("Wegen", "Wegen"),
        ("Geld", None),
        ("Groen", "Groen"),
    ]


def test_recurring_headings_pair_in_order_and_by_their_chapter() -> None:
    def chapters(which: Edition) -> Structure:
        blocks = [Block(BlockKind.HEADING, text, level=level) for text, level in (("1. Wegen", 1), ("Doel", 2), ("2. Groen", 1), ("Doel", 2))]
        return structure([*blocks, Block(PARAGRAPH, "Meer bomen.")], "plan", which)

    one, two = pair_sections(chapters(Edition.ORIGINAL), chapters(Edition.PLAIN))

    assert [section.counterpart for section in one.sections] == [section.id for section in two.sections]


def test_pieces_pair_when_they_are_as_many_and_of_the_same_kinds() -> None:
    one, two = pair_sections(
        edition(Edition.ORIGINAL, "Wegen", (PARAGRAPH, "Eén."), (ITEM, "Twee.")), edition(Edition.PLAIN, "Wegen", (PARAGRAPH, "1."), (ITEM, "2."))
    )

    assert pieces_pair(one, two, one.sections[0].id, two.sections[0].id)


def test_pieces_do_not_pair_when_their_kinds_or_number_differ() -> None:
    original = edition(Edition.ORIGINAL, "Wegen", (PARAGRAPH, "Eén."), (ITEM, "Twee."))
    for plain in (edition(Edition.PLAIN, "Wegen", (PARAGRAPH, "1.")), edition(Edition.PLAIN, "Wegen", (ITEM, "1."), (PARAGRAPH, "2."))):
        one, two = pair_sections(original, plain)
        assert not pieces_pair(one, two, one.sections[0].id, two.sections[0].id)
