"""The register: which agreements a document sets, by the headings they stand under."""

import pytest

from corpus.agreement import LABELS, Agreement, AgreementKind
from corpus.document import Edition
from ingest.agreements import agreements
from ingest.blocks import Block, BlockKind
from ingest.passages import cut
from ingest.sections import structure


def register(*parts: tuple[int, str] | str) -> tuple[Agreement, ...]:
    """A pair is a heading with its level, a text with "- " an item, any other text a paragraph."""
    blocks = [
        Block(BlockKind.HEADING, part[1], level=part[0])
        if isinstance(part, tuple)
        else Block(BlockKind.ITEM, part[2:], marker="-")
        if part.startswith("- ")
        else Block(BlockKind.PARAGRAPH, part)
        for part in parts
    ]
    text = structure([*blocks, Block(BlockKind.HEADING, "9. Slot", level=1)], "plan", Edition.ORIGINAL)
    found = agreements(text.text, text.sections, cut(text))
    assert all(agreement.text == text.text.text[agreement.span.start : agreement.span.end] for agreement in found)
    return found


def kinds(*parts: tuple[int, str] | str) -> list[AgreementKind]:
    return [agreement.kind for agreement in register(*parts)]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Doelstelling 2030", AgreementKind.GOAL),
        ("Doelen", AgreementKind.GOAL),
        ("Inzet 2024", AgreementKind.COMMITMENT),
        ("Onze inzet", AgreementKind.COMMITMENT),
        ("Afspraken", AgreementKind.COMMITMENT),
        ("Maatregelen", AgreementKind.COMMITMENT),
        ("Prioriteiten 2024", AgreementKind.PRIORITY),
        ("Processtappen", AgreementKind.STEP),
        ("Vervolgstappen", AgreementKind.STEP),
        ("Besluit", AgreementKind.DECISION),
        ("BESLISPUNTEN", AgreementKind.DECISION),
    ],
)
def test_heading_tells_the_kind(heading: str, kind: AgreementKind) -> None:
    assert kinds((1, heading), "- Er komt een brug.") == [kind]


@pytest.mark.parametrize("heading", ["Inzet kabinetsformatie", "Inzet van geld", "Doelgroepen", "Besluiten over wegen", "Stappenteller", "Wegen"])
def test_heading_that_only_begins_with_such_a_word_is_none(heading: str) -> None:
    assert kinds((1, heading), "- Er komt een brug.") == []


def test_every_item_is_an_agreement_and_the_text_around_the_list_is_none() -> None:
    found = register((1, "Inzet 2024"), "Er komt:", "- een brug;", "- een sluis.", "Dat kost geld.")

    assert [agreement.text for agreement in found] == ["een brug;", "een sluis."]


def test_without_a_list_the_prose_is_the_agreement() -> None:
    assert [agreement.text for agreement in register((1, "Doel 2030"), "In 2030 is de brug open.")] == ["In 2030 is de brug open."]


def test_agreement_knows_theme_goal_and_year() -> None:
    (found,) = register((1, "1. Wegen"), (2, "1.2 Veilige bruggen"), (3, "Inzet 2024"), "- Er komt een brug.")

    assert (found.theme, found.goal_number, found.goal_title, found.year) == ("1. Wegen", "1.2", "Veilige bruggen", 2024)


def test_agreement_outside_a_goal_has_none() -> None:
    (found,) = register((1, "1. Wegen"), (2, "Prioriteiten 2024"), "- Er komt een brug.")

    assert (found.theme, found.goal_number, found.goal_title, found.year) == ("1. Wegen", None, None, 2024)


def test_agreement_without_a_year_in_its_headings_has_none() -> None:
    assert register((1, "Besluit"), "- In 2024 komt er een brug.")[0].year is None


def test_part_of_a_section_with_priorities_holds_priorities() -> None:
    assert kinds((1, "1. Wegen"), (2, "Prioriteiten 2024"), (3, "Bruggen"), "De brug gaat voor.") == [AgreementKind.PRIORITY]


def test_numbered_goal_below_such_a_heading_is_no_part_of_it() -> None:
    assert kinds((1, "Prioriteiten 2024"), (2, "1.1 Bruggen"), "De brug gaat voor.") == []


def test_agreements_stand_in_reading_order_and_ids_are_unique() -> None:
    found = register((1, "1. Wegen"), (2, "Doel 2030"), "Veilig.", (2, "Inzet 2024"), "- Een brug.", "- Een sluis.")

    assert [agreement.text for agreement in found] == ["Veilig.", "Een brug.", "Een sluis."]
    assert len({agreement.id for agreement in found}) == 3


def test_every_kind_has_a_dutch_label() -> None:
    assert set(LABELS) == set(AgreementKind)
