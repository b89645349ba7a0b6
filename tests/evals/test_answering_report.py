"""Answering is measured by itself: figures with their goals, every rule on and off, the worst answers with a cause; and a report of it comes from one command."""

from datetime import date
from pathlib import Path

import pytest

from assistant import composition
from assistant.answer import AnswerStatus
from assistant.refusal_weights import WEIGHTS
from assistant.service import Assistant
from corpus.document import Edition
from evals import answering_figures, effects
from evals.__main__ import main
from evals.answering_figures import TARGETS, Target, count_register, sentence_count
from evals.cases import Case, CaseKind, Evidence, Nugget, Persona
from evals.effects import effect_of, switch_off_each
from evals.lies import tell_lies
from evals.metrics import METRICS
from evals.outcomes import CitedPlace, FoundPassage, Outcome, Said
from evals.rules import RULES, Rule
from evals.table import SetUp
from evals.wrong_answers import Cause, cause_of, wrong_answers
from ingest.embedding.model_folder import MODEL
from ingest.embedding.onnx import OnnxEmbedder

EVERY_RULE = [rule for group in RULES.values() for rule in group]
DAY = date(2026, 1, 1)


def case(
    number: int, question: str, *points: str, kind: CaseKind = CaseKind.FACTOID, document: str = "afvalplan", section: str = "1.2 Kosten"
) -> Case:
    """A case that must be refused when it has no points."""
    return Case(
        id=f"q{number:02}",
        persona=Persona.STAFF,
        kind=kind,
        question=question,
        answerable=bool(points),
        evidence=(Evidence(document=document, section=section, quote="Een tweede bak kost 45 euro per jaar."),) if points else (),
        nuggets=tuple(Nugget(text=point, match=(point,), vital=True) for point in points),
    )


COSTS = case(1, "Wat kost een tweede bak?", "45 euro")
NAMED = case(2, "Hoeveel bomen plant de gemeente in Zonnewijk?", kind=CaseKind.UNANSWERABLE_NEAR)
QUOTE = "Een tweede bak kost 45 euro per jaar."
PLACE = {"document": "afvalplan", "section": ("1 Bakken", "1.2 Kosten"), "edition": Edition.ORIGINAL}
EVIDENCE = FoundPassage.model_validate(PLACE | {"passage": "p1", "text": f"{QUOTE} Wie weinig verdient, betaalt niets."})
OTHER = FoundPassage.model_validate(PLACE | {"passage": "p2", "text": "Zet de bak met het handvat naar de straat."})


def outcome(answer: str = "", cited: FoundPassage | None = None, quote: str = "", hits: tuple[FoundPassage, ...] = (), **fields: object) -> Outcome:
    citations = [CitedPlace.model_validate(PLACE | {"passage": cited.passage, "number": 1, "quote": quote or cited.text})] if cited else []
    texts = {cited.passage: (cited.text,)} if cited else {}
    whole = {"id": "q01", "status": "answered", "answer": answer, "citations": citations, "cited": texts, "hits": hits}
    return Outcome.model_validate(whole | fields)


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.label)
def test_every_rule_can_be_switched_off_and_comes_back(rule: Rule) -> None:
    before = [getattr(place, name) for place, name, _ in rule.swaps]
    with rule.off():
        assert [getattr(place, name) for place, name, _ in rule.swaps] == [stand_in for _, _, stand_in in rule.swaps]
    assert [getattr(place, name) for place, name, _ in rule.swaps] == before


def test_every_kind_of_question_is_measured() -> None:
    kinds = {name for name in vars(composition) if name.endswith("Kind")}
    assert kinds - {"GeneralKind"} == {name for rule in EVERY_RULE for place, name, _ in rule.swaps if place is composition}


