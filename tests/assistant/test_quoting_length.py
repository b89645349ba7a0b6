"""How much an answer says: a few sentences of the passage that answers, more when that is not sure, and a list whole."""

from collections.abc import Sequence
from datetime import date

import pytest

from assistant.answer import Hit
from assistant.evidence import Evidence, EvidenceSentence
from assistant.question import read_question
from assistant.quoting import (
    LIKELY,
    MOST_OF_DECISION,
    MOST_OF_LIKELY,
    MOST_OF_MORE,
    MOST_OF_ONE,
    MOST_OF_REASON,
    MOST_OF_SUBJECT,
    MOST_WORDS,
    PASSAGES_OF_SUBJECT,
    QuotingWriter,
)
from assistant.service import Assistant
from corpus.document import Passage, PassageKind, Span

DAY = date(2024, 5, 1)
OPEN, LIST = "Wat doet de gemeente?", "Welke plannen heeft de gemeente?"
SAID = (
    *("De gemeente bouwt huizen.", "Kinderen krijgen zwemles.", "Bussen rijden vaker.", "Ouderen wonen langer thuis."),
    *("Scholen worden gratis.", "Water stroomt weer weg.", "Winkels blijven open.", "Artsen werken samen."),
    *("Fietsers krijgen voorrang.", "Boeren planten heggen.", "Sporthallen sluiten later.", "Musea verhuizen binnenkort."),
)


def evidence(assistant: Assistant, question: str, *passages: Sequence[tuple[str, float]]) -> Evidence:
    """Make evidence: per passage, in the order of the hits, its sentences and how likely each of them answers."""
    found = assistant.build.contents.passages[: len(passages)]
    told = [(passage, text, likely) for passage, sentences in zip(found, passages, strict=True) for text, likely in sentences]
    sentences = tuple(
        EvidenceSentence(number, passage, Span(0, len(passage.text)), text, likely) for number, (passage, text, likely) in enumerate(told, 1)
    )
    hits = tuple(Hit(passage, 1.0 / rank, rank) for rank, passage in enumerate(found, 1))
    return Evidence(read_question(question, question, DAY), sentences, hits)


def numbers(found: Evidence) -> list[int]:
    """Give the sentences of which the answer is made, in its order."""
    return [number for statement in QuotingWriter().write(found).statements for number in statement.sentences]


def test_a_question_for_a_number_does_not_bring_the_whole_paragraph(assistant: Assistant) -> None:
    answer = assistant.answer("Hoeveel sociale huurwoningen komen er?", on=DAY)

    assert "240" in answer.statements[0].text
    assert len(answer.text.split()) <= 60


def test_one_passage_that_stands_out_answers_alone_in_a_few_sentences(assistant: Assistant) -> None:
    first = [(text, 0.3 if place else 1.0) for place, text in enumerate(SAID[:6])]

    assert numbers(evidence(assistant, OPEN, first, [(SAID[6], 0.2)])) == list(range(1, MOST_OF_ONE + 1))


def test_yes_or_no_takes_a_sentence_more_than_a_fact(assistant: Assistant) -> None:
    first = [(text, 0.3 if place else 1.0) for place, text in enumerate(SAID[:8])]

    assert numbers(evidence(assistant, "Wordt het bos groter?", first)) == list(range(1, MOST_OF_DECISION + 1))


def test_a_reason_is_given_in_a_few_sentences_more(assistant: Assistant) -> None:
    first = [(text, 0.3 if place else 1.0) for place, text in enumerate(SAID[:8])]

    assert numbers(evidence(assistant, "Waarom groeit het bos?", first)) == list(range(1, MOST_OF_REASON + 1))


def test_a_sentence_that_is_nearly_as_likely_as_the_likeliest_is_not_cut_off(assistant: Assistant) -> None:
    first = [(text, LIKELY) for text in SAID]

    assert numbers(evidence(assistant, OPEN, first)) == list(range(1, MOST_OF_LIKELY + 1))


def test_when_two_passages_are_about_as_likely_both_are_quoted_and_more_is_said(assistant: Assistant) -> None:
    first, second = [(text, 1.0) for text in SAID[:6]], [(text, 0.8) for text in SAID[6:]]
    found = numbers(evidence(assistant, OPEN, first, second))

    assert len(found) == MOST_OF_MORE
    assert {1, 7} <= set(found)


