"""The units that passages are read in: which sentences stay together, and which plain text stands beside which original words."""

from dataclasses import replace

import pytest

from corpus.document import Edition, Passage, PassageKind, Span
from ingest.units import MOST_UNIT_WORDS, unit_texts, units


def passage(*paragraphs: str, edition: Edition = Edition.ORIGINAL, counterpart: str | None = None) -> Passage:
    text = "\n".join(paragraphs)
    starts = [sum(len(before) + 1 for before in paragraphs[:order]) for order in range(len(paragraphs))]
    spans = tuple(Span(start, start + len(paragraph)) for start, paragraph in zip(starts, paragraphs, strict=True))
    return Passage(f"{edition}:{text}", "plan", edition, "sectie", ("Wegen",), None, Span(0, len(text)), text, PassageKind.PROSE, spans, counterpart)


def shown(read: Passage, *plain: Passage) -> list[str]:
    return [text for _, text in units(read, plain)]


@pytest.mark.parametrize(
    "second",
    ["Dat geldt niet in de winter.", "Mede daardoor is de pont vaak vol.", "Behalve op zondag.", "De veerman blijft erbij."],
    ids=["points back", "points back in part", "limits", "ends in a pointing word"],
)
def test_sentence_that_leans_on_the_one_before_stays_with_it(second: str) -> None:
    assert shown(passage(f"De pont vaart elk uur. {second}")) == [f"De pont vaart elk uur. {second}"]


def test_sentences_that_stand_alone_are_apart() -> None:
    assert shown(passage("De pont vaart elk uur. Een kaartje kost twee euro.")) == ["De pont vaart elk uur.", "Een kaartje kost twee euro."]


def test_nothing_leans_on_a_question_which_answers_nothing() -> None:
    assert shown(passage("Waar vaart de pont? Dat hangt van het weer af.")) == ["Waar vaart de pont?", "Dat hangt van het weer af."]


def test_nothing_leans_over_the_end_of_a_paragraph() -> None:
    assert shown(passage("De pont vaart elk uur.", "Dat geldt ook hier.")) == ["De pont vaart elk uur.", "Dat geldt ook hier."]


def test_sentences_that_are_too_long_together_are_apart() -> None:
    long = " ".join(["lang"] * MOST_UNIT_WORDS)

    assert shown(passage(f"De pont is {long}. Dat is zo.")) == [f"De pont is {long}.", "Dat is zo."]


def test_span_of_a_unit_gives_its_own_words() -> None:
    read = passage("De pont vaart elk uur. Dat geldt niet in de winter.", "Een kaartje kost twee euro. Kinderen varen gratis.")

    assert [(read.text[span.start : span.end], text) for span, text in units(read)] == [(text, text) for text in shown(read)]


def test_plain_sentences_beside_one_original_sentence_are_one_unit() -> None:
    original = passage("Het veer onderhoudt een uurdienst tussen beide oevers. De kosten per overtocht bedragen twee euro.")
    plain = passage("Het veer vaart elk uur. Het gaat tussen beide oevers. De kosten zijn twee euro.", edition=Edition.PLAIN)

    assert [(original.text[span.start : span.end], text) for span, text in units(original, [plain])] == [
        ("Het veer onderhoudt een uurdienst tussen beide oevers.", "Het veer vaart elk uur. Het gaat tussen beide oevers."),
        ("De kosten per overtocht bedragen twee euro.", "De kosten zijn twee euro."),
    ]


def test_texts_of_all_that_can_be_shown_stand_there_once() -> None:
    plain = passage("Het veer vaart elk uur.", edition=Edition.PLAIN)
    original = replace(passage("Het veer onderhoudt een uurdienst."), counterpart=plain.id)
    alone = passage("Een kaartje kost twee euro.", edition=Edition.PLAIN)
    passages = [original, replace(plain, counterpart=original.id), alone, passage("Een kaartje kost twee euro.")]

    assert unit_texts(passages, {0: (1,), 1: (0,)}) == ["Het veer vaart elk uur.", "Een kaartje kost twee euro."]
