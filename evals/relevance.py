"""The rule that says whether a hit or a citation is the evidence of a case, and the ranking measures that rest on it.

Knows nothing of answers: what an answer must say are nuggets (cases.py).
"""

import math
import re
import unicodedata

import ir_measures
from ir_measures import Qrel, ScoredDoc
from ir_measures.measures import Measure

from corpus.document import Edition
from evals.cases import Case, Evidence
from evals.outcomes import Outcome, Place

LEAST_WORDS_IN_A_ROW = 4
HYPHEN_AT_LINE_END = re.compile(r"(?<=\w)-\s+(?=\w)")
SECTION_NUMBER = re.compile(r"(\d+(?:\.\d+)*)[.):]?(?:\s+|$)")
PATH_SEPARATOR = " > "


def is_evidence(case: Case, place: Place, text: str) -> bool:
    """Tell whether `text`, found at `place`, satisfies any entry of the evidence of a case."""
    return any(satisfies(entry, place, text) for entry in case.evidence)


def satisfies(entry: Evidence, place: Place, text: str) -> bool:
    """Tell whether `text`, found at `place`, satisfies one entry of evidence.

    Same document, and the text holds the quote; in the plain edition, or without a quote, it must lie in the section.
    """
    if place.document != entry.document:
        return False
    if entry.quote and place.edition is Edition.ORIGINAL:
        return holds_quote(text, entry.quote)
    return lies_in_section(place.section, entry.section)


def holds_quote(text: str, quote: str) -> bool:
    """Tell whether a text contains a quote, or half of its words (rounded up, at least four) in a row.

    White space, letter case and a hyphen at a line end make no difference.
    """
    folded, words = fold(text), fold(quote).split()
    if " ".join(words) in folded:
        return True
    length = max(LEAST_WORDS_IN_A_ROW, math.ceil(len(words) / 2))
    runs = (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))
    return any(re.search(rf"(?<!\w){re.escape(run)}(?!\w)", folded) for run in runs)


def lies_in_section(heading_path: tuple[str, ...], section: str | None) -> bool:
    """Tell whether each part of a section ("3.1", "3.1 Scholen", "Scholen", joined by " > ") names an element of a heading path.

    A part with a number names the element with that number, or one without a number that has its words. No section: always true.
    """
    elements = [_numbered(heading) for heading in heading_path]
    parts = [_numbered(part) for part in (section or "").split(PATH_SEPARATOR) if part.strip()]
    return all(any(_names(part, element) for element in elements) for part in parts)


def fold(text: str) -> str:
    """Take away what makes no difference: white space, letter case, and the break after a hyphen at a line end."""
    return " ".join(HYPHEN_AT_LINE_END.sub("-", unicodedata.normalize("NFC", text)).split()).casefold()


def rank_score(measure: Measure, case: Case, outcome: Outcome) -> float:
    """Compute a ranking measure over the hits of one case, in the order in which they came."""
    # The position is the id and its negative the score: trec_eval sorts by score, and breaks ties its own way.
    run = [ScoredDoc(case.id, str(rank), -float(rank)) for rank in range(1, len(outcome.hits) + 1)]
    relevant = [rank for rank, hit in enumerate(outcome.hits, start=1) if is_evidence(case, hit, hit.text)]
    # Without any relevant passage trec_eval would leave the case out; it must count as zero.
    qrels = [Qrel(case.id, str(rank), 1) for rank in relevant] or [Qrel(case.id, "none", 1)]
    return float(ir_measures.calc_aggregate([measure], qrels, run)[measure])


def _numbered(heading: str) -> tuple[str, str]:
    folded = fold(heading)
    number = SECTION_NUMBER.match(folded)
    return (number[1], folded[number.end() :]) if number else ("", folded)


def _names(part: tuple[str, str], element: tuple[str, str]) -> bool:
    number, words = part
    if number and element[0]:
        return number == element[0]
    return bool(words) and words == element[1]
