"""What stands in the first line: the sentence that gives the reason, or the number of what is asked."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Hit
from assistant.asked import counts_what_is_asked
from assistant.bootstrap import open_assistant
from assistant.evidence import Evidence, EvidenceSentence
from assistant.overtaking import AS_LIKELY, with_later
from assistant.question import read_question
from assistant.quoting import QuotingWriter
from assistant.service import Assistant
from assistant.settings import Settings
from corpus.document import Span
from corpus.dutch import terms

DAY = date(2026, 11, 1)
LATER = ("De buurtbus begon een half jaar later.", 1.0)
REASON = "De bus begon zo laat doordat ook de buren chauffeurs zochten."


def test_the_figure_of_a_later_document_opens_before_the_one_that_it_overtakes(assistant: Assistant) -> None:
    before, after = assistant.build.contents.passages[:2]
    told = [(before, "De pont gaat open op 1 mei 2026.", 1.0, False), (after, "De pont gaat open op 1 juni 2027.", 0.4, True)]
    sentences = tuple(
        EvidenceSentence(number, passage, Span(0, 5), text, likely, overtakes=overtakes)
        for number, (passage, text, likely, overtakes) in enumerate(told, 1)
    )
    question = read_question("Op welke dag gaat de pont open?", "Op welke dag gaat de pont open?", DAY)
    found = Evidence(question, sentences, (Hit(before, 1.0, 1), Hit(after, 0.9, 2)))

    assert [one.sentences for one in QuotingWriter().write(found).statements] == [(2,), (1,)]


@pytest.mark.parametrize(
    ("later", "overtakes"),
    [
        ("Het schilderwerk van de nieuwe sporthal kost 20.000 euro.", False),  # another thing
        ("De kosten van de nieuwe sporthal zijn verhoogd en nu kost die 5 miljoen euro.", True),
    ],
)
def test_a_later_figure_overtakes_when_its_sentence_says_that_something_changed(assistant: Assistant, later: str, overtakes: bool) -> None:
    dated = sorted((one for one in assistant.build.contents.documents if one.date), key=lambda one: one.date)
    first, last = (next(one for one in assistant.build.contents.passages if one.document_id == id_) for id_ in (dated[0].id, dated[-1].id))
    said = [EvidenceSentence(1, first, Span(0, 1), "De nieuwe sporthal kost 4 miljoen euro.", 1.0), EvidenceSentence(2, last, Span(0, 1), later, 0.3)]
    question = read_question("Hoeveel kost de nieuwe sporthal?", "Hoeveel kost de nieuwe sporthal?", DAY)

    beside = with_later(question, said, dict.fromkeys(terms("nieuwe sporthal"), 1.0), assistant.build.contents.documents)[1]

    assert (beside.relevance, beside.overtakes) == (AS_LIKELY, overtakes)


@pytest.mark.parametrize(
    ("question", "new", "likely", "overtakes"),
    [
        ("Moet mijn zoon straks betalen voor zijn pas?", "De contributie voor de pas is vervallen.", 0.5, True),
        ("Moet mijn zoon straks betalen voor zijn pas?", "De contributie voor de pas is vervallen.", 0.1, False),
        ("Moet mijn zoon straks betalen voor zijn pas?", "De pas is blauw.", 0.5, False),
        ("Moest mijn zoon in 2024 betalen voor zijn pas?", "De contributie voor de pas is vervallen.", 0.5, False),
    ],
)
def test_what_a_successor_changes_opens(tmp_path: Path, question: str, new: str, likely: float, overtakes: bool) -> None:
    (tmp_path / "corpus").mkdir()
    for name in ("oud", "nieuw"):
        (tmp_path / "corpus" / f"{name}.md").write_text(f"# Visie {name}\n\nDe visie {name} gaat over de pas van de bibliotheek.\n", encoding="utf-8")
    (tmp_path / "corpus" / "documents.toml").write_text(
        '[[documents]]\nid = "oud"\nfile = "oud.md"\ntitle = "Visie oud"\nsuccessor = "nieuw"\n\n[[documents]]\nid = "nieuw"\nfile = "nieuw.md"\ntitle = "Visie nieuw"\n',
        encoding="utf-8",
    )
    build = open_assistant(Settings(corpus=tmp_path / "corpus", data=tmp_path / "data"), lambda line: None)
    before, after = (next(one for one in build.build.contents.passages if one.document_id == id_) for id_ in ("oud", "nieuw"))
    said = [EvidenceSentence(1, before, Span(0, 1), "Wie 18 is, betaalt voor de pas.", 1.0), EvidenceSentence(2, after, Span(0, 1), new, likely)]
    scored = with_later(read_question(question, question, DAY), said, {}, build.build.contents.documents)
    found = Evidence(read_question(question, question, DAY), tuple(scored), (Hit(before, 1.0, 1), Hit(after, 0.9, 2)))

    assert [one.overtakes for one in scored] == [False, overtakes]
    assert (QuotingWriter().write(found).statements[0].sentences == (2,)) is overtakes


def test_the_sentence_before_a_later_figure_may_say_of_what_it_is(assistant: Assistant) -> None:
    dated = sorted((one for one in assistant.build.contents.documents if one.date), key=lambda one: one.date)
    first, last = (next(one for one in assistant.build.contents.passages if one.document_id == id_) for id_ in (dated[0].id, dated[-1].id))
    text = "Hoeveel geld krijgt de nieuwe sporthal per jaar?"
    said = [
        EvidenceSentence(1, first, Span(0, 1), "De nieuwe sporthal krijgt 40.000 euro per jaar.", 1.0),
        EvidenceSentence(2, last, Span(0, 1), "De nieuwe sporthal komt geld tekort.", 0.3),
        EvidenceSentence(3, last, Span(1, 2), "Wij verhogen het jaarlijkse bedrag naar 55.000 euro.", 0.3),
    ]

    beside = with_later(
        read_question(text, text, DAY), said, dict.fromkeys(terms("nieuwe sporthal per jaar"), 1.0), assistant.build.contents.documents
    )

    assert [one.overtakes for one in beside] == [False, False, True]


INDICATORS = """# Begroting Kolkstede 2027

