from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant import finding
from assistant.answer import STATUS_LABELS, Answer, AnswerStatus, Turn, as_outcome
from assistant.bootstrap import open_assistant
from assistant.naming import mentions
from assistant.service import Assistant
from assistant.settings import Settings
from corpus.agreement import AgreementKind
from corpus.document import DocumentStatus, Edition
from corpus.errors import NotFound, QuestionError

DURING, AFTER = date(2022, 5, 31), date(2026, 1, 1)
HOUSING = "Hoeveel nieuwe sociale huurwoningen staan er in 2025?"
QUESTIONS = [
    HOUSING,
    "Hoe lang wacht een kind op jeugdhulp?",
    "Wat is de inzet bij 1.1?",
    "Welke stappen zet de gemeente voor zorg?",
    "Wat betaalt de gemeente voor zonnepanelen?",
    "Komt er een rondweg?",
    "Hallo!",
    "Wat vindt u van de rondweg?",
    "Hoeveel inwoners heeft Rotterdam?",
    "Waar is het?",
]


def without_timings(answer: Answer) -> dict[str, Any]:
    return as_outcome(answer) | {"timings_ms": {}}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_question_on_the_same_day_gives_the_same_answer(assistant: Assistant, question: str) -> None:
    assert without_timings(assistant.answer(question, on=AFTER)) == without_timings(assistant.answer(question, on=AFTER))


def test_a_newly_opened_assistant_gives_the_same_answers(assistant: Assistant, settings: Settings) -> None:
    again = open_assistant(settings, lambda line: None)
    if again.build.content_hash != assistant.build.content_hash:
        pytest.skip("the source was changed while the tests ran")

    for question in QUESTIONS:
        assert without_timings(again.answer(question, on=AFTER)) == without_timings(assistant.answer(question, on=AFTER))


def test_eight_threads_give_the_answers_of_one(assistant: Assistant) -> None:
    questions = QUESTIONS[:5]
    alone = [without_timings(assistant.answer(question, on=AFTER)) for question in questions]

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda question: without_timings(assistant.answer(question, on=AFTER)), questions * 8))

    assert together == alone * 8


@pytest.mark.parametrize("question", QUESTIONS)
def test_whatever_is_asked_the_answer_is_whole_and_proven(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(question, on=AFTER)

    assert answer.text and answer.status in STATUS_LABELS and answer.status is not AnswerStatus.FAULT
    assert answer.rejected == ()
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert len({citation.passage_id for citation in answer.citations}) == len(answer.citations)
    assert {number for statement in answer.statements for number in statement.citations} == {citation.number for citation in answer.citations}
    for citation in answer.citations:
        assert assistant.build.passages[citation.passage_id].text[citation.start : citation.end] == citation.quote != ""
    assert answer.status.is_refusal == (answer.citations == ())


@pytest.mark.parametrize("question", QUESTIONS)
def test_ten_passages_are_found_for_every_question_also_for_one_that_is_refused(assistant: Assistant, question: str) -> None:
    assert [hit.rank for hit in assistant.answer(question, on=AFTER).hits] == list(range(1, 11))


@pytest.mark.parametrize(
    ("question", "status"),
    [
        (HOUSING, AnswerStatus.ANSWERED),
        ("Hallo!", AnswerStatus.OUTSIDE_SUBJECT),
        ("Wie bent u?", AnswerStatus.OUTSIDE_SUBJECT),
        ("Ben jij een AI?", AnswerStatus.OUTSIDE_SUBJECT),
        ("Kan ik je wel vertrouwen?", AnswerStatus.OUTSIDE_SUBJECT),
        ("Waar haal je die antwoorden vandaan?", AnswerStatus.OUTSIDE_SUBJECT),
        ("Wat vindt u van de rondweg?", AnswerStatus.OPINION),
        ("Is dat een goed plan?", AnswerStatus.OPINION),
        ("Waar is het?", AnswerStatus.UNCLEAR),
        ("Hoeveel inwoners heeft Rotterdam?", AnswerStatus.NOT_IN_DOCUMENTS),
        ("Wie is de beste voetballer van Brazilië?", AnswerStatus.NOT_IN_DOCUMENTS),
    ],
)
def test_every_question_ends_in_a_status_that_fits(assistant: Assistant, question: str, status: AnswerStatus) -> None:
    assert assistant.answer(question, on=AFTER).status is status


@pytest.mark.parametrize("question", ["Hoeveel inwoners heeft Rotterdam?", "Waar is het?"])
def test_a_refusal_says_where_was_searched(assistant: Assistant, question: str) -> None:
    notices = assistant.answer(question, on=AFTER).notices

    assert "Gezocht in: Jaarplan 2022 gemeente Zilverwoude; Koers 2030." in notices


def test_an_answer_from_an_expired_document_warns_and_names_its_successor(assistant: Assistant) -> None:
    answer = assistant.answer(HOUSING, on=AFTER)

    assert "Let op: “Jaarplan 2022 gemeente Zilverwoude” (4 oktober 2021) is verlopen, opgevolgd door Koers 2030." in answer.notices
    assert answer.citations[0].status is DocumentStatus.SUPERSEDED


def test_an_answer_from_a_document_in_force_does_not_warn(assistant: Assistant) -> None:
    answer = assistant.answer(HOUSING, on=DURING)

    assert answer.citations[0].status is DocumentStatus.IN_FORCE
    assert not any(notice.startswith("Let op") for notice in answer.notices)


def test_an_answer_from_a_document_that_does_not_yet_hold_says_so(assistant: Assistant) -> None:
    answer = assistant.answer("Komt er een rondweg?", on=DURING)

    assert answer.citations[0].status is DocumentStatus.PROPOSED
    assert "Let op: “Koers 2030” geldt op deze dag nog niet (ontwerp, geldt vanaf 1 maart 2023)." in answer.notices


def test_intentions_for_a_past_year_are_not_told_as_facts(assistant: Assistant) -> None:
    notice = "Dit zijn voornemens voor 2022. Of ze zijn uitgevoerd, staat niet in deze documenten."

    assert notice in assistant.answer("Wat is de inzet bij 1.1?", on=AFTER).notices
    assert notice not in assistant.answer("Wat is de inzet bij 1.1?", on=DURING).notices


def test_an_intention_beside_the_words_that_are_quoted_is_not_told(assistant: Assistant) -> None:
    answer = assistant.answer("Wat is de inzet bij 1.1?", on=AFTER)
    agreement = next(one for one in assistant.build.contents.agreements if one.passage_id == answer.citations[0].passage_id)
    before = agreement.span.start - assistant.build.passages[agreement.passage_id].span.start

    assert assistant._is_quoted(agreement, answer.citations[0])
    assert not assistant._is_quoted(agreement, replace(answer.citations[0], start=before - 5, end=before))


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("Is de uitstoot in het dorp gedaald?", True),
        ("Branden er al lampen op zonnestroom?", True),
        ("Is de uitstoot lager dan vroeger?", True),
        ("Is de uitstoot in 2030 gedaald?", False),
        ("Wat gebeurt er met de uitstoot?", False),
        ("Is de molen verkocht?", False),
    ],
)
def test_an_aim_is_not_told_as_how_it_is_now(settings: Settings, tmp_path: Path, question: str, is_told: bool) -> None:
    text = "# Klimaatplan\n\nIn 2030 is de uitstoot in het dorp met de helft gedaald. In 2031 branden er duizend lampen op zonnestroom.\n\n## Molen\n\nDe molen is verkocht.\n"
    (tmp_path / "plan.md").write_text(text, encoding="utf-8")
    answer = open_assistant(settings.model_copy(update={"corpus": tmp_path}), lambda line: None).answer(question, on=date(2026, 5, 1))

    assert any("is een doel. Het zegt niet hoe het nu is." in notice for notice in answer.notices) is is_told


