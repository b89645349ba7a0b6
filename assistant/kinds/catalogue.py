"""Questions about the documents themselves: which there are, of when, in force or not, about what. Answered from the catalogue."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from assistant.answer import Draft, DraftStatement, Hit
from assistant.evidence import Evidence
from assistant.evidence_reader import EvidenceReader
from assistant.naming import Mention, mentions, without_mentions
from assistant.question import Question
from assistant.verify import CATALOGUE_WRITER, status_label
from corpus.document import Document, DocumentStatus, Passage, PassageKind
from corpus.dutch import fold, shown_day
from ingest.build import Build

SAID = "Dit komt uit de lijst van documenten, niet uit de tekst zelf."
A_TEXT = r"(?:documenten|stukken|bronnen|teksten)"
WHICH = re.compile(
    rf"\b(?:welke|wat voor|hoeveel) {A_TEXT} (?:heb|hebt|heeft|ken|kent|gebruikt?|doorzoekt?|zijn er|staan (?:er|hier)|zitten|kan|liggen)\b"
    rf"|^(?:noem|geef|toon|laat) .{{0,25}}\b(?:alle|de) {A_TEXT}\b.{{0,20}}$|\bin welke {A_TEXT} (?:zoekt?|kijkt?) (?:je|jij|u|bronvast)\b",
    re.I,
)
NEWEST_ASKED = re.compile(r"^(?:wat|welk)\b.{0,25}\b(?:nieuwste|laatste|recentste|meest recente|jongste|actueelste) (?:document|stuk)\b", re.I)
IN_FORCE = re.compile(
    r"\b(?:geldt|gelden|geldig|geldend|actueel|verlopen|van kracht|vervallen|achterhaald|verouderd)\b|\b(?:opvolger|opgevolgd|vervangen|ingetrokken)\b|\btot wanneer (?:loopt|geldt)\b",
    re.I,
)
UNTIL = re.compile(
    r"\bd(?:it|eze) \w+ (?:[^.?!]{0,120} )?(?:eindigt|loopt|lopen|geldt|gelden|vervalt|is geldig|heeft een looptijd)\b[^.?!]*\b(?:19|20)\d\d\b", re.I
)  # "Dit akkoord eindigt op 31 december 2030."
DATED = re.compile(
    r"\b(?:van|uit|sinds) (?:wanneer|welk jaar|welke datum)\b|\bhoe oud\b|\bwelke datum\b|\bwanneer (?:is|werd) .{0,60}\b(?:geschreven|gepubliceerd|uitgebracht|verschenen|gemaakt)\b",
    re.I,
)
MADE_BY = re.compile(
    r"\b(?:van|door) wie\b.{0,60}\b(?:geschreven|gepubliceerd|uitgebracht|gemaakt|opgesteld|uitgegeven)\b|\bwie (?:schreef|maakte|publiceerde)\b|\bvan wie is\b|\bwie heeft\b.{0,60}\b(?:geschreven|gepubliceerd|gemaakt|opgesteld|uitgegeven)\b",
    re.I,
)
ABOUT = re.compile(r"\bwaar(?:over)? gaat\b.{0,60}(?:\bover\b)?|\bwat (?:staat er|is de inhoud)\b.{0,12}\bin\b|\bvat .{0,40}\bsamen\b", re.I)
# The whole question, so that none with a subject or a year is one: "waar deze documenten over gaan" is asked with "kunt u mij vertellen" before it.
ALL = rf"(?:(?:(?:al(?:le)? )?(?:de|deze|die|dit|dat|het|jullie|uw|je) ){{0,2}}(?:{A_TEXT}|document|stuk))"
ALL_ABOUT = re.compile(
    rf"(?:en )?(?:waar(?:over)? (?:gaa[nt] {ALL}(?: (?:hier|eigenlijk|precies|allemaal|nou|dan)){{0,2}}(?: over)?|{ALL} over gaa[nt])"
    rf"|wat (?:(?:staat er|er)(?: (?:eigenlijk|precies|allemaal|zoal)){{0,2}} in {ALL}(?: staat)?|is de inhoud van {ALL})|vat {ALL} samen)[?. ]*",
    re.I,
)
# "Welke thema's staan er in de agenda?" asks for its headings, and so does, of two: "Wat is het verschil tussen de agenda en de visie?"
THEMES = frozenset(
    "thema s onderwerp onderwerpen hoofdstuk hoofdstukken staan stonden komen aan bod behandelt behandelen zit zitten kent kennen telt omvat bevat".split()
)
COMPARING = THEMES | frozenset(
    "verschil verschillen verschilt tussen vergelijk vergelijking vergeleken met overeenkomst overeenkomsten anders dan beide naast elkaar leg zet".split()
)
NAME_ONE = "Noem een onderwerp erbij, dan legt Bronvast naast elkaar wat zij daarover zeggen."
MOST_HEADINGS = 12
PLAIN_WORDS = frozenset(
    "is de het een dit deze dat nog nu er in van uit wat waar waarover gaat over wanneer welk welke jaar datum hoe oud heeft en of tot al niet meer steeds document stuk tekst precies eigenlijk eens ik u je mij "
    "geldt gelden geldig geldend actueel verlopen kracht vervallen achterhaald verouderd opvolger opgevolgd vervangen ingetrokken loopt door wie geschreven gepubliceerd uitgebracht verschenen gemaakt opgesteld uitgegeven "
    "schreef maakte publiceerde werd vandaag zijn staat vat samen inhoud kunt kun vertellen sinds vng gemeente".split()
)


class CatalogueKind:
    """Says only what the catalogue knows, and what the document says of itself at its beginning."""

    name = "catalogue"

    def __init__(self, build: Build, reader: EvidenceReader) -> None:
        self._build, self._reader = build, reader
        self._documents = build.contents.documents

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Tell whether the documents themselves are asked for, or one fact about a document that is named."""
        return self._telling(question) is not None

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """Say the fact for each document; for what a single one is about, its first sentences too."""
        tell, documents = self._telling(question) or (self._line, self._documents)
        first = [self._opening(document) for document in documents] if tell == self._contents and len(documents) == 1 else []
        said = [one for one in self._reader.read(question, [passage for passage in first if passage]) if not (one.is_bare or one.is_note)]
        evidence = Evidence(question, tuple(said[:2]), hits)
        statements = [DraftStatement((), tell(document, question.on)) for document in documents]
        statements += [DraftStatement((sentence.number,)) for sentence in evidence.sentences]
        compared = (NAME_ONE,) if len(documents) > 1 and len(mentions(question.standalone, self._documents)) > 1 else ()
        return evidence, Draft(tuple(statements), CATALOGUE_WRITER, notices=(SAID, *compared))

    def _telling(self, question: Question) -> tuple[Callable[[Document, date], str], tuple[Document, ...]] | None:
        """Give what is to be told and of which documents, or None."""
        text = question.standalone
        if WHICH.search(text):
            return self._line, self._documents
        if NEWEST_ASKED.search(text):
            return self._line, (max(self._documents, key=lambda document: document.date),)
        named = mentions(text, self._documents)
        if not named and ALL_ABOUT.fullmatch(text):
            return self._contents, self._documents
        own = _words_beside(text, named) - PLAIN_WORDS
        if (len(named) > 1 and not own - COMPARING) or (len(named) == 1 and own and not own - THEMES):
            return self._contents, tuple(mention.document for mention in named)
        if len(named) != 1 or own:
            return None
        asked = ((IN_FORCE, self._validity), (DATED, self._dating), (MADE_BY, self._maker), (ABOUT, self._contents))
        document, tell = named[0].document, next((tell for pattern, tell in asked if pattern.search(text)), None)
        is_told = tell == self._validity and not (document.valid_from or document.valid_until) and self._tells_its_end(document)
        return (tell, (document,)) if tell and not is_told else None  # what the catalogue does not know, the text may tell

    def _tells_its_end(self, document: Document) -> bool:
        return any(one.document_id == document.id and UNTIL.search(one.text) for one in self._build.contents.passages)

    def _line(self, document: Document, on: date) -> str:
        facts = [fact for fact in (document.kind, document.publisher, _day(document.date)) if fact]
        return f"“{document.title}” ({'; '.join(facts)}): {status_label(document, self._documents, on)}."

    def _validity(self, document: Document, on: date) -> str:
        status, name = document.status(on), f"“{document.title}”"
        if status is DocumentStatus.PROPOSED:
            return f"{name} geldt nog niet. Het geldt vanaf {_day(str(document.valid_from))}."
        if status is DocumentStatus.IN_FORCE:
            if document.valid_until:
                return f"{name} geldt nog, tot en met {_day(str(document.valid_until))}."
            known = document.valid_from is not None
            return f"{name} geldt, sinds {_day(str(document.valid_from))}." if known else f"Tot wanneer {name} geldt, is niet bekend."
        successor = next((other.title for other in self._documents if other.id == document.successor), "")
        ended = f"{name} geldt niet meer. Het gold tot en met {_day(str(document.valid_until))}."
        return f"{ended} De opvolger is “{successor}”." if successor else ended

    def _dating(self, document: Document, on: date) -> str:
        return f"“{document.title}” is van {_day(document.date)}." if document.date else f"Van “{document.title}” is de datum niet bekend."

    def _maker(self, document: Document, on: date) -> str:
        known = f"“{document.title}” is van: {document.publisher}."
        return known if document.publisher else f"Van wie “{document.title}” is, is niet bekend."

    def _contents(self, document: Document, on: date) -> str:
        sections = [
            section
            for section in self._build.contents.sections
            if section.document_id == document.id and section.heading and not _is_title(section.heading, document)
        ]
        shown = [section for section in sections if section.edition is sections[0].edition]
        top = min((section.level for section in shown), default=0)
        if sum(section.level == top for section in shown) == 1:  # a title over all of it
            top = min((section.level for section in shown if section.level > top), default=top)
        headings = list(dict.fromkeys(section.heading for section in shown if section.level == top))[:MOST_HEADINGS]
        about = f" De koppen zijn: {'; '.join(headings)}." if headings else ""
        return self._line(document, on) + about

    def _opening(self, document: Document) -> Passage | None:
        """Give the first passage with a finished sentence; a cover page has none."""
        prose = (one for one in self._build.contents.passages if one.document_id == document.id and one.kind is PassageKind.PROSE)
        return next((one for one in prose if one.text.rstrip().endswith((".", "!"))), None)


def _words_beside(text: str, named: Sequence[Mention]) -> set[str]:
    """Give the words beside the names of documents, which ask for something of their own; numbers do not."""
    return {word for word in re.findall(r"\w+", without_mentions(text, named).lower()) if not word.isdigit()}


def _is_title(heading: str, document: Document) -> bool:
    return fold(heading) in fold(document.title) or fold(document.title) in fold(heading)


def _day(text: str) -> str:
    return shown_day(text) if text else ""
