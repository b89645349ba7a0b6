"""The rule that says whether a hit or a citation is the evidence of a case, and the ranking measures that rest on it.

Knows nothing of answers: what an answer must say are nuggets (cases.py).
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache

import ir_measures
from ir_measures import Qrel, ScoredDoc
from ir_measures.measures import Measure

from corpus.document import Edition
from evals.cases import Case, Evidence, fold
from evals.outcomes import FoundPassage, Place

LEAST_WORDS_IN_A_ROW = 4
SECTION_NUMBER = re.compile(r"(\d+(?:\.\d+)*)[.):]?(?:\s+|$)")
PATH_SEPARATOR = " > "
_folded = lru_cache(maxsize=20_000)(fold)  # the same passages come back for many cases


def is_evidence(case: Case, place: Place, text: str) -> bool:
    """Tell whether `text`, found at `place`, satisfies any entry of the evidence of a case."""
    return any(satisfies(entry, place, text) for entry in case.evidence)


def satisfies(entry: Evidence, place: Place, text: str) -> bool:
    """Tell whether `text`, found at `place`, satisfies one entry of evidence.

    Same document, and the text holds the quote; in the plain edition, or without a quote, it must lie in the section. An entry
    that names a passage wants that one.
    """
    if entry.passage is not None:
        return place.passage == entry.passage
    if place.document != entry.document:
        return False
    if entry.quote and place.edition is Edition.ORIGINAL:
        return holds_quote(text, entry.quote)
    return lies_in_section(place.section, entry.section)


def holds_quote(text: str, quote: str) -> bool:
    """Tell whether a text contains a quote, or half of its words (rounded up, at least four) in a row.

    White space, letter case and a hyphen at a line end make no difference.
    """
    folded, words = _folded(text), _folded(quote).split()
    if " ".join(words) in folded:
        return True
    length = max(LEAST_WORDS_IN_A_ROW, math.ceil(len(words) / 2))
    runs = (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))
    return any(run in folded and re.search(rf"(?<!\w){re.escape(run)}(?!\w)", folded) for run in runs)


def lies_in_section(heading_path: tuple[str, ...], section: str | None) -> bool:
    """Tell whether each part of a section ("3.1", "3.1 Scholen", "Scholen", joined by " > ") names an element of a heading path.

    A part with a number names the element with that number, or one without a number that has its words. No section: always true.
    """
    elements = [_numbered(heading) for heading in heading_path]
    parts = [_numbered(part) for part in (section or "").split(PATH_SEPARATOR) if part.strip()]
    return all(any(_names(part, element) for element in elements) for part in parts)


def first_ranks(case: Case, hits: Sequence[FoundPassage]) -> tuple[int | None, ...]:
    """Give for each entry of the evidence the rank (from 1) of the first hit that satisfies it, None when there is none."""
    return tuple(next((rank for rank, hit in enumerate(hits, 1) if satisfies(entry, hit, hit.text)), None) for entry in case.evidence)


def judgements(case: Case, hits: Sequence[FoundPassage]) -> dict[str, int]:
    """Give the grade of each relevant hit by its rank, and that of each entry without a hit by a name of its own.

    A hit counts for the entries that it is the first to satisfy, with their highest grade: what was found before is not found again.
    """
    grades: dict[str, int] = {}
    for number, (entry, rank) in enumerate(zip(case.evidence, first_ranks(case, hits), strict=True), 1):
        name = str(rank) if rank else f"missed-{number}"
        grades[name] = max(grades.get(name, 0), entry.grade)
    return grades


def rank_score(measure: Measure, case: Case, hits: Sequence[FoundPassage]) -> float:
    """Compute a ranking measure over the hits of one case, in the order in which they came."""
    qrels = [Qrel(case.id, name, grade) for name, grade in judgements(case, hits).items()]
    return _calculate(measure, qrels, _run(case.id, hits))


def entry_score(measure: Measure, case: Case, hits: Sequence[FoundPassage]) -> float:
    """Compute a ranking measure for each entry of the evidence by itself, and give the mean."""
    ranks = first_ranks(case, hits)
    qrels = [Qrel(str(entry), str(rank or "missed"), 1) for entry, rank in enumerate(ranks)]
    return _calculate(measure, qrels, [found for entry in range(len(ranks)) for found in _run(str(entry), hits)])


def _run(query: str, hits: Sequence[FoundPassage]) -> list[ScoredDoc]:
    # The rank is the id and its negative the score: trec_eval sorts by score, and breaks ties its own way.
    return [ScoredDoc(query, str(rank), -float(rank)) for rank in range(1, len(hits) + 1)]


def _calculate(measure: Measure, qrels: list[Qrel], run: list[ScoredDoc]) -> float:
    return float(ir_measures.calc_aggregate([measure], qrels, run)[measure])


def _numbered(heading: str) -> tuple[str, str]:
    folded = _folded(heading)
    number = SECTION_NUMBER.match(folded)
    return (number[1], folded[number.end() :]) if number else ("", folded)


def _names(part: tuple[str, str], element: tuple[str, str]) -> bool:
    number, words = part
    if number and element[0]:
        return number == element[0]
    return bool(words) and words == element[1]
