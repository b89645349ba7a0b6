"""Slices: which cases have figures of their own, and what the documents tell about them."""

from pathlib import Path
from typing import Any

from assistant.service import Assistant
from evals.cases import Case
from evals.slices import LOW_OVERLAP, Gold, look_up_gold, read_gold, slice_cases, write_gold


def case(case_id: str, question: str = "Wie leegt de bakken?", **more: Any) -> Case:
    fields = {"id": case_id, "persona": "council", "kind": "factoid", "question": question, "answerable": True}
    return Case.model_validate(fields | more)


EVIDENCE = [{"document": "afvalplan", "section": "1 Bakken > 1.2", "quote": "een tweede bak kost 45 euro"}]


def gold_of(assistant: Assistant, one: Case) -> Gold:
    return look_up_gold([one], assistant.build.contents.passages)[one.id]


def test_the_theme_of_a_case_is_the_first_heading_above_its_evidence(assistant: Assistant) -> None:
    assert gold_of(assistant, case("c1", evidence=EVIDENCE)).themes == ("1 Bakken",)


def test_overlap_is_the_share_of_the_content_stems_that_stand_in_the_evidence(assistant: Assistant) -> None:
    # Of "tweede", "bak", "kost" and "gezin" all but the last stand in the passage.
    assert gold_of(assistant, case("c1", "Wat kost een tweede bak voor een gezin?", evidence=EVIDENCE)).overlap == 0.75
    assert gold_of(assistant, case("c1", "Hoeveel geld is dat?", evidence=EVIDENCE)).overlap == 0.0


def test_a_follow_up_is_compared_as_it_is_written_out(assistant: Assistant) -> None:
    assert gold_of(assistant, case("c1", "En dat?", standalone="Kost een tweede bak 45 euro?", evidence=EVIDENCE)).overlap == 1.0


def test_a_case_without_evidence_in_the_documents_has_no_theme_and_no_overlap(assistant: Assistant) -> None:
    assert gold_of(assistant, case("c1")) == Gold()
    assert gold_of(assistant, case("c1", evidence=[{"document": "weg"}])) == Gold()


def test_low_overlap_is_the_third_with_the_smallest_share_and_of_equals_the_first_ids() -> None:
    cases = [case(f"c{number}") for number in range(7)]
    gold = {"c0": Gold((), 0.9), "c1": Gold((), 0.1), "c2": Gold((), 0.5), "c3": Gold((), 0.1), "c4": Gold((), 0.1), "c5": Gold((), 0.7)}
    assert slice_cases(cases, gold)[LOW_OVERLAP] == ["c1", "c3"]  # a third of six; c6 has no gold


def test_a_case_stands_in_a_slice_of_its_persona_kind_documents_and_themes() -> None:
    both = case("c1", evidence=[{"document": "afvalplan"}, {"document": "parkplan"}, {"document": "afvalplan"}])
    names = [name for name, ids in slice_cases([both], {"c1": Gold(("1 Bakken", "2 Honden"), 0.2)}).items() if ids]
    assert names == ["all", "document:afvalplan", "document:parkplan", "kind:factoid", "persona:council", "theme:1 Bakken", "theme:2 Honden"]


def test_gold_is_kept_beside_the_run(tmp_path: Path) -> None:
    gold = {"c1": Gold(("1 Bakken",), 0.25), "c2": Gold()}
    write_gold(gold, tmp_path)
    assert read_gold(tmp_path) == gold
    assert read_gold(tmp_path / "weg") == {}
