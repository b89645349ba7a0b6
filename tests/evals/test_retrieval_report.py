"""Finding is measured by itself: each side, every part on and off, the worst misses with a reason; and a report of it comes from one command."""

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant import retrievers
from assistant.retrievers import LEAST_OF_MEANING, HybridRetriever
from assistant.service import Assistant
from assistant.settings import REPOSITORY
from corpus import dutch
from corpus.dutch import terms
from evals.__main__ import main
from evals.ablations import PARTS, PLAIN_BESIDE, USUAL, Ablation, Part, ablate, replaced
from evals.cases import Case, CaseError, CaseKind, Evidence, Persona
from evals.haystack import search_haystack
from evals.misses import Reason, reason_for, worst_misses
from evals.ranking import HIT5, QuestionSet, RememberingEmbedder, Side, in_memory, open_beir, rank_cases, score_hits, score_side
from evals.retrieval_figures import LEAST_CASES, SetFigures, margins, measure_set, model_against_words, read_curve
from evals.retrieval_report import _beir
from ingest.embedding.model_folder import MODEL
from ingest.embedding.onnx import OnnxEmbedder
from ingest.lexical import LexicalIndex


def case(number: int, question: str, document: str, section: str, quote: str | None = None) -> Case:
    place = Evidence(document=document, section=section, quote=quote)
    return Case(id=f"q{number:02}", persona=Persona.COUNCIL, kind=CaseKind.FACTOID, question=question, answerable=True, evidence=(place,))


QUESTIONS = (
    case(1, "Wanneer worden de groene bakken geleegd?", "afvalplan", "1.1 Legen"),
    case(2, "Wat betaal ik voor een extra container?", "afvalplan", "1.2 Kosten"),
    case(3, "Mogen honden los lopen?", "parkplan", "1.1 Loslopen"),
    case(4, "Wat gebeurt er met een zieke boom?", "parkplan", "2.3 Kappen"),
)


@pytest.fixture(scope="module")
def embedder(data_folder: Path) -> RememberingEmbedder:
    return RememberingEmbedder(OnnxEmbedder(MODEL))


@pytest.fixture
def questions(assistant: Assistant) -> QuestionSet:
    return QuestionSet("original", assistant.build, QUESTIONS, HIT5)


def beir_in(folder: Path) -> Path:
    """A small BEIR set of our own making."""
    (folder / "qrels").mkdir(parents=True)
    texts = {"d1": "De bibliotheek is op maandag gesloten.", "d2": "Het zwembad opent om zeven uur.", "d3": "De markt staat op het plein."}
    asked = {"v1": "Is de bibliotheek maandag open?", "v2": "Hoe laat kan ik zwemmen?"}
    (folder / "corpus.jsonl").write_text("".join(json.dumps({"_id": id_, "title": "", "text": text}) + "\n" for id_, text in texts.items()))
    (folder / "queries.jsonl").write_text("".join(json.dumps({"_id": id_, "text": text}) + "\n" for id_, text in asked.items()))
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nv1\td1\t1\nv2\td2\t1\n")
    return folder


def figures(name: str, **scores: Sequence[float]) -> SetFigures:
    by_side = {Side[side.upper()]: {f"q{number:03}": value for number, value in enumerate(values)} for side, values in scores.items()}
    return SetFigures(name, HIT5, by_side, {"all": list(by_side[Side.MIX])})


def test_vectors_in_memory_rank_as_the_served_index_does(assistant: Assistant, embedder: RememberingEmbedder, tmp_path: Path) -> None:
    served, memory = (
        rank_cases(HybridRetriever(build, embedder), QUESTIONS) for build in (assistant.build, in_memory(assistant.build, embedder, tmp_path))
    )
    assert served == memory


