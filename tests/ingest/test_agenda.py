"""Numbered items with text between them are the headings of a list of decisions; the items of a list are not."""

import pytest

from corpus.document import Edition
from ingest.agenda import with_agenda
from ingest.blocks import Block, BlockKind
from ingest.passages import cut
from ingest.sections import structure

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


def as_item(block: Block) -> Block:
    """Give a point as it was read."""
    return Block(ITEM, block.title, marker=block.text.split()[0], depth=1) if block.title else block


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
        (Block(PARAGRAPH, "Punten"), (*SUBJECTS, "De haven wordt dieper.", "Rondvraag")),
    ],
    ids=["led in", "goals", "two", "a sentence", "a sentence behind three"],
)
def test_items_of_a_list_with_text_between_them_stay_items(before: Block, subjects: tuple[str, ...]) -> None:
    assert [block.text for block in agenda(before, subjects=subjects) if block.kind is ITEM] == list(subjects)


def test_items_right_below_each_other_stay_items() -> None:
    items = [Block(ITEM, subject, marker=f"{number}.", depth=1) for number, subject in enumerate(SUBJECTS, 1)]

    assert with_agenda(items) == items


def test_the_words_of_a_point_can_be_quoted_and_its_number_names_no_chapter() -> None:
    text = structure(agenda(Block(HEADING, "Besluitenlijst Rietmeer", level=1)), "lijst", Edition.ORIGINAL)

    assert [(section.heading, section.number) for section in text.sections[1:]] == [(subject, None) for subject in SUBJECTS]
    assert [passage.text.split("\n\n")[0] for passage in cut(text)] == [f"{number}. {subject}" for number, subject in enumerate(SUBJECTS, 1)]


def test_a_point_without_text_below_it_leaves_all_of_them_items() -> None:
    points = [
        *map(as_item, agenda()),
        Block(ITEM, "Vragen", marker="4.", depth=1),
        Block(ITEM, "Einde", marker="5.", depth=1),
        Block(PARAGRAPH, "Tot zover."),
    ]

    assert headings(with_agenda(points)) == []


def test_the_list_of_an_earlier_day_is_a_point_too() -> None:
    assert len(headings(agenda(subjects=(*SUBJECTS, "Besluitenlijst van 12 maart 2026", "Rondvraag")))) == 5


def test_parts_of_what_names_a_list_hold_lists_too() -> None:
    points = [as_item(block) for block in agenda()]
    goals = [Block(HEADING, "1. Doelen", level=2), Block(HEADING, "Wonen", level=3), *points]

    found = headings(with_agenda([*goals, Block(HEADING, "2. Haven", level=2), *points]))

    assert [level for _, level in found] == [2, 3, 2, 3, 3, 3]


def test_points_above_all_headings_leave_these_their_levels() -> None:
    later = [Block(HEADING, "Bijlage", level=2), Block(HEADING, "Uitleg", level=3), Block(PARAGRAPH, "Dit is de haven.")]

    assert [level for _, level in headings(with_agenda([*map(as_item, agenda()), *later]))] == [2, 2, 2, 2, 3]
