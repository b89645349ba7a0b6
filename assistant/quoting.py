"""Evidence → draft without a language model: which sentences an answer quotes, how many, and in which order."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answer import Draft, DraftStatement
from assistant.asked import CALLED_SO, VERB_FIRST, YEAR, asked_fact, counts_what_is_asked
from assistant.choosing import sums_up
from assistant.enumeration import GOES_ON, LEANS, counted_before, enumerated, named_at_once, together, unbroken
from assistant.evidence import Evidence, EvidenceSentence
from corpus.dutch import sentences, terms, words
from corpus.errors import WriterError
from ingest.related import held
from ingest.tables import names_columns

# How much the quoting writer says. Chosen on the dev questions in three set-ups: the median answer to a question for a fact has four sentences.
MOST_OF_ONE = 4  # sentences, when one passage stands out
MOST_OF_DECISION = 5  # … and yes or no is asked
MOST_OF_REASON = 6  # … and a reason is asked: it takes more words than a fact
MOST_OF_MORE = 9  # … and when it is not sure which passage answers
MOST_OF_LIKELY = 7  # … and for a sentence that is LIKELY beside the likeliest: what answers is not cut off because there is no room
LIKELY = 0.4
MOST_WORDS = 160
MOST_PASSAGES = 3
MOST_OF_SUBJECT, WORDS_OF_SUBJECT, PASSAGES_OF_SUBJECT, BESIDE_IN_SUBJECT = 10, 250, 4, 0.1  # … when all about a subject is asked
BESIDE = 0.3  # a further passage counts when its likeliest sentence is at least this likely beside the likeliest of all
BESIDE_ONE = 0.1  # … and sooner when the leading passage is a single sentence, as a list item often is: there is room
OWN_FIRST = 0.2  # a sentence of the leading passage that is so likely has room before further passages
NEAR = 0.05  # what else is taken of a further passage; of the leading one all that there is room for, since sentences explain each other
NEAR_OF_FACT = 0.01  # … and of the leading one when a fact is asked, or yes or no: one sentence gives that
NEAR_BEFORE = 0.01  # … and of what stands there before the likeliest sentence: a text explains and enumerates forwards
NEAR_OF_SUMMED = 0.05  # … and of each one when a list is asked and one LIKELY sentence sums it up; else all, since prose enumerates over several
OPENS_LEAST = 0.1  # a sentence that is less likely than this does not open an answer, unless the likeliest leans on it
SIGNED = (
    "person",
    "who",
    "day",
    "time",
)  # facts that a signature gives, or the date under a letter: to other questions these are no part of an answer
LIFTED = ("money", "share", "day", "hour", "time", "duration", "count", "person", "place")  # facts that one sentence gives
# "Wat zegt het programma over sport?", "Vertel iets over sport", "sport"; and not "Wat staat er over een jaar te gebeuren?"
ASKS_SUBJECT = re.compile(
    r"\bwat\b(?: \w+){0,3}? (?:zeg(?:t|gen)|gezegd|schrij(?:ft|ven)|geschreven|staat|staan|(?:ver)?meld(?:t|en)?|vertel(?:t|len)|lees|lezen)\b"
    r"[^?]*\bover (?!\w+ (?:jaar|jaren|week|weken|maand|maanden)\b)"
    r"|^(?:(?:vertel|geef|zoek)(?: (?:mij|me|ons|iets|meer|alles|wat|eens|info(?:rmatie)?|uitleg)){1,3} |alles |meer |info(?:rmatie)? )over\b"
    r"|^(?!welke?\b|wie\b|wat\b|waar|wanneer\b|hoe|aantal\b|datum\b|(?:telefoon)?nummer\b|adres\b)[\w-]+(?: (?:(?:en|in|bij|voor|van) )?[\w-]+)?[?. ]*$",
    re.I,
)
# Gives a reason by itself; "daarom" and "zodat" point at one that stands elsewhere.
CAUSAL = re.compile(
    r"\b(?:omdat|doordat|want|namelijk|aangezien|vanwege|wegens|waardoor|dankzij|reden(?:en)? (?:is|zijn|was|waren|hiervoor|daarvoor)|(?:veroor)?oorza\w+|te wijten|komt door)\b",
    re.I,
)
OF_THAT = re.compile(r"(?:de )?(?:reden|oorzaak)\b", re.I)
LEAST_OF_REASON = 0.05  # of a sentence that gives one, beside the likeliest
ASKS_NOTE = re.compile(
    r"\b(?:(?:voet)?no(?:ot|ten)|(?:web)?sites?|links?|(?:web|internet)adres(?:sen)?|url|webpagina'?s?|online|meer (?:informatie|lezen|weten))\b",
    re.I,
)


class QuotingWriter:
    """Chooses the sentences that answer likeliest, of one passage or of those that come near it; the passage with the likeliest sentence comes first."""

    def write(self, evidence: Evidence) -> Draft:
        """Write a draft of a few sentences, more when a list is asked, or one sentence when that is longer than there is room for."""
        if not evidence.hits or not evidence.sentences:
            raise WriterError("Er is geen onderbouwing gevonden.")
        room = _room(evidence.question.asking)
        passages = _passages(evidence, room)
        chosen = _chosen(evidence, passages, room)
        opens = _opening(evidence.question.asking, chosen)
        if _enumerates(evidence):
            opens = counted_before(opens, chosen)
        parts = [
            sorted((one for one in chosen if one.passage.id == passage), key=lambda one: (_is_passed(one, opens), one.number)) for passage in passages
        ]
        ordered = [sentence for part in sorted(parts, key=lambda part: opens not in part) for sentence in part]
        said = together(ordered) if _enumerates(evidence) else [[one] for one in ordered]
        return Draft(
            tuple(DraftStatement(tuple(number for one in ones for number in (*_led_in(evidence, one, ordered), one.number))) for ones in said),
            "quoting",
        )

    def drafts(self, evidence: Evidence) -> Iterator[Draft]:
        """Give the draft, at once."""
        yield self.write(evidence)


@dataclass(frozen=True, slots=True)
class _Room:
    """How much an answer takes: of one passage `sentences` that are at least `near`, or `before` when they stand before the likeliest one;

    of `passages` those that come within `beside`, with sentences within `further`.
    """

    sentences: int
    near: float
    before: float
    passages: int
    beside: float
    further: float
    words: int


def _room(question: str) -> _Room:
    """Say how much an answer to this question takes."""
    fact = asked_fact(question)
    usual = _Room(MOST_OF_ONE, 0.0, NEAR_BEFORE, MOST_PASSAGES, BESIDE, NEAR, MOST_WORDS)
    if fact:
        return replace(usual, sentences=MOST_OF_REASON, before=0.0) if fact.name == "reason" else replace(usual, near=NEAR_OF_FACT)
    if ASKS_SUBJECT.search(question) and not VERB_FIRST.match(question):
        return _Room(MOST_OF_SUBJECT, 0.0, 0.0, PASSAGES_OF_SUBJECT, BESIDE_IN_SUBJECT, 0.0, WORDS_OF_SUBJECT)
    return replace(usual, sentences=MOST_OF_DECISION, near=NEAR_OF_FACT) if VERB_FIRST.match(question) else usual


def _enumerates(evidence: Evidence) -> bool:
    """Tell whether the question asks to name several things."""
    return evidence.question.asks_list and not evidence.question.asks_count


def _passages(evidence: Evidence, room: _Room) -> list[str]:
    """Give the passages that are worth quoting, the one with the likeliest sentence first; what the columns of a table are called says nothing by itself."""
    best: dict[str, float] = {}
    for sentence in [one for one in evidence.sentences if not names_columns(one.passage)] or evidence.sentences:
        best[sentence.passage.id] = max(sentence.relevance, best.get(sentence.passage.id, 0.0))
    leading = max(best, key=lambda passage: best[passage])
    beside = min(BESIDE_ONE, room.beside) if _sentence_count(evidence.of_passage(leading)) == 1 else room.beside
    worth = [passage for passage, likely in best.items() if passage == leading or likely >= beside]
    return sorted(worth, key=lambda passage: -best[passage])[: room.passages]


def _chosen(evidence: Evidence, passages: list[str], room: _Room) -> list[EvidenceSentence]:
    """Take the likeliest sentence of each passage, and then the likeliest others, as long as there is room."""
    enumerates = _enumerates(evidence)
    question, fact = evidence.question.asking, asked_fact(evidence.question.asking)
    most = math.inf if enumerates else room.sentences if len(passages) == 1 else max(room.sentences, MOST_OF_MORE)
    ranked = sorted((one for one in evidence.sentences if one.passage.id in passages), key=lambda one: (-_first_of_all(one, passages[0]), one.number))
    summing = [one for one in ranked if one.passage == ranked[0].passage and one.relevance >= LIKELY and sums_up(one.text)]
    of_list = NEAR_OF_SUMMED if summing else 0.0
    leading = {next(one.number for one in ranked if one.passage.id == passage) for passage in passages}
    chosen: list[EvidenceSentence] = []
    for sentence in ranked:
        near = of_list if enumerates else room.near if sentence.passage.id == passages[0] else room.further
        near = max(near, room.before) if _is_before(sentence, ranked[0]) else near
        wanted = sentence.number in leading or (sentence.relevance >= near and not _is_aside(sentence, question))
        limit = max(most, MOST_OF_LIKELY if sentence.relevance >= LIKELY else 0)
        fits = _word_count([*chosen, sentence]) <= room.words and _sentence_count([*chosen, sentence]) <= limit
        if wanted and (fits or not chosen):
            chosen.append(sentence)
    if enumerates or not (fact or VERB_FIRST.match(question)):  # one sentence gives a fact, or says yes or no
        whole = enumerated if enumerates else unbroken
        parts = [[one for one in evidence.of_passage(id_) if one in chosen or not one.is_note] for id_ in passages]
        chosen = [one for part in parts for one in whole(part, chosen)]
        chosen = named_at_once(evidence.question, evidence.sentences, chosen) if enumerates else chosen
    lists = {one.passage.lead_in for one in chosen}
    return [one for one in chosen if not one.announces or one.passage.id in lists] or chosen  # no reader waits for items that do not come


def _first_of_all(sentence: EvidenceSentence, leading: str) -> float:
    """Rank a sentence: those of the leading passage that are likely enough come before any of a further one."""
    return sentence.relevance + (sentence.passage.id == leading and sentence.relevance >= OWN_FIRST)


def _is_aside(sentence: EvidenceSentence, question: str) -> bool:
    """Tell whether it is a footnote or a bare line that nobody asks for, or a number by itself, as of a page."""
    fact = asked_fact(question)
    is_signed = fact is not None and fact.name in SIGNED and not sentence.text.strip().isdigit()
    return (sentence.is_note and not ASKS_NOTE.search(question)) or (sentence.is_bare and not is_signed)


def _led_in(evidence: Evidence, sentence: EvidenceSentence, shown: list[EvidenceSentence]) -> list[int]:
    """Give the number of the sentence that leads in a short item, or names the columns of the first row of a table, unless it is shown by itself."""
    above = evidence.of_passage(sentence.passage.lead_in or "")[-1:] if sentence.needs_lead_in else []
    of_table = [one for one in shown if one.columns and one.passage.lead_in == sentence.passage.lead_in]
    return [one.number for one in above if one not in shown and sentence in (of_table or [sentence])[:1]]


def _is_passed(sentence: EvidenceSentence, opens: EvidenceSentence) -> bool:
    """Tell whether a sentence stands before the one that opens: it comes last, so that what follows on the opening one still does."""
    return sentence.passage == opens.passage and sentence.number < opens.number


def _is_before(sentence: EvidenceSentence, likeliest: EvidenceSentence) -> bool:
    """Tell whether a sentence stands before the likeliest one in its passage, and that one does not lean on it."""
    return sentence.passage == likeliest.passage and sentence.number < likeliest.number and not _is_leant_on(sentence, likeliest)


def _is_leant_on(sentence: EvidenceSentence, next_one: EvidenceSentence) -> bool:
    """Tell whether the next sentence points back at this one ("Door deze verbeteringen …")."""
    return sentence.passage == next_one.passage and sentence.number == next_one.number - 1 and LEANS.match(next_one.text) is not None


def _opening(question: str, chosen: list[EvidenceSentence]) -> EvidenceSentence:
    """Give the sentence that stands before the rest: it says yes or no, or gives the fact that is asked; any other answer keeps its order, if that opens well."""
    fact, asked = asked_fact(question), set(words(question))
    telling = [one for one in chosen if not one.text.endswith("?")] or chosen  # a question of the document opens no answer
    likeliest = max(telling, key=lambda one: (one.overtakes, one.relevance))
    if fact and fact.name in LIFTED:
        years = YEAR.findall(question)
        giving = [one for one in chosen if fact.stands_in(one.text, asked)]
        giving = [one for one in giving if years and one.relevance >= OPENS_LEAST and any(year in one.read for year in years)] or giving
        counting = (
            [one for one in giving if one.relevance >= OPENS_LEAST and counts_what_is_asked(one.text, question)] if fact.name == "count" else []
        )
        return max(counting or giving, key=lambda one: (one.overtakes, one.relevance), default=likeliest)
    if fact and fact.name == "reason" and not CAUSAL.search(likeliest.text):
        reasons = [one for one in chosen if one.passage == likeliest.passage and CAUSAL.search(one.text) and _is_reason_for(question, one, likeliest)]
        if reasons:
            return max(reasons, key=lambda one: one.relevance)
    first = min((one for one in chosen if one.passage.id == likeliest.passage.id), key=lambda one: one.number)
    if VERB_FIRST.match(question):
        return likeliest
    leant_on = next((one for one in telling if _is_leant_on(one, likeliest)), likeliest)
    opens_badly = first not in telling or (first.relevance < OPENS_LEAST and not GOES_ON.match(leant_on.text))
    return leant_on if opens_badly else first


def _is_reason_for(question: str, reason: EvidenceSentence, likeliest: EvidenceSentence) -> bool:
    """Tell whether a sentence gives the reason for what is asked, not for something beside it: before "omdat" it says so, or it points back at the likeliest one."""
    found = CAUSAL.search(reason.text)
    told = set(terms(reason.text[: found.start()])) if found else set()
    is_same = any(held(term, told) >= CALLED_SO for term in terms(question))
    points_back = _is_leant_on(likeliest, reason) or (OF_THAT.match(reason.text) is not None and reason.number == likeliest.number + 1)
    return (is_same and reason.relevance >= LEAST_OF_REASON) or points_back


def _word_count(sentences: list[EvidenceSentence]) -> int:
    return sum(len(sentence.text.split()) for sentence in sentences)


def _sentence_count(chosen: list[EvidenceSentence]) -> int:
    return sum(len(sentences(one.text)) for one in chosen)
