"""Do the found passages answer this question? Decides to refuse, and says what is missing."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import AnswerStatus, Hit
from assistant.asked import READ, SIZE, Fact, asked_fact, is_field_of, signals
from assistant.asked_names import is_called_otherwise, is_of_another, is_said_by_another, is_situation, missing_name, without_situation
from assistant.evidence import EvidenceSentence, whole_text
from assistant.evidence_reader import EvidenceReader
from assistant.naming import mentions
from assistant.nearness import MIDDLE, NEAR_ENOUGH, OUTSIDE, SLOPE, Nearness
from assistant.offices import asked_office, holders
from assistant.question import YEAR, Question
from assistant.refusal_weights import INTERCEPT, WEIGHTS
from corpus.document import Document, Passage
from corpus.dutch import fold, terms, words
from ingest.build import Build
from ingest.embedding.cross_encoder import CrossEncoder
from ingest.related import related

# Of 241 dev questions with an answer the nearest question beside the documents comes to 0.54 to 0.99 (half of them above 0.75), of eight far ones to 0.58.
LED = 0.7
HELD = 0.66  # a first passage that holds this share of the question's words is near, whatever its cosine
OF_FIELD = 0.5  # … and a field ("Wie: …") with its heading need not repeat how it is asked
ALL_BUT = 0.9  # … and a figure that holds so much of them with its heading is the one that is asked
PREPOSITIONS = ("aan", "bij", "met", "naar", "over", "rond", "tegen", "van", "voor")
FOR_IT = 0.5  # a related word of this weight is written for the other, and not only beside it
COMMON = 0.05  # a word in more than this share of the passages is no subject
READING = "reading"  # the name of what reading() gives among the signals
MISSING = 0.1  # what asks for a thing that is not there is a tenth as likely to be answered
# A near-miss: the subject is there, and what is asked is not. Of 41 such questions over ours (dev, in two set-ups) 33 lie below, of those with an answer none;
# over sixteen other corpora 45 of 65, and 10 of some 440.
LEAST_LIKELY = -0.8
LEAST_WITHOUT_FACT = -1.3  # where no kind of fact is asked, only the reading tells: 4 of 7 there have no answer, and one takes for granted what is not so. Answered, as not sure
MOST_ODDS = 700.0  # exp of more is no number
# "Why" takes something for granted: below that it is mostly what the text contradicts, or does not say (over the same corpora 10 of 28, and 3 of 33 others).
PRESUMED = "Bronvast vindt hier geen duidelijke reden voor. Misschien klopt niet wat uw vraag aanneemt. Lees in het citaat wat er wel staat."
READ_IT = "Lees in het citaat of het over uw vraag gaat."
UNSURE_SAID = f"Bronvast is niet zeker van dit antwoord. {READ_IT}"
NOWHERE = "De naam “{}” komt in deze documenten niet voor."
GIVEN = 1.0  # log-odds that the passages give what is asked: then it is answered, as not sure, though a name that tells the situation is nowhere
REASONED = 0.2  # when a reason lacks no more than this, one stands right beside the subject: then that is not said
FIGURES = ("money", "share", "day", "hour")  # without any in the passages there is no answer; other facts can be said in other ways
MEASURED = (*FIGURES, "duration", "time")
# "In 2025-2029", "vanaf 2026": more years than are written there.
STRETCH = re.compile(
    r"\b\d{4} ?(?:[-–/]|t/m|tot) ?(?:en met )?\d{2,4}\b|\b(?:vanaf|sinds|tot|tussen|elk|ieder|jaarlijks|per jaar|jaren|periode)\b", re.I
)
GIVES = 0.02  # of a sentence, beside the likeliest
OTHER_YEAR = 0.05  # a sentence at least this likely may hold the year that is asked
QUANTITIES = frozenset(("aantal", "beetje", "heleboel", "hoop", "paar", "reeks", "stel"))  # say how many, and are no subject
ASKING = frozenset(("vindt", "vinden", "denkt", "denken", "zegt", "zeggen", "weet", "weten"))  # ask what somebody says of the subject, and are none
ABOUT = 3  # words of a question in the first passage
OF_REASONS = re.compile(r"\b(?:waarom|oorza\w+|redenen?|verklaring(?:en)?|argument(?:en|atie)?|motivering|overweging(?:en)?|aanleiding)\b", re.I)
FIGURE = re.compile(r"€|\beuro\b|%|\bprocent\b|(?<![\d.,])\d[\d.,]*\b")
WHY = re.compile(r"\b(?:waarom|waardoor|hoe komt het)\b", re.I)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to answer; `missing` says in Dutch what the documents lack, `confidence` how likely the documents answer (0..1).

    A near-miss is a subject that is there, probably without what is asked about it; an answered one is not sure.
    """

    status: AnswerStatus
    missing: str = ""
    confidence: float = 0.0
    is_near_miss: bool = False


