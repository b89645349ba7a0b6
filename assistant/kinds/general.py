"""Any other question: the sentences nearest to it, or an honest refusal."""

from dataclasses import replace

from assistant.answer import AnswerStatus, Draft, DraftStatement, Hit
from assistant.answerable import Judge
from assistant.evidence import Evidence, EvidenceReader
from assistant.question import Question
from assistant.writers import QuotingWriter, Writer
from corpus.errors import WriterError

REFUSALS = {
    AnswerStatus.NOT_IN_DOCUMENTS: "Dat staat niet in deze documenten.",
    AnswerStatus.OUTSIDE_SUBJECT: "Daar gaan deze documenten niet over.",
    AnswerStatus.UNCLEAR: "Bronvast begrijpt de vraag niet goed.",
}
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
        evidence = self._reader.gather(question, hits)
        verdict = self._judge.judge(question, hits)
        if verdict.status.is_refusal or not evidence.sentences:
            status = verdict.status if verdict.status.is_refusal else AnswerStatus.NOT_IN_DOCUMENTS
            text = " ".join(part for part in (REFUSALS[status], verdict.missing) if part)
            return evidence, Draft((DraftStatement((), text),), "refusal", status, confidence=verdict.confidence)
        try:
            return evidence, replace(self._writer.write(evidence), confidence=verdict.confidence)
        except WriterError as error:
            draft = QuotingWriter().write(evidence)
            return evidence, replace(draft, notices=(f"{error} {INSTEAD}",), confidence=verdict.confidence)
