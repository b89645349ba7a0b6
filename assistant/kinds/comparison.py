"""Questions that lay documents, or years, side by side: per side its best sentences, and a side without any is said out loud."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answer import AnswerStatus, Draft, DraftStatement, Hit
from assistant.answerable import PREPOSITIONS, Judge
from assistant.evidence import Evidence, EvidenceSentence
from assistant.evidence_reader import EvidenceReader
from assistant.naming import ALL_DOCUMENTS, ANY_DOCUMENT, Mention, mentions, of_year, without_mentions
from assistant.question import YEAR, Question, read_question
from assistant.retrievers import Retriever
from assistant.verify import document_line
from corpus.document import Document, Passage
from corpus.dutch import STOP_WORDS, fold
from ingest.build import Build

COMPARES = re.compile(
    r"\b(?:verschil(?:len|t|lend)?|vergelijk\w*|vergeleken|vergelijking|overeenkomst(?:en)?|hetzelfde|zowel|beide|tegenover|anders|ten opzichte van|naast elkaar)\b"
    r"|\bhoe (?:verhoudt|verhouden)\b|\bveranderd\b|\bverandert\b",
    re.I,
)
WORD = re.compile(r"[\w-]+")
SINCE = re.compile(r"\bsinds\b|\bna\b", re.I)
# "Wat zeggen de agenda en het bericht over …": what each of them says is asked, in whatever words.
SAYING = r"zeg(?:t|gen)?|zei(?:den)?|vind(?:t|en)?|vond(?:en)?|schrij(?:ft|ven)|noem(?:t|en)|meld(?:t|en)|beloven|belooft|denk(?:t|en)|kie(?:st|zen)"
SAYS = re.compile(rf"\b(?:{SAYING}|sta(?:at|an)|wil(?:len)?|doe(?:t|n)|ga(?:at|an))\b", re.I)
JOINED = re.compile(r"\b(?:en|of|als)(?: (?:ook|in|uit|van|volgens))*(?: (?:de|het|deze|dit))?(?: \w+ere?)?(?: VNG)? ?$", re.I)
EACH = re.compile(rf"\b(?:alle|twee|drie) (?:{ANY_DOCUMENT})\b|\b(?:elk|ieder) (?:document|stuk)\b", re.I)
NEXT_QUESTION = re.compile(r"\ben (?:wat|welke?|hoe|wie|waar\w*|wanneer)\b", re.I)
# The words that ask for the comparison say nothing of its subject.
FRAME = re.compile(
    rf"{COMPARES.pattern}|\b(?:wat|welke) (?:is|zijn|sta(?:at|an)|gebeurde|{SAYING})(?: er| het| de)*\b|\bhet latere\b|\b(?:en|tussen|sinds) (?=$|[?,.])|\bdaarover\b",
    re.I,
)
MOST_SIDES = 4
DEPTH = 3  # passages that are read of each side
NEAR = 0.05  # a sentence counts when it is at least this likely beside the likeliest one of its side
MOST_WORDS = 75  # of one side
SILENT = 0.2  # a side that holds less than this share of what the best side holds of the subject's words does not speak of it


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: a document, or a year that passages and their headings name."""

    document: Document | None = None
    year: str = ""

    def holds(self, passage: Passage) -> bool:
        """Tell whether a passage lies on this side."""
        if self.document is not None:
            return passage.document_id == self.document.id
        return self.year in f"{' '.join(passage.heading_path[1:])} {passage.text}"