def test_a_follow_up_is_asked_written_out(assistant: Assistant, embedder: RememberingEmbedder) -> None:
    short = QUESTIONS[2].model_copy(update={"question": "En los?", "standalone": QUESTIONS[2].question})
    retriever = HybridRetriever(assistant.build, embedder)
    assert rank_cases(retriever, [short]) == rank_cases(retriever, QUESTIONS[2:3])


def test_a_beir_set_is_asked_in_the_order_of_its_file(embedder: RememberingEmbedder, tmp_path: Path) -> None:
    opened = open_beir(beir_in(tmp_path / "zaal"), embedder, tmp_path / "cache")
    assert [one.id for one in opened.cases] == ["v1", "v2"]
    assert score_side(opened, Side.VECTORS, embedder) == {"v1": 1.0, "v2": 1.0}


@pytest.mark.parametrize("part", [part for part in PARTS if part.functions], ids=lambda part: part.label)
def test_a_part_of_the_analysis_changes_what_a_text_scores_while_it_is_off_and_only_then(part: Part) -> None:
    text = "De steden betalen 3 m² voor de coördinatie van de warmtetransitie"

    def read() -> tuple[list[str], list[float], list[float]]:
        meant = retrievers.mixed(np.array([0.2, 0.8]), np.array([0.9, 0.1]))
        return terms(text), LexicalIndex.build([text, "belastingen"]).wide_scores("Wat wil de fiscus?").tolist(), meant.tolist()

    before = read()
    with part.off():
        assert read() != before
    assert read() == before


def test_what_is_replaced_comes_back_after_a_fault() -> None:
    with pytest.raises(ZeroDivisionError), replaced(retrievers, "LEAST_OF_MEANING", 1 / 3):
        assert math.isclose(retrievers.LEAST_OF_MEANING, 1 / 3)
        raise ZeroDivisionError
    assert retrievers.LEAST_OF_MEANING == LEAST_OF_MEANING


def test_a_part_that_the_search_no_longer_has_is_a_fault() -> None:
    with pytest.raises(AttributeError), replaced(dutch, "no_such_part", None):
        pass


def test_a_glossary_is_a_part_that_is_measured_once_there_is_one() -> None:
    assert not (REPOSITORY / "corpus" / "glossary.tsv").exists() or any("woordenlijst" in part.label for part in PARTS)


def test_every_set_is_measured_with_and_without_each_part_that_does_something_there(
    questions: QuestionSet, embedder: RememberingEmbedder, tmp_path: Path
) -> None:
    hall = open_beir(beir_in(tmp_path / "zaal"), embedder, tmp_path / "cache")
    found = ablate([questions, hall], embedder, tmp_path / "cache")
    assert found.whole[Side.MIX].keys() == found.fused.keys() == {"original", "zaal"}
    assert found.without[Side.BM25]["delen van samenstellingen"].keys() == {"original", "zaal"}
    assert found.without[Side.BM25]["kopjes in de woordindex"].keys() == {"original"}  # the other set has no headings
    assert "kopjes in de woordindex" not in found.without[Side.VECTORS]
    assert "inleidende zin bij een lijstpunt" not in found.without[Side.MIX]  # no lists
    assert PLAIN_BESIDE not in found.without[Side.MIX]  # no second edition
    assert found.by_weight[LEAST_OF_MEANING] == found.whole[Side.MIX]
    assert found.by_weight[1.0]["zaal"] == found.whole[Side.VECTORS]["zaal"]


def test_the_mix_is_held_against_the_side_that_is_better_on_that_slice() -> None:
    one = figures("zaal", bm25=[1.0] * 30 + [0.0] * 30, vectors=[1.0] * 20 + [0.0] * 40, mix=[1.0] * 45 + [0.0] * 15)
    (margin,) = margins([one])
    assert (margin.best, margin.difference.first, margin.difference.second) == (Side.BM25, 0.5, 0.75)
    assert 0 < margin.difference.low < 0.25 < margin.difference.high


