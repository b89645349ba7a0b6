"""Numbered items with text between them are the headings of a list of decisions; the items of a list are not."""

import pytest

from ingest.agenda import with_agenda
from ingest.blocks import Block, BlockKind

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM
SUBJECTS = ("Opening", "Regeling voor de haven (R26.0012)", "Brief over de brug")


def agenda(*before: Block, subjects: tuple[str, ...] = SUBJECTS) -> list[Block]:
    points = [
        block
        for number, subject in enumerate(subjects, 1)
        for block in (
            Block(ITEM, subject, marker=f"{number}.", depth=1),
            Block(PARAGRAPH, "De raad stemt in."),
            Block(PARAGRAPH, "Stemming: unaniem."),
        )
    ]
    return with_agenda([*before, *points])


def headings(blocks: list[Block]) -> list[tuple[str, int]]:
    return [(block.text, block.level) for block in blocks if block.kind is HEADING]


def test_numbered_items_with_text_between_them_are_headings_below_the_one_above_them() -> None:
    title = Block(HEADING, "Besluitenlijst Rietmeer", level=1)

    assert headings(agenda(title, Block(PARAGRAPH, "Punten"))) == [
        ("Besluitenlijst Rietmeer", 1),
        ("1. Opening", 2),
        ("2. Regeling voor de haven (R26.0012)", 2),
        ("3. Brief over de brug", 2),
    ]
    assert headings(agenda()) == [("1. Opening", 0), ("2. Regeling voor de haven (R26.0012)", 0), ("3. Brief over de brug", 0)]


def test_numbers_begin_again_under_the_next_heading() -> None:
    first = agenda(Block(HEADING, "Ochtend", level=2))

    assert len(headings(with_agenda([*first, *agenda(Block(HEADING, "Middag", level=2))]))) == 8


@pytest.mark.parametrize(
    ("before", "subjects"),
    [
        (Block(PARAGRAPH, "Wij doen drie dingen:"), SUBJECTS),
        (Block(HEADING, "2. Doelen", level=2), SUBJECTS),
        (Block(PARAGRAPH, "Punten"), SUBJECTS[:2]),
        (Block(PARAGRAPH, "Punten"), ("Opening", "De haven wordt dieper.", "Brief")),
    ],
    ids=["led in", "goals", "two", "a sentence"],
)
def test_items_of_a_list_with_text_between_them_stay_items(before: Block, subjects: tuple[str, ...]) -> None:
    assert [block.text for block in agenda(before, subjects=subjects) if block.kind is ITEM] == list(subjects)


def test_items_right_below_each_other_stay_items() -> None:
    items = [Block(ITEM, subject, marker=f"{number}.", depth=1) for number, subject in enumerate(SUBJECTS, 1)]

    assert with_agenda(items) == items
