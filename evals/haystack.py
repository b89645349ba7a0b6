"""A needle in a haystack: the same questions when very many other passages stand in the index, how often their evidence is found, and how fast."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.retrievers import Retriever
from evals.cases import Case
from evals.metric import nearest_rank
from evals.ranking import DEPTH, HIT5, rank_cases, score_hits


@dataclass(frozen=True, slots=True)
class Haystack:
    """The scores by the id of the case, and the time from question to ranked hits."""

    passage_count: int
    scores: dict[str, float]
    p50_ms: float
    p95_ms: float


def search_haystack(open_retriever: Callable[[], tuple[Retriever, int]], cases: Sequence[Case]) -> Haystack:
    """Ask every case twice, the second time against the clock, on one core. Meant for a process of its own: the core is not given back.

    `open_retriever` gives the retriever and the number of passages it searches.
    """
    if hasattr(os, "sched_setaffinity"):  # before anything is opened, so that the threads of libraries stay on this core too
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    retriever, count = open_retriever()
    found = rank_cases(retriever, cases)
    times = [_milliseconds(retriever, case) for case in cases]
    scores = {case.id: score_hits(HIT5, case, found[case.id]) for case in cases}
    return Haystack(count, scores, float(nearest_rank(times, 50)), float(nearest_rank(times, 95)))


def _milliseconds(retriever: Retriever, case: Case) -> float:
    start = time.perf_counter()
    retriever.search(case.written_out, DEPTH)
    return 1000 * (time.perf_counter() - start)
