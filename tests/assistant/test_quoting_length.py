"""How much an answer says: a number in a few sentences, a list whole."""

from datetime import date

from assistant.answer import Hit
from assistant.evidence import Evidence, EvidenceSentence
from assistant.question import read_question
from assistant.service import Assistant
from assistant.writers import QuotingWriter
from corpus.document import Span

DAY = date(2024, 5, 1)


def test_a_question_for_a_number_does_not_bring_the_whole_paragraph(assistant: Assistant) -> None:
    answer = assistant.answer("Hoeveel sociale huurwoningen komen er?", on=DAY)

    assert "240" in answer.statements[0].text
    assert len(answer.text.split()) <= 60


def test_an_answer_does_not_open_with_a_sentence_that_only_adds(assistant: Assistant) -> None:
    first, second = assistant.build.contents.passages[:2]
    sentences = (
        EvidenceSentence(1, first, Span(0, len(first.text)), "Ook het groen hoort bij de plannen.", 1.0),
        EvidenceSentence(2, second, Span(0, len(second.text)), "De gemeente bouwt huizen.", 0.8),
    )
    evidence = Evidence(read_question("Wat zijn de plannen?", "Wat zijn de plannen?", DAY), sentences, (Hit(first, 1.0, 1), Hit(second, 0.9, 2)))

    assert [statement.sentences for statement in QuotingWriter().write(evidence).statements] == [(2,), (1,)]
