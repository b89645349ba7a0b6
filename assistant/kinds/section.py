"""Questions for all that stands under headings that they quote: those sections whole, in the order of the document."""

import re

from assistant.answer import Draft, DraftStatement, Hit
from assistant.evidence import Evidence, EvidenceSentence
from assistant.evidence_reader import EvidenceReader
from assistant.naming import mentions
from assistant.question import Question
from assistant.retrievers import shown_passage
from corpus.document import Passage, PassageKind
from corpus.dutch import plainly
from ingest.build import Build

ALL_UNDER = re.compile(r"\balles\b|\bwat (?:er )?(?:staat|staan|zegt|lees|lezen)\b|\b(?:tabel|overzicht|lijst)\b.* wat\b|\b(?:tekst|inhoud)\b", re.I)
ABOUT = re.compile(r"\b(?:over|waarom|wanneer|hoeveel)\b", re.I)  # only a part of it is asked
MOST_WORDS = 600
MORE = "Onder deze kop staat nog meer dan hier past. Open het document om alles te lezen."


class SectionKind:
    """A section is given whole, or as far as there is room, and then says so."""

    name = "section"

    def __init__(self, build: Build, reader: EvidenceReader) -> None:
        self._build, self._reader = build, reader

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Tell whether all is asked that stands under headings."""
        asked = plainly(question.standalone)
        for heading in sorted(question.headings, key=len, reverse=True):
            asked = asked.replace(heading, "")  # "over" in a heading asks for nothing
        return bool(question.headings) and ALL_UNDER.search(asked) is not None and not ABOUT.search(asked) and bool(self._passages(question))

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """Give every sentence and every item, each with its own citation."""
        passages = self._passages(question)
        evidence = Evidence(question, tuple(self._reader.read(question, passages)), hits)
        said = [one for passage in passages for one in _statements(passage, evidence.of_passage(passage.id))]
        length, statements = 0, list[DraftStatement]()
        for sentences in said:
            length += sum(len(sentence.text.split()) for sentence in sentences)
            if statements and length > MOST_WORDS:
                break
            statements.append(DraftStatement(tuple(sentence.number for sentence in sentences)))
        return evidence, Draft(tuple(statements), "section", notices=(MORE,) if len(statements) < len(said) else ())

    def _passages(self, question: Question) -> list[Passage]:
        """Give what stands under the headings, of the documents that the question names if it names any: the original where there is one."""
        documents = {mention.document.id for mention in mentions(question.standalone, self._build.contents.documents)}
        under = [passage for passage in self._build.contents.passages if question.names(passage.heading_path)]
        named = [passage for passage in under if passage.document_id in documents] or under
        return list({shown.id: shown for shown in (shown_passage(self._build, passage) for passage in named)}.values())


def _statements(passage: Passage, sentences: list[EvidenceSentence]) -> list[list[EvidenceSentence]]:
    """Say an item whole, and prose sentence by sentence."""
    return [[sentence] for sentence in sentences] if passage.kind is PassageKind.PROSE else [sentences]