def test_every_learned_signal_is_measured() -> None:
    changed = [weights for rule in EVERY_RULE for _, name, weights in rule.swaps if name == "WEIGHTS" and isinstance(weights, dict)]
    assert {signal for weights in changed for signal, weight in weights.items() if weight == 0.0} == set(WEIGHTS)


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.label)
def test_every_rule_is_there_to_be_switched_off(rule: Rule) -> None:
    for place, name, stand_in in rule.swaps:
        assert getattr(place, name) != stand_in
    with rule.off():
        assert all(getattr(place, name) is stand_in for place, name, stand_in in rule.swaps)


def test_no_two_rules_have_one_label() -> None:
    assert len({rule.label for rule in EVERY_RULE}) == len(EVERY_RULE)


def test_what_a_rule_brings_is_the_figure_with_it_minus_without(assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ("genoemde naam komt nergens voor", "typefouten verbeteren")
    monkeypatch.setattr(effects, "RULES", {"weigeren": [rule for rule in EVERY_RULE if rule.label in wanted]})
    embedder = OnnxEmbedder(MODEL)
    outcomes, found = switch_off_each(assistant.build, embedder, tmp_path, (COSTS, NAMED), DAY)
    by_label = {effect.rule.label: effect for effect in found.by_group["weigeren"]}
    assert outcomes["q01"].status is AnswerStatus.ANSWERED
    assert outcomes["q02"].status is AnswerStatus.NOT_IN_DOCUMENTS
    assert (found.whole["helemaal goed"], found.whole["net niet: geweigerd"]) == (1.0, 1.0)
    spelling, naming = by_label["typefouten verbeteren"], by_label["genoemde naam komt nergens voor"]
    assert (spelling.changed, spelling.won, spelling.lost) == (0, 0, 0)
    assert naming.changed == 1  # what is missing is told by another rule, or the question is answered
    assert naming.brings["helemaal goed"] == 0.0


def test_answers_that_become_right_and_wrong_are_counted() -> None:
    right, wrong = outcome("Dat kost 45 euro."), outcome("Dat staat hier.")
    effect = effect_of(EVERY_RULE[0], [COSTS], {"q01": right}, {"q01": wrong})
    assert (effect.changed, effect.won, effect.lost) == (1, 1, 0)
    assert effect.brings["helemaal goed"] == 1.0
    back = effect_of(EVERY_RULE[0], [COSTS], {"q01": wrong}, {"q01": right})
    assert (back.changed, back.won, back.lost, back.brings["helemaal goed"]) == (1, 0, 1, -1.0)


@pytest.mark.parametrize(
    ("asked", "found", "cause"),
    [
        (COSTS, outcome("45 euro", OTHER), None),
        (COSTS, outcome(status="fault"), Cause.FAULT),
        (NAMED, outcome("Vijftig."), Cause.NOT_REFUSED),
        (NAMED, outcome(status="not_in_documents"), None),
        (COSTS, outcome("45 euro", status="not_in_documents"), Cause.WRONGLY_REFUSED),
        (COSTS, outcome("Naar de straat.", OTHER, hits=(OTHER,) * 5 + (EVIDENCE,)), Cause.NOT_FOUND),
        (COSTS, outcome("Naar de straat.", OTHER, hits=(OTHER, EVIDENCE)), Cause.NOT_CHOSEN),
        (COSTS, outcome("Niets.", EVIDENCE, "Wie weinig verdient, betaalt niets.", hits=(EVIDENCE,)), Cause.SENTENCE_NOT_CHOSEN),
        (COSTS.model_copy(update={"kind": CaseKind.LIST}), outcome("Niets.", EVIDENCE, hits=(EVIDENCE,)), Cause.LIST_INCOMPLETE),
        (COSTS.model_copy(update={"evidence": ()}), outcome("Niets.", EVIDENCE), Cause.NOT_LOCATED),
    ],
)
def test_the_cause_of_a_wrong_answer_follows_from_hits_citations_and_points(asked: Case, found: Outcome, cause: Cause | None) -> None:
    assert cause_of(asked, found) is cause


def test_the_worst_answer_says_the_least_and_is_the_surest() -> None:
    both = [case(number, "Wat kost een bak, en waar zet ik hem?", "45 euro", "straat") for number in (1, 2, 3)]
    said = {"q01": outcome("45 euro", confidence=0.9), "q02": outcome("Nee.", confidence=0.4), "q03": outcome("Nee.", hits=(OTHER, EVIDENCE))}
    found = wrong_answers([*both, NAMED.model_copy(update={"id": "q04"})], said | {"q04": outcome(status="outside_subject")})
    assert [(one.case.id, one.missing, one.rank, one.confidence) for one in found] == [
        ("q03", (1, 2), 2, 1.0),  # no confidence: nothing held it back
        ("q02", (1, 2), None, 0.4),
        ("q01", (2,), None, 0.9),
    ]


def test_lies_are_stopped_and_what_stands_in_a_document_is_not(assistant: Assistant) -> None:
    embedder = OnnxEmbedder(MODEL)
    true, number, *others = tell_lies(assistant.build, embedder, DAY)
    assert (true.tried, true.stopped) == (10, 0)
    assert (number.tried, number.stopped) == (1, 1)  # only one passage begins with a number
    assert [(one.tried, one.stopped) for one in others] == [(10, 10)] * 4


def test_every_figure_is_measured_by_a_metric() -> None:
    assert {target.metric for target in TARGETS} - {metric.name for metric in METRICS} == {answering_figures.SENTENCES}


def test_a_goal_can_be_of_some_set_ups_only() -> None:
    target = Target("punten", "nugget_recall", goals={SetUp.BOTH: (0.8, 0.9)})
    assert [target.is_missed(set_up, 0.79) for set_up in (SetUp.PLAIN, SetUp.BOTH)] == [False, True]
    assert not target.is_missed(SetUp.BOTH, 0.8)
    assert Target("tijd", "latency_p95_ms", goal=(80, 40), lower_is_better=True).is_missed(SetUp.BOTH, 81)


def test_sentences_are_counted_in_every_statement() -> None:
    assert sentence_count(outcome(statements=[Said(text="Dat kost 45 euro. Wie weinig verdient, betaalt niets."), Said(text="Bakken")])) == 3


def test_the_register_is_held_against_a_count_by_hand(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    assert count_register(assistant.build.contents) == []
    monkeypatch.setattr(answering_figures, "BY_HAND", {"afvalplan": {"goal": 1}, "elders": {"goal": 1}})
    counted = {one.what: (one.document, one.found, one.by_hand) for one in count_register(assistant.build.contents)}
    assert (counted["goal"], counted["theme"]) == (("afvalplan", 0, 1), ("afvalplan", 0, 0))


@pytest.mark.slow
def test_one_command_writes_the_report(
    tmp_path: Path, corpus_folder: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRONVAST_DATA", str(data_folder))
    asked, out = tmp_path / "vragen.jsonl", tmp_path / "antwoorden.md"
    wrong = case(3, "Wie haalt oude meubels op?", "de burgemeester")
    asked.write_text("".join(one.model_dump_json() + "\n" for one in (COSTS, NAMED, wrong)), encoding="utf-8")
    assert main(["answering", "--corpus", str(corpus_folder), "--questions", str(asked), "--out", str(out)]) == 0
    assert "Niet gemeten: beide." in capsys.readouterr().err
    text = out.read_text(encoding="utf-8")
    for expected in (
        "| maat | moet | streven | origineel |",
        "| antwoord helemaal goed (2) | ≥ 0,65 | ≥ 0,8 | **0,50**",
        "| `q03` | medewerker | feit |",
        "| een ander getal | 1 | 1 |",
    ):
        assert expected in text
    assert all(f"| {rule.label} |" in text for rule in EVERY_RULE)
    assert not any(one.question in text for one in (COSTS, NAMED, wrong))
