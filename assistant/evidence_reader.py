"""Hits → evidence: reads passages into sentences, and tells how likely each answers the question."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.answer import Hit
from assistant.asked import asked_fact, is_field_of
from assistant.choosing import NAMES, Candidate, likelihoods, over_passages, signals
from assistant.evidence import Evidence, EvidenceSentence, denies, share
from assistant.overtaking import with_later
from assistant.question import Question, counts_things
from assistant.sentence_weights import WEIGHTS as SENTENCE_WEIGHTS
from corpus.document import Passage, PassageKind, Span
from corpus.dutch import plainly, terms
from ingest.build import Build
from ingest.embedding.cross_encoder import CrossEncoder
from ingest.expansion_index import TO_SENTENCE, closer, to_passage
from ingest.units import columns, units
from ingest.vectors import Vectors

SAID = 0.1  # a follow-up asks for something new: what the answer before it said counts this much
DENIED = 0.03
GATHERED = 16  # more than are answered at once: whether to answer, and what, rests on the same sentences
KEPT = 20_000  # passages in their units, and vectors of units; of ours those take 30 MB
DEPTH = 5  # passages that are read sentence by sentence; a list is one
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
NOT = re.compile(r"\bniet (\w{4,})", re.I)


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
        coverage = {hit.passage.id: share(wanted, *(one.said for one in found if one.passage.id == hit.passage.id)) for hit in named}
        led_in = [replace(one, number=len(found) + one.number) for one in above]
        scored = with_later(
            question,
            _with_field(question, self._read_together(question, self._scored(question, found, hits))),
            wanted,
            self._build.contents.documents,
        )
        return Evidence(question, (*scored, *led_in), hits, coverage)

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