def test_beside_a_single_sentence_a_further_passage_is_quoted_sooner(assistant: Assistant) -> None:
    assert numbers(evidence(assistant, OPEN, [(SAID[0], 1.0)], [(SAID[1], 0.2)])) == [1, 2]
    assert numbers(evidence(assistant, OPEN, [(SAID[0], 1.0), (SAID[1], 0.5)], [(SAID[2], 0.2)])) == [1, 2]


def test_of_a_further_passage_only_what_is_likely_is_quoted(assistant: Assistant) -> None:
    assert numbers(evidence(assistant, OPEN, [(SAID[0], 1.0), (SAID[1], 0.01)], [(SAID[2], 0.5), (SAID[3], 0.01)])) == [1, 2, 3]


@pytest.mark.parametrize("question", [OPEN, LIST, "Wordt het bos groter?"])
def test_what_stands_in_vain_before_the_likeliest_sentence_is_left_out(assistant: Assistant, question: str) -> None:
    first = [(SAID[0], 0.001), (SAID[1], 0.3), (SAID[2], 1.0), (SAID[3], 0.02)]

    assert numbers(evidence(assistant, question, first))[0] != 1
    assert set(numbers(evidence(assistant, question, first))) == {2, 3, 4}


def test_a_list_goes_on_after_the_sentence_that_begins_it(assistant: Assistant) -> None:
    first = [(SAID[0], 0.001), ("Er komen drie plannen.", 1.0), (SAID[1], 0.001), (SAID[2], 0.001)]

    assert numbers(evidence(assistant, LIST, first)) == [2, 3, 4]


def test_what_the_likeliest_sentence_leans_on_stays_and_comes_first(assistant: Assistant) -> None:
    first = [(SAID[0], 0.001), (SAID[1], 0.001), ("Door deze lessen verdrinken minder kinderen.", 1.0)]

    assert numbers(evidence(assistant, OPEN, first)) == [2, 3]


@pytest.mark.parametrize("question", ["Waarom wonen ouderen langer thuis?", "Wat staat er over wonen?"])
def test_a_reason_may_stand_before_it_and_who_asks_all_gets_all(assistant: Assistant, question: str) -> None:
    first = [(SAID[0], 0.001), (SAID[3], 1.0)]

    assert sorted(numbers(evidence(assistant, question, first))) == [1, 2]


@pytest.mark.parametrize("text", ["Mensen die hun baan verliezen, krijgen hulp.", "Daarnaast krijgen ouderen hulp."])
def test_not_every_that_or_which_leans_on_the_sentence_before(assistant: Assistant, text: str) -> None:
    assert numbers(evidence(assistant, OPEN, [(SAID[0], 0.001), (text, 1.0), (SAID[1], 0.02)])) == [2, 3]


def test_what_follows_on_the_opening_sentence_stays_behind_it(assistant: Assistant) -> None:
    first = [(SAID[0], 0.05), (SAID[1], 1.0), ("Een uitzondering is er voor baby's.", 0.02)]

    assert numbers(evidence(assistant, OPEN, first)) == [2, 3, 1]


@pytest.mark.parametrize("last", ["Tot slot krijgen baby's melk.", "Daarnaast krijgen baby's melk.", "In de derde plaats krijgen baby's melk."])
def test_a_sentence_that_goes_on_with_an_enumeration_opens_no_answer(assistant: Assistant, last: str) -> None:
    assert numbers(evidence(assistant, OPEN, [("Ten eerste komt er een school.", 0.05), (last, 1.0)])) == [1, 2]
    assert numbers(evidence(assistant, OPEN, [("Er komt een school.", 0.05), ("Baby's krijgen melk.", 1.0)])) == [2, 1]


def test_a_sentence_that_announces_a_list_is_quoted_only_with_an_item_of_it(assistant: Assistant) -> None:
    every = assistant.build.contents.passages
    lead_in = next(passage for passage in every if passage.kind is PassageKind.LEAD_IN)
    item = next(passage for passage in every if passage.lead_in == lead_in.id)
    other = next(passage for passage in every if passage.kind is PassageKind.PROSE)

    def quoted(*passages: Passage, announcing: str = "Er komen drie zaken:") -> list[int]:
        texts = [announcing if one is lead_in else one.text for one in passages]
        sentences = tuple(
            EvidenceSentence(number, one, Span(0, len(one.text)), text, 1.0)
            for number, (one, text) in enumerate(zip(passages, texts, strict=True), 1)
        )
        return numbers(Evidence(read_question(OPEN, OPEN, DAY), sentences, tuple(Hit(one, 1.0, 1) for one in passages)))

    assert quoted(lead_in, other) == [2]
    assert quoted(lead_in, item) == [1, 2]
    assert quoted(lead_in) == [1]
    assert quoted(lead_in, other, announcing="De raad werkt samen met de provincie. Dat gaat over drie zaken:") == [
        1,
        2,
    ]  # its first sentence answers


