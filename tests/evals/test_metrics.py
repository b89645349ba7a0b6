"""Each metric on a good, a bad and an empty outcome."""

from typing import Any

import numpy as np
import pytest

from evals.cases import Case, CaseKind
from evals.metrics import METRICS
from evals.metrics.aurc import risk_curve
from evals.outcomes import Outcome, missing_outcome

BY_NAME = {metric.name: metric for metric in METRICS}
CASE = Case.model_validate(
    {
        "id": "c01",
        "persona": "council",
        "kind": "factoid",
        "question": "Wie leegt de bakken, en wanneer?",
        "answerable": True,
        "evidence": [{"document": "afval", "section": "2.1", "quote": "gemeente leegt de bakken elke dinsdag"}],
        "nuggets": [
            {"text": "De gemeente leegt ze.", "match": ["gemeente (leegt|haalt)"], "vital": True},
            {"text": "Dat gebeurt op dinsdag.", "match": ["dinsdag"], "vital": True},
            {"text": "Niet in de zomer.", "match": ["zomer"], "vital": False},
        ],
    }
)
REFUSABLE = Case.model_validate({"id": "t01", "persona": "tester", "kind": "unanswerable_far", "question": "Wie wint?", "answerable": False})
GOLD = "De gemeente leegt de bakken elke dinsdag."
OTHER = "Honden mogen los in het park."


def hit(text: str) -> dict[str, Any]:
    return {"passage": text[:8], "document": "afval", "section": ["2.1 Bakken"], "edition": "original", "text": text, "score": 1.0}


def citation(number: int, quote: str) -> dict[str, Any]:
    return {"number": number, "passage": quote[:8], "document": "afval", "section": ["2.1 Bakken"], "edition": "original", "quote": quote}


def outcome(texts: list[str], answer: str, quotes: list[str], **more: Any) -> Outcome:
    """Make an outcome whose first statement is the whole answer, with all quotes as its citations."""
    citations = [citation(number, quote) for number, quote in enumerate(quotes, 1)]
    said = [{"text": answer, "citations": list(range(1, len(quotes) + 1))}]
    fields = {"id": "c01", "status": "answered", "answer": answer, "statements": said, "hits": [hit(text) for text in texts], "citations": citations}
    return Outcome.model_validate(fields | more)


def said(*statements: tuple[str, list[int]], quotes: list[str], **more: Any) -> Outcome:
    """Make an outcome of statements with the numbers of their citations."""
    answer = "\n".join(text for text, _ in statements)
    return outcome([], answer, quotes, statements=[{"text": text, "citations": numbers} for text, numbers in statements], **more)


GOOD = outcome([OTHER, OTHER, GOLD], GOLD, [OTHER, GOLD], quotes_exact=[True, True], timings_ms={"retrieve": 5.0, "draft": 7.0})
BAD = outcome([OTHER] * 10 + [GOLD], "De gemeente leegt ze.", [OTHER, OTHER], quotes_exact=[True, False], timings_ms={"retrieve": 90.0})
EMPTY = missing_outcome("c01")
REFUSED = Outcome.model_validate({"id": "t01", "status": "not_in_documents"})


OF_ANY_ANSWER = {"citation_recall", "quotes_exact", "facts_supported", "flesch_douma", "words_per_sentence", "answer_words"} | {
    metric.name for metric in METRICS if metric.name.startswith("latency")
}


@pytest.mark.parametrize(
    ("name", "good", "bad", "empty"),
    [
        ("hit@1", 0.0, 0.0, 0.0),
        ("hit@3", 1.0, 0.0, 0.0),
        ("hit@5", 1.0, 0.0, 0.0),
        ("hit@10", 1.0, 0.0, 0.0),
        ("recall@5", 1.0, 0.0, 0.0),
        ("recall@10", 1.0, 0.0, 0.0),
        ("mrr@10", 1 / 3, 0.0, 0.0),  # the evidence stands third, and eleventh
        ("ndcg@10", 0.5, 0.0, 0.0),  # 1 / log2(3 + 1), where the best order has 1
        ("nugget_recall", 1.0, 0.5, 0.0),  # one of two vital nuggets; the third does not count
        ("nugget_recall_all", 2 / 3, 1 / 3, 0.0),
        ("nuggets_per_100_words", 200 / 7, 25.0, None),  # two in seven words, one in four
        ("strict_accuracy", 1.0, 0.0, 0.0),
        ("citation_precision", 0.5, 0.0, None),  # the same section is not enough
        ("citation_recall", 1.0, 0.0, None),
        ("evidence_cited", 1.0, 0.0, 0.0),
        ("quotes_exact", 1.0, 0.5, None),
        ("facts_supported", None, None, None),  # no number, month or name to find
        ("false_refusals", 0.0, 0.0, 1.0),
        ("words_per_sentence", 7.0, 4.0, None),
        ("answer_words", 7.0, 4.0, None),
        ("latency_p50_ms", 12.0, 90.0, None),
        ("latency_retrieve_p50_ms", 5.0, 90.0, None),
        ("latency_p95_ms", 12.0, 90.0, None),
    ],
)
def test_a_metric_tells_good_from_bad_from_nothing(name: str, good: float | None, bad: float | None, empty: float | None) -> None:
    metric = BY_NAME[name]
    assert metric.applies(CASE)
    assert [metric.score(CASE, one) for one in (GOOD, BAD, EMPTY)] == pytest.approx([good, bad, empty])


