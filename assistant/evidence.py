"""Hits → evidence: the numbered sentences from which an answer may be made, with plain and original text side by side."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.answer import Hit
from assistant.asked import asked_fact, is_field_of
from assistant.choosing import FEW_WORDS, NAMES, Candidate, likelihoods, over_passages, signals
from assistant.question import Question, counts_things
from assistant.sentence_weights import WEIGHTS as SENTENCE_WEIGHTS
from corpus.document import Passage, PassageKind, Span, lead_ins
from corpus.dutch import plainly, sentences, terms, unnumbered, words
from ingest.build import Build
from ingest.embedding.cross_encoder import CrossEncoder
from ingest.expansion_index import TO_SENTENCE, closer, to_passage
from ingest.tables import has_figures, names_columns
from ingest.units import as_read, columns, units
from ingest.vectors import Vectors

SAID = 0.1  # a follow-up asks for something new: what the answer before it said counts this much
SHORT = 5  # words of a list item from which on it says something without what leads it in ("Dorpsstraat;" says nothing)
DENIES = re.compile(r"\b(?:niet|geen|behalve|uitgezonderd|uitgesloten|verboden|geweigerd|weiger\w*)\b", re.I)
DENIED = 0.03
GATHERED = 16  # more than are answered at once: whether to answer, and what, rests on the same sentences
KEPT = 20_000  # passages in their units, and vectors of units; of ours those take 30 MB
DEPTH = 5  # passages that are read sentence by sentence; a list is one
CLOSED = re.compile(r"(?: .*|^ja|^nee)[.!?…:;][\"'’”)\]]*$", re.I)  # several words, or an answer, and a mark at the end
NOTE = re.compile(r"Noot \d+:|\d{1,2} [A-Z]\S*(?: \S+)?$|(?:Zie|Lees|Meer)\b.*(?:https?://|\bwww\.)")  # a footnote, or where to find more
# The head of a letter: whom it is for, what it is about, and how it greets. It names the subject, and says nothing of it.
HEAD_OF_LETTER = re.compile(r"(?:geachte|beste)\b[^.?!]*,$|(?:aan|betreft|onderwerp|kenmerk|bijlagen?)\s*:", re.I)
OF_A_HEAD, OF_A_TITLE = 0.1, 0.01
AS_COUNTED = 5.0  # who asks for "drie pijlers" knows that there are three: the text that counts three is likely meant, whatever it calls them
OPEN_QUESTION = re.compile(r"(?:en )?(?:(?:voor|aan|bij|met|op|in|van|onder|uit) )?(?:welke?|wat|waar(?!om|door)\w*)\b", re.I)
DENIED_HERE = 0.1
# A place may repeat many words of the question and say something else. Of 685 questions with the answer in one of the places (dev in two set-ups, sixteen other corpora) the likeliest
# place holds it for 585, and by reading for 587 to 594 with 0.2 to 0.6; answers as a whole are best with 0.5.
OF_READING, CONTESTS = 0.5, 0.2  # what the log-odds of reading weigh; and how likely a place is, beside the likeliest, to be read
READ = 1_000  # characters of places that are read, and always two: reading takes time by its length, and the places that come last change little
BESIDE_FIELD = 0.5  # what else is likely, beside the field that gives what is asked
OVERTAKEN = ("money", "share", "day", "hour", "time", "duration", "count")  # facts that a later document may give anew
# Says itself that something is otherwise than it was; a later figure alone may be of something else ("Het schilderwerk van de hal kost …").
CHANGES = re.compile(
    r"\b(?:uitstel\w*|uitgesteld\w*|verschoven|verschuift|opgeschoven|vertraagd|vertraging|bijgesteld|bijstelling|aangepast|gewijzigd|verho(?:ogd|ogt|gen)|verla(?:agd|agt|gen)|gekort|vervangen|vervangt|vervallen|niet langer|in plaats van)\b",
    re.I,
)
LATER, SAME, AS_LIKELY = 0.1, 0.7, 0.4  # as likely beside the likeliest; of the question's words in that one; what it counts then: enough to be shown
PER = re.compile(r"\b(?:per|elk|ieder) (?:jaar|maand|week|dag|keer)\b", re.I)  # says of a figure how often, and is no subject
NOT = re.compile(r"\bniet (\w{4,})", re.I)
ADDRESS = re.compile(r"(?:https?://|\bwww\.)\S+")


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """A sentence, with those that belong to it, that may be shown (`text`), and the place that proves it: `span` counts in the text of `passage`.

    With a plain edition `text` is plain and `span` is the original that says the same; else `text` is the passage's text at `span`.
    `columns` is the first row of the table that it is a row of. `overtakes` says that a later document says here that what the likeliest sentence gives has changed. `relevance` is 1 for the sentence that answers the question likeliest, and for any other how likely it answers beside that one.
    """

    number: int
    passage: Passage
    span: Span
    text: str
    relevance: float = 0.0
    columns: str = ""
    overtakes: bool = False

    @property
    def quote(self) -> str:
        """The proving words."""
        return self.passage.text[self.span.start : self.span.end]

    @property
    def said(self) -> str:
        """What it says in all: the text, and the proving words where those are others."""
        return self.text if self.text == self.quote else f"{self.text} {self.quote}"

    @property
    def read(self) -> str:
        """What the cross-encoder reads."""
        return as_read(self.passage, self.text, self.columns)

    @property
    def announces(self) -> bool:
        """Whether it only announces a list ("Er komen drie zaken:") or names the columns of a table; a sentence before the one that announces says something itself."""
        opens = self.passage.kind is not PassageKind.PROSE and self.text.rstrip().endswith(":") and len(sentences(self.text)) == 1
        return opens or names_columns(self.passage)

    @property
    def needs_lead_in(self) -> bool:
        """Whether only what leads it in makes it say something: an item of few words, or a row of several figures."""
        says_little = len(self.passage.text.split()) < SHORT or (bool(self.columns) and has_figures(self.text))
        return self.passage.lead_in is not None and says_little

    @property
    def is_note(self) -> bool:
        """Whether it is a footnote in the prose, or little more than an address."""
        said = self.text.strip()
        is_address = ADDRESS.search(said) is not None and len(ADDRESS.sub("", said).split()) < FEW_WORDS
        return self.passage.kind is PassageKind.PROSE and (is_address or NOTE.match(said) is not None)

    @property
    def is_bare(self) -> bool:
        """Whether it is a short line in the prose that makes no sentence, such as the signature or the date under a letter."""
        said = self.text.strip()
        return self.passage.kind is PassageKind.PROSE and len(said.split()) < FEW_WORDS and not CLOSED.search(said)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a question: sentences numbered from 1, by passage in the order of the hits, within a passage in reading order; last what leads in short items.

    `coverage` tells per passage which share of the question's words (0..1, rare ones weigh more) stands in it.
    """

    question: Question
    sentences: tuple[EvidenceSentence, ...]
    hits: tuple[Hit, ...]
    coverage: Mapping[str, float] = field(default_factory=dict)

    def of_passage(self, passage_id: str) -> list[EvidenceSentence]:
        """Give the sentences of one passage."""
        return [sentence for sentence in self.sentences if sentence.passage.id == passage_id]

    @property
    def spread(self) -> float:
        """How far the passages compete for the answer: the entropy (nats) of their shares in all relevance, 0 when one holds all."""
        held: dict[str, float] = {}
        for sentence in self.sentences:
            held[sentence.passage.id] = held.get(sentence.passage.id, 0.0) + sentence.relevance
        shares = [value / sum(held.values()) for value in held.values() if value > 0]
        return -sum(share * math.log(share) for share in shares)