@pytest.mark.parametrize("about", ["Wat zegt het plan over het bos?", "Vertel iets over het bos.", "info over bos?", "bos?", "bos voor kinderen?"])
def test_when_all_about_a_subject_is_asked_more_is_said_of_more_passages(assistant: Assistant, about: str) -> None:
    first, *others = ([(text, likely), (text, 0.0)] for text, likely in zip(SAID[:5], (1.0, 0.25, 0.2, 0.12, 0.11), strict=True))

    assert numbers(evidence(assistant, OPEN, first, *others)) == [1, 2]
    assert sorted(numbers(evidence(assistant, about, first, *others))) == list(range(1, 2 * PASSAGES_OF_SUBJECT + 1))
    assert len(numbers(evidence(assistant, about, [(text, 1.0) for text in SAID]))) == MOST_OF_SUBJECT


def test_what_is_said_about_a_fact_is_no_subject(assistant: Assistant) -> None:
    items = [(text, 1.0 if place == 0 else 0.0) for place, text in enumerate(SAID)]

    for other in (
        "Hoeveel staat er over het bos?",
        "Staan de plannen over het bos vast?",
        "Wat staat er over een jaar in het bos?",
        "Komt er een bos?",
        "Wie kapt het bos?",
    ):
        assert len(numbers(evidence(assistant, other, items))) < MOST_OF_SUBJECT


def test_a_list_is_given_whole_as_long_as_there_is_room(assistant: Assistant) -> None:
    items = [(text, 1.0 if place == 0 else 0.0) for place, text in enumerate(SAID)]

    assert numbers(evidence(assistant, LIST, items)) == list(range(1, len(SAID) + 1))
    assert len(numbers(evidence(assistant, OPEN, items))) == MOST_OF_ONE


def test_a_sentence_that_sums_up_the_list_brings_only_what_is_likely(assistant: Assistant) -> None:
    summed = ("De gemeente bouwt huizen, scholen en bruggen.", 1.0)

    items = [(SAID[0], 0.01), summed, (SAID[1], 0.5), (SAID[2], 0.01)]

    assert numbers(evidence(assistant, "Wat doet de gemeente allemaal?", items)) == [2, 3]
    assert numbers(evidence(assistant, LIST, items)) == [2]  # names are asked, and it gives them all


def test_so_does_one_that_comes_near_the_likeliest(assistant: Assistant) -> None:
    def found(likely: float) -> list[int]:
        summed = ("De gemeente bouwt huizen, scholen en bruggen.", likely)
        return numbers(evidence(assistant, LIST, [(SAID[0], 1.0), summed, (SAID[1], 0.01)]))

    assert found(LIKELY) == [1, 2]
    assert found(LIKELY / 2) == [1, 2, 3]


ASIDE = ["De wethouder", "12 maart 2024", "College van Heidebrug", "i.o. Jan Smit", "NB.", "wijk (noord)"]
NOTES = [
    "Noot 2: Koersnota, te vinden bij de griffie.",
    "1 https://heidebrug.example/koers",
    "2 Koersnota 2024.",
    "Lees meer op www.heidebrug.example.",
]


def test_a_sentence_with_an_address_or_a_plain_no_is_an_answer(assistant: Assistant) -> None:
    for told in ("De aanvraag doet u voor 1 mei via www.heidebrug.example met een begroting.", "Nee."):
        assert numbers(evidence(assistant, LIST, [(SAID[0], 1.0), (told, 0.9)])) == [1, 2]


def test_a_note_is_given_when_it_is_asked(assistant: Assistant) -> None:
    assert numbers(evidence(assistant, "Welke dingen staan in noot 2?", [(SAID[0], 1.0), (NOTES[0], 0.5)])) == [1, 2]


@pytest.mark.parametrize("aside", [*ASIDE, *NOTES])
@pytest.mark.parametrize("question", [LIST, "Welke partijen werken samen?", "Welke plannen kosten hoeveel geld?"])
def test_a_signature_a_date_or_a_footnote_is_no_item_of_a_list(assistant: Assistant, question: str, aside: str) -> None:
    assert numbers(evidence(assistant, question, [(SAID[0], 1.0), (SAID[1], 0.5), (aside, 0.5)])) == [1, 2]


