"""Hits → evidence: the numbered sentences from which an answer may be made, with plain and original text side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.answer import Hit
from assistant.question import Question
from corpus.document import Edition, Passage, Span
from corpus.dutch import sentences, terms
from ingest.build import Build

DEPTH = 4  # passages that are read sentence by sentence
MEANING_WEIGHT = 0.6


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """A sentence that may be shown (`text`), and the place that proves it: `span` counts in the text of `passage`.

    With a plain edition `text` is plain and `span` is the original that says the same; else `text` is the passage's text at `span`.
    `relevance` is 0..1, higher is nearer to the question.
    """

    number: int
    passage: Passage
    span: Span
    text: str
    relevance: float = 0.0

    @property
    def quote(self) -> str:
        """The proving words."""
        return self.passage.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a question: sentences numbered from 1, by passage in the order of the hits, within a passage in reading order."""

    question: Question
    sentences: tuple[EvidenceSentence, ...]
    hits: tuple[Hit, ...]

    def of_passage(self, passage_id: str) -> list[EvidenceSentence]:
        """Give the sentences of one passage."""
        return [sentence for sentence in self.sentences if sentence.passage.id == passage_id]


class EvidenceReader:
    """Reads passages of one build into evidence."""

    def __init__(self, build: Build, embedder: Embeddings) -> None:
        self._build, self._embedder = build, embedder
        self._vector: Callable[[str], tuple[float, ...]] = lru_cache(20_000)(lambda text: tuple(embedder.embed_documents([text])[0]))

    def gather(self, question: Question, hits: Sequence[Hit]) -> Evidence:
        """Give the sentences of the first hits with their relevance."""
        found = self.read(question, [hit.passage for hit in hits[:DEPTH]])
        scored = self._scored(question, found)
        return Evidence(question, tuple(scored), tuple(hits))

    def read(self, question: Question, passages: Sequence[Passage]) -> list[EvidenceSentence]:
        """Give the sentences of these passages in order, without judging them."""
        found: list[EvidenceSentence] = []
        for passage in passages:
            plain = self._build.passages[passage.counterpart] if passage.counterpart and passage.edition is Edition.ORIGINAL else None
            for span, text in _aligned(passage, plain) if plain else _own(passage):
                found.append(EvidenceSentence(len(found) + 1, passage, span, text))
        return found

    def _scored(self, question: Question, found: list[EvidenceSentence]) -> list[EvidenceSentence]:
        if not found:
            return []
        asked = np.array(self._embedder.embed_query(question.standalone))
        cosines = np.array([np.array(self._vector(sentence.text)) @ asked for sentence in found])
        meaning = (cosines - cosines.min()) / (np.ptp(cosines) or 1.0)
        wanted = self._weights(question.standalone)
        total = sum(wanted.values()) or 1.0
        shared = [sum(weight for term, weight in wanted.items() if term in set(terms(f"{sentence.text} {sentence.quote}"))) / total for sentence in found]
        return [
            EvidenceSentence(sentence.number, sentence.passage, sentence.span, sentence.text, float(MEANING_WEIGHT * near + (1 - MEANING_WEIGHT) * words))
            for sentence, near, words in zip(found, meaning, shared, strict=True)
        ]

    def _weights(self, text: str) -> dict[str, float]:
        """Weigh the question's terms: rare terms of this corpus count for more."""
        return {term: self._build.lexical.rarity(term) for term in terms(text)}


def _own(passage: Passage) -> list[tuple[Span, str]]:
    return [(span, passage.text[span.start : span.end]) for span in sentences(passage.text)]


def _aligned(original: Passage, plain: Passage) -> list[tuple[Span, str]]:
    """Give each plain sentence with the span of the original sentence that says the same, paragraph beside paragraph."""
    if len(original.paragraphs) != len(plain.paragraphs):
        pairs = [(Span(0, len(original.text)), Span(0, len(plain.text)))]
    else:
        pairs = list(zip(original.paragraphs, plain.paragraphs, strict=True))
    return [pair for ours, theirs in pairs for pair in _aligned_paragraph(original.text, ours, plain.text, theirs)]


def _aligned_paragraph(original: str, ours: Span, plain: str, theirs: Span) -> list[tuple[Span, str]]:
    sources = [Span(ours.start + span.start, ours.start + span.end) for span in sentences(original[ours.start : ours.end])]
    source_terms = [set(terms(original[span.start : span.end])) for span in sources]
    shown = [plain[theirs.start + span.start : theirs.start + span.end] for span in sentences(plain[theirs.start : theirs.end])]
    aligned: list[tuple[Span, str]] = []
    for order, text in enumerate(shown):
        own = set(terms(text))
        place = (order + 0.5) / len(shown)
        fits = [len(own & there) / (len(own) or 1) - abs(place - (index + 0.5) / len(sources)) for index, there in enumerate(source_terms)]
        aligned.append((sources[int(np.argmax(fits))], text))
    return aligned