def denies(passage: Passage) -> bool:
    """Tell whether a passage says that something is not, or stands under a heading as "Niet-subsidiabele kosten"; one as "Geen wateroverlast" is a goal."""
    return DENIES.search(passage.text) is not None or any(re.match(r"(?:\S+ )?niet\b", heading, re.I) for heading in passage.heading_path[-1:])


def whole_text(passage: Passage, build: Build) -> str:
    """Give all that a passage says, an item behind what leads it in; the number of a heading counts nothing."""
    said = " ".join((*reversed([one.text for one in lead_ins(passage, build.passages)]), passage.text))
    return "\n".join((" > ".join(unnumbered(heading) for heading in passage.heading_path), said, build.other_edition(passage)))


class EvidenceReader:
    """Reads passages of one build into evidence."""

    def __init__(self, build: Build, embedder: Embeddings, cross_encoder: CrossEncoder) -> None:
        self._build, self._embedder, self._cross_encoder = build, embedder, cross_encoder
        self._units, self._vector = lru_cache(KEPT)(self._read_units), lru_cache(KEPT)(self._read_vector)
        self._gathered = lru_cache(GATHERED)(self._gather)
        self._titles = {one.id: plainly(one.title) for one in build.contents.documents}

    def gather(self, question: Question, hits: Sequence[Hit]) -> Evidence:
        """Give the sentences of the first hits with their relevance; of a part that the question names by number or heading, nothing from elsewhere."""
        return self._gathered(question, tuple(hits))

    def _gather(self, question: Question, hits: tuple[Hit, ...]) -> Evidence:
        first = _first(hits)
        named = [hit for hit in first if question.names(hit.passage.heading_path) or question.cites(hit.passage.text)] or first
        found = self.read(question, [hit.passage for hit in named])
        above = self.read(question, [self._build.passages[id_] for id_ in _leading_in(found)])
        wanted = {term: self._build.lexical.rarity(term) for term in terms(question.standalone)}
        coverage = {hit.passage.id: _share(wanted, *(one.said for one in found if one.passage.id == hit.passage.id)) for hit in named}
        led_in = [replace(one, number=len(found) + one.number) for one in above]
        scored = self._with_later(question, _with_field(question, self._read_together(question, self._scored(question, found, hits))), wanted)
        return Evidence(question, (*scored, *led_in), hits, coverage)

    def _with_later(self, question: Question, scored: list[EvidenceSentence], wanted: dict[str, float]) -> list[EvidenceSentence]:
        """Let a sentence of a later document that gives the figure or moment that is asked stand beside the likeliest one: what that says may be overtaken."""
        fact, asked = asked_fact(question.asking), set(words(question.asking))
        likeliest = max(scored, key=lambda one: one.relevance, default=None)
        if likeliest is None or fact is None or fact.name not in OVERTAKEN or not fact.stands_in(likeliest.text, asked):
            return self._with_successor(question, scored, likeliest)
        dates = {document.id: document.date for document in self._build.contents.documents}
        before, said = dates[likeliest.passage.document_id], set(terms(likeliest.read))
        shared = {term: weight for term, weight in wanted.items() if term in said and term not in terms(" ".join(PER.findall(question.asking)))}

        def overtakes(one: EvidenceSentence) -> bool:
            is_later = bool(before) and dates[one.passage.document_id] > before
            # "Het budget voor de brug is te laag. Wij verhogen het naar …": the sentence before it says of what.
            above = [other.text for other in scored if other.passage == one.passage and other.number == one.number - 1]
            return is_later and one.relevance >= LATER and fact.stands_in(one.text, asked) and _share(shared, one.read, *above) >= SAME

        return [
            replace(one, relevance=max(one.relevance, AS_LIKELY), overtakes=CHANGES.search(one.text) is not None) if overtakes(one) else one
            for one in scored
        ]

    def _with_successor(self, question: Question, scored: list[EvidenceSentence], likeliest: EvidenceSentence | None) -> list[EvidenceSentence]:
        """Let what the successor of a document changes open, where it is about as likely as what that said; a year in the question may be the past."""
        after = next((one.successor for one in self._build.contents.documents if likeliest and one.id == likeliest.passage.document_id), None)
        follows = [one for one in scored if one.passage.document_id == after and one.relevance >= AS_LIKELY and CHANGES.search(one.text)]
        return [replace(one, overtakes=one in follows) for one in scored] if follows and not question.years else scored

    def read(self, question: Question, passages: Sequence[Passage]) -> list[EvidenceSentence]:
        """Give the sentences of these passages in order, without judging them."""
        found: list[EvidenceSentence] = []
        for passage in passages:
            row_of, pieces = self._units(passage)
            for span, text in pieces:
                found.append(EvidenceSentence(len(found) + 1, passage, span, text, columns=row_of))
        return found

    def _read_units(self, passage: Passage) -> tuple[str, list[tuple[Span, str]]]:
        """Give the first row of the table that a passage is a row of, or an empty text, and its units."""
        plain = [self._build.contents.passages[row] for row in self._build.beside.get(self._build.rows[passage.id], ())]
        return columns(passage, self._build.passages), units(passage, plain)

    def _scored(self, question: Question, found: Sequence[EvidenceSentence], hits: Sequence[Hit]) -> list[EvidenceSentence]:
        asked = np.array(self._embedder.embed_query(question.standalone))
        by_passage = {hit.passage.id: hit for hit in hits}
        pull = to_passage(len(self._build.contents.passages))
        candidates = []
        for sentence in found:
            hit = by_passage[sentence.passage.id]
            near = closer(
                float(self._vector(sentence.text) @ asked), self._build.expansions.cosine(asked, hit.passage.id, sentence.text), TO_SENTENCE
            )
            passage_near = 0.0 if hit.by_token is None else closer(hit.by_token, hit.led, pull)
            candidates.append(Candidate(sentence.said, near, hit.passage.id, hit.score, passage_near))
        measured = signals(question.standalone, candidates, self._build.lexical.rarity)
        likely = over_passages(likelihoods(measured, [SENTENCE_WEIGHTS[name] for name in NAMES]), candidates)
        new = likely * np.array([_weight(question, sentence) * (OF_A_TITLE if self._is_title(sentence) else 1.0) for sentence in found])
        return [replace(sentence, relevance=float(share)) for sentence, share in zip(found, new / (new.max(initial=0.0) or 1.0), strict=True)]

    def _is_title(self, sentence: EvidenceSentence) -> bool:
        """Tell whether a line is only the title of its document, which in plain text may stand as any other line."""
        title = self._titles[sentence.passage.document_id]
        return len(sentence.text) <= 2 * len(title) and plainly(sentence.text) == title

    def _read_together(self, question: Question, scored: list[EvidenceSentence]) -> list[EvidenceSentence]:
        """Where several places contest the answer, let the likeliest sentence of each, read together with the question, tell which one comes first.

        A place is a passage, or a list. What is not read stays as far behind the likeliest sentence as it was, and so do places beyond READ.
        """
        first: dict[str, EvidenceSentence] = {}
        for one in sorted(scored, key=lambda one: -one.relevance):
            first.setdefault(_place(one.passage), one)
        contesting = [(place, one) for place, one in first.items() if one.relevance >= CONTESTS]
        if len(contesting) < 2:
            return scored
        lengths = accumulate(len(one.read) for _, one in contesting)
        read = [pair for pair, length in zip(contesting, lengths, strict=True) if length <= READ or pair in contesting[:2]]
        odds = {place: OF_READING * self._cross_encoder.read(question.standalone, one.read) for place, one in read}
        likeliest = next(iter(odds))
        new = [one.relevance * math.exp(odds.get(_place(one.passage), odds[likeliest]) - max(odds.values())) for one in scored]
        return [replace(one, relevance=value / max(new)) for one, value in zip(scored, new, strict=True)]

    def _read_vector(self, text: str) -> Vectors:
        """Give the vector of a sentence: from the build, which holds that of every unit, or embedded now where those were left out."""
        held = self._build.units.of(text)
        return np.array(self._embedder.embed_documents([text])[0], dtype=np.float32) if held is None else held


