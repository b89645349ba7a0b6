"""How likely each sentence of the found passages answers the question, beside the others: signals, weighed as was learned (sentence_weights.py).

By form and meaning alone. Which sentences an answer takes is for quoting.py.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.asked import asked_fact
from assistant.question import asks_for_list
from corpus.dutch import READ_AGAIN, terms, words
from ingest.related import held

Signals = NDArray[np.float64]
# How near the sentence and its passage come in meaning, how high the search ranks the passage, which share of the question's words (or, in part, of words related to them)
# stands in the sentence and the one before it (rare ones weigh more), whether it gives the kind of fact that is asked for, whether it opens its passage (often only an introduction),
# whether it asks something itself, whether it says nothing by itself (a lead-in, a signature), how long it is, and whether it sums up where a list is asked.
NAMES = ("near", "passage_near", "passage_score", "words", "fact", "opens", "asks", "loose", "long", "sums_up")
FEW_WORDS = 4
# Between passages the likeliest sentences are too sure of themselves, and the search knows more than they say. Of 1,400 questions over ours (dev, in four set-ups)
# and sixteen other corpora the passage that comes first by these two answers 0.79, where it was 0.78. Their ratio says which comes first, their size how far the others stay behind.
OF_BEST, OF_SCORE = 0.5, 9.0
LEAST_LIKELY = 1e-9  # the log of 0 is no number
SUMS_UP = re.compile(
    r"\w[^,;:.]*, [^,;:.]*\w(?:, [^,;.]*)* (?:en|of|alsmede) \w|:\s*\S.*[,;] "
    r"|\b(?:twee|drie|vier|vijf|zes|zeven|acht)\b[^.]*:|\b(?:ten eerste|het eerste|ten tweede|enerzijds)\b"
    r"|\b(?:denk (?:\w+ )?aan|zoals|namelijk|waaronder|te weten|(?:gaat|ging) (?:\w+ )?om|besta(?:at|an) uit)\b[^.]* (?:en|of) \w|\bdenk aan\b.*\bof denk aan\b",
    re.I,
)
MOST_READ = 2_000  # characters of a run-on text: the time grows with their square
EXPLAINED = re.compile(r"\s*\([^()]*\)")  # between brackets, as the plain editions explain words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: its text with all that is shown or quoted beside it, its nearness (a cosine), and the passage in which it stands.

    `score` and `passage_nearness` are those of the passage as a hit; the latter by tokens, on the scale of the cosines.
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
    fact, asked, listed = asked_fact(question), set(words(question)), asks_for_list(question)
    rows, before, last = [], set[str](), ""
    for one in candidates:
        said = set(terms(one.text))
        opens = one.passage != last
        near = said if opens else said | before
        share = sum(weight * held(term, near) for term, weight in weights.items()) / total
        given = fact is not None and fact.stands_in(one.text, asked)
        form = _form(one.text, listed)
        rows.append([one.nearness, one.passage_nearness, one.score, share, float(given), float(opens), *form])
        before, last = said, one.passage
    return np.array(rows).reshape(-1, len(NAMES))


def _form(text: str, listed: bool) -> tuple[float, ...]:
    said, count = text.strip(), len(text.split())
    return (
        float(said.endswith("?")),
        float(said.endswith(":") or count < FEW_WORDS),
        math.log(count + 1),
        float(listed and sums_up(said)),
    )


@lru_cache(maxsize=READ_AGAIN)
def sums_up(text: str) -> bool:
    """Tell whether a sentence names several things, between brackets or beside them."""
    read = text[:MOST_READ]
    return any(SUMS_UP.search(one) for one in (read, EXPLAINED.sub("", read)))


def likelihoods(measured: Signals, weights: Sequence[float]) -> Signals:
    """Weigh the signals: 1 for the likeliest sentence, and for each other one how likely it is beside that one (0..1)."""
    odds = measured @ np.asarray(weights)
    likely: Signals = np.exp(odds - odds.max(initial=-np.inf))
    return likely


def over_passages(likely: Signals, candidates: Sequence[Candidate]) -> Signals:
    """Weigh each passage by its likeliest sentence and by the search: 1 for the likeliest sentence; within a passage nothing changes."""
    best: dict[str, float] = {}
    for one, value in zip(candidates, likely.tolist(), strict=True):
        best[one.passage] = max(value, best.get(one.passage, LEAST_LIKELY))
    odds = np.array([OF_BEST * math.log(best[one.passage]) + OF_SCORE * one.score for one in candidates])
    within = likely / np.array([best[one.passage] for one in candidates])
    weighed: Signals = within * np.exp(odds - odds.max(initial=-np.inf))
    return weighed / (weighed.max(initial=0.0) or 1.0)
