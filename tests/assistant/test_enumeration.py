"""Prose that enumerates: nothing is left out in between, nothing comes behind the last thing, and a sentence that only counts is no answer by itself."""

import time
from datetime import date

import pytest

from assistant.answer import Hit
from assistant.enumeration import COUNTED_SERIES, COUNTS, GIVES, NTH, ONE_MORE, SERIES
from assistant.evidence import Evidence, EvidenceSentence
from assistant.question import read_question
from assistant.quoting import QuotingWriter
from corpus.document import Edition, Passage, PassageKind, Span

DAY = date(2024, 5, 1)
LIST, OPEN, FACT = "Welke plannen heeft het dorp?", "Wat gaat het dorp doen?", "Wanneer komt het zwembad?"
SUM = "Er komen ook een kerk, een molen en een park."  # it sums up, so that only what is likely stands beside it
NAMED = "De drukker noemt in oktober alle winkels."


def said(question: str, *sentences: tuple[str, float]) -> list[list[int]]:
    """Give what an answer says of one passage: per statement the numbers of its sentences."""
    passage = Passage("plan", "dorp", Edition.ORIGINAL, "1", ("Plannen",), None, Span(0, 4), "Plan", PassageKind.PROSE, (Span(0, 4),))
    found = tuple(EvidenceSentence(number, passage, Span(0, 4), text, likely) for number, (text, likely) in enumerate(sentences, 1))
    draft = QuotingWriter().write(Evidence(read_question(question, question, DAY), found, (Hit(passage, 1.0, 1),)))
    return [list(statement.sentences) for statement in draft.statements]


def numbers(question: str, *sentences: tuple[str, float]) -> list[int]:
    return sorted(number for statement in said(question, *sentences) for number in statement)


@pytest.mark.parametrize("second", ["Het tweede plan is een bos.", "Ook groeit er een bos.", "Daarbij hoort een bos."])
@pytest.mark.parametrize("question", [LIST, OPEN])
def test_what_goes_on_between_two_things_comes_along(question: str, second: str) -> None:
    first, last = ("Eerst komen er een zwembad, een ijsbaan en een zaal.", 1.0), (SUM, 0.2)
    beside = [(NAMED, 0.19), (NAMED, 0.18), (NAMED, 0.17), (NAMED, 0.16)] if question == OPEN else []

    assert {1, 2, 3} <= set(numbers(question, first, (second, 0.001), last, *beside))
    assert 2 not in numbers(question, first, ("De Tweede Kamer kijkt mee.", 0.001), last, *beside)


def test_what_goes_on_behind_the_last_thing_does_not_come_along() -> None:
    assert numbers(LIST, (SUM, 1.0), ("Ook zingt er een koor.", 0.001)) == [1]


def test_to_a_question_for_a_fact_nothing_is_added() -> None:
    assert 2 not in numbers(FACT, ("In mei komt het zwembad.", 1.0), ("Ook groeit er een bos.", 0.001), ("In juni komt het bad vol.", 0.2))


@pytest.mark.parametrize("last", ["Tot slot komt er een brug.", "Het laatste plan is een brug."])
def test_what_stands_behind_the_last_thing_is_left_out_unless_it_is_likely(last: str) -> None:
    plans = [("Er komt een zwembad.", 1.0), ("Er groeit een bos.", 0.001), (last, 0.001)]

    assert numbers(LIST, *plans, ("De raad vergadert in juni.", 0.001), ("De school krijgt een tuin.", 0.2)) == [1, 2, 3, 5]


def test_a_closing_word_before_the_likeliest_sentence_closes_nothing() -> None:
    assert numbers(LIST, ("Tot slot komt er een brug.", 0.3), ("Er komt een zwembad.", 1.0), ("Er groeit een bos.", 0.001)) == [1, 2, 3]


@pytest.mark.parametrize(
    "between",
    [
        "En er komt een brug.",
        "Tot slot: wat doen we nog meer?",
        "De laatste jaren is er geen zwembad.",
        "De laatste week van juni is er feest.",
        "De laatste fase begint in 2027.",
        "Het laatste half jaar was het stil.",
    ],
)
def test_what_closes_nothing_is_followed_by_the_other_things(between: str) -> None:
    assert numbers(LIST, ("Er komt een bad.", 1.0), (between, 0.001), ("Er groeit een bos.", 0.001)) == [1, 2, 3]


def test_lines_behind_a_colon_are_a_list_that_ends_with_the_semicolons() -> None:
    lines = [("Zwembad;", 0.001), ("Bos;", 0.001), ("Een brug met een huis.", 0.001)]

    assert numbers(LIST, ("De plannen zijn:", 1.0), *lines, ("De raad vergadert in juni.", 0.001)) == [1, 2, 3, 4]
    assert 2 not in numbers(LIST, ("Er komt van alles.", 1.0), *lines)