def test_refusing_what_is_not_there_is_right_and_answering_or_failing_is_not() -> None:
    metric = BY_NAME["refusals_right"]
    assert metric.applies(REFUSABLE)
    assert [metric.score(REFUSABLE, one) for one in (REFUSED, GOOD, EMPTY)] == [1.0, 0.0, 0.0]


def test_a_refusal_is_never_accurate_even_when_it_names_all_nuggets() -> None:
    refused = outcome([GOLD], GOLD, [], status="unclear")
    assert BY_NAME["strict_accuracy"].score(CASE, refused) == 0.0
    assert BY_NAME["nugget_recall"].score(CASE, refused) == 0.0
    assert BY_NAME["false_refusals"].score(CASE, refused) == 1.0


def test_the_order_of_the_hits_counts_and_not_their_scores() -> None:
    upside_down = [hit(OTHER) | {"score": 0.1}, hit(GOLD) | {"score": 0.9}]
    assert BY_NAME["hit@1"].score(CASE, Outcome.model_validate({"id": "c01", "status": "answered", "hits": upside_down})) == 0.0


def test_metrics_of_answers_do_not_apply_to_a_question_that_must_be_refused() -> None:
    applying = {metric.name for metric in METRICS if metric.applies(REFUSABLE)}
    assert applying == {"refusals_right", "citation_precision", "aurc"} | OF_ANY_ANSWER


def test_ranking_metrics_need_evidence_and_nugget_metrics_need_vital_nuggets() -> None:
    bare = CASE.model_copy(update={"evidence": (), "nuggets": ()})
    applying = {metric.name for metric in METRICS if metric.applies(bare)}
    assert applying == {"false_refusals"} | OF_ANY_ANSWER


def summary(name: str, *scores: tuple[float, ...]) -> float:
    return float(BY_NAME[name].summarise(np.array(scores)))


def test_a_percentile_is_one_of_the_scores() -> None:
    scores = [(float(number),) for number in range(1, 21)]
    # Nearest rank: 0.50 x 20 = the 10th, 0.95 x 20 = the 19th.
    assert summary("latency_p50_ms", *scores) == 10.0
    assert summary("latency_p95_ms", *scores) == 19.0
    assert summary("latency_p95_ms", (7.0,)) == 7.0


TWO_PLACES = CASE.model_copy(
    update={"evidence": (*CASE.evidence, CASE.evidence[0].model_copy(update={"quote": "haalt de meubels op na een afspraak", "grade": 3}))}
)
MEUBELS = "Zij haalt de meubels op na een afspraak."


def test_recall_counts_the_entries_that_are_found_and_not_the_passages() -> None:
    assert BY_NAME["recall@5"].score(TWO_PLACES, outcome([GOLD, GOLD], "", [])) == 0.5
    assert BY_NAME["recall@5"].score(TWO_PLACES, outcome([OTHER] * 4 + [f"{GOLD} {MEUBELS}"], "", [])) == 1.0


def test_ndcg_weighs_an_entry_by_its_grade_and_counts_it_once() -> None:
    # Grades 1 and 3 in the wrong order: 1 + 3 / log2(3) = 2.893; the best order: 3 + 1 / log2(3) = 3.631. A second copy adds nothing.
    assert BY_NAME["ndcg@10"].score(TWO_PLACES, outcome([GOLD, MEUBELS, GOLD], "", [])) == pytest.approx(2.893 / 3.631, abs=1e-3)


def test_a_citation_from_elsewhere_lowers_citation_precision() -> None:
    elsewhere = citation(2, OTHER) | {"section": ["9 Park"]}
    cited = outcome([], GOLD, [GOLD], citations=[citation(1, GOLD), elsewhere])
    assert BY_NAME["citation_precision"].score(CASE, cited) == 0.5