@pytest.mark.parametrize("signature", ASIDE)
def test_who_signed_and_when_is_given_when_it_is_asked(assistant: Assistant, signature: str) -> None:
    assert len(numbers(evidence(assistant, "Welke datum staat onder de brief en wie ondertekent?", [(SAID[0], 1.0), (signature, 0.5)]))) == 2


def test_a_sentence_that_is_longer_than_there_is_room_for_is_given_alone(assistant: Assistant) -> None:
    long = " ".join(["woord"] * (MOST_WORDS + 1))

    assert numbers(evidence(assistant, OPEN, [(long, 1.0), (SAID[0], 0.9)])) == [1]


def test_a_question_for_yes_or_no_is_answered_by_the_deciding_sentence_first(assistant: Assistant) -> None:
    told = [(SAID[0], 0.5), (SAID[1], 0.6), (SAID[2], 1.0)]

    assert numbers(evidence(assistant, OPEN, told)) == [1, 2, 3]
    assert numbers(evidence(assistant, "Gaan bussen vaker rijden?", told)) == [3, 1, 2]


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Hoeveel huizen bouwt de gemeente?", "Ook bouwt zij 300 huizen."),
        ("Wanneer bouwt de gemeente huizen?", "Dat begint in mei 2025."),
        ("Hoeveel geld kost het bouwen?", "Het bouwen kost 2 miljoen euro."),
    ],
)
def test_the_number_or_day_that_is_asked_comes_first(assistant: Assistant, question: str, fact: str) -> None:
    assert numbers(evidence(assistant, question, [(SAID[0], 1.0), (fact, 0.8)])) == [2, 1]
    assert numbers(evidence(assistant, OPEN, [(SAID[0], 1.0), (fact, 0.8)])) == [1, 2]


def test_a_sentence_that_hardly_answers_does_not_open_an_answer(assistant: Assistant) -> None:
    assert numbers(evidence(assistant, OPEN, [(SAID[0], 0.05), (SAID[1], 1.0), (SAID[2], 0.5)])) == [2, 3, 1]
    assert numbers(evidence(assistant, OPEN, [(SAID[0], 0.2), (SAID[1], 1.0), (SAID[2], 0.5)])) == [1, 2, 3]


@pytest.mark.parametrize("question", ["Hoeveel huizen bouwt de gemeente?", "Gaat de gemeente huizen bouwen?"])
def test_a_fact_or_yes_or_no_brings_no_sentence_that_does_not_answer_at_all(assistant: Assistant, question: str) -> None:
    told = [("De gemeente bouwt 300 huizen.", 1.0), (SAID[1], 0.001), (SAID[2], 0.02)]

    assert numbers(evidence(assistant, question, told)) == [1, 3]
    assert numbers(evidence(assistant, OPEN, told)) == [1, 2, 3]


def test_a_question_of_the_document_opens_no_answer_unless_there_is_nothing_else(assistant: Assistant) -> None:
    asks = "Wat moet de gemeente doen?"

    assert numbers(evidence(assistant, OPEN, [(asks, 1.0), (SAID[0], 0.2), (SAID[1], 0.3)])) == [3, 1, 2]
    assert numbers(evidence(assistant, OPEN, [(asks, 1.0)])) == [1]


def test_passages_compete_as_far_as_their_sentences_are_as_likely(assistant: Assistant) -> None:
    alone = evidence(assistant, OPEN, [(SAID[0], 1.0), (SAID[1], 0.5)], [(SAID[2], 0.0)])
    led = evidence(assistant, OPEN, [(SAID[0], 1.0)], [(SAID[1], 0.2)])
    shared = evidence(assistant, OPEN, [(SAID[0], 1.0)], [(SAID[1], 0.5), (SAID[2], 0.5)])

    assert alone.spread == 0
    assert 0 < led.spread < shared.spread
    assert shared.spread == pytest.approx(0.693, abs=0.001)  # of two, both as likely


def test_what_is_likely_of_the_leading_passage_has_room_before_further_passages(assistant: Assistant) -> None:
    long = " ".join(["woorden"] * 60)
    first, second = [(SAID[0], 1.0), (f"Het bos {long}.", 0.25)], [(f"De beek {long}.", 0.5)]

    assert numbers(evidence(assistant, OPEN, first, second, [(f"De weg {long}.", 0.45)])) == [1, 2, 3]
