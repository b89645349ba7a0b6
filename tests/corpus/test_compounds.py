"""Compounds: which words hold two others."""

import pytest

from corpus.compounds import parts


@pytest.mark.parametrize(
    ("word", "found"), [("warmtetransitie", ("warmte", "transitie")), ("woningbouw", ("woning", "bouw")), ("gemeenteraad", ("gemeente", "raad"))]
)
def test_compound_falls_into_its_parts(word: str, found: tuple[str, str]) -> None:
    assert parts(word) == found


@pytest.mark.parametrize("word", ["brug", "raad", "2024", "co2", "", "belasting", "a" * 40 + "woningbouw"])
def test_word_that_is_no_compound_has_no_parts(word: str) -> None:
    assert parts(word) == ()
