"""Every system is asked in the same way; what differs is how it searches, and for the default stack everything."""

from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.service import Assistant
from assistant.settings import Settings
from corpus.errors import NotFound, QuestionError
from evals.baselines import SYSTEMS, FusedRetriever, WordsRetriever
from evals.corpora import LoosePassage, contents_of
from evals.default_stack import DefaultStack, chunks_of, open_minilm, write_chunks
from evals.run import Answering
from ingest.embedding import Embedder
from ingest.embedding.opening import open_embedder

DAY = date(2026, 1, 1)
QUESTIONS = (
    "Op welke dag worden de groene bakken geleegd?",
    "Wat kost een tweede bak?",
    "Wie won het songfestival in Zweden?",
    "Welke bomen plant de gemeente?",
)


@pytest.fixture(scope="module")
def embedder(settings: Settings) -> Embedder:
    return open_embedder("e5")


@pytest.fixture(scope="module")
def settings(corpus_folder: Path, data_folder: Path) -> Settings:
    return Settings(corpus=corpus_folder, data=data_folder)


@pytest.fixture(scope="module")
def systems(assistant: Assistant, embedder: Embedder, settings: Settings) -> dict[str, Answering]:
    return {name: make(assistant.build, embedder, settings.data) for name, make in SYSTEMS.items()}


def shown(answer: Answer) -> tuple[object, ...]:
    return answer.status, answer.text, answer.citations, [hit.passage.id for hit in answer.hits], answer.confidence


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_system_ranks_at_most_ten_hits_and_cites_what_it_can_show(systems: dict[str, Answering], name: str) -> None:
    for question in QUESTIONS:
        answer = systems[name].answer(question, on=DAY)
        assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))
        assert len(answer.hits) <= 10
        assert len({hit.passage.id for hit in answer.hits}) == len(answer.hits)
        for citation in answer.citations:
            text = systems[name].passage(citation.passage_id, DAY).passage.text
            assert text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_system_gives_the_same_answer_twice_and_says_what_it_is(systems: dict[str, Answering], name: str) -> None:
    assert shown(systems[name].answer(QUESTIONS[0], on=DAY)) == shown(systems[name].answer(QUESTIONS[0], on=DAY))
    assert systems[name].stamp["system"] == name


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_system_names_the_documents_and_refuses_what_is_no_question(systems: dict[str, Answering], name: str) -> None:
    assert [card.document.id for card in systems[name].documents(DAY)] == ["afvalplan", "parkplan"]
    with pytest.raises(QuestionError):
        systems[name].answer("bak " * 400)
    with pytest.raises(NotFound):
        systems[name].passage("weg", DAY)


def test_the_systems_are_composed_as_the_real_assistant_is(assistant: Assistant, systems: dict[str, Answering]) -> None:
    for question in QUESTIONS:
        assert shown(systems["bronvast"].answer(question, on=DAY)) == shown(assistant.answer(question, on=DAY))


def test_only_what_searches_differs_in_the_parts_of_our_own(systems: dict[str, Answering]) -> None:
    far = {name: system.answer("Wie won het songfestival in Zweden?", on=DAY).status.is_refusal for name, system in systems.items()}
    assert far == {"bronvast": True, "bm25": True, "embedder": True, "hybrid-untuned": True, "default-stack": False}


def test_bm25_finds_only_passages_that_share_a_word_and_measures_their_nearness(assistant: Assistant, embedder: Embedder) -> None:
    hits = WordsRetriever(assistant.build, embedder).search("Wilgen", 10)
    assert hits and all("wilgen" in hit.passage.text for hit in hits)
    assert all(hit.cosine is not None and 0.1 < hit.cosine <= 1 for hit in hits)


def test_the_untuned_hybrid_adds_one_over_sixty_plus_the_rank(assistant: Assistant, embedder: Embedder) -> None:
    best = FusedRetriever(assistant.build, embedder).search("Wanneer is de milieustraat open?", 10)[0]
    assert "milieustraat" in best.passage.text
    assert best.score == pytest.approx(1 / 61 + 1 / 61)  # first in both rankings


def test_the_answer_of_the_default_stack_is_its_first_chunk_word_for_word(systems: dict[str, Answering]) -> None:
    answer = systems["default-stack"].answer("Waar mogen honden los?", on=DAY)
    assert answer.text == answer.hits[0].passage.text == answer.citations[0].quote
    assert len(answer.citations) == 1


def test_a_chunk_is_the_text_at_its_place_and_has_the_headings_of_the_section_in_which_it_begins() -> None:
    sentence = "De gemeente onderhoudt de paden langs het water elk voorjaar opnieuw. "
    long = [LoosePassage(f"p{number}", "plan", "Plan", ("Plan", f"Deel {number}"), (sentence * 9).strip()) for number in range(4)]
    contents = contents_of(long)
    text = contents.texts[0].text
    chunks = chunks_of(contents)
    assert len(chunks) > 2
    for chunk in chunks:
        start = chunk.metadata["start"]
        assert text[start : start + len(chunk.page_content)] == chunk.page_content
        assert len(chunk.page_content) <= 1000
        heading = max((section for section in contents.sections if section.span.start <= start), key=lambda section: section.span.start).heading
        assert f'"{heading}"' in chunk.metadata["section"]


def test_of_a_document_that_is_one_passage_the_default_stack_shows_only_the_nearest_chunk(settings: Settings, tmp_path: Path) -> None:
    long = " ".join(f"Regel {number} gaat over zwanen in de vijver en over het voeren van brood." for number in range(40))
    contents = contents_of([LoosePassage("d1", "d1", "", (), long), LoosePassage("d2", "d2", "", (), "Strooien begint bij vorst.")])
    minilm = open_minilm()
    write_chunks(contents, minilm, settings.data / "vectors", tmp_path)
    stack = DefaultStack(tmp_path, contents.documents, minilm, {})
    assert [hit.passage.document_id for hit in stack.answer("zwanen voeren").hits] == ["d1", "d2"]