def test_past_years_are_summed_up_as_people_do(assistant: Assistant) -> None:
    answer = assistant.answer("Wat is er afgesproken over wonen?", on=AFTER)

    assert "Dit zijn voornemens voor 2022 en 2025. Of ze zijn uitgevoerd, staat niet in deze documenten." in answer.notices


def test_the_day_of_the_question_changes_no_word_of_the_answer(assistant: Assistant) -> None:
    before, after = assistant.answer(HOUSING, on=DURING), assistant.answer(HOUSING, on=AFTER)

    assert (before.on, after.on) == (DURING, AFTER)
    assert before.text == after.text


def test_a_follow_up_is_read_as_a_full_question_and_says_so(assistant: Assistant) -> None:
    answer = assistant.answer("Wie betaalt dat?", [Turn(HOUSING, "240.")], on=AFTER)

    assert answer.question == "Wie betaalt dat?"
    assert "huurwoningen" in answer.standalone
    assert f"Gelezen als: {answer.standalone}" in answer.notices


def test_a_new_subject_is_answered_as_if_nothing_was_said_before(assistant: Assistant) -> None:
    fresh = assistant.answer("Komt er een rondweg?", on=AFTER)

    assert without_timings(assistant.answer("Komt er een rondweg?", [Turn(HOUSING, "240.")], on=AFTER)) == without_timings(fresh)


@pytest.mark.parametrize("text", ["", "?!", "a" * 1001, "Wat\x00?", "Wat \ud800?"])
def test_an_impossible_question_is_refused(assistant: Assistant, text: str) -> None:
    with pytest.raises(QuestionError):
        assistant.answer(text, on=AFTER)
    with pytest.raises(QuestionError):
        assistant.search(text)


@pytest.mark.parametrize("text", ["a" * 1000, "woning " * 142, "שלום", "<b>huur</b>woningen?", "1", "[1] (2) *3*", "ﷺ" * 1000])
def test_any_other_question_ends_without_a_fault(assistant: Assistant, text: str) -> None:
    answer = assistant.answer(text, on=AFTER)

    assert answer.text and answer.status is not AnswerStatus.FAULT


