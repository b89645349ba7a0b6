"""run.trec and qrels.trec: the hits and which of them are evidence, in the form that every outside tool can count again.

The qrels hold the first hits of this run that are evidence and nothing of other runs, so they are no judgements for another system.
Such a tool gives our hit@k (Success@k), mrr@10 and ndcg@10; recall is per passage there, and per entry of the evidence here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from evals.cases import Case
from evals.outcomes import Outcome, missing_outcome
from evals.relevance import judgements

RUN_FILE = "run.trec"
QRELS_FILE = "qrels.trec"
TAG = "bronvast"


def write_trec(cases: Sequence[Case], outcomes: Mapping[str, Outcome], out: Path) -> None:
    """Write both files of the cases that expect an answer and name evidence. An entry that no hit satisfies is a passage of its own."""
    ranked = [(case, outcomes.get(case.id, missing_outcome(case.id))) for case in cases if case.expects_answer and case.evidence]
    _write(out / RUN_FILE, (line for case, outcome in ranked for line in _run_lines(case, outcome)))
    _write(out / QRELS_FILE, (line for case, outcome in ranked for line in _qrels_lines(case, outcome)))


def _run_lines(case: Case, outcome: Outcome) -> Iterator[str]:
    for rank, hit in enumerate(outcome.hits, 1):
        # The score falls with the rank: tools sort by it, and break ties their own way.
        yield f"{_name(case.id)} Q0 {_name(hit.passage)} {rank} {len(outcome.hits) - rank + 1} {TAG}"


def _qrels_lines(case: Case, outcome: Outcome) -> Iterator[str]:
    for name, grade in judgements(case, outcome.hits).items():
        passage = outcome.hits[int(name) - 1].passage if name.isdigit() else name
        yield f"{_name(case.id)} 0 {_name(passage)} {grade}"


def _name(text: str) -> str:
    """Give an id without white space, which parts the columns."""
    return re.sub(r"\s", "_", text)


def _write(file: Path, lines: Iterable[str]) -> None:
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