@pytest.mark.parametrize("counting", ["Er zijn drie plannen.", "Het dorp werkt aan een aantal grote plannen.", "Dat gaat over twee dingen:"])
def test_a_sentence_that_only_counts_is_said_with_the_first_thing(counting: str) -> None:
    things = [("Er komt een zwembad.", 0.1), ("Er groeit een bos.", 0.1)]

    assert said(LIST, (counting, 1.0), *things) == [[1, 2], [3]]
    assert said(OPEN, (counting, 1.0), *things) == [[1], [2], [3]]
    assert said(LIST, ("Er komen twee zwembaden en een bos.", 1.0), *things)[0] == [1]


@pytest.mark.parametrize(
    "sum_of_money", ["Wij investeren twee miljoen euro in sport.", "De aanpak duurt drie jaar.", "De raad vergadert twee keer per maand."]
)
def test_money_and_time_count_no_things(sum_of_money: str) -> None:
    assert said(LIST, (sum_of_money, 1.0), ("Er komt een zwembad.", 0.1)) == [[1], [2]]


@pytest.mark.parametrize(
    "text", ["drie " + "a" * 5000 + "!", "verschillende " + "samenwerkings" * 400 + ", x", "een aantal " + "woord " * 2000 + "!"]
)
def test_a_long_sentence_is_read_at_once(text: str) -> None:
    start = time.perf_counter()

    assert COUNTS.search(text) is None
    assert time.perf_counter() - start < 0.5


def test_a_footnote_does_not_come_along_between_two_things() -> None:
    note = ("Daarover meer: https://dorp.voorbeeld/plannen", 0.0001)

    assert 2 not in numbers(OPEN, ("Eerst komen er een zwembad en een zaal.", 1.0), note, (SUM, 0.3))


SERIES_SAID = "Het dorp bouwt een zwembad, een ijsbaan en een sporthal."


@pytest.mark.parametrize(
    "series",
    [
        SERIES_SAID,
        "Plannen zijn: bad, ijsbaan, sporthal of museum.",
        "Er komen plannen voor drie buurten (Molenhoek, Kerkwijk, Dijkzicht).",
        "De inzet (bad, baan en hal) blijft.",
    ],
)
def test_names_that_the_likeliest_sentence_gives_in_a_series_are_all_that_is_said(series: str) -> None:
    assert said(LIST, (series, 1.0), ("De raad vergadert in juni.", 0.3), ("Het museum is oud.", 0.5)) == [[1]]


@pytest.mark.parametrize(
    "no_series",
    [
        "Het dorp bouwt een zwembad en een ijsbaan.",
        "Zo komt er een zwembad, wordt de ijsbaan groter en krijgt de hal een dak.",
        "Bij bakkers is er winst, bij winkels in voedings- en genotmiddelen verlies.",
        "Het dorp maakt plannen, met inwoners uit de buurt en de raad.",
    ],
)
def test_what_names_no_series_leaves_what_is_likely(no_series: str) -> None:
    assert said(LIST, (no_series, 1.0), ("Er groeit een bos.", 0.3)) == [[1], [2]]


@pytest.mark.parametrize("question", [OPEN, "Welke plannen heeft het dorp, en wie betaalt ze?", "Wat gaat het dorp allemaal doen?"])
def test_a_series_is_not_all_to_a_question_that_asks_more_than_names(question: str) -> None:
    assert numbers(question, (SERIES_SAID, 1.0), ("De provincie betaalt de plannen.", 0.3)) == [1, 2]


def test_beside_a_series_stays_what_goes_on_with_it_adds_to_it_or_is_another() -> None:
    assert numbers(LIST, (SERIES_SAID, 1.0), ("Ook komt er een brug.", 0.1), ("De raad vergadert.", 0.3)) == [1, 2]
    assert numbers(LIST, (SERIES_SAID, 1.0), ("De raad vergadert.", 0.3), ("Een park is een vierde plan.", 0.2)) == [1, 3]
    assert numbers(LIST, ("De raad vergadert.", 0.3), (SUM.replace("ook ", ""), 0.5), (SERIES_SAID, 1.0)) == [2, 3]


def test_the_series_that_counts_as_many_as_are_asked_comes_alone() -> None:
    three, two = "Welke drie plannen heeft het dorp?", "Wat zijn de twee plannen van het dorp?"
    counted = ("Er zijn drie plannen: een zwembad, een ijsbaan en een hal.", 0.6)

    assert numbers(three, ("Er komen ook een kerk, een molen en een park.", 1.0), counted, ("Die plannen kosten veel.", 0.5)) == [2]
    assert numbers(two, ("De twee plannen zijn het zwembad en de hal.", 1.0), ("Die plannen kosten veel.", 0.5)) == [1]
    assert numbers(two, ("De twee plannen kosten veel.", 1.0), ("Er komt een zwembad.", 0.3)) == [1, 2]


