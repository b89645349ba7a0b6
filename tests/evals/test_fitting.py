"""What weights are learned from: questions over other documents that the search model never saw, in pools like a small corpus."""

import gzip
import json
import random
from pathlib import Path

import pytest

from assistant.bootstrap import make_embedder
from assistant.settings import Settings
from corpus.document import Span
from evals import fitting
from evals.commands.fit_cross_encoder import HARD, LOOSE, example
from evals.fitting import FOLDS, Asked, pools, read_asked
from ingest.embedding.training.data import OWN_CONTRASTS

REPOSITORY = Path(__file__).resolve().parents[2]
PLAN = "zilverwoude/plan:begroting.pdf"


def row(name: str, text: str, source: str = PLAN) -> dict[str, object]:
    return {"id": name, "source": source, "title": "Plan", "heading": ["Groen"], "text": text}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        row("p-1", "De gemeente plant elk najaar bomen.\n\nDe wilgen worden in februari gesnoeid."),
        row("p-2", "Een tweede afvalbak kost geld. Wie weinig verdient, betaalt niets."),
        row("p-3", "Het zwembad blijft open.", "zilverwoude/plan:verslag.pdf"),
        row("p-4", "De haven wordt uitgediept.", "elders/haven:nota.pdf"),
    ]
    with gzip.open(tmp_path / "passages.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(one) + "\n" for one in rows)
    return tmp_path


def asked(passage: str) -> Asked:
    return Asked(passage, "Wanneer snoeit men de bomen?", (), 0)


def test_no_passage_was_used_to_train_the_search_model() -> None:
    lines = (REPOSITORY / "ingest/embedding/training/questions.jsonl").read_text("utf-8").splitlines()
    trained = {json.loads(line)["passage"] for line in lines}

    assert trained
    assert not trained & {one.passage for one in read_asked()}


def test_no_question_is_one_of_the_evaluation_questions() -> None:
    files = (REPOSITORY / "evals/questions").rglob("*.jsonl")
    measured = {json.loads(line)["question"].casefold() for file in files for line in file.read_text("utf-8").splitlines()}

    assert measured
    assert not measured & {one.question.casefold() for one in read_asked()}


def test_questions_have_places_that_answer_and_near_misses_have_none() -> None:
    rows = [json.loads(line) for line in fitting.FILE.read_text("utf-8").splitlines()]

    assert {kind for kind in (one["kind"] for one in rows)} == {"council", "staff", "near_miss"}
    assert all(bool(one.get("answers")) == (one["kind"] != "near_miss") == ("missing" not in one) for one in rows)
    assert all(0 <= start < end for one in rows for start, end in one.get("answers", ()))


def test_the_questions_of_a_passage_stay_in_one_fold() -> None:
    folds: dict[str, set[int]] = {}
    for one in read_asked():
        folds.setdefault(one.passage, set()).add(one.fold)

    assert all(len(found) == 1 for found in folds.values())
    assert set().union(*folds.values()) == set(range(FOLDS))


def test_small_documents_are_searched_with_others_of_their_publisher_and_what_is_left_together(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "SMALL", 3)
    found = list(pools([asked("p-1"), asked("p-3"), asked("p-4")], folder, make_embedder(settings), folder))

    assert [({passage.id for passage in pool.passages}, [one.passage for one in here]) for pool, here in found] == [
        ({"p-1", "p-2", "p-3"}, ["p-1", "p-3"]),
        ({"p-4"}, ["p-4"]),
    ]


def test_a_pool_is_searched_by_meaning_and_words_and_read_in_units(folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "SMALL", 3)
    pool, _ = next(iter(pools([asked("p-1")], folder, make_embedder(settings), folder)))
    first, *others = pool.search("Wanneer snoeit men de wilgen?", 5)
    said, vectors = pool.units_of(first.place)

    assert pool.passages[first.place].id == "p-1"
    assert all(first.score > other.score and 0 <= other.nearness < first.nearness <= 1 for other in others)
    assert [span for span, _ in said] == [Span(0, 35), Span(37, 75)]
    assert len(vectors) == 2


def test_in_parts_every_passage_of_a_large_group_is_searched_once(folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "SMALL", 3)
    monkeypatch.setattr(fitting, "MOST", 2)
    names = ["p-1", "p-2", "p-3", "p-4"]

    found = list(pools([asked(name) for name in names], folder, make_embedder(settings), folder, parts=True))

    assert [passage.id for pool, _ in found for passage in pool.passages] == names
    assert all(len(pool.passages) <= 2 for pool, _ in found)


def test_an_example_has_the_sentences_that_answer_under_their_heading_and_others_that_were_found(folder: Path, settings: Settings) -> None:
    place = Span(38, 78)
    [(pool, _)] = pools([asked("p-1"), asked("p-4")], folder, make_embedder(settings), folder)
    chance = random.Random(1)

    answered = example(pool, Asked("p-1", "Wanneer snoeit men de wilgen?", (place,), 0), chance)
    near_miss = example(pool, Asked("p-1", "Wat kost het snoeien?", (), 0), chance)

    assert answered and near_miss
    assert answered.right == ("Groen\nDe wilgen worden in februari gesnoeid.",)
    assert "Groen\nDe gemeente plant elk najaar bomen." in answered.wrong
    assert not set(answered.right) & set(answered.wrong)
    assert near_miss.right == () and len(near_miss.wrong) == HARD + LOOSE


def test_no_question_that_is_taught_is_over_a_passage_from_which_is_learned_what_that_counts() -> None:
    rows = [json.loads(line) for line in OWN_CONTRASTS.read_text("utf-8").splitlines()]

    assert len({one["passage"] for one in rows}) == len(rows)
    assert all(one["answers"] and one["question"] != one["near_miss"] for one in rows)
    assert not {one["passage"] for one in rows} & {one.passage for one in read_asked()}
