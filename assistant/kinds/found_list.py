"""Questions for a list whose best hits are items of one list in a document, or whose best sentence stands in its lead-in or points at it: that whole list.

A best sentence that announces a list is answered by it, whatever is asked: nobody waits for items that do not come.
"""

import re

from assistant.answer import Draft, DraftStatement, Hit
from assistant.answerable import UNSURE_SAID, Judge
from assistant.asked import VERB_FIRST, asked_fact
from assistant.evidence import Evidence, EvidenceSentence, denies
from assistant.evidence_reader import EvidenceReader
from assistant.lists import MOST_ROWS, asked_rows, bare_list, columns_line, has_items, headed_list, lists_of, whole_list
from assistant.question import Question
from assistant.quoting import LIFTED
from corpus.document import Passage, PassageKind
from corpus.dutch import terms, unnumbered, words
from ingest.build import Build
from ingest.tables import names_columns

LOOKED_AT = 5
FIRST = 3
NEEDED = 2
COUNTED = re.compile(r"\bhoeveel((?: (?:\w+e|extra))* [\w-]+)", re.I)  # with what stands before it: "hoeveel nieuwe huizen"
UPWARDS = re.compile(r"\b(?:hierboven|boven(?:staande?|genoemde?|vermelde?)|(?:voor|eerder)(?:ge)?noemde?)\b", re.I)
LEAST_OF_LIST = 0.05  # what is likeliest in a list, beside the likeliest answer of all
UNSURE = 0.5  # of the verdict; of 47 lists for questions over ours and sixteen other corpora one lies below, and it is wrong
OPEN = re.compile(
    r"(?:en )?(?:wat|hoe|waarmee|waaraan|waarvoor) (?:doe(?:t|n)|ga(?:at|an)|wil(?:len)?|kan|kunnen|moet(?:en)?|mag|mogen|krijg(?:t|en)?|wordt|worden|verwacht(?:en)?|zijn)\b",
    re.I,
)
WHAT_IS_DONE = re.compile(r"^(?:en )?(?:wat|hoe)\b.* (?:doen?|doet|aanpak\w*|pakk?en?|pakt|bereik\w*|help(?:t|en)|lossen|zorg(?:t|en))\b", re.I)
FOR_THAT = re.compile(
    r"(?:om (?:dat|dit|die|deze|daar|hier|zo)\b|daar(?:voor|om|toe)\b|hier(?:voor|om|toe)\b|(?:dat|dit|zo) (?:doen|willen|bereiken|pakken) )[^.?!]*:$",
    re.I,
)
PICKED = 0.1  # of an item, beside the likeliest
ALONE = 0.05  # an item answers alone when no other of its list is this likely beside it