@pytest.mark.parametrize(
    "giving",
    ["Denk aan een bad, een baan en een hal.", "Zoals een bad, een baan en een hal.", "Het gaat onder andere om een bad, een baan en een hal."],
)
def test_a_sentence_that_gives_what_the_one_before_it_speaks_of_is_said_with_it(giving: str) -> None:
    assert said(LIST, ("Het dorp heeft plannen voor sport.", 1.0), (giving, 0.0001), ("De raad vergadert in juni.", 0.4)) == [[1, 2]]


def test_things_that_are_numbered_come_alone_with_what_counts_them_and_what_is_added() -> None:
    before, counting = ("De raad vergadert vaak.", 0.3), ("Het dorp heeft drie plannen.", 0.001)
    things = [("Het eerste is een bad.", 1.0), ("Dat bad kost veel.", 0.001), ("Het tweede is een brug. Het derde is een bos.", 0.001)]

    assert said(LIST, before, counting, *things, ("De provincie betaalt.", 0.3)) == [[2, 3], [4], [5]]
    assert numbers(LIST, before, counting, *things, ("Er is ook een vierde plan: een kerk.", 0.2)) == [2, 3, 4, 5, 6]
    assert numbers(LIST, before, counting, *things, ("Tot slot komt er een kerk.", 0.001)) == [2, 3, 4, 5, 6]
    assert 1 in numbers("Welke raad vergadert, en hoe vaak?", (before[0], 1.0), counting, *things)


def test_things_of_which_as_many_are_asked_as_are_counted_come_alone() -> None:
    counted = [("Reizen kan op twee manieren.", 0.3), ("De bus rijdt elk uur.", 1.0), ("En er vaart een pont.", 0.1)]

    more = ("De raad wil meer bussen.", 0.3)

    assert numbers("Op welke twee manieren kun je reizen?", *counted, more) == [1, 2, 3]
    assert numbers("Op welke manieren kun je reizen?", *counted, more) == [1, 2, 3, 4]
    assert numbers("Op welke twee manieren kun je reizen?", *counted[:2], ("Die rit duurt lang.", 0.1), counted[2]) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "row",
    [
        [("Het dorp kent vier kansen.", 0.1), ("De eerste is een bad.", 1.0), ("De tweede is een brug.", 0.2), ("Ook het bos biedt er een.", 0.1)],
        [("Het bad telt mee.", 0.1), ("De eerste bewoners kwamen in 1950.", 0.3), ("De brug, het bad en de hal bleven.", 1.0), ("De tweede groep kwam in 1970.", 0.2)],
    ],
)  # fmt: skip
def test_ordinals_that_are_not_what_the_text_counts_cut_nothing_off(row: list[tuple[str, float]]) -> None:
    answer = numbers("Welke kansen heeft het dorp?", *row)

    assert 3 in answer and (row[0][0].startswith("Het bad") or answer[-1] == 4)


@pytest.mark.parametrize("too", ["De molen wordt ook een plan van het dorp.", "Een kerk hoort eveneens bij de plannen."])
def test_what_is_said_to_belong_to_the_series_too_stays(too: str) -> None:
    assert numbers(LIST, (SERIES_SAID, 1.0), ("De raad vergadert.", 0.3), (too, 0.06)) == [1, 3]


def test_adjectives_are_no_names_and_who_asks_for_all_of_it_gets_all_that_is_likely() -> None:
    adjectives, place = ("Wij bouwen betaalbare, duurzame en mooie plekken.", 1.0), ("Aan de kade komt een plek.", 0.2)

    assert numbers("Welke plekken komen er?", adjectives, place) == [1, 2]
    assert numbers("Noem alle plannen van het dorp.", (SERIES_SAID, 1.0), ("De raad vergadert.", 0.3)) == [1, 2]


def test_things_to_think_of_are_named_in_sentences_beside_each_other() -> None:
    assert said(LIST, ("Denk aan een bad.", 1.0), ("Of denk aan een brug.", 0.001), ("De raad vergadert.", 0.3)) == [[1, 2]]


def test_a_number_by_itself_is_no_thing_even_where_a_name_is_asked() -> None:
    assert 2 not in numbers("Welke wethouders waren er?", ("Wethouder Bakker was er.", 1.0), ("12", 0.5), ("Wethouder Visser kwam later.", 0.3))


@pytest.mark.parametrize("unit", ["woord ", "woord, ", ",", "a", "a b, ", "(a, ", "(", "leuke, ", "twee plannen zijn "])
def test_text_that_repeats_itself_is_read_at_once(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    start = time.perf_counter()
    for pattern in (SERIES, COUNTED_SERIES, GIVES, NTH, ONE_MORE):
        pattern.search(text)

    assert time.perf_counter() - start < 2
