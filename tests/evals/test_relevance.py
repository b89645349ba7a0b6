"""The rule that says whether a passage is the evidence of a case."""

import pytest

from corpus.document import Edition
from evals.cases import Evidence
from evals.outcomes import Place
from evals.relevance import holds_quote, lies_in_section, satisfies

TEXT = "De gemeente leegt de bakken elke dinsdag en elke vrijdag, behalve in de zomer."
PATH = ("2 Afval", "2.1 Bakken in de wijk", "Afspraken")


@pytest.mark.parametrize(
    ("quote", "held"),
    [
        ("leegt de bakken elke dinsdag", True),
        ("Leegt  de\nBAKKEN", True),  # three words, but all of them
        ("leegt de bakken elke maandag ochtend", True),  # four of six in a row
        ("leegt de bakken soms", False),  # three in a row are too few, though more than half
        ("leegt de bakken elke keer dat het waait hier", False),  # four of nine are less than half
        ("leegt de bakken elke dinsdag als het waait hier", True),  # five of nine
        ("niemand raakt de bakken elke dinsdagmorgen", False),  # a run ends where a word ends: three are left
        ("bakken de leegt gemeente", False),
    ],
)
def test_a_text_holds_a_quote_when_it_has_half_of_its_words_in_a_row(quote: str, held: bool) -> None:
    assert holds_quote(TEXT, quote) is held


@pytest.mark.parametrize("other", ["sociaal-culturele plannen", "sociaal-\nculturele plannen", "Sociaal- culturele  plannen"])
def test_a_hyphen_at_a_line_end_makes_no_difference(other: str) -> None:
    assert holds_quote(f"Wij maken {other} voor de wijk.", "sociaal-culturele plannen")


def test_an_accent_counts_however_it_is_encoded() -> None:
    assert holds_quote("Een cafe\u0301 in de wijk", "een café in de")


@pytest.mark.parametrize(
    ("section", "inside"),
    [
        ("2.1", True),
        ("2", True),
        ("2.1 Bakken in de wijk", True),
        ("2.1. Bakken in de wijk", True),
        ("2.1 een andere titel", True),  # the number decides
        ("bakken  in de WIJK", True),
        ("Afspraken", True),
        ("2.1 > Afspraken", True),
        ("2.1 Bakken in de wijk > Afspraken", True),
        ("2.10", False),
        ("2.2", False),
        ("1", False),
        ("2.2 Bakken in de wijk", False),
        ("3.1 > Afspraken", False),
        ("Bakken", False),
        ("", True),
        (None, True),
    ],
)
def test_a_section_is_named_by_number_by_heading_or_by_path(section: str | None, inside: bool) -> None:
    assert lies_in_section(PATH, section) is inside


def test_a_heading_without_a_number_is_found_by_its_words() -> None:
    assert lies_in_section(("Bakken in de wijk",), "2.1 Bakken in de wijk")


def place(edition: Edition = Edition.ORIGINAL, document: str = "afval") -> Place:
    return Place(passage="p1", document=document, section=PATH, edition=edition)


def test_an_original_passage_must_hold_the_quote_wherever_it_stands() -> None:
    assert satisfies(Evidence(document="afval", section="9", quote="de bakken elke dinsdag"), place(), TEXT)
    assert not satisfies(Evidence(document="afval", section="2.1", quote="iets heel anders staat hier"), place(), TEXT)


def test_a_plain_passage_must_lie_in_the_section_whatever_it_says() -> None:
    assert satisfies(Evidence(document="afval", section="2.1", quote="iets heel anders staat hier"), place(Edition.PLAIN), TEXT)
    assert not satisfies(Evidence(document="afval", section="9", quote="de bakken elke dinsdag"), place(Edition.PLAIN), TEXT)


def test_evidence_without_a_quote_asks_for_the_section() -> None:
    assert satisfies(Evidence(document="afval", section="2.1"), place(), TEXT)
    assert not satisfies(Evidence(document="afval", section="9"), place(), TEXT)


def test_another_document_is_never_the_evidence() -> None:
    assert not satisfies(Evidence(document="groen", section="2.1", quote="de bakken elke dinsdag"), place(), TEXT)


def test_an_entry_that_names_a_passage_wants_that_one() -> None:
    assert satisfies(Evidence(document="elders", passage="p1"), place(), "")
    assert not satisfies(Evidence(document="afval", section="2.1", passage="p2"), place(), TEXT)