class Judge:
    """Decides from what a question asks for against what the first passages give."""

    def __init__(self, build: Build, nearness: Nearness, reader: EvidenceReader, cross_encoder: CrossEncoder) -> None:
        self._build, self._nearness, self._reader, self._cross_encoder = build, nearness, reader, cross_encoder

    def judge(self, question: Question, hits: Sequence[Hit]) -> Verdict:
        """Tell whether to answer."""
        if not terms(question.standalone):
            return Verdict(AnswerStatus.UNCLEAR, "Noem een onderwerp, dan kan Bronvast zoeken.")
        certain = bool(hits) and (question.names(hits[0].passage.heading_path) or _is_led(hits) or self._holds(question, hits))
        nearness = max(self._nearness.of(without_situation(question), hits), NEAR_ENOUGH if certain else 0.0)
        confidence = 1 / (1 + math.exp(SLOPE * (MIDDLE - nearness)))
        passages = [hit.passage for hit in hits[:READ]]
        for check in (_missing_part, _missing_name, _missing_year, _missing_subject):
            if missing := check(question, passages, self._build):
                presumed = check is _missing_year and WHY.search(question.standalone)
                about = check is _missing_subject and _is_about(question, passages, self._build)
                # When a year is wrong, or one word of many is nowhere, what the documents do say is the answer.
                is_partly = (presumed or about) and nearness >= NEAR_ENOUGH
                return Verdict(AnswerStatus.PARTIAL if is_partly else AnswerStatus.NOT_IN_DOCUMENTS, missing, confidence * MISSING)
        if nearness < NEAR_ENOUGH:
            return Verdict(AnswerStatus.OUTSIDE_SUBJECT if nearness < OUTSIDE else AnswerStatus.NOT_IN_DOCUMENTS, confidence=confidence)
        likely, missing = self._near_miss(question, hits)
        told = _missing_situation(question, self._build)
        if told and likely < GIVEN:
            return Verdict(AnswerStatus.NOT_IN_DOCUMENTS, confidence=confidence * MISSING)  # what is missing is something else than who asks
        answered = confidence / (1 + math.exp(min(LEAST_LIKELY - likely, MOST_ODDS)))
        fact = asked_fact(question.asking)
        if missing and likely < LEAST_LIKELY:
            if fact and fact.name == "reason":
                return Verdict(AnswerStatus.PARTIAL, PRESUMED, answered)
            return Verdict(AnswerStatus.NOT_IN_DOCUMENTS, missing, confidence * MISSING, is_near_miss=True)
        if told:
            return Verdict(AnswerStatus.PARTIAL, f"{told} {READ_IT}", answered, is_near_miss=True)
        is_loose = fact is None or SIZE.match(question.asking) is not None  # "hoe groot" may be told in words too
        return Verdict(AnswerStatus.ANSWERED, "", answered, is_near_miss=is_loose and likely < LEAST_WITHOUT_FACT)

    def _near_miss(self, question: Question, hits: Sequence[Hit]) -> tuple[float, str]:
        """Give the learned log-odds that the first passages give what is asked, and what is missing if they do not."""
        read = self._reader.gather(question, hits).sentences
        likeliest = max(read, key=lambda one: one.relevance, default=None)
        # The likeliest sentence may stand in a passage further down.
        passages = list(dict.fromkeys((*(hit.passage for hit in hits[:READ]), *([likeliest.passage] if likeliest else []))))
        documents = self._build.contents.documents
        dates = {document.id: document.date for document in documents}
        texts = [f"{whole_text(passage, self._build)}\n{dates[passage.document_id]}" for passage in passages]
        asked = _without_years_of(documents, question.asking)
        found = signals(asked, texts, self._build.lexical.rarity, about=question.standalone)
        found[READING] = reading(self._cross_encoder, question.standalone, [(one.read, one.relevance) for one in read])
        if self._is_named_by_the_question(question, likeliest):
            found[READING] = max(found[READING], 0.0)
        weighed = {name: WEIGHTS[name] * value for name, value in found.items()}
        fact, office = asked_fact(question.asking), asked_office(asked)
        named = [mention.document for mention in mentions(question.asking, documents)]
        if other := _of_another_year(_without_years_of(named, question.asking), read, fact):
            return -math.inf, other
        likely = [one for one in read if one.relevance >= GIVES]
        other = is_of_another(question, fact, likely, self._build) if fact else is_said_by_another(question, likely, self._build)
        if other:
            return -math.inf, other
        held = bool(office) and any(holders(asked, self._build, question.local))
        if fact and ((office and not held) or (fact.name in FIGURES and not self._gives(question, hits, fact, texts))):
            return -math.inf, fact.missing
        lacks = found.get(f"lacks_{fact.name}", 0.0) if fact else 0.0
        least = REASONED if fact and fact.name == "reason" else 0.0
        missing = fact.missing if fact and lacks > least and not held and not _gives_reasons(fact, read) else ""
        if fact and is_called_otherwise(question, likely):
            return -math.inf, fact.missing
        if not missing and "lacks_year_first" in found:
            missing = f"Over {YEAR.findall(asked)[0]} zeggen de gevonden passages dat niet."
        return INTERCEPT + sum(weighed.values()), missing

    def _gives(self, question: Question, hits: Sequence[Hit], fact: Fact, texts: Sequence[str]) -> bool:
        """Tell whether the first passages, or a likely sentence of those that are read, give such a fact at all."""
        asked = set(words(question.asking))
        likely = (one.text for one in self._reader.gather(question, hits).sentences if one.relevance >= GIVES)
        return any(fact.stands_in(text, asked) for text in (*(line for text in texts for line in text.split("\n")), *likely))

    def _is_named_by_the_question(self, question: Question, likeliest: EvidenceSentence | None) -> bool:
        """Tell whether the likeliest answer is the row of a table that nearly all of the question names, or gives such a figure under a heading that does so.

        The cross-encoder learned from prose, and finds little in a row, or in "Een rit kost 2,50 euro" where only the heading says whose.
        """
        if likeliest is None:
            return False
        fact, asked = asked_fact(question.asking), set(words(question.asking))
        if fact is not None and fact.stands_in(likeliest.text, asked):
            if is_field_of(fact, likeliest.text) and self._says(question, likeliest.read, OF_FIELD):
                return True
            of_year = all(year in likeliest.read for year in YEAR.findall(question.asking))
            if fact.name in MEASURED and of_year and self._says(question, likeliest.read, ALL_BUT):
                return True
        return bool(likeliest.columns) and self._says(question, likeliest.read)

    def _holds(self, question: Question, hits: Sequence[Hit]) -> bool:
        """Tell whether the first passage holds nearly all that the question says, however far its meaning seems."""
        return self._says(question, whole_text(hits[0].passage, self._build) if hits else "")

    def _says(self, question: Question, text: str, share: float = HELD) -> bool:
        weights = {term: self._build.lexical.rarity(term) for term in terms(question.standalone)}
        given = set(terms(text))
        return sum(weight for term, weight in weights.items() if term in given) >= share * sum(weights.values())


