"""Questions in the words of a heading that every part of a document has ("Wat vragen wij van het Rijk?"), or that stands in a part that is named ("Wat is er gedaan voor thema 4?").

All that stands under it is the answer, in every part: the best sentences would be of one part, or of what stands nearer by chance.
"""

import re
from collections import defaultdict

from assistant.answer import Draft, DraftStatement, Hit
from assistant.answerable import Judge
from assistant.asked import asked_fact
from assistant.evidence import Evidence, EvidenceSentence
from assistant.evidence_reader import EvidenceReader
from assistant.headings import Heading, asked_words
from assistant.naming import mentions
from assistant.question import Question
from corpus.document import Edition, Passage, PassageKind, Section
from corpus.dutch import terms
from ingest.build import Build

LEAST_SURE = 0.5  # that is judged by single sentences, and the heading says what is asked
FEWEST = 2  # parts with the heading
ASKS_WHAT = re.compile(r"(?:en )?(?:wat|welke?)\b", re.I)  # who, where, when and whether ask for one thing under it
MOST_WORDS = 400  # what is longer is no answer
# "Wat vraagt de gemeente van het Rijk?", under "Wat wij van anderen vragen": there the heading tells of whom, in one place.
ASKS_OF = re.compile(r"\b(?:vra(?:ag|agt|gen)|verwacht(?:en)?|verzoek(?:t|en)|nodig)\b(?! (?:zijn|waren|om)\b)", re.I)
# What parts are called, whichever is meant, and what says that each is; "volgens" leads to a document.
PARTS = frozenset(terms("thema hoofdstuk paragraaf onderdeel deel programma pijler opgave spoor elk elke ieder iedere per volgens"))


class RecurringKind:
    """All that stands under such a heading, in the order of the document."""

    name = "recurring"

    def __init__(self, build: Build, reader: EvidenceReader, judge: Judge) -> None:
        self._build, self._reader, self._judge = build, reader, judge
        whole = [one for one in build.contents.sections if one.heading and one.parent and not (one.counterpart and one.edition is Edition.PLAIN)]
        self._headings = [Heading.of(one) for one in whole]
        self._names = {one.id: set(terms(f"{one.title} {one.publisher}")) for one in build.contents.documents}
        self._own = defaultdict[str, list[Passage]](list)
        for passage in build.contents.passages:
            self._own[passage.section_id].append(passage)

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Tell whether the words of such a heading are asked, and no more than fits an answer stands under it."""
        if question.asks_count or self._years(question) or not ASKS_WHAT.match(question.asking) or not self._passages(question, hits):
            return False
        verdict = self._judge.judge(question, hits)  # a name or year that is not there refuses; what is asked is the heading itself
        return verdict.is_near_miss or not verdict.status.is_refusal

    def _years(self, question: Question) -> set[str]:
        """Give the years of the question that name no document."""
        titles = " ".join(mention.document.title for mention in mentions(question.standalone, self._build.contents.documents))
        return {year for year in question.years if year not in titles}

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """Give every sentence, and every item whole, each with its own citation; of several parts each opens with its heading."""
        passages = self._passages(question, hits)
        evidence = Evidence(question, tuple(self._reader.read(question, passages)), hits)
        several = len({passage.section_id for passage in passages}) > 1
        said, part = list[DraftStatement](), ""
        for passage in passages:
            sentences, above = evidence.of_passage(passage.id), passage.heading_path[-2]
            for ones in [[one] for one in sentences] if passage.kind is PassageKind.PROSE else [sentences]:
                said.append(_statement(ones, above if several and above != part else ""))
                part = above
        confidence = max(self._judge.judge(question, hits).confidence, LEAST_SURE)
        return evidence, Draft(tuple(said), "recurring", confidence=confidence)

    def _passages(self, question: Question, hits: tuple[Hit, ...]) -> list[Passage]:
        """Give what stands under the headings that are asked, of the document whose hit comes first."""
        asked = {term for term in asked_words(question.asking) if term not in PARTS and not term.isdigit()}
        said = [one for one in self._headings if one.words and all(not options.isdisjoint(asked) for options in one.words)]
        if not said:
            return []
        documents = question.local or {mention.document.id for mention in mentions(question.standalone, self._build.contents.documents)}
        rank = {hit.passage.document_id: hit.rank for hit in reversed(hits) if not documents or hit.passage.document_id in documents}
        called = defaultdict[tuple[str, str], list[Section]](list)
        for heading in said:
            section = heading.section
            if section.document_id in rank and self._own[section.id] and self._says_all(question, heading, asked):
                called[section.document_id, section.heading.casefold()].append(section)
        meant = [found for found in called.values() if len(found) >= FEWEST or question.parts or _asks_of(question, found[0])]
        first = min(meant, key=lambda found: rank[found[0].document_id], default=[])
        passages = [passage for section in first for passage in self._own[section.id]]
        return passages if sum(len(passage.text.split()) for passage in passages) <= MOST_WORDS else []

    def _says_all(self, question: Question, heading: Heading, asked: set[str]) -> bool:
        """Tell whether a heading says all that is asked beside its part, which is the one that is named, and its document."""
        above = heading.section.heading_path[:-1]
        if question.parts and not question.names(above):
            return False
        left = asked - self._names[heading.section.document_id] - {term for one in above for term in terms(one)}
        left -= set(terms(" ".join(ASKS_OF.findall(question.asking)))) if _asks_of(question, heading.section) else set()
        fact, own = asked_fact(question.asking), asked_fact(heading.section.heading)
        is_same = fact is None or (own is not None and own.name == fact.name)  # "Wat loopt achter, en waarom?"
        return is_same and bool(left) and left <= frozenset[str]().union(*heading.words)


def _asks_of(question: Question, section: Section) -> bool:
    """Tell whether is asked what somebody asks of others, and a heading stands below one that tells that."""
    return ASKS_OF.search(question.asking) is not None and any(map(ASKS_OF.search, section.heading_path[-2:-1]))


def _statement(sentences: list[EvidenceSentence], above: str) -> DraftStatement:
    text = " ".join(one.text for one in sentences)
    return DraftStatement(tuple(one.number for one in sentences), f"{above}. {text}" if above else None)
