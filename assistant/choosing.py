"""How likely each sentence of the found passages answers the question, beside the others: signals, weighed as was learned (sentence_weights.py).

By form and meaning alone. Which sentences an answer takes is for writers.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.asked import DATE, asked_fact
from corpus.dutch import terms, unnumbered, words

Signals = NDArray[np.float64]
# How near the sentence and its passage come in meaning, how high the search ranks the passage, which share of the question's words stands in the sentence
# and the one before it (rare ones weigh more), whether it gives the kind of fact that is asked for, and whether it opens its passage: often only an introduction.
NAMES = ("near", "passage_near", "passage_score", "words", "fact", "opens")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: its text with all that is shown or quoted beside it, its nearness (a cosine), and the passage in which it stands.

    `score` and `passage_nearness` are those of the passage as a hit.
    """

    text: str
    nearness: float
    passage: str
    score: float
    passage_nearness: float


def signals(question: str, candidates: Sequence[Candidate], rarity: Callable[[str], float]) -> Signals:
    """Measure the signals of each candidate; those of a passage follow each other in reading order. A row per candidate, a column per name."""
    weights = {term: rarity(term) for term in terms(question)}
    total = sum(weights.values()) or 1.0
    fact, asked = asked_fact(question), set(words(question))
    rows, before, last = [], set[str](), ""
    for one in candidates:
        held = set(terms(one.text))
        opens = one.passage != last
        near = held if opens else held | before
        share = sum(weight for term, weight in weights.items() if term in near) / total
        given = fact is not None and fact.given(one.text if DATE.match(one.text) else unnumbered(one.text), asked)
        rows.append([one.nearness, one.passage_nearness, one.score, share, float(given), float(opens)])
        before, last = held, one.passage
    return np.array(rows).reshape(-1, len(NAMES))


def likelihoods(measured: Signals, weights: Sequence[float]) -> Signals:
    """Weigh the signals: 1 for the likeliest sentence, and for each other one how likely it is beside that one (0..1)."""
    odds = measured @ np.asarray(weights)
    likely: Signals = np.exp(odds - odds.max(initial=-np.inf))
    return likely