## 1. Groen

We leren 40 vrijwilligers om bomen te verzorgen.

| Indicator | Stand 2025 | Doel 2027 | Doel 2030 |
|---|---|---|---|
| Bomen die verzorgd zijn | 310 | 420 | 600 |
| Straten zonder tegels | 12 | 15 | |
| Banken erbij | | | 25 |

## 2. Water

De sloten zijn schoon.
"""


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel straten zonder tegels zijn het doel in 2027?",
        "Hoeveel bomen moeten er in 2030 verzorgd zijn?",
        "Hoeveel banken komen er bij in 2030?",
    ],
)
def test_a_row_of_figures_opens_for_its_year_behind_what_its_columns_are_called(tmp_path: Path, question: str) -> None:
    (tmp_path / "begroting.md").write_text(INDICATORS, encoding="utf-8")
    kolkstede = open_assistant(Settings(corpus=tmp_path, data=tmp_path / "data"), lambda line: None)

    first = kolkstede.answer(question, on=DAY).statements[0]

    assert first.text.startswith("Indicator | Stand 2025 | Doel 2027 | Doel 2030 – ")
    assert question.split()[1] in first.text.split(" – ")[1].lower() and first.citations == (1, 2)


def test_of_two_rows_of_a_table_only_the_first_comes_with_what_the_columns_are_called(tmp_path: Path) -> None:
    (tmp_path / "begroting.md").write_text(INDICATORS, encoding="utf-8")
    kolkstede = open_assistant(Settings(corpus=tmp_path, data=tmp_path / "data"), lambda line: None)
    above, *rows = (one for one in kolkstede.build.contents.passages if " | " in one.text)
    told = [(rows[0], above.text, 1.0), (rows[1], above.text, 0.9), (above, "", 0.0)]
    sentences = tuple(
        EvidenceSentence(number, passage, Span(0, len(passage.text)), passage.text, likely, columns=columns)
        for number, (passage, columns, likely) in enumerate(told, 1)
    )
    found = Evidence(read_question("Welke cijfers?", "Welke cijfers?", DAY), sentences, (Hit(rows[0], 1.0, 1), Hit(rows[1], 0.9, 2)))

    assert [one.sentences for one in QuotingWriter().write(found).statements] == [(3, 1), (2,)]


def opens(assistant: Assistant, question: str, *said: tuple[str, float], apart: Sequence[tuple[str, float]] = ()) -> str:
    """Give the sentence that opens the answer from these sentences of one passage, and those of a passage apart."""
    here, there = assistant.build.contents.passages[:2]
    told = [*((here, *one) for one in said), *((there, *one) for one in apart)]
    sentences = tuple(EvidenceSentence(number, passage, Span(0, 5), text, likely) for number, (passage, text, likely) in enumerate(told, 1))
    found = Evidence(read_question(question, question, DAY), sentences, (Hit(here, 1.0, 1), Hit(there, 0.9, 2)))
    return sentences[QuotingWriter().write(found).statements[0].sentences[0] - 1].text


@pytest.mark.parametrize(
    ("reason", "likely"),
    [
        (REASON, 0.06),
        ("De reden is dat de werving moeizaam verliep.", 0.001),
        ("Dat kwam doordat de werving moeizaam verliep.", 0.001),  # points back at what happened: it need not be likely
    ],
)
def test_why_opens_with_the_sentence_that_gives_the_reason(assistant: Assistant, reason: str, likely: float) -> None:
    assert opens(assistant, "Waarom begon de buurtbus later?", LATER, (reason, likely)) == reason


def test_the_reason_for_something_else_does_not_open(assistant: Assistant) -> None:
    asked, closed = "Waarom sloot de gemeente de Molenweg?", "De gemeente sloot de Molenweg."

    assert opens(assistant, asked, (closed, 1.0), ("Bewoners klaagden omdat de bus niet meer reed.", 0.5)) == closed


def test_what_happened_opens_when_no_reason_stands_near_it(assistant: Assistant) -> None:
    why = "Waarom begon de buurtbus later?"

    assert opens(assistant, "Wanneer begon de buurtbus?", LATER, (REASON, 0.5)) == LATER[0]
    assert opens(assistant, why, LATER, ("De bus rijdt nu.", 0.5), (REASON, 0.01)) == LATER[0]
    assert opens(assistant, why, LATER, apart=[(REASON, 0.9)]) == LATER[0]  # of something else
    assert opens(assistant, why, ("Dat kwam vanwege de winter.", 1.0), (REASON, 0.5)) == "Dat kwam vanwege de winter."


def test_how_many_opens_with_the_number_of_what_is_asked(assistant: Assistant) -> None:
    homes, debts = "Er komen 960 nieuwe woningen bij.", "In de regio hebben 480 huishoudens schulden."
    asked = "Hoeveel nieuwe huizen moeten er in de regio komen?"

    assert opens(assistant, asked, (debts, 1.0), apart=[(homes, 0.5)]) == homes
    assert opens(assistant, asked, (debts, 1.0), (homes, 0.05)) == debts  # too unlikely
    assert opens(assistant, "Hoeveel gezinnen hebben schulden?", (debts, 1.0), apart=[(homes, 0.5)]) == debts


@pytest.mark.parametrize(
    ("sentence", "question", "counts"),
    [
        ("Er komen 960 nieuwe woningen bij.", "Hoeveel huizen komen er bij?", True),
        ("Er komen negenhonderd huizen bij.", "Hoeveel nieuwe huizen komen er bij?", True),
        ("Het aantal aanbieders daalt van 164 naar 60 aanbieders.", "Hoeveel jongeren zitten er in de jeugdzorg?", False),
        ("Er komen tot en met 2031 in totaal 9.600 woningen bij.", "Hoeveel huizen komen er bij?", True),
        ("In 2031 staan woningen leeg.", "Hoeveel woningen staan er leeg?", False),
        ("De achterstand woningen groeit.", "Hoeveel woningen komen er bij?", False),
        ("Er komen 12 kleine betaalbare sociale woningen.", "Hoeveel woningen komen er bij?", True),
        ("2. Huizen zijn duur.", "Hoeveel huizen komen er?", False),  # the number of an item
        ("Er komen 960 woningen.", "Wanneer komen er huizen?", False),
    ],
)
def test_a_number_counts_what_stands_behind_it(sentence: str, question: str, counts: bool) -> None:
    assert counts_what_is_asked(sentence, question) is counts
