"""Questions for things that a document counts ("Er zijn vijf ontwikkelpunten.") or announces ("Het gaat om:") and then treats under a heading each, or in the points below that have no lead-in."""

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.answer import Draft, DraftStatement, Hit
from assistant.answerable import Judge
from assistant.enumeration import names_several
from assistant.evidence import Evidence, EvidenceSentence
from assistant.evidence_reader import EvidenceReader
from assistant.lists import first_below
from assistant.question import NUMBER_WORDS, Question, count_of
from corpus.document import Passage, PassageKind, Section
from corpus.dutch import STOP_WORDS, fold, terms
from ingest.build import Build
from ingest.outline import FRAME

FIRST = 3
FEWEST = 2
MOST = 20  # headings that an answer gives; a text that announces more is about all of a document
COUNT = re.compile(rf"\b(?P<count>\d{{1,2}}|{'|'.join(NUMBER_WORDS[1:])}) (?P<what>(?:[\w-]+ ){{0,2}}[\w-]+)", re.I)
NAMED = re.compile(r"\W{0,3}\w[^.:!?]{1,60}:\s")  # a point with a name of its own: "Fietsles: wie nooit leerde fietsen, krijgt les."
ANNOUNCES = re.compile(r"\w\W+\w[^\n]*:$")
ASKED = re.compile(r"\b(?:welke|wat zijn (?:de|het)) (?P<what>[\w-]+(?: [\w-]+){0,2})", re.I)
PAST = re.compile(
    r"\b(?:kwam(?:en)?|kreeg|kregen|ontving(?:en)?|stelden?|was|waren|werd(?:en)?|deden?|zijn (?:er )?\w+ (?:binnen)?gekomen)\b", re.I
)  # what happened has no chapters
LIKELY = 0.1  # of the sentence that counts, beside the likeliest