def test_an_answer_to_what_must_be_refused_has_no_precision_and_a_refusal_has_nothing_to_measure() -> None:
    assert [BY_NAME["citation_precision"].score(REFUSABLE, one) for one in (GOOD, REFUSED)] == [0.0, None]


def test_a_citation_of_the_plain_edition_counts_by_its_section() -> None:
    plain = [citation(number, OTHER) | {"edition": "plain", "section": [section]} for number, section in ((1, "2.1 Bakken"), (2, "9 Park"))]
    assert BY_NAME["citation_precision"].score(CASE, outcome([], GOLD, [], citations=plain)) == 0.5


def test_swapped_citations_prove_nothing() -> None:
    right = said((GOLD, [1]), (OTHER, [2]), quotes=[GOLD, OTHER])
    swapped = said((GOLD, [2]), (OTHER, [1]), quotes=[GOLD, OTHER])
    assert [BY_NAME["citation_recall"].score(CASE, one) for one in (right, swapped)] == [1.0, 0.0]


def test_a_sentence_without_a_citation_or_with_a_quote_that_is_not_exact_is_not_proven() -> None:
    assert BY_NAME["citation_recall"].score(CASE, said((GOLD, [1]), (OTHER, []), quotes=[GOLD])) == 0.5
    assert BY_NAME["citation_recall"].score(CASE, said((GOLD, [1]), quotes=[GOLD], quotes_exact=[False])) == 0.0


SOURCE = "In maart 2021 betaalt de raad van Rietmeer zes weken lang 4.500 euro."


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("De raad van Rietmeer betaalt 4.500 euro.", 1.0),
        ("De raad van Rietmeer betaalt 4.600 euro.", 0.5),  # one of two: the number was altered
        ("De raad betaalt 500 euro.", 0.0),
        ("De raad betaalt in april 2021.", 0.5),
        ("De raad van Steenbeek betaalt.", 0.0),
        ("Rietmeers raad betaalt 6 weken.", 1.0),  # written out in the source
        ("1. Betalen in maart.", 1.0),  # the mark of an item is no fact
        ("Dit is 1 afspraak.", 0.0),  # as many as it cites, but one passage is no count
    ],
)
def test_numbers_months_and_names_must_stand_in_the_source(text: str, share: float) -> None:
    assert BY_NAME["facts_supported"].score(CASE, said((text, [1]), quotes=[SOURCE])) == share


@pytest.mark.parametrize(
    ("text", "share"),
    [("2 afspraken over bakken:", 1.0), ("3 afspraken over bakken:", 0.0), ("Er zijn 2 afspraken.", 0.0), ("2021 was een goed jaar.", 0.0)],
)
def test_a_statement_that_cites_several_passages_may_begin_with_their_number(text: str, share: float) -> None:
    assert BY_NAME["facts_supported"].score(CASE, said((text, [1, 2]), quotes=[GOLD, OTHER])) == share


@pytest.mark.parametrize(
    ("text", "source", "share"),
    [
        ("Dat begint op 3 maart.", "Vanaf 3 maart gelden 7 regels.", 1.0),
        ("Dat begint op 7 maart.", "Vanaf 3 maart gelden 7 regels.", 0.0),  # both stand there, but not as one day
        ("Dat begint in maart.", "Vanaf maart gelden 7 regels.", 1.0),
        ("Er geldt 1 regel.", "Er geldt een regel.", 0.0),  # "een" is no number
    ],
)
def test_a_day_and_its_month_are_one_fact_and_an_article_is_none(text: str, source: str, share: float) -> None:
    assert BY_NAME["facts_supported"].score(CASE, said((text, [1]), quotes=[source])) == share


def test_a_fact_may_stand_in_the_other_edition_of_a_cited_passage_but_not_in_one_that_another_sentence_cites() -> None:
    fact = ("Dat was in mei 2020.", [1])
    assert BY_NAME["facts_supported"].score(CASE, said(fact, quotes=[GOLD], cited={GOLD[:8]: [GOLD, "Het was mei 2020."]})) == 1.0
    assert BY_NAME["facts_supported"].score(CASE, said(fact, (OTHER, [2]), quotes=[GOLD, "Het was mei 2020."])) == 0.0


def test_lists_have_a_recall_and_a_precision_of_their_own() -> None:
    asked = CASE.model_copy(update={"kind": CaseKind.LIST})
    three = said(("De gemeente leegt ze.", [1]), ("Honden mogen los.", [2]), ("Vogels ook.", [2]), quotes=[GOLD, OTHER])
    assert not BY_NAME["list_recall"].applies(CASE)
    assert BY_NAME["list_recall"].score(asked, three) == 0.5
    assert BY_NAME["list_precision"].score(asked, three) == pytest.approx(1 / 3)
    led_in = said(("Twee afspraken:", [1]), ("De gemeente leegt ze.", [1]), quotes=[GOLD])
    assert BY_NAME["list_precision"].score(asked, led_in) == 1.0


