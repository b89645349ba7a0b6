"""Everything that a draft may get wrong, one by one. The writer here is anybody: drafts are made by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import AnswerStatus, Citation, Draft, DraftStatement, Rejection, Statement
from assistant.evidence import Evidence, EvidenceSentence
from assistant.question import read_question
from assistant.service import Assistant
from assistant.verify import check
from corpus.document import Edition, Passage, Span
from corpus.dutch import sentences

DAY = date(2022, 5, 31)
Checked = tuple[tuple[Statement, ...], tuple[Citation, ...], tuple[Rejection, ...]]
Check = Callable[..., Checked]


@pytest.fixture(scope="module")
def evidence(assistant: Assistant) -> Evidence:
    """Every sentence of every passage that can be a hit, one by one."""
    passages = [passage for passage in assistant.build.contents.passages if passage.edition is Edition.ORIGINAL]
    found = [(passage, span) for passage in passages for span in sentences(passage.text)]
    numbered = [EvidenceSentence(number, passage, span, passage.text[span.start : span.end]) for number, (passage, span) in enumerate(found, 1)]
    return Evidence(read_question("vraag", "vraag", DAY), tuple(numbered), ())


@pytest.fixture
def checked(assistant: Assistant, evidence: Evidence) -> Check:
    def run(*statements: DraftStatement, within: Evidence = evidence, on: date = DAY) -> Checked:
        return check(Draft(statements, "hand"), within, assistant.build, on)

    return run


def number_of(evidence: Evidence, words: str) -> int:
    """Give the number of the first sentence whose proving words hold these."""
    return next(sentence.number for sentence in evidence.sentences if words in sentence.quote)


def reason(result: Checked) -> str:
    """Give why the only statement was rejected."""
    statements, citations, (rejection,) = result
    assert statements == () and citations == ()
    return rejection.reason


def saying(evidence: Evidence, text: str, *words: str) -> DraftStatement:
    return DraftStatement(tuple(number_of(evidence, part) for part in words), text)


def test_a_quoted_sentence_holds(checked: Check, evidence: Evidence) -> None:
    statements, citations, rejected = checked(DraftStatement((number_of(evidence, "rondweg"),)))

    assert [statement.text for statement in statements] == ["Een nieuwe rondweg komt er niet."]
    assert citations[0].quote == "Een nieuwe rondweg komt er niet."
    assert rejected == ()


def test_every_quote_is_the_text_of_its_passage_between_start_and_end(checked: Check, evidence: Evidence, assistant: Assistant) -> None:
    statements, citations, rejected = checked(*(DraftStatement((sentence.number,)) for sentence in evidence.sentences))

    assert rejected == ()
    assert len(statements) == len(evidence.sentences)
    for citation in citations:
        assert assistant.passage(citation.passage_id, DAY).passage.text[citation.start : citation.end] == citation.quote != ""


def test_citations_are_numbered_in_the_order_of_use(checked: Check, evidence: Evidence) -> None:
    order = [number_of(evidence, words) for words in ("rondweg", "zonnepanelen", "240 nieuwe")]
    statements, citations, _ = checked(*(DraftStatement((number,)) for number in order))

    assert [statement.citations for statement in statements] == [(1,), (2,), (3,)]
    assert [citation.number for citation in citations] == [1, 2, 3]
    assert ["rondweg" in citations[0].quote, "zonnepanelen" in citations[1].quote, "240" in citations[2].quote] == [True, True, True]


def test_a_passage_is_cited_once_from_its_first_to_its_last_used_sentence(checked: Check, evidence: Evidence) -> None:
    first, last = number_of(evidence, "Alle scholen"), number_of(evidence, "de helft van de kosten")
    statements, citations, _ = checked(DraftStatement((last,)), DraftStatement((number_of(evidence, "rondweg"),)), DraftStatement((first,)))

    assert [statement.citations for statement in statements] == [(1,), (2,), (1,)]
    assert citations[0].quote.startswith("Alle scholen") and citations[0].quote.endswith("de andere helft.")


def test_a_sentence_that_is_not_in_the_evidence_is_rejected(checked: Check) -> None:
    assert "not in the evidence" in reason(checked(DraftStatement((10_000,))))
    assert "not in the evidence" in reason(checked(DraftStatement((0,), "Alle scholen krijgen zonnepanelen.")))


def test_a_statement_is_rejected_when_one_of_its_sentences_is_not_in_the_evidence(checked: Check, evidence: Evidence) -> None:
    assert "not in the evidence" in reason(checked(DraftStatement((number_of(evidence, "rondweg"), 10_000))))


def test_a_statement_without_any_sentence_is_rejected(checked: Check) -> None:
    assert "not in the evidence" in reason(checked(DraftStatement((), "Alle scholen krijgen zonnepanelen.")))


def test_what_holds_stays_when_something_else_is_rejected(checked: Check, evidence: Evidence) -> None:
    statements, citations, rejected = checked(DraftStatement((10_000,)), DraftStatement((number_of(evidence, "rondweg"),)))

    assert (len(statements), len(citations), len(rejected)) == (1, 1, 1)
    assert statements[0].citations == (citations[0].number,) == (1,)


def altered(evidence: Evidence, change: Callable[[EvidenceSentence], EvidenceSentence]) -> Evidence:
    (sentence,) = (sentence for sentence in evidence.sentences if "rondweg" in sentence.quote)
    return replace(evidence, sentences=(replace(change(sentence), number=1),))


def with_passage(sentence: EvidenceSentence, **changes: str) -> EvidenceSentence:
    passage: Passage = replace(sentence.passage, **changes)  # type: ignore[arg-type]
    return replace(sentence, passage=passage)


def test_a_passage_with_an_altered_text_is_rejected(checked: Check, evidence: Evidence) -> None:
    lie = altered(evidence, lambda sentence: with_passage(sentence, text=sentence.passage.text.replace("niet", "wel ")))

    assert "not in the index" in reason(checked(DraftStatement((1,)), within=lie))


def test_a_passage_that_is_not_in_the_index_is_rejected(checked: Check, evidence: Evidence) -> None:
    foreign = altered(evidence, lambda sentence: with_passage(sentence, id="elders:original:0-10"))

    assert "not in the index" in reason(checked(DraftStatement((1,)), within=foreign))


@pytest.mark.parametrize("span", [Span(0, 100_000), Span(3, 3)])
def test_a_place_outside_the_passage_is_rejected(checked: Check, evidence: Evidence, span: Span) -> None:
    beside = altered(evidence, lambda sentence: replace(sentence, span=span))

    assert "not in the index" in reason(checked(DraftStatement((1,)), within=beside))


def test_a_shown_text_that_stands_in_neither_edition_is_rejected(checked: Check, evidence: Evidence) -> None:
    invented = altered(evidence, lambda sentence: replace(sentence, text="Een nieuwe rondweg komt er."))

    assert "not in the index" in reason(checked(DraftStatement((1,)), within=invented))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("240 nieuwe", "In 2025 staan er 240 nieuwe huurwoningen."),
        ("3,5 miljoen", "De raad geeft 3,5 miljoen euro."),
        ("dan zes weken", "Geen kind wacht langer dan 6 weken."),
        ("dan zes weken", "Het doel is dat geen kind langer dan zes weken wacht."),
        ("woondeal", "Het college maakt afspraken met De Linde over 80 huizen."),
        ("rondweg", "Er komt geen nieuwe rondweg."),
        ("zonnepanelen", "Scholen krijgen zonnepanelen op het dak."),
        ("twee extra", "Er komen 2 extra jeugdconsulenten."),
    ],
)
def test_a_plain_sentence_with_only_facts_of_its_quote_holds(checked: Check, evidence: Evidence, words: str, text: str) -> None:
    statements, citations, rejected = checked(saying(evidence, text, words))

    assert rejected == ()
    assert [statement.text for statement in statements] == [text]
    assert words in citations[0].quote


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("240 nieuwe", "Er staan straks 250 nieuwe huurwoningen."),  # another number
        ("240 nieuwe", "Er staan straks 24 nieuwe huurwoningen."),  # a part of a number
        ("240 nieuwe", "In 2026 staan er 240 nieuwe huurwoningen."),  # another year
        ("3,5 miljoen", "De raad geeft 3 miljoen euro."),  # half an amount
        ("3,5 miljoen", "De raad geeft 5 miljoen euro."),
        ("3,5 miljoen", "De raad geeft 3,5 miljard euro."),  # another unit
        ("3,5 miljoen", "De raad geeft € 4,5 miljoen."),
        ("3,5 miljoen", "De raad geeft 1,1 miljoen euro."),  # the number of the heading is no amount
        ("dan zes weken", "Geen kind wacht langer dan zeven weken."),  # a number in words
        ("dan zes weken", "Geen kind wacht langer dan 6 maanden."),
        ("van het aardgas af", "Het zwembad gaat in mei 2026 van het aardgas af."),  # a month that is not given
        ("van het aardgas af", "Het zwembad gaat op 1 januari 2026 van het aardgas af."),
        ("de helft van de kosten", "De gemeente betaalt 50% van de kosten."),  # nobody has to trust our arithmetic
        ("rondweg", "Er komt geen rondweg, staat in hoofdstuk 7."),
    ],
)
def test_a_number_amount_or_date_that_is_not_in_the_quote_is_rejected(checked: Check, evidence: Evidence, words: str, text: str) -> None:
    assert reason(checked(saying(evidence, text, words))).startswith("number not in its quotes")


@pytest.mark.parametrize(
    "text",
    [
        "Het college sluit een woondeal met Bouwlust over 80 huizen.",
        "Het college van Rotterdam sluit een woondeal over 80 huizen.",
        "Rotterdam sluit een woondeal over 80 huizen.",  # a name that begins the sentence
        "Er komt een woondeal. Rotterdam bouwt 80 huizen.",
        "Het college sluit een woondeal (met ASVB) over 80 huizen.",
        "Het college sluit een woondeal met De Lin over 80 huizen.",  # a part of a name
        "Het college sluit een woondeal over 80 huizen, zegt “Pieterse”.",
    ],
)
def test_a_name_that_is_not_in_the_quote_is_rejected(checked: Check, evidence: Evidence, text: str) -> None:
    assert reason(checked(saying(evidence, text, "woondeal"))).startswith("name not in its quotes")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("zonnepanelen", "Scholen krijgen geen zonnepanelen."),  # put in
        ("zonnepanelen", "Scholen krijgen nooit zonnepanelen."),
        ("rondweg", "Er komt een nieuwe rondweg."),  # left out
        ("sporthal", "Dat geldt voor de sporthal."),
    ],
)
def test_a_negation_that_is_put_in_or_left_out_is_rejected(checked: Check, evidence: Evidence, words: str, text: str) -> None:
    assert reason(checked(saying(evidence, text, words))).startswith("negation")


def test_facts_may_come_from_all_quotes_that_a_statement_names_but_from_no_other(checked: Check, evidence: Evidence) -> None:
    text = "De raad geeft 3,5 miljoen euro en de woondeal gaat over 80 huizen."

    assert checked(saying(evidence, text, "3,5 miljoen", "woondeal"))[2] == ()
    assert reason(checked(saying(evidence, text, "3,5 miljoen"))) == "number not in its quotes: 80"


def test_a_sentence_of_the_plain_edition_may_be_shown_for_the_original_that_proves_it(checked: Check, evidence: Evidence) -> None:
    (sentence,) = (sentence for sentence in evidence.sentences if "240 nieuwe" in sentence.quote)
    plain = replace(evidence, sentences=(replace(sentence, number=1, text="Dat zijn huizen met een lage huur."),))

    statements, citations, rejected = checked(DraftStatement((1,)), within=plain)

    assert rejected == ()
    assert statements[0].text == "Dat zijn huizen met een lage huur."
    assert "240 nieuwe" in citations[0].quote


@pytest.mark.parametrize("head", ["3 stappen bij “2. Zorg”:", "Drie stappen bij “2. Zorg”:", "Stappen bij “2. Zorg”:"])
def test_a_count_that_equals_its_sentences_holds(checked: Check, evidence: Evidence, head: str) -> None:
    steps = [number_of(evidence, words) for words in ("Luisteren naar", "Afspraken maken", "Samen met buurgemeenten")]

    assert checked(DraftStatement(tuple(steps), head, counts=True))[0][0].citations == (1, 2, 3)


@pytest.mark.parametrize(
    "head", ["4 stappen bij “2. Zorg”:", "Vier stappen bij “2. Zorg”:", "3,5 stappen bij “2. Zorg”:", "13 stappen bij “2. Zorg”:"]
)
def test_a_count_that_differs_from_its_sentences_is_rejected(checked: Check, evidence: Evidence, head: str) -> None:
    steps = [number_of(evidence, words) for words in ("Luisteren naar", "Afspraken maken", "Samen met buurgemeenten")]

    assert "counts otherwise" in reason(checked(DraftStatement(tuple(steps), head, counts=True)))


@pytest.mark.parametrize("head", ["3 stappen:", "3 stappen bij “1. Wonen”:", "3 stappen bij “Jaarplan 2022”:"])
def test_a_count_under_a_heading_that_does_not_stand_over_its_sentences_is_rejected(checked: Check, evidence: Evidence, head: str) -> None:
    steps = [number_of(evidence, words) for words in ("Luisteren naar", "Afspraken maken", "Samen met buurgemeenten")]

    assert "does not stand over" in reason(checked(DraftStatement(tuple(steps), head, counts=True)))


def test_a_refusal_keeps_its_own_text_and_cites_nothing(assistant: Assistant, evidence: Evidence) -> None:
    refusal = Draft((DraftStatement((), "Dat staat niet in deze documenten."),), "refusal", AnswerStatus.NOT_IN_DOCUMENTS)

    statements, citations, rejected = check(refusal, evidence, assistant.build, DAY)

    assert statements == (Statement("Dat staat niet in deze documenten.", ()),)
    assert (citations, rejected) == ((), ())


@pytest.mark.parametrize(
    ("words", "on", "label"),
    [
        ("240 nieuwe", date(2021, 12, 31), "ontwerp, geldt vanaf 1 januari 2022"),
        ("240 nieuwe", date(2022, 1, 1), "geldend"),
        ("240 nieuwe", date(2022, 12, 31), "geldend"),
        ("240 nieuwe", date(2023, 1, 1), "verlopen, opgevolgd door Koers 2030"),
        ("rondweg", date(2023, 2, 28), "ontwerp, geldt vanaf 1 maart 2023"),
        ("rondweg", date(2023, 3, 1), "geldend"),
    ],
)
def test_a_citation_says_how_its_document_stands_on_the_day(checked: Check, evidence: Evidence, words: str, on: date, label: str) -> None:
    (citation,) = checked(DraftStatement((number_of(evidence, words),)), on=on)[1]

    assert citation.status_label == label


def test_a_citation_of_an_original_carries_the_plain_text_beside_it(checked: Check, evidence: Evidence) -> None:
    _, (housing, road), _ = checked(DraftStatement((number_of(evidence, "240 nieuwe"),)), DraftStatement((number_of(evidence, "rondweg"),)))

    assert housing.edition is Edition.ORIGINAL
    assert housing.plain is not None and "huizen met een lage huur" in housing.plain
    assert road.plain is None  # this document has no plain edition
