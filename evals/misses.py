"""The worst misses of the search: where the evidence stands in each ranking, and why it is not among the first five, decided by rule.

Ids, ranks and headings only; no text of documents or questions.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from assistant.retrievers import shown_passage
from corpus.document import Passage
from evals.cases import Case
from evals.outcomes import FoundPassage
from evals.ranking import RETRIEVERS, QuestionSet, Side, place_of, rank_cases
from evals.relevance import first_ranks, is_evidence
from evals.slices import look_up_gold
from ingest.build import Build
from ingest.embedding import Embedder

SEEN = 5  # hits that a reader looks at
MOST = 30
AHEAD = 2  # times nearer to the top: then one side sees it and the other does not
MOST_HEADING_WORDS = 10

Found = tuple[FoundPassage, ...]


class Reason(Enum):
    """Why evidence is not found, and what would mend it. The first that fits counts."""

    ABSENT = "bewijs staat niet in de index", "de bewijsplaats en het knippen nakijken"
    NEIGHBOUR = "andere passage van dezelfde paragraaf staat hoger", "samen laten zien wat onder één kopje staat, of anders knippen"
    LOST_IN_MIX = "één kant vindt het, de mix niet", "een ander gewicht, of de eerste twintig herordenen"
    NO_SHARED_WORD = "geen gedeeld woord", "een woordenlijst, of trainen op zulke gewone vragen"
    WORDS_ONLY = "woorden wel, betekenis niet", "trainen met de passages die nu hoger staan als tegenvoorbeeld"
    MEANING_ONLY = "betekenis wel, woorden niet", "een woordenlijst: wat het document anders noemt"
    BOTH_FAR = "bij beide kanten ver", "meer gewone vragen bij dit soort passages in de training"

    def __init__(self, label: str, mend: str) -> None:
        self.label, self.mend = label, mend


@dataclass(frozen=True, slots=True)
class Miss:
    """A case whose evidence is not among the first hits of the mix. A rank is None when the evidence is not found at all.

    `shared` is the largest share of the question's words that stand in one passage of the evidence; `heading` that of the evidence.
    """

    case: Case
    ranks: Mapping[Side, int | None]
    shared: float
    heading: str
    reason: Reason


def worst_misses(questions: QuestionSet, embedder: Embedder) -> list[Miss]:
    """Give the misses of a set, the worst first: those lowest in the mix, then lowest in the better half."""
    build = questions.build
    rankings = {side: rank_cases(open_side(build, embedder), questions.cases, len(build.passages)) for side, open_side in RETRIEVERS.items()}
    ranks = {case.id: {side: _rank(case, found[case.id]) for side, found in rankings.items()} for case in questions.cases}
    missed = [case for case in questions.cases if not _seen(ranks[case.id][Side.MIX])]
    missed.sort(key=lambda case: (*(-place for place in _order(ranks[case.id])), case.id))
    worst = missed[:MOST]
    gold = look_up_gold(worst, build.contents.passages)
    return [_miss(case, ranks[case.id], gold[case.id].overlap or 0.0, rankings[Side.MIX][case.id], build) for case in worst]


def reason_for(ranks: Mapping[Side, int | None], shared: float, evidence: Sequence[Passage], first: Sequence[Passage]) -> Reason:
    """Decide why the evidence is not among the first hits of the mix; `shared` as in Miss."""
    words, meaning = (_place(ranks[side]) for side in (Side.BM25, Side.VECTORS))
    if not evidence:
        return Reason.ABSENT
    if {passage.section_id for passage in first} & {passage.section_id for passage in evidence}:
        return Reason.NEIGHBOUR
    if min(words, meaning) <= SEEN:
        return Reason.LOST_IN_MIX
    if shared == 0:
        return Reason.NO_SHARED_WORD
    if words < meaning and AHEAD * words <= meaning:
        return Reason.WORDS_ONLY
    if meaning < words and AHEAD * meaning <= words:
        return Reason.MEANING_ONLY
    return Reason.BOTH_FAR


def _miss(case: Case, ranks: Mapping[Side, int | None], shared: float, mixed: Found, build: Build) -> Miss:
    evidence = [passage for passage in build.contents.passages if is_evidence(case, place_of(passage), passage.text)]
    shown = {passage.id: passage for passage in (shown_passage(build, passage) for passage in evidence)}
    heading = next((_short(passage.heading_path[-1]) for passage in shown.values() if passage.heading_path), "")
    first = [build.passages[one.passage] for one in mixed[:SEEN]]
    return Miss(case, ranks, shared, heading, reason_for(ranks, shared, list(shown.values()), first))


def _short(heading: str) -> str:
    words = heading.split()
    return " ".join(words[:MOST_HEADING_WORDS]) + (" …" if len(words) > MOST_HEADING_WORDS else "")


def _rank(case: Case, hits: Found) -> int | None:
    return min((rank for rank in first_ranks(case, hits) if rank is not None), default=None)


def _order(ranks: Mapping[Side, int | None]) -> tuple[float, float]:
    return _place(ranks[Side.MIX]), min(_place(ranks[Side.BM25]), _place(ranks[Side.VECTORS]))


def _place(rank: int | None) -> float:
    return math.inf if rank is None else rank


def _seen(rank: int | None) -> bool:
    return rank is not None and rank <= SEEN
