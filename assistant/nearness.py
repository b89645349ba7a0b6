"""How near the documents come to a question: by meaning, and by the share of its words that they know."""

import math
from collections.abc import Sequence
from statistics import pstdev

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.answer import Hit
from assistant.question import Question
from assistant.retrievers import shown_passage
from corpus.dutch import terms
from ingest.build import Build
from ingest.lexical import SMALL
from ingest.related import related

# Everyday questions that no policy document answers. How near they come to each other tells what "not near" means for a search model.
FAR_QUESTIONS = (
    "Hoe bak ik een appeltaart?",
    "Hoe geef ik een orchidee water?",
    "Welke akkoorden passen bij dit liedje?",
    "Hoe ontkalk ik mijn koffiezetapparaat?",
    "Hoe ver staat Jupiter van de zon?",
    "Welke maat schaatsen heb ik nodig?",
    "Welke planten kunnen in de schaduw staan?",
    "Hoe leer ik gitaar spelen?",
    "Wat kost een vliegticket naar Spanje?",
    "Wanneer is het volle maan?",
    "Hoe leer ik mijn hond zitten?",
    "Hoe krijg ik een rodewijnvlek uit een kleed?",
    "Hoe warm wordt het morgen?",
    "Welke telefoon heeft de beste camera?",
    "Hoe oud kan een schildpad worden?",
    "Wat zijn goede oefeningen tegen rugpijn?",
    "Wie is de zanger van dit lied?",
)
LARGER = 0.4  # how much nearer something comes by chance among e times as many passages
KNOWN_WEIGHT = 3.0
# Fitted on eleven corpora: ours in three set-ups, and eight of other documents (181 to 594 passages), with 489 questions that they answer
# and 159 that they do not, half of those about daily life and half for the counter of a town hall. Below it fall 0 % of the first
# (3 % with the longest party programme), 92 to 99 % of the daily ones (81 and 86 % with two party programmes), and 57 to 88 % of the others
# (40 % with the longest programme), when it was fitted. It belongs to the far questions above: change those, and fit it again.
NEAR_ENOUGH = 3.7
OUTSIDE = 3.1  # another subject altogether: most of the daily ones lie below
MIDDLE, SLOPE = 4.3, 3.0  # of a logistic regression on the same: as likely as not, and how fast that changes


class Nearness:
    """Measures in standard deviations of how near unrelated questions come to each other; a word that is known adds its share of KNOWN_WEIGHT."""

    def __init__(self, build: Build, embedder: Embeddings) -> None:
        """Measure what is far for this search model, among as many passages as this build has."""
        self._build = build
        asked, told = np.array([embedder.embed_query(one) for one in FAR_QUESTIONS]), np.array(embedder.embed_documents(list(FAR_QUESTIONS)))
        unrelated = (asked @ told.T)[~np.eye(len(FAR_QUESTIONS), dtype=bool)]
        self._spread = pstdev(unrelated.tolist()) or 1.0
        found = {shown_passage(build, passage).id for passage in build.contents.passages}  # two editions of a passage are found as one
        self._far = float(unrelated.mean()) + self._spread * LARGER * math.log(len(found) / SMALL)

    def of(self, question: Question, hits: Sequence[Hit]) -> float:
        """Say how near the best passage comes by meaning, plus how far the documents know the words of the question (at least one term), rare ones more."""
        weights = {term: self._build.lexical.rarity(term) for term in terms(question.standalone)}
        known = sum(weight * self._known(term) for term, weight in weights.items()) / sum(weights.values())
        return (_cosine(hits) - self._far) / self._spread + KNOWN_WEIGHT * known

    def _known(self, term: str) -> float:
        """Tell how far the documents know a term (0..1): wholly, or by the nearest related one that occurs."""
        holds = self._build.lexical.holds
        return 1.0 if holds(term) else min(1.0, max((weight for other, weight in related(term) if holds(other)), default=0.0))


def _cosine(hits: Sequence[Hit]) -> float:
    return max((hit.cosine or 0.0 for hit in hits), default=0.0)