class ComparisonKind:
    """Searches the subject on each side apart, so that the side with more text does not crowd the other out."""

    name = "comparison"

    def __init__(self, build: Build, reader: EvidenceReader, judge: Judge, retriever: Retriever) -> None:
        self._build, self._reader, self._judge, self._retriever = build, reader, judge, retriever

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Tell whether at least two sides are compared, and one of them says something about the subject."""
        sides = self._sides(question)
        if not sides or self._is_unanswered(question, hits):
            return False
        return any(found for _, found in self._found(question, sides))

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """Give each side under its title and date, in the order in which the question names them."""
        sentences: list[EvidenceSentence] = []
        statements: list[DraftStatement] = []
        silent: list[str] = []
        for side, found in self._found(question, self._sides(question)):
            own = [replace(sentence, number=len(sentences) + place) for place, sentence in enumerate(found, 1)]
            sentences += own
            numbers = tuple(sentence.number for sentence in own)
            if not own:
                silent.append(f"In “{side.document.title}” staat hier niets over." if side.document else f"Over {side.year} staat hier niets bij.")
            elif side.document:
                statements.append(DraftStatement(numbers, document_line(side.document)))
            statements += [DraftStatement((number,)) for number in numbers]
        status = AnswerStatus.PARTIAL if silent else AnswerStatus.ANSWERED
        confidence = self._judge.judge(question, hits).confidence
        return Evidence(question, tuple(sentences), hits), Draft(tuple(statements), "comparison", status, tuple(silent), confidence)

    def _sides(self, question: Question) -> list[Side]:
        """Give the sides, or nothing when the question compares no documents or years."""
        documents = self._build.contents.documents
        named = mentions(question.standalone, documents)
        if _asks_twice(question.standalone, named):
            return [Side(mention.document) for mention in named[:MOST_SIDES]]
        if not COMPARES.search(question.standalone) and not _asks_each(question, named):
            return []
        if len(named) > 1:
            return [Side(mention.document) for mention in named[:MOST_SIDES]]
        if named and SINCE.search(question.standalone):
            later = [document for document in documents if document.date > named[0].document.date]
            return [Side(document) for document in (named[0].document, *later)][:MOST_SIDES] if later else []
        if not named and ALL_DOCUMENTS.search(question.standalone):
            return [Side(document) for document in documents] if 1 < len(documents) <= MOST_SIDES else []
        return self._years(question, documents)

    def _years(self, question: Question, documents: Sequence[Document]) -> list[Side]:
        years = tuple(dict.fromkeys(question.years))
        if not 1 < len(years) <= MOST_SIDES:
            return []
        dated = [document for year in years if (document := of_year(year, documents))]
        return (
            [Side(document) for document in dated] if len({document.id for document in dated}) == len(years) else [Side(year=year) for year in years]
        )

    def _found(self, question: Question, sides: Sequence[Side]) -> list[tuple[Side, list[EvidenceSentence]]]:
        subject = self._subject(question)
        everything = self._retriever.search(subject.standalone, len(self._build.passages))
        if all(side.year for side in sides):
            everything = _of_one_part(everything, sides)
        found = [(side, *self._best(subject, [hit for hit in everything if side.holds(hit.passage)])) for side in sides]
        most = max(coverage for _, _, coverage in found)
        return [(side, sentences if coverage >= SILENT * most else []) for side, sentences, coverage in found]

    def _subject(self, question: Question) -> Question:
        """Give what is compared, without the names of the sides and the words that ask to compare."""
        text = without_mentions(question.standalone, mentions(question.standalone, self._build.contents.documents))
        left = YEAR.sub(" ", FRAME.sub(" ", ALL_DOCUMENTS.sub(" ", text)))
        # What is left is no sentence any more: the little words that stayed behind would only make it seem far from everything.
        subject = " ".join(word for word in WORD.findall(left) if fold(word) not in STOP_WORDS and fold(word) not in PREPOSITIONS)
        return read_question(question.text, subject or question.standalone, question.on)

    def _is_unanswered(self, question: Question, hits: Sequence[Hit]) -> bool:
        """Tell whether the documents hold nothing of this; the names alone ("de agenda en het bericht") bring any subject near."""
        named = mentions(question.standalone, self._build.contents.documents)
        by_names = _asks_each(question, named) and not COMPARES.search(question.standalone) and not _asks_twice(question.standalone, named)
        return (by_names or self._refuses(question, hits)) and self._refuses(self._subject(question))

    def _refuses(self, question: Question, hits: Sequence[Hit] = ()) -> bool:
        """Tell whether the documents do not answer this, as a whole question or as its subject alone."""
        return self._judge.judge(question, hits or self._retriever.search(question.standalone, DEPTH)).status.is_refusal

    def _best(self, subject: Question, hits: list[Hit]) -> tuple[list[EvidenceSentence], float]:
        """Give the sentences of a side that come nearest, in reading order and how many of the subject's words it holds."""
        if not hits:
            return [], 0.0
        evidence = self._reader.gather(subject, hits[:DEPTH])
        coverage = max(evidence.coverage.values())
        chosen: list[EvidenceSentence] = []
        for sentence in sorted(evidence.sentences, key=lambda one: (-one.relevance, one.number)):
            if sentence.relevance >= NEAR and (not chosen or _words([*chosen, sentence]) <= MOST_WORDS):
                chosen.append(sentence)
        return sorted(chosen, key=lambda one: one.number), coverage


def _asks_twice(text: str, named: Sequence[Mention]) -> bool:
    """Tell whether each document has a question of its own: "Wat zegt de visie, en wat staat er in de agenda?"."""
    return len(named) > 1 and NEXT_QUESTION.search(text, named[0].end, named[1].start) is not None


def _asks_each(question: Question, named: Sequence[Mention]) -> bool:
    """Tell whether is asked what each of the documents says: of two in one breath, or of all; a list comes from the register, of both at once."""
    text = question.standalone
    if (question.asks_list and len(named) > 1) or not SAYS.search(text):
        return False
    return any(JOINED.search(text[one.end : other.start]) for one, other in pairwise(named)) or EACH.search(text) is not None


def _of_one_part(hits: list[Hit], sides: Sequence[Side]) -> list[Hit]:
    """Keep the hits of the best part that speaks of every year, when there is one: what is set for two years of one subject stands together."""
    parts: dict[tuple[str, ...], list[Hit]] = {}
    for hit in hits:
        parts.setdefault((hit.passage.document_id, *hit.passage.heading_path[:-1]), []).append(hit)
    whole = (inside for part, inside in parts.items() if len(part) > 1 and all(any(side.holds(hit.passage) for hit in inside) for side in sides))
    return next(whole, hits)


def _words(sentences: Sequence[EvidenceSentence]) -> int:
    return sum(len(sentence.text.split()) for sentence in sentences)
