"""A document on a given day, and places in its text."""

import datetime
from dataclasses import replace

import pytest

from corpus.document import Document, DocumentStatus, Edition, EditionText, Span

PLAN = Document("plan", "Plan 2024", "plan.txt", valid_from=datetime.date(2024, 1, 1), valid_until=datetime.date(2024, 12, 31))


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (datetime.date(2023, 12, 31), DocumentStatus.PROPOSED),
        (datetime.date(2024, 1, 1), DocumentStatus.IN_FORCE),
        (datetime.date(2024, 12, 31), DocumentStatus.IN_FORCE),
        (datetime.date(2025, 1, 1), DocumentStatus.EXPIRED),
    ],
)
def test_status_follows_from_the_day(day: datetime.date, status: DocumentStatus) -> None:
    assert PLAN.status(day) is status


def test_document_with_a_successor_is_superseded_after_its_last_day() -> None:
    assert replace(PLAN, successor="plan-2025").status(datetime.date(2025, 1, 1)) is DocumentStatus.SUPERSEDED


def test_document_with_a_successor_is_in_force_until_its_last_day() -> None:
    assert replace(PLAN, successor="plan-2025").status(datetime.date(2024, 12, 31)) is DocumentStatus.IN_FORCE


def test_document_without_dates_is_in_force() -> None:
    assert Document("plan", "Plan", "plan.txt").status(datetime.date(1999, 1, 1)) is DocumentStatus.IN_FORCE


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_span_that_runs_backwards_does_not_exist(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Span(start, end)


def test_page_is_counted_from_its_first_character() -> None:
    text = EditionText("plan", Edition.ORIGINAL, "abcdefghij", (0, 4, 8))

    assert [text.page_at(position) for position in (0, 3, 4, 7, 8)] == [1, 1, 2, 2, 3]


def test_text_without_pages_has_no_page() -> None:
    assert EditionText("plan", Edition.ORIGINAL, "abc").page_at(1) is None