def test_the_risk_rises_as_less_certain_answers_are_taken_in() -> None:
    scores = np.array([(0.2, 1.0), (0.9, 0.0), (0.5, 1.0), (0.7, 0.0)])
    assert risk_curve(scores).tolist() == pytest.approx([0, 0, 1 / 3, 1 / 2])
    assert summary("aurc", *map(tuple, scores)) == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)


def test_an_error_is_a_wrong_answer_or_a_refusal_of_what_has_an_answer() -> None:
    sure = {"confidence": 0.8}
    assert BY_NAME["aurc"].score(CASE, GOOD.model_copy(update=sure)) == (0.8, 0.0)
    assert BY_NAME["aurc"].score(CASE, BAD.model_copy(update=sure)) == (0.8, 1.0)
    assert BY_NAME["aurc"].score(REFUSABLE, GOOD.model_copy(update=sure)) == (0.8, 1.0)
    assert BY_NAME["aurc"].score(REFUSABLE, REFUSED.model_copy(update=sure)) == (0.8, 0.0)
    assert BY_NAME["aurc"].score(CASE, REFUSED.model_copy(update=sure)) == (0.8, 1.0)


def test_without_a_confidence_an_answer_or_a_fault_counts_as_sure_and_a_refusal_not_at_all() -> None:
    assert [BY_NAME["aurc"].score(CASE, one) for one in (GOOD, EMPTY, REFUSED)] == [(1.0, 0.0), (1.0, 1.0), None]
    assert BY_NAME["aurc"].score(REFUSABLE, EMPTY) == (1.0, 1.0)


def history(**more: Any) -> Case:
    return Case.model_validate(CASE.model_dump() | {"history": [{"role": "user", "content": "Wat kost een bak?"}]} | more)


def test_a_follow_up_is_compared_with_the_same_question_written_out() -> None:
    follow_up = history(standalone="Wie leegt de groene bakken in de wijk?")
    asked = outcome([OTHER], "", [], standalone_hits=[hit(GOLD)])
    assert not BY_NAME["followup_ratio"].applies(CASE)
    assert BY_NAME["followup_ratio"].score(follow_up, asked) == (0.0, 1.0)
    assert summary("followup_ratio", (0.0, 1.0), (1.0, 1.0), (0.0, 0.0)) == 0.5
    assert np.isnan(summary("followup_ratio", (1.0, 0.0)))
    assert BY_NAME["followup_ratio"].score(follow_up, EMPTY) == (0.0, 1.0)  # a fault is the worst
    assert BY_NAME["followup_ratio"].score(follow_up, GOOD) is None  # the written-out question was not asked


@pytest.mark.parametrize("case", [history(standalone=CASE.question.upper()), history(topic_change=True)])
def test_a_new_topic_must_be_read_as_it_stands(case: Case) -> None:
    metric = BY_NAME["wrong_carry_over"]
    assert metric.applies(case)
    assert not BY_NAME["followup_ratio"].applies(case)
    assert metric.score(case, GOOD.model_copy(update={"standalone": CASE.question})) == 0.0
    assert metric.score(case, GOOD.model_copy(update={"standalone": f"Wat kost een bak – {CASE.question}"})) == 1.0
    assert metric.score(case, EMPTY) == 1.0


def test_reading_ease_follows_the_formula() -> None:
    # Two sentences of 4 words; syllables 1+1+1+2 and 1+1+2+1: 10 in 8 words. 206.84 - 77 x 10 / 8 - 0.93 x 4 = 106.87.
    assert BY_NAME["flesch_douma"].score(CASE, outcome([], "De brug is open. Dan mag ieder door.", [])) == pytest.approx(106.87)


def test_every_metric_says_its_formula_and_its_source() -> None:
    assert len(BY_NAME) == len(METRICS)
    assert all(metric.label and metric.formula and metric.source for metric in METRICS)


@pytest.mark.parametrize("answerable", [True, False])
def test_a_refused_false_premise_is_wrong_and_a_false_refusal_when_it_is_answerable(answerable: bool) -> None:
    premise = CASE.model_copy(update={"kind": CaseKind.FALSE_PREMISE, "answerable": answerable})
    assert BY_NAME["strict_accuracy"].applies(premise)
    assert BY_NAME["false_refusals"].applies(premise) is answerable
    assert not BY_NAME["refusals_right"].applies(premise)