class FoundListKind:
    """A list is complete: as soon as the best hits stand in one, or the likeliest answer announces it or points at it, all its items are given."""

    name = "list"

    def __init__(self, build: Build, reader: EvidenceReader, judge: Judge) -> None:
        self._build, self._reader, self._judge = build, reader, judge

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Tell whether the best hits stand in a list: one of what is counted, of which not a single item answers alone."""
        lead_in = self._lead_in(question, hits)
        parts = self._parts(question, hits, lead_in)
        if not parts or (question.asks_what_is_not and not denies(parts[0])) or (names_columns(parts[0]) and len(parts) > MOST_ROWS):
            return False
        says_enough = parts != self._bare(question, hits) and self._answers_alone(question, hits, lead_in, parts)
        if says_enough or (lead_in and not _is_of(question, parts[0])):
            return False
        return not self._judge.judge(question, hits).status.is_refusal

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """Give the lead-in and every item, each with its own citation."""
        parts, opens = self._parts(question, hits, self._lead_in(question, hits)), self._announced(question, hits)
        wanted = self._likeliest(question, hits) if self._done_for(question, hits) == parts[0].id else None  # the list is for that
        read = self._reader.read(question, [*([wanted.passage] if wanted else []), *parts])
        evidence = Evidence(question, tuple(read), hits)
        statements = [DraftStatement((one.number,)) for one in read if wanted and one.passage == wanted.passage and one.span == wanted.span]
        statements += [_statement(evidence.of_passage(part.id), part, opens) for part in parts]
        confidence = self._judge.judge(question, hits).confidence
        is_unsure = confidence < UNSURE and not names_columns(parts[0])  # rows hold the words that are asked
        return evidence, Draft(tuple(statements), "list", notices=(UNSURE_SAID,) if is_unsure else (), confidence=confidence)

    def _parts(self, question: Question, hits: tuple[Hit, ...], lead_in: str) -> list[Passage]:
        """Give what leads in a list with all that stands in it, of a table the rows that are asked for; or the list under a heading that says what is asked."""
        if not lead_in:
            return self._headed(question, hits) or self._bare(question, hits)
        first, *others = whole_list(self._build, self._build.passages[lead_in])
        return [first, *(asked_rows(question.standalone, first, others) if names_columns(first) else others)]

    def _headed(self, question: Question, hits: tuple[Hit, ...]) -> list[Passage]:
        """Give the items right under a heading of which the question says every word, when the best hit is one of them and another hit too."""
        if not question.asks_list or not hits or not hits[0].passage.heading_path:
            return []
        items = headed_list(self._build, hits[0].passage)
        heading = set(terms(unnumbered(hits[0].passage.heading_path[-1])))
        is_asked = bool(heading) and heading <= set(terms(question.standalone))
        return items if is_asked and sum(hit.passage in items for hit in hits[:LOOKED_AT]) >= NEEDED else []

    def _bare(self, question: Question, hits: tuple[Hit, ...]) -> list[Passage]:
        """Give the list under a heading that the likeliest answer stands in, when that is an item of a few words which give no fact that is asked."""
        likeliest, fact = self._likeliest(question, hits), asked_fact(question.asking)
        gives = likeliest is not None and fact is not None and fact.stands_in(likeliest.text, set(words(question.asking)))
        says = gives or VERB_FIRST.match(question.asking) is not None  # an item may well say yes or no
        return bare_list(self._build, likeliest.passage) if likeliest and not says else []

    def _lead_in(self, question: Question, hits: tuple[Hit, ...]) -> str:
        announced = self._announced(question, hits)
        if not question.asks_list:
            sure = announced and _leads_in(announced) and self._gives_what_is_asked(question, announced.passage)
            return announced.passage.id if announced and sure else self._picked(question, hits) or self._done_for(question, hits)
        found = self._of_hits(hits)
        return found if self._answers(question, hits, found) else (announced.passage.id if announced else self._pointed_at(question, hits))

    def _answers(self, question: Question, hits: tuple[Hit, ...], lead_in: str) -> bool:
        """Tell whether anything in a list is likely enough beside the likeliest answer, which may stand elsewhere."""
        inside = (one.relevance for one in self._reader.gather(question, hits).sentences if lead_in in lists_of(self._build, one.passage))
        return bool(lead_in) and max(inside, default=0.0) >= LEAST_OF_LIST

    def _picked(self, question: Question, hits: tuple[Hit, ...]) -> str:
        """Give the lead-in of the list that the best hits stand in when an open question ("Wat doet de gemeente …?") is answered likeliest by several of its items."""
        found = self._of_hits(hits) if OPEN.match(question.asking) and not asked_fact(question.asking) else ""
        likely = [one.passage for one in self._reader.gather(question, hits).sentences if one.relevance >= PICKED]
        likeliest = self._likeliest(question, hits)
        inside = {one.id for one in likely if one.lead_in == found}
        return found if found and likeliest and likeliest.passage.id in inside and len(inside) >= NEEDED else ""

    def _done_for(self, question: Question, hits: tuple[Hit, ...]) -> str:
        """Give what leads in the list right below the likeliest answer, when that is prose that says what is wanted, and the list is what is done for it ("Om dat te bereiken:")."""
        likeliest = self._likeliest(question, hits) if WHAT_IS_DONE.search(question.asking) and not asked_fact(question.asking) else None
        if likeliest is None or likeliest.passage.kind is not PassageKind.PROSE:
            return ""
        row = self._build.rows[likeliest.passage.id]
        below = self._build.contents.passages[row + 1 : row + 2]
        leads = [one for one in below if one.section_id == likeliest.passage.section_id and FOR_THAT.match(one.text) and has_items(self._build, one)]
        return leads[0].id if leads else ""

    def _gives_what_is_asked(self, question: Question, lead_in: Passage) -> bool:
        """Tell whether an item of a list gives the fact that is asked, such as an amount; a question for something else is answered by any."""
        fact, asked = asked_fact(question.asking), set(words(question.asking))
        if fact is None or fact.name not in LIFTED:
            return True
        return any(fact.stands_in(passage.text, asked) for passage in whole_list(self._build, lead_in)[1:])

    def _announced(self, question: Question, hits: tuple[Hit, ...]) -> EvidenceSentence | None:
        """Give the likeliest answer when it stands in the lead-in of a list, as in "Er zijn vijf rollen. Dat zijn:"; one that gives a fact is an answer of its own."""
        likeliest = self._likeliest(question, hits)
        if likeliest is None or likeliest.passage.kind is PassageKind.PROSE or not has_items(self._build, likeliest.passage):
            return None
        return None if not likeliest.announces and (question.asks_count or asked_fact(question.asking)) else likeliest

    def _pointed_at(self, question: Question, hits: tuple[Hit, ...]) -> str:
        """Give the lead-in of the list right above the likeliest answer, when that is prose that points at it ("De punten hierboven …")."""
        likeliest = self._likeliest(question, hits)
        if likeliest is None or likeliest.passage.kind is not PassageKind.PROSE or question.asks_count or not UPWARDS.search(likeliest.passage.text):
            return ""
        row = self._build.rows[likeliest.passage.id]
        above = self._build.contents.passages[max(row - 1, 0)]
        return above.lead_in or "" if above.section_id == likeliest.passage.section_id else ""

    def _likeliest(self, question: Question, hits: tuple[Hit, ...]) -> EvidenceSentence | None:
        return max(self._reader.gather(question, hits).sentences, key=lambda one: one.relevance, default=None)

    def _answers_alone(self, question: Question, hits: tuple[Hit, ...], lead_in: str, parts: list[Passage]) -> bool:
        """Tell whether the likeliest answer is an item of this list, or of one that only a heading leads in, and no other item comes near, as when one of five "waarborgen" names the four asked for."""
        likely: dict[str, float] = {}
        for one in self._reader.gather(question, hits).sentences:
            is_item = lead_in in lists_of(self._build, one.passage)[1:] if lead_in else one.passage in parts
            if is_item:
                likely[one.passage.id] = max(one.relevance, likely.get(one.passage.id, 0.0))
        first, second = sorted([*likely.values(), 0.0, 0.0], reverse=True)[:2]
        return len(likely) > 1 and first == 1.0 and second < ALONE

    def _of_hits(self, hits: tuple[Hit, ...]) -> str:
        """Give the id of the lead-in of the innermost list in which the best hit stands and another, or two of the first three; or else an empty text."""
        found = [lists_of(self._build, hit.passage) for hit in hits[:LOOKED_AT]]
        for place, own in enumerate(found[:FIRST]):
            among = found if place == 0 else found[:FIRST]
            if sure := next((one for one in own if sum(one in other for other in among) >= NEEDED), ""):
                return sure
        return ""


def _statement(sentences: list[EvidenceSentence], passage: Passage, opens: EvidenceSentence | None) -> DraftStatement:
    """Say an item whole; of a lead-in only its last sentence, which ends in the colon, or all from the one that answers likeliest."""
    if names_columns(passage):
        return DraftStatement(tuple(sentence.number for sentence in sentences), columns_line(passage))
    first = opens.span.start if opens and opens.passage.id == passage.id else sentences[-1].span.start
    aside = passage.kind is PassageKind.LEAD_IN
    return DraftStatement(tuple(sentence.number for sentence in sentences if not aside or sentence.span.start >= first))


def _is_of(question: Question, lead_in: Passage) -> bool:
    """Tell whether a list is said to be of what a question counts ("hoeveel gemeenten"), where it counts something."""
    counted = COUNTED.search(question.standalone)
    wanted = set(terms(counted[1])) if counted else set()  # "hoeveel en welke" and "hoeveel zijn er" name nothing
    return not wanted or not wanted.isdisjoint(terms(" ".join((*lead_in.heading_path, lead_in.text))))


def _leads_in(sentence: EvidenceSentence) -> bool:
    """Tell whether a list or a table follows on a text, of which only the last sentence may announce it."""
    return sentence.announces or sentence.text.rstrip().endswith(":")
