"""The files for outside tools: counted again with them, the figures are the same."""

from pathlib import Path
from typing import Any

import ir_measures
import pytest
from ir_measures import RR, Success, nDCG

from evals.cases import Case
from evals.metrics import METRICS
from evals.outcomes import Outcome
from evals.trec import write_trec

QUOTES = ("gemeente leegt de bakken elke dinsdag", "haalt de meubels op na een afspraak", "brengen puin naar de milieustraat")
CASES = [
    Case.model_validate(
        {
            "id": f"vraag {number}",
            "persona": "council",
            "kind": "factoid",
            "question": "Wie?",
            "answerable": True,
            "evidence": [{"document": "afval", "quote": quote, "grade": grade} for grade, quote in enumerate(QUOTES, 1)],
        }
    )
    for number in range(3)
]


def outcome(case: Case, *texts: str) -> Outcome:
    hits: list[dict[str, Any]] = [
        {"passage": f"p {number}", "document": "afval", "section": ["2.1"], "edition": "original", "text": text} for number, text in enumerate(texts)
    ]
    return Outcome.model_validate({"id": case.id, "status": "answered", "hits": hits})


@pytest.mark.parametrize(("name", "measure"), [("hit@1", Success @ 1), ("hit@5", Success @ 5), ("mrr@10", RR @ 10), ("ndcg@10", nDCG @ 10)])
def test_an_outside_tool_counts_the_same(tmp_path: Path, name: str, measure: Any) -> None:
    outcomes = [
        outcome(CASES[0], "Iets anders.", QUOTES[0], f"{QUOTES[0]} {QUOTES[1]}"),
        outcome(CASES[1], QUOTES[2], *["Iets anders."] * 12, QUOTES[0]),
    ]  # the third has none
    by_id = {one.id: one for one in outcomes}
    metric = next(metric for metric in METRICS if metric.name == name)
    scores = [metric.score(case, by_id.get(case.id, Outcome(id=case.id, status="fault"))) for case in CASES]

    write_trec(CASES, by_id, tmp_path)

    qrels, run = ir_measures.read_trec_qrels(str(tmp_path / "qrels.trec")), ir_measures.read_trec_run(str(tmp_path / "run.trec"))
    assert ir_measures.calc_aggregate([measure], qrels, run)[measure] == pytest.approx(sum(scores) / 3)  # type: ignore[arg-type]


def test_an_id_with_white_space_stays_one_column(tmp_path: Path) -> None:
    write_trec(CASES, {CASES[0].id: outcome(CASES[0], QUOTES[0])}, tmp_path)
    assert (tmp_path / "run.trec").read_text(encoding="utf-8") == "vraag_0 Q0 p_0 1 1 bronvast\n"


def test_a_question_that_must_be_refused_is_in_neither_file(tmp_path: Path) -> None:
    refusable = CASES[0].model_copy(update={"answerable": False})
    write_trec([refusable], {}, tmp_path)
    assert (tmp_path / "qrels.trec").read_text(encoding="utf-8") == ""
