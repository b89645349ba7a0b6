"""Which sentence answers likeliest: each signal counts, and they are weighed as was learned."""

import numpy as np
import pytest

from assistant.choosing import NAMES, Candidate, likelihoods, over_passages, signals, sums_up
from assistant.sentence_weights import WEIGHTS

QUESTION = "Hoeveel kost de brug?"


def measured(*candidates: Candidate) -> list[dict[str, float]]:
    return [dict(zip(NAMES, row, strict=True)) for row in signals(QUESTION, candidates, lambda term: 1.0)]


def candidate(text: str, passage: str = "p1", score: float = 0.8) -> Candidate:
    return Candidate(text, 0.5, passage, score, 0.6)


def test_every_signal_has_a_learned_weight() -> None:
    assert tuple(WEIGHTS) == NAMES


def test_a_sentence_with_the_kind_of_fact_that_is_asked_is_told_from_one_without() -> None:
    with_fact, without = measured(candidate("De brug kost 5 euro."), candidate("De brug kost te veel."))

    assert (with_fact["fact"], without["fact"]) == (1.0, 0.0)


def test_words_of_the_sentence_before_count_within_a_passage_only() -> None:
    first, next_one, elsewhere = measured(candidate("Er komt een brug."), candidate("Dat is 5 euro."), candidate("Dat is 5 euro.", "p2"))

    assert first["words"] == next_one["words"] > elsewhere["words"] == 0.0


def test_the_first_sentence_of_each_passage_opens_it() -> None:
    assert [row["opens"] for row in measured(candidate("Een."), candidate("Twee."), candidate("Drie.", "p2"))] == [1.0, 0.0, 1.0]


def test_a_question_a_lead_in_and_a_signature_are_told_from_a_statement() -> None:
    asking, leading, signed, said = measured(
        candidate("Komt er een brug?"), candidate("De raad vindt van de brug:"), candidate("Het college"), candidate("De brug komt er dit jaar.")
    )

    assert [(one["asks"], one["loose"]) for one in (asking, leading, signed, said)] == [(1.0, 0.0), (0.0, 1.0), (0.0, 1.0), (0.0, 0.0)]


@pytest.mark.parametrize(("question", "counts"), [("Welke bruggen komen er?", 1.0), ("Komt er een brug?", 0.0)])
def test_a_sentence_that_sums_up_counts_where_a_list_is_asked(question: str, counts: float) -> None:
    (row,) = signals(question, [candidate("Er komen een voetbrug, een fietsbrug en een sluis.")], lambda term: 1.0)

    assert dict(zip(NAMES, row, strict=True))["sums_up"] == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("De raad kiest voor rust, reinheid (schone straten) en regelmaat.", True),
        ("Het bestuur (de raad, het college en de burgemeester) krijgt hulp.", True),
        ("Er zijn lastige vragen. Denk aan wonen. Of denk aan zorg.", True),
        ("Het gaat om zorg en wonen.", True),
        ("De raad praat met bewoners en kiest daarna.", False),
        ("De brug (over het water) komt er.", False),
    ],
)
def test_a_sentence_sums_up_when_it_names_several_things(text: str, counts: bool) -> None:
    assert sums_up(text) is counts


def test_the_likeliest_sentence_counts_one_and_the_others_less() -> None:
    likely = likelihoods(np.array([[0.0], [1.0], [2.0]]), [1.0])

    assert likely.tolist() == pytest.approx([np.exp(-2), np.exp(-1), 1.0])


def test_without_sentences_there_is_nothing_to_weigh() -> None:
    assert likelihoods(signals(QUESTION, [], lambda term: 1.0), list(WEIGHTS.values())).tolist() == []


def test_between_passages_the_search_counts_and_within_one_nothing_changes() -> None:
    found = [candidate("a", "p1", score=0.5), candidate("b", "p1", score=0.5), candidate("c", "p2", score=0.8)]

    weighed = over_passages(np.array([1.0, 0.2, 0.5]), found)

    assert weighed[2] == 1.0  # the passage that the search finds first comes first, though its sentence seems less likely
    assert weighed[1] / weighed[0] == pytest.approx(0.2)


def test_of_passages_that_the_search_finds_alike_the_one_with_the_likeliest_sentence_comes_first() -> None:
    found = [candidate("a", "p1"), candidate("b", "p2"), candidate("c", "p3")]

    weighed = over_passages(np.array([0.01, 1.0, 0.0]), found)

    assert weighed[1] == 1.0
    assert 0.01 < weighed[0] < 1.0  # nearer than by its sentence alone
    assert 0.0 <= weighed[2] < weighed[0]
    assert over_passages(np.array([]), []).tolist() == []
