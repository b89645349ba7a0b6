"""Choosing from the register: a number means the theme with that number, however its heading writes it."""

import pytest

from assistant.register import _has_theme
from corpus.agreement import Agreement, AgreementKind
from corpus.document import Span


@pytest.mark.parametrize(
    ("theme", "wanted", "is_meant"),
    [
        ("3. Dijken", "3", True),
        ("3 Dijken", "3.", True),
        ("Thema 3: Dijken", "3", True),
        ("Hoofdstuk 3 Dijken", "3", True),
        ("Thema 3: Dijken", "dijken", True),
        ("33. Sloten", "3", False),
        ("Thema 33: Sloten", "3", False),
        ("Dijken in 3 dorpen", "3", False),
    ],
)
def test_a_number_means_the_theme_of_that_number(theme: str, wanted: str, is_meant: bool) -> None:
    assert _has_theme(Agreement("a", AgreementKind.GOAL, "plan", "p", Span(0, 1), "De dijk is hoog.", theme), wanted) is is_meant