def _with_field(question: Question, scored: list[EvidenceSentence]) -> list[EvidenceSentence]:
    """Let the field that gives what is asked ("Wie: …") come first, where it stands in one block with the likeliest sentence, whose words it does not repeat."""
    fact, likeliest = asked_fact(question.asking), max(scored, key=lambda one: one.relevance, default=None)
    field = next((one for one in scored if likeliest and one.passage == likeliest.passage and is_field_of(fact, one.text)), None)
    if field is None or field == likeliest:
        return scored
    return [replace(one, relevance=1.0 if one == field else one.relevance * BESIDE_FIELD) for one in scored]


def _first(hits: Sequence[Hit]) -> list[Hit]:
    """Give the hits that are read: as many as DEPTH allows, in which the items of one list count as one, since they come together."""
    places = list(dict.fromkeys(_place(hit.passage) for hit in hits))[:DEPTH]
    return [hit for hit in hits if _place(hit.passage) in places]


def _place(passage: Passage) -> str:
    return passage.lead_in or passage.id


def _leading_in(found: Sequence[EvidenceSentence]) -> list[str]:
    """Give the ids of what leads in the short items, where that was not found itself."""
    held = {one.passage.id for one in found}
    return list(dict.fromkeys(one.passage.lead_in for one in found if one.needs_lead_in and one.passage.lead_in and one.passage.lead_in not in held))