class PartsKind:
    """A list of headings, counted or announced by a sentence that the search finds."""

    name = "parts"

    def __init__(self, build: Build, reader: EvidenceReader, judge: Judge) -> None:
        self._build, self._reader, self._judge = build, reader, judge
        self._sections = {section.id: section for section in build.contents.sections}
        self._first = first_below(build)

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Tell whether things are asked that a sentence of the best hits counts, and that have as many headings, or that the likeliest one announces."""
        leads = question.asks_list and not question.asks_what_is_not and self._counted(question, hits) is not None
        return leads and not self._judge.judge(question, hits).status.is_refusal

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """Give the sentence that counts or announces, and each heading with the first sentence below it, or each point whole."""
        counting, parts = self._counted(question, hits) or (None, [])
        passages = [*([counting.passage] if counting else []), *(passage for _, passage in parts)]
        evidence = Evidence(question, tuple(self._reader.read(question, list({one.id: one for one in passages}.values()))), hits)
        leads = [one.number for one in evidence.sentences if counting and one.passage.id == counting.passage.id and one.span == counting.span]
        statements = [DraftStatement(tuple(leads)), *(_statement(heading, evidence.of_passage(passage.id)) for heading, passage in parts)]
        return evidence, Draft(tuple(statements), "parts", confidence=self._judge.judge(question, hits).confidence)

    def _counted(self, question: Question, hits: tuple[Hit, ...]) -> tuple[EvidenceSentence, list[tuple[str, Passage]]] | None:
        """Give the likeliest sentence that counts what is asked, with as many parts below it or beside it, each with its heading or an empty text; or what is announced."""
        asked, first = _asked(question.asking), {hit.passage.id for hit in hits[:FIRST]}
        likely = [one for one in self._reader.gather(question, hits).sentences if one.relevance >= LIKELY and one.passage.id in first]
        found = [
            one for one in likely if asked and not one.quote.endswith(":") and not PAST.search(one.quote)
        ]  # behind a colon the list follows itself
        for sentence in sorted(found, key=lambda one: -one.relevance):
            for counted in COUNT.finditer(sentence.quote):
                count = count_of(counted["count"])
                if asked & _whole(counted["what"]) and (parts := self._headed(sentence, count) or self._points(question, sentence, count)):
                    return sentence, parts
        return self._announced(question, likely)

    def _announced(self, question: Question, likely: Sequence[EvidenceSentence]) -> tuple[EvidenceSentence, list[tuple[str, Passage]]] | None:
        """Give the likeliest sentence of all with the headings right below it, when its passage ends in words that announce those ("Een greep:"); one word is a label.

        A sentence that names several things is the answer itself, and headings as "Inleiding" are no things.
        """
        best = next(
            (one for one in likely if one.relevance >= 1 and one.passage.kind is PassageKind.PROSE and ANNOUNCES.search(one.passage.text)), None
        )
        if best is None or names_several(best.quote, question):
            return None
        after = self._build.contents.passages[self._build.rows[best.passage.id] + 1 :][:1]
        below = [one for one in self._sections.values() if one.parent == best.passage.section_id]
        is_whole = (
            FEWEST <= len(below) <= MOST
            and not any(FRAME.match(one.heading) for one in below)
            and all(part.id in self._first for part in below)
            and [one.section_id for one in after] == [below[0].id]
        )
        return (best, [(part.heading, self._first[part.id]) for part in below]) if is_whole else None

    def _headed(self, sentence: EvidenceSentence, count: int) -> list[tuple[str, Passage]]:
        """Give the headings right below that of a passage, or those beside it when it is an introduction, if there are so many; a frame ("Tot slot") is none."""
        own = self._sections[sentence.passage.section_id]
        same = [one for one in self._build.contents.sections if one.document_id == own.document_id and one.edition is own.edition and one.heading]
        below = [one for one in same if one.parent == own.id]
        beside = [one for one in same if one.parent == own.parent and not FRAME.match(one.heading)] if FRAME.match(own.heading) else []
        parts: Sequence[Section] = next(
            (parts for parts in (below, beside) if FEWEST <= len(parts) == count and all(part.id in self._first for part in parts)), []
        )
        return [(part.heading, self._first[part.id]) for part in parts]

    def _points(self, question: Question, sentence: EvidenceSentence, count: int) -> list[tuple[str, Passage]]:
        """Give the points right below a sentence that ends its passage, if there are so many, or so many with a name each ("Fietsles: …") before others without."""
        passage = sentence.passage
        goes_on = sentence.span.end < len(passage.text.rstrip()) or passage.kind is PassageKind.LEAD_IN
        if goes_on or names_several(sentence.quote, question):
            return []
        after = self._build.contents.passages[self._build.rows[passage.id] + 1 :]
        points = list(takewhile(lambda one: one.section_id == passage.section_id and _is_beside(one, passage), after))
        named = list(takewhile(lambda one: NAMED.match(one.text), points))
        return next(([("", one) for one in row] for row in (points, named) if FEWEST <= len(row) == count), [])


def _is_beside(point: Passage, passage: Passage) -> bool:
    return point.kind is PassageKind.ITEM and point.lead_in == passage.lead_in


def _asked(question: str) -> set[str]:
    """Give the words that say what is asked: "welke vijf ontwikkelpunten", "wat zijn de drie speerpunten"."""
    found = ASKED.search(question)
    words = takewhile(lambda word: fold(word) not in STOP_WORDS, re.findall(r"[\w-]+", found["what"])) if found else ()
    return _whole(" ".join(words)) - _whole(" ".join(NUMBER_WORDS))


def _whole(text: str) -> set[str]:
    """Give the search terms of whole words, without those of their parts: "punten" are no "speerpunten"."""
    return {found[0] for word in text.split() if (found := terms(word))}


def _statement(heading: str, sentences: list[EvidenceSentence]) -> DraftStatement:
    if not heading:
        return DraftStatement(tuple(one.number for one in sentences))
    return DraftStatement((sentences[0].number,), heading if sentences[0].announces else f"{heading}. {sentences[0].text}")
