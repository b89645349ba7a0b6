"""Finding rows by direction: what the collection gives must be what exact search over the vectors gives."""

import gc
import multiprocessing
from pathlib import Path

import numpy as np
import pytest

from ingest.vectors import VectorIndex, Vectors, write_collection

COUNT, DIMENSION = 2_000, 32
IDS = [f"plan:original:{row}" for row in range(COUNT)]


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    drawn = np.random.default_rng(7).standard_normal((COUNT, DIMENSION)).astype(np.float32)
    drawn[11] = drawn[10]  # two passages with the same text
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def collection(vectors: Vectors, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build") / "chroma"
    write_collection(folder, IDS, vectors)
    return folder


@pytest.fixture
def index(collection: Path, vectors: Vectors, tmp_path: Path):  # type: ignore[no-untyped-def]
    opened = VectorIndex(collection, tmp_path / "work", IDS, vectors)
    yield opened
    opened.close()


def exact(vectors: Vectors, question: Vectors, count: int) -> list[int]:
    cosines = vectors @ question
    return [int(row) for row in np.lexsort((np.arange(len(vectors)), -cosines))[:count]]


def test_nearest_equals_exact_search(index: VectorIndex, vectors: Vectors) -> None:
    for question in np.random.default_rng(8).standard_normal((40, DIMENSION)).astype(np.float32):
        assert index.nearest(question.tolist(), 50) == exact(vectors, question, 50)


def test_cosines_are_exact_and_stand_in_the_order_of_the_rows(index: VectorIndex, vectors: Vectors) -> None:
    assert index.cosines(vectors[3].tolist(), [9, 3, 4]).tolist() == pytest.approx([float(vectors[row] @ vectors[3]) for row in (9, 3, 4)], abs=1e-6)


def test_passage_is_nearest_to_its_own_vector(index: VectorIndex, vectors: Vectors) -> None:
    assert index.nearest(vectors[5].tolist(), 1) == [5]


def test_rows_that_tie_stand_in_order(index: VectorIndex, vectors: Vectors) -> None:
    assert index.nearest(vectors[10].tolist(), 2) == [10, 11]


def test_asking_for_more_than_there_is_gives_all(vectors: Vectors, tmp_path: Path) -> None:
    write_collection(tmp_path / "chroma", IDS[:3], vectors[:3])
    small = VectorIndex(tmp_path / "chroma", tmp_path / "work", IDS[:3], vectors[:3])

    assert sorted(small.nearest(vectors[0].tolist(), 100)) == [0, 1, 2]
    small.close()


def test_opening_leaves_the_collection_of_the_build_as_it_was(collection: Path, vectors: Vectors, tmp_path: Path) -> None:
    before = contents(collection)

    VectorIndex(collection, tmp_path / "work", IDS, vectors).close()

    assert contents(collection) == before


def test_one_build_can_be_open_twice_in_a_process(index: VectorIndex, collection: Path, vectors: Vectors, tmp_path: Path) -> None:
    other = VectorIndex(collection, tmp_path / "other", IDS, vectors)
    other_answer = other.nearest(vectors[0].tolist(), 50)
    other.close()

    assert index.nearest(vectors[0].tolist(), 50) == other_answer


def test_one_build_can_be_open_in_two_processes_at_once(index: VectorIndex, collection: Path, vectors: Vectors, tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    answers = context.Queue()
    processes = [context.Process(target=ask, args=(collection, tmp_path / f"work-{number}", vectors, answers)) for number in range(2)]
    for process in processes:
        process.start()
    given = [answers.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()

    assert given == [exact(vectors, vectors[0], 50)] * 2
    assert index.nearest(vectors[0].tolist(), 50) == given[0]


def ask(collection: Path, work: Path, vectors: Vectors, answers: "multiprocessing.Queue[list[int]]") -> None:
    opened = VectorIndex(collection, work, IDS, vectors)
    answers.put(opened.nearest(vectors[0].tolist(), 50))
    opened.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_collection_that_nobody_uses_any_more_is_closed_and_its_copy_removed(tmp_path: Path) -> None:
    vectors = np.eye(3, dtype=np.float32)
    write_collection(tmp_path / "chroma", ["a", "b", "c"], vectors)
    index = VectorIndex(tmp_path / "chroma", tmp_path / "work", ["a", "b", "c"], vectors)
    assert index.nearest([0.0, 1.0, 0.0], 1) == [1]

    del index
    gc.collect()

    assert not (tmp_path / "work").exists()
