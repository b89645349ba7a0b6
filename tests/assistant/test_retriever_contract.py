"""What every retriever promises, checked on each implementation."""

from collections.abc import Callable

import numpy as np
import pytest

from assistant import retrievers
from assistant.retrievers import DenseRetriever, HybridRetriever, LexicalRetriever, Retriever, as_cosines, mixed
from assistant.service import Assistant
from assistant.settings import Settings
from corpus.document import Edition
from ingest.embedding import Embedder
from ingest.embedding.opening import open_embedder

QUESTIONS = ["Hoeveel huurwoningen komen er?", "Wat doet het wijkteam op school?", "xqzv wrtp", "???", "niet", "woning " * 200, "👩‍👩‍👧 שלום", "2.1"]


@pytest.fixture(scope="module")
def embedder(settings: Settings) -> Embedder:
    return open_embedder(settings.embedder)


@pytest.fixture(params=["words", "meaning", "both"])
def retriever(request: pytest.FixtureRequest, assistant: Assistant, embedder: Embedder) -> Retriever:
    build = assistant.build
    made: dict[str, Callable[[], Retriever]] = {
        "words": lambda: LexicalRetriever(build),
        "meaning": lambda: DenseRetriever(build, embedder),
        "both": lambda: HybridRetriever(build, embedder),
    }
    return made[request.param]()


@pytest.mark.parametrize("question", QUESTIONS)
def test_hits_are_ranked_from_one_with_the_best_first_and_ties_by_passage(retriever: Retriever, question: str) -> None:
    hits = retriever.search(question, 10)

    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))
    assert len({hit.passage.id for hit in hits}) == len(hits)


@pytest.mark.parametrize("k", [1, 3, 10, 1000])
def test_no_more_hits_are_given_than_asked(retriever: Retriever, assistant: Assistant, k: int) -> None:
    assert 1 <= len(retriever.search(QUESTIONS[0], k)) <= min(k, len(assistant.build.passages))


def test_asking_for_fewer_gives_the_first_ones(retriever: Retriever) -> None:
    assert retriever.search(QUESTIONS[0], 3) == retriever.search(QUESTIONS[0], 10)[:3]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_question_gives_the_same_hits(retriever: Retriever, question: str) -> None:
    assert retriever.search(question, 10) == retriever.search(question, 10)


@pytest.mark.parametrize("question", [*QUESTIONS, "Hoeveel nieuwe sociale huurwoningen moeten er staan met een lage huur?"])
def test_a_hit_is_original_wherever_an_original_stands_beside_it(retriever: Retriever, assistant: Assistant, question: str) -> None:
    for hit in retriever.search(question, 1000):
        assert hit.passage.edition is Edition.ORIGINAL or hit.passage.counterpart is None
        assert hit.passage == assistant.build.passages[hit.passage.id]


def test_words_of_the_plain_edition_alone_find_the_original_passage(retriever: Retriever, assistant: Assistant) -> None:
    found = [hit.passage for hit in retriever.search("huizen met een lage huur", 3)]  # "lage huur" is only in the plain edition

    assert any("240 nieuwe sociale huurwoningen" in passage.text and passage.edition is Edition.ORIGINAL for passage in found)


def test_two_passages_of_which_words_and_whole_differ_are_not_made_equal() -> None:
    one, other = mixed(np.array([0.51, 0.52]), np.array([0.40, 0.30])).tolist()

    assert one > other


def test_nearness_by_tokens_is_told_on_the_scale_of_the_cosines() -> None:
    cosines = np.array([0.6, 0.4])

    assert as_cosines(np.array([0.9, 0.8]), cosines).tolist() == pytest.approx([0.55, 0.45])


def test_only_the_first_passages_are_compared_token_by_token(assistant: Assistant, embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    all_compared = HybridRetriever(assistant.build, embedder).search(QUESTIONS[0], 1000)
    monkeypatch.setattr(retrievers, "COMPARED", 3)
    few = HybridRetriever(assistant.build, embedder).search(QUESTIONS[0], 1000)

    assert [hit.passage.id for hit in few[:2]] == [hit.passage.id for hit in all_compared[:2]]
    assert len({hit.by_token for hit in few}) == 3 < len({hit.by_token for hit in all_compared})
    assert {hit.passage.id for hit in few} == {hit.passage.id for hit in all_compared}


def test_words_that_occur_nowhere_have_no_lexical_hits(assistant: Assistant) -> None:
    assert LexicalRetriever(assistant.build).search("xqzv wrtp", 10) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_assistant_has_ten_hits_for_any_question_when_there_are_ten_passages(assistant: Assistant, embedder: Embedder, question: str) -> None:
    assert len(HybridRetriever(assistant.build, embedder).search(question, 10)) == 10
    assert len(DenseRetriever(assistant.build, embedder).search(question, 10)) == 10