def reading(cross_encoder: CrossEncoder, question: str, said: Sequence[tuple[str, float]]) -> float:
    """Give the log-odds that the likeliest sentence answers, as the cross-encoder reads it; `said` holds texts, each with how likely it is. 0 without any."""
    likeliest = max(said, key=lambda one: one[1], default=None)
    return cross_encoder.read(question, likeliest[0]) if likeliest else 0.0


def _gives_reasons(fact: Fact, read: Sequence[EvidenceSentence]) -> bool:
    """Tell whether a reason is asked and the likeliest sentence stands under a heading that promises reasons ("Wat loopt achter, en waarom?")."""
    likeliest = max(read, key=lambda one: one.relevance, default=None)
    above = likeliest.passage.heading_path[-1:] if likeliest else ()
    return fact.name == "reason" and any(OF_REASONS.search(heading) for heading in above)


def _is_led(hits: Sequence[Hit]) -> bool:
    """Tell whether a question beside the documents is nearly the one that is asked."""
    return any(hit.led is not None and hit.led >= LED for hit in hits)


def _missing_part(question: Question, passages: list[Passage], build: Build) -> str:
    """Say which numbered part is not there; a number that stands in the passages themselves ("RES 1.0") names no part."""
    numbers = {section.number for section in build.contents.sections}
    given = " ".join(whole_text(passage, build) for passage in passages)
    missing = [part for part in question.parts if part not in numbers and part not in given]
    return f"Een onderdeel met nummer {missing[0]} is er niet." if missing else ""


