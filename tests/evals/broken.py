"""Deliberately broken builds: the real assistant with one thing wrong in what it answers, as a change for the worse would make it."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, AnswerStatus, Citation, Hit, Statement, Turn
from assistant.service import Assistant, DocumentCard, PassageView
from corpus.document import DocumentStatus

Break = Callable[[Answer], Answer]


class Broken:
    """Answers as the real assistant does, and then breaks the answer."""

    def __init__(self, real: Assistant, break_it: Break) -> None:
        self._real, self._break = real, break_it
        self.stamp = real.stamp

    def answer(self, text: str, earlier: Sequence[Turn] = (), on: date | None = None) -> Answer:
        return self._break(self._real.answer(text, earlier, on))

    def passage(self, passage_id: str, on: date) -> PassageView:
        return self._real.passage(passage_id, on)

    def documents(self, on: date) -> tuple[DocumentCard, ...]:
        return self._real.documents(on)


def quotes_off_by_one(answer: Answer) -> Answer:
    return replace(answer, citations=tuple(replace(citation, start=citation.start + 1, end=citation.end + 1) for citation in answer.citations))


def refusals_off(answer: Answer) -> Answer:
    if not answer.status.is_refusal:
        return answer
    best = answer.hits[0]
    return replace(answer, status=AnswerStatus.ANSWERED, statements=(Statement(best.passage.text, (1,)),), citations=(_citation(1, best),))


def hits_shuffled(answer: Answer) -> Answer:
    hits = random.Random(0).sample(answer.hits, len(answer.hits))
    return replace(answer, hits=tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, 1)))


def a_number_altered(answer: Answer) -> Answer:
    """Make "45 euro" "46 euro", in the first sentence with a number."""
    statements = list(answer.statements)
    for place, statement in enumerate(statements):
        altered = re.sub(r"\d+", lambda number: str(int(number.group()) + 1), statement.text, count=1)
        if not answer.status.is_refusal and altered != statement.text:
            statements[place] = replace(statement, text=altered)
            break
    return replace(answer, statements=tuple(statements))


def a_citation_swapped(answer: Answer) -> Answer:
    """Let the first citation name another passage, quoted exactly: the last that was found and is not cited."""
    cited = {citation.passage_id for citation in answer.citations}
    others = [hit for hit in answer.hits if hit.passage.id not in cited]
    if not answer.citations or not others:
        return answer
    return replace(answer, citations=(_citation(answer.citations[0].number, others[-1]), *answer.citations[1:]))


def only_for(question: str, break_it: Break) -> Break:
    """Break the answer to one question only."""
    return lambda answer: break_it(answer) if answer.question == question else answer


def _citation(number: int, hit: Hit) -> Citation:
    passage = hit.passage
    return Citation(
        number,
        passage.document_id,
        "",
        "",
        DocumentStatus.IN_FORCE,
        "",
        passage.edition,
        passage.heading_path,
        None,
        passage.id,
        0,
        len(passage.text),
        passage.text,
    )