def test_every_step_of_an_answer_is_timed(assistant: Assistant) -> None:
    seconds = assistant.answer(HOUSING, on=AFTER).seconds

    assert set(seconds) == {"read", "retrieve", "draft", "verify", "total"}
    assert seconds["total"] == pytest.approx(sum(seconds.values()) - seconds["total"])


def test_an_answer_names_the_index_and_model_that_made_it(assistant: Assistant) -> None:
    stamp = assistant.answer(HOUSING, on=AFTER).stamp

    assert stamp["index"] == assistant.build.content_hash
    assert stamp["settings"] and stamp["model"]


def test_documents_are_listed_in_the_order_of_the_catalogue_with_their_status_on_the_day(assistant: Assistant) -> None:
    plan, course = assistant.documents(DURING)

    assert (plan.document.id, plan.status, plan.editions) == ("jaarplan-2022", DocumentStatus.IN_FORCE, (Edition.ORIGINAL, Edition.PLAIN))
    assert (course.document.id, course.status, course.editions) == ("koers-2030", DocumentStatus.PROPOSED, (Edition.ORIGINAL,))
    assert plan.passage_count + course.passage_count == len(assistant.build.passages)
    assert [card.status for card in assistant.documents(AFTER)] == [DocumentStatus.SUPERSEDED, DocumentStatus.IN_FORCE]


def test_a_passage_is_shown_in_its_section_with_the_other_edition_beside_it(assistant: Assistant) -> None:
    passage = assistant.answer(HOUSING, on=AFTER).citations[0]

    view = assistant.passage(passage.passage_id, AFTER)

    assert view.passage in view.neighbours
    assert {other.section_id for other in view.neighbours} == {view.passage.section_id}
    assert view.counterpart is not None and view.counterpart.edition is Edition.PLAIN
    assert (view.document.id, view.status_label) == ("jaarplan-2022", "verlopen, opgevolgd door Koers 2030")


@pytest.mark.parametrize("passage_id", ["", "bestaat-niet", "x" * 5000])
def test_an_unknown_passage_is_not_found_and_its_name_is_shown_shortened(assistant: Assistant, passage_id: str) -> None:
    with pytest.raises(NotFound) as refusal:
        assistant.passage(passage_id, AFTER)

    assert passage_id[:100] in str(refusal.value)
    assert len(str(refusal.value)) < 200


def test_agreements_are_given_all_by_theme_by_document_and_by_kind(assistant: Assistant) -> None:
    every = assistant.agreements()

    assert {agreement.document_id for agreement in every} >= {"jaarplan-2022"}
    assert len(assistant.agreements(kind="goal")) == 2
    assert {agreement.theme for agreement in assistant.agreements(theme="WÓNEN")} == {"1. Wonen"}
    assert assistant.agreements(document="jaarplan-2022") == tuple(agreement for agreement in every if agreement.document_id == "jaarplan-2022")
    assert [agreement.text for agreement in assistant.agreements("zorg", "jaarplan-2022", "commitment")] == [
        "De gemeente neemt twee extra jeugdconsulenten aan.",
        "Het wijkteam houdt elke week een open spreekuur op school.",
    ]
    assert assistant.agreements(theme="ruimtevaart") == ()


def test_an_agreement_stands_word_for_word_in_its_passage(assistant: Assistant) -> None:
    for agreement in assistant.agreements():
        passage = assistant.build.passages[agreement.passage_id]
        assert passage.text[agreement.span.start - passage.span.start : agreement.span.end - passage.span.start] == agreement.text


def test_an_unknown_kind_of_agreement_is_refused_with_the_kinds_there_are(assistant: Assistant) -> None:
    with pytest.raises(QuestionError, match='"wens" bestaat niet') as refusal:
        assistant.agreements(kind="wens")

    assert all(kind.value in str(refusal.value) for kind in AgreementKind)


def test_agreements_of_an_unknown_document_are_not_found(assistant: Assistant) -> None:
    with pytest.raises(NotFound, match='"elders" bestaat niet'):
        assistant.agreements(document="elders")


def test_passages_of_the_only_document_that_is_named_come_sooner(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "Wat wil de Koers 2030 met woningen en winkels?"
    sooner = [hit.passage.document_id for hit in assistant.answer(question, on=AFTER).hits]
    monkeypatch.setattr(finding, "NAMED_DOCUMENT", 0.0)
    plainly = [hit.passage.document_id for hit in assistant.answer(question, on=AFTER).hits]
    (named,) = {mention.document.id for mention in mentions(question, assistant.build.contents.documents)}

    assert sooner.count(named) > plainly.count(named)


def test_when_two_documents_are_named_neither_comes_sooner(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "Komt er een rondweg volgens de Koers 2030 of het Jaarplan 2022?"
    both = [hit.passage.id for hit in assistant.answer(question, on=AFTER).hits]
    monkeypatch.setattr(finding, "NAMED_DOCUMENT", 0.0)

    assert [hit.passage.id for hit in assistant.answer(question, on=AFTER).hits] == both