def _missing_subject(question: Question, passages: list[Passage], build: Build) -> str:
    """Say that a question's only subject ("… aan wolven?") is nowhere: all its other words are common, and it does not occur, nor a word spelled nearly so, nor all of its parts.

    What policy texts write for it counts when the passages hold it: who asks about "hackers" is answered by "cybercriminaliteit".
    """
    common = math.log(1 + 1 / COMMON)
    rare = {word for word in _spoken(question) if any(build.lexical.rarity(term) > common for term in terms(word))}
    subject = next(iter(rare)) if len(rare) == 1 else ""
    if (
        not subject
        or _is_known(subject, build)
        or _is_said_otherwise(subject, passages, build)
        or not re.search(rf"\b(?:{'|'.join(PREPOSITIONS)})(?: (?:de|het|een))? {subject}\b", fold(question.standalone))
    ):
        return ""
    return f"Het woord “{subject}” komt in deze documenten niet voor."


def _spoken(question: Question) -> list[str]:
    return [word for word in words(question.standalone) if not word.isdigit() and word not in {*PREPOSITIONS, *QUANTITIES, *ASKING}]


def _is_about(question: Question, passages: list[Passage], build: Build) -> bool:
    """Tell whether the first passage holds so many words of a question that one which is nowhere may not be its only subject: in few passages every word is common."""
    given = {term for passage in passages[:1] for term in terms(whole_text(passage, build))}
    return sum(not given.isdisjoint(terms(word)) for word in _spoken(question)) >= ABOUT


def _is_known(word: str, build: Build) -> bool:
    """Tell whether a word occurs, or one spelled nearly so, or all of its parts: "stof" in other words does not make "stikstof" known."""
    whole, *parts = terms(word)
    return build.lexical.holds(whole) or build.lexical.resembles(whole) or (bool(parts) and all(map(build.lexical.holds, parts)))


def _is_said_otherwise(subject: str, passages: list[Passage], build: Build) -> bool:
    """Tell whether the passages hold what policy texts write for a word, as a whole."""
    given = {term for passage in passages for term in terms(whole_text(passage, build))}
    return any(other in given for other, weight in related(terms(subject)[0]) if weight >= FOR_IT)


def _missing_name(question: Question, passages: list[Passage], build: Build) -> str:
    name = missing_name(question, build)
    return NOWHERE.format(name) if name and not is_situation(name, question) else ""


def _missing_situation(question: Question, build: Build) -> str:
    """Say which name is nowhere that only tells the situation of who asks."""
    name = missing_name(question, build)
    return NOWHERE.format(name) if name and is_situation(name, question) else ""


def _missing_year(question: Question, passages: list[Passage], build: Build) -> str:
    """Say which year is not there, when none of the years asked for is; a year in a title names a document."""
    dates = {document.id: document.date for document in build.contents.documents}
    titles = " ".join(document.title for document in build.contents.documents)
    given = " ".join([titles, *(f"{whole_text(passage, build)} {dates[passage.document_id]}" for passage in passages)])
    years = YEAR.findall(question.asking)
    if not years or any(year in given for year in years):
        return ""
    return f"Over {years[0]} zeggen de gevonden passages niets."


def _without_years_of(documents: Sequence[Document], text: str) -> str:
    """Leave out the years in the titles of documents: such a year may name one."""
    titles = " ".join(document.title for document in documents)
    return YEAR.sub(lambda year: "" if year.group() in titles else year.group(), text)


def _of_another_year(asked: str, said: Sequence[EvidenceSentence], fact: Fact | None) -> str:
    """Say that the only year which is asked is another one than that of the likeliest sentence, or of its columns, when no likely one that gives as much names it.

    Where no fact is asked, only a sentence with a figure is of one year: what is done or wanted may well hold for others.
    """
    years = set(YEAR.findall(asked))
    likely = [one for one in said if one.relevance >= OTHER_YEAR]
    likeliest = max(likely, key=lambda one: one.relevance, default=None)
    own = f"{likeliest.columns} {likeliest.text}" if likeliest else ""
    if len(years) != 1 or not YEAR.search(own) or STRETCH.search(own) or not (fact or FIGURE.search(YEAR.sub("", own))):
        return ""
    giving = [one for one in likely if one is likeliest or fact is None or fact.stands_in(one.text, set(words(asked)))]
    given = " ".join(" ".join((*one.passage.heading_path, one.columns, one.text)) for one in giving)
    return "" if years & set(YEAR.findall(given)) else f"Over {years.pop()} zeggen de gevonden passages dat niet."