def test_a_slice_with_few_questions_is_not_judged() -> None:
    one = figures("zaal", bm25=[1.0] * LEAST_CASES, vectors=[0.0] * LEAST_CASES, mix=[1.0] * LEAST_CASES)
    ids = one.slices["all"]
    sliced = replace(one, slices={"all": ids, "enough": ids, "few": ids[1:]})
    assert [margin.slice_name for margin in margins([sliced])] == ["all", "enough"]


def test_the_model_is_held_against_bm25_by_the_mean_of_ratios() -> None:
    sets = [figures("een", bm25=[0.5], vectors=[0.6], mix=[1.0]), figures("twee", bm25=[0.25], vectors=[0.25], mix=[1.0])]
    assert model_against_words(sets, {"een": 0.5, "twee": 0.25}) == pytest.approx((1.2 + 1.0) / 2)
    assert model_against_words(sets, {"een": 0.4, "twee": 0.0}) == pytest.approx(1.5)  # where words find nothing there is no ratio


def test_the_report_gives_both_ratios() -> None:
    table = _beir([figures("zaal", bm25=[0.5], vectors=[0.6], mix=[1.0])], Ablation(without={Side.BM25: {USUAL: {"zaal": 0.4}}}))
    assert "gewone BM25 (stammen, geen stopwoorden), gemiddeld over deze verzamelingen: 1,50 (moet 1,10" in table
    assert "grondvormen kent: 1,20." in table


def test_the_usual_bm25_knows_no_compounds_and_no_base_forms(questions: QuestionSet, embedder: RememberingEmbedder, tmp_path: Path) -> None:
    (usual,) = (part for part in PARTS if part.label == USUAL)
    with usual.off():
        assert terms("De steden willen een warmtetransitie") == ["sted", "warmtetransitie"]
    assert USUAL in ablate([questions], embedder, tmp_path / "cache").without[Side.BM25]


def test_a_slice_keeps_the_questions_that_the_set_holds(questions: QuestionSet, embedder: RememberingEmbedder) -> None:
    measured = measure_set(questions, {"persona:council": ["q03", "elders"], "persona:staff": ["elders"]}, embedder)
    assert measured.slices == {"all": ["q01", "q02", "q03", "q04"], "persona:council": ["q03"]}
    assert measured.mean(Side.MIX, "persona:council") == 1.0


@pytest.mark.parametrize(
    ("words", "meaning", "shared", "reason"),
    [
        (3, 40, 0.5, Reason.LOST_IN_MIX),
        (None, 40, 0.0, Reason.NO_SHARED_WORD),
        (10, 20, 0.5, Reason.WORDS_ONLY),
        (10, None, 0.5, Reason.WORDS_ONLY),
        (20, 10, 0.5, Reason.MEANING_ONLY),
        (20, 11, 0.5, Reason.BOTH_FAR),
        (None, None, 0.1, Reason.BOTH_FAR),
    ],
)
def test_the_reason_of_a_miss_follows_from_ranks_and_shared_words(
    assistant: Assistant, words: int | None, meaning: int | None, shared: float, reason: Reason
) -> None:
    evidence, *others = assistant.build.contents.passages
    ranks = {Side.BM25: words, Side.VECTORS: meaning, Side.MIX: 30}
    assert reason_for(ranks, shared, [evidence], others) is reason
    assert reason_for(ranks, shared, [evidence], [evidence, *others]) is Reason.NEIGHBOUR
    assert reason_for(ranks, shared, [], others) is Reason.ABSENT


def test_a_miss_has_its_ranks_the_shared_words_and_a_heading(assistant: Assistant, embedder: RememberingEmbedder) -> None:
    # Asked about one subject while the evidence is said to be another: far away in every ranking.
    odd = case(6, "Hoeveel bomen plant de gemeente elk najaar?", "afvalplan", "1.3 Plaats")
    (miss,) = worst_misses(QuestionSet("original", assistant.build, (odd,), HIT5), embedder)
    assert miss.heading == "1.3 Plaats"
    assert miss.shared == 0
    assert (miss.ranks[Side.MIX] or 0) > 5
    assert miss.reason in {Reason.NO_SHARED_WORD, Reason.LOST_IN_MIX}  # by what the model makes of it


