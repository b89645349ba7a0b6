"""Choosing from the register: a number means the theme with that number, however its heading writes it."""

from pathlib import Path

import pytest

from assistant.bootstrap import open_assistant
from assistant.register import _has_theme, describe
from assistant.settings import Settings
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "# Plan\n\n## Maatregelen\n\n- Een hek plaatsen.\n\n## Geld\n\n| Post | 2027 | 2028 |\n|---|---|---|\n| Hek | 40 | 55 |\n",
            "1 afspraak in 1 onderdeel: 1 punt van inzet.",
        ),
        (
            "# Motie\n\nOverwegende dat:\n\n- de brug oud is;\n\nverzoekt het college:\n\n- een hek te plaatsen;\n- de brug te verven;\n\nen gaat over tot de orde van de dag.\n",
            "1 afspraak in 1 onderdeel: 1 besluit. Van de 3 punten in lijsten zijn er 1 geen afspraak.",
        ),
    ],
    ids=["rows of figures", "points of a motion"],
)
def test_rows_of_figures_and_points_inside_an_agreement_are_no_points_that_are_left(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "plan.md").write_text(text, encoding="utf-8")
    build = open_assistant(Settings(corpus=tmp_path, data=tmp_path / "data"), lambda line: None).build

    assert describe(build, build.contents.documents[0].id) == told