def _weight(question: Question, sentence: EvidenceSentence) -> float:
    """Say how much a sentence counts: little when it was just said, belongs to the head of a letter, or denies what is asked; much when it counts as many things as are asked.

    It does so when it announces what is, and what is not is asked ("Wat mag niet?"), and the other way round ("Waarop wordt bezuinigd?": "Daarop wordt niet bezuinigd").
    """
    weight = SAID if sentence.text.strip() in question.said else 1.0
    weight *= AS_COUNTED if question.things and question.asks_list and counts_things(sentence.text, question.things) else 1.0
    weight *= OF_A_HEAD if sentence.passage.kind is PassageKind.PROSE and HEAD_OF_LETTER.match(sentence.text.strip()) else 1.0
    if question.asks_what_is_not:
        return weight * (DENIED if sentence.announces and not denies(sentence.passage) else 1.0)
    return weight * (DENIED_HERE if OPEN_QUESTION.match(question.asking) and _says_not(sentence.text, question.asking) else 1.0)


def _says_not(text: str, asked: str) -> bool:
    """Tell whether a sentence puts "niet" right before a word of the question."""
    return not {term for word in NOT.findall(text) for term in terms(word)[:1]}.isdisjoint(terms(asked))


def _share(wanted: dict[str, float], *texts: str) -> float:
    held = set[str]().union(*map(terms, texts))
    return sum(weight for term, weight in wanted.items() if term in held) / (sum(wanted.values()) or 1.0)
