"""Any other question: the sentences nearest to it, or an honest refusal."""

import math
from collections.abc import Iterator
from dataclasses import replace

from assistant.answer import AnswerStatus, Draft, DraftStatement, Hit
from assistant.answerable import UNSURE_SAID, Judge, Verdict
from assistant.asked import asked_fact
from assistant.evidence import Evidence, EvidenceSentence
from assistant.evidence_reader import EvidenceReader
from assistant.question import Question
from assistant.quoting import QuotingWriter
from assistant.writers import Writer
from corpus.dutch import words
from corpus.errors import WriterError

REFUSALS = {
    AnswerStatus.NOT_IN_DOCUMENTS: "Dat staat niet in deze documenten.",
    AnswerStatus.OUTSIDE_SUBJECT: "Daar gaan deze documenten niet over.",
    AnswerStatus.UNCLEAR: "Bronvast begrijpt de vraag niet goed.",
}
OTHERWISE_MISSING = "Wat u precies vraagt, staat er niet bij."
INSTEAD_SAID = "Wel staat er over dit onderwerp:"
SAYS_SOMETHING = 0.4  # of the question's words, rare ones weighing more
# How likely an answer says (part of) what is asked: less so when several passages compete. After a logistic regression on 464 answers to questions
# over sixteen other corpora. Its AUROC is 0.69 there, that of the verdict alone 0.61; on 387 answers over ours, from which it learned nothing, 0.69 and 0.52.
LIKELY, BY_VERDICT, BY_SPREAD = 1.76, 0.15, -1.08
UNSURE = 0.65  # about one answer in seven; six in ten of these are right, and eight in ten of the others
MOST_OF_NEAR_MISS = 0.5  # so that it is shown as not sure
LEAST = 1e-6  # of the verdict, and as far below 1: its odds stay finite
INSTEAD = "Daarom staan hier de letterlijke zinnen."


class GeneralKind:
    """Recognises every question."""

    name = "general"

    def __init__(self, reader: EvidenceReader, judge: Judge, writer: Writer) -> None:
        self._reader, self._judge, self._writer = reader, judge, writer

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Recognise every question."""
        return True

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """Judge the evidence, and write from it or refuse."""
        *_, whole = self.drafts(question, hits)
        return whole

    def drafts(self, question: Question, hits: tuple[Hit, ...]) -> Iterator[tuple[Evidence, Draft]]:
        """Judge the evidence, and refuse or write from it, as far as the writer is; a writer that gives up is followed by the literal sentences."""
        evidence = self._reader.gather(question, hits)
        verdict = self._judge.judge(question, hits)
        if verdict.status.is_refusal or not evidence.sentences:
            status = verdict.status if verdict.status.is_refusal else AnswerStatus.NOT_IN_DOCUMENTS
            said = _instead(evidence) if verdict.is_near_miss else []
            text = " ".join(part for part in (REFUSALS[status], _missing(verdict, question, said)) if part)
            beside = [DraftStatement((), INSTEAD_SAID), *(DraftStatement((one.number,)) for one in said)] if said else []
            yield evidence, Draft((DraftStatement((), text), *beside), "refusal", status, confidence=verdict.confidence)
            return
        confidence = min(_confidence(verdict, evidence), MOST_OF_NEAR_MISS if verdict.is_near_miss else 1.0)
        told = (verdict.missing,) if verdict.status is AnswerStatus.PARTIAL else (UNSURE_SAID,) if confidence < UNSURE else ()
        try:
            for draft in self._writer.drafts(evidence):
                yield evidence, replace(draft, status=verdict.status, notices=(*draft.notices, *told), confidence=confidence)
        except WriterError as error:
            draft = QuotingWriter().write(evidence)
            yield evidence, replace(draft, status=verdict.status, notices=(f"{error} {INSTEAD}", *told), confidence=confidence)


def _confidence(verdict: Verdict, evidence: Evidence) -> float:
    """Estimate how likely the answer says what is asked (0..1)."""
    answered = min(max(verdict.confidence, LEAST), 1 - LEAST)
    return 1 / (1 + math.exp(-(LIKELY + BY_VERDICT * math.log(answered / (1 - answered)) + BY_SPREAD * evidence.spread)))


def _missing(verdict: Verdict, question: Question, said: list[EvidenceSentence]) -> str:
    """Say what is missing; no sentence beside it may seem to give just that ("Een aantal staat er niet bij", and then an amount of something else)."""
    fact = asked_fact(question.asking) if verdict.missing else None
    seems_given = fact is not None and verdict.missing == fact.missing and any(_gives(one, question) for one in said)
    return OTHERWISE_MISSING if seems_given else verdict.missing


def _instead(evidence: Evidence) -> list[EvidenceSentence]:
    """Give what the documents do say of the subject: the nearest sentence, when it holds a fair share of the question's words.

    The next one comes with it when that gives the kind of fact that is asked: "Wie afkoppelt, krijgt subsidie. De bijdrage is 600 euro."
    """
    near = [one for one in evidence.sentences if evidence.coverage.get(one.passage.id, 0.0) >= SAYS_SOMETHING]
    best = max(near, key=lambda one: (one.relevance, -one.number), default=None)
    after = next((one for one in near if best and one.passage == best.passage and one.number == best.number + 1), None)
    return [one for one in (best, after) if one and (one is best or _gives(one, evidence.question))]


def _gives(sentence: EvidenceSentence, question: Question) -> bool:
    """Tell whether a sentence gives the kind of fact that is asked."""
    fact = asked_fact(question.asking)
    return fact is not None and fact.stands_in(sentence.text, set(words(question.asking)))