def test_in_a_haystack_questions_are_scored_and_timed(assistant: Assistant, embedder: RememberingEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("os.sched_setaffinity", raising=False)  # these tests are to keep all their cores
    found = search_haystack(lambda: (HybridRetriever(assistant.build, embedder), 11), QUESTIONS)
    assert found.passage_count == 11
    assert found.scores == score_side(QuestionSet("original", assistant.build, QUESTIONS, HIT5), Side.MIX, embedder)
    assert 0 < found.p50_ms <= found.p95_ms


def test_no_hits_score_nothing() -> None:
    assert score_hits(HIT5, QUESTIONS[0], ()) == 0.0


def test_the_learning_curve_is_read_when_training_wrote_one(tmp_path: Path) -> None:
    file = tmp_path / "curve.json"
    assert read_curve(file) == ()
    file.write_text(json.dumps([{"pairs": 100, "label": "eerste ronde", "council_hit5": 0.8, "staff_hit5": 0.7, "ndcg": {"zaal": 0.5}}]))
    assert [(step.pairs, step.ndcg) for step in read_curve(file)] == [(100, {"zaal": 0.5})]
    file.write_text("[{}]")
    with pytest.raises(CaseError, match=r"curve\.json: dit is geen leercurve"):
        read_curve(file)


def test_a_question_is_embedded_once(embedder: RememberingEmbedder) -> None:
    assert embedder.embed_query("Wat kost een bak?") is embedder.embed_query("Wat kost een bak?")
    assert np.linalg.norm(embedder.embed_query("Wat kost een bak?")) == pytest.approx(1)


@pytest.mark.slow
def test_one_command_writes_the_report(
    tmp_path: Path, corpus_folder: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRONVAST_DATA", str(data_folder))
    asked, hay, out = tmp_path / "vragen.jsonl", tmp_path / "hooi.jsonl", tmp_path / "vinden.md"
    asked.write_text("".join(one.model_dump_json() + "\n" for one in QUESTIONS), encoding="utf-8")
    hay.write_text(json.dumps({"id": "h1", "source": "hooi", "title": "Hooi", "heading": [], "text": "Op het dorpsplein komt een fontein."}) + "\n")
    beir_in(tmp_path / "sets" / "raadsbesluiten")
    words = ["--corpus", str(corpus_folder), "--questions", str(asked), "--sets", str(tmp_path / "sets"), "--passages", str(hay), "--out", str(out)]
    assert main(["retrieval", *words]) == 0
    assert "Niet gemeten: beide." in capsys.readouterr().err
    text = out.read_text(encoding="utf-8")
    for expected in (
        "| origineel | raadsleden | 4 |",
        "| raadsbesluiten | 2 |",
        "zonder delen van samenstellingen",
        "| rangen (RRF) |",
        "De 30 ergste missers",
    ):
        assert expected in text
    assert "| origineel | 11 | " in text  # the haystack: ten passages of ours and one beside them
    assert not list((data_folder / "indexes").glob("evals-haystack-*"))
    assert not any(one.question in text for one in QUESTIONS)


def test_a_folder_without_any_of_the_sets_is_said_in_dutch(
    tmp_path: Path, corpus_folder: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRONVAST_DATA", str(data_folder))
    asked = tmp_path / "vragen.jsonl"
    asked.write_text(QUESTIONS[0].model_dump_json() + "\n", encoding="utf-8")
    assert main(["retrieval", "--corpus", str(corpus_folder), "--questions", str(asked), "--sets", str(tmp_path)]) == 3
    assert "staat geen van de verzamelingen raadsbesluiten" in capsys.readouterr().err
