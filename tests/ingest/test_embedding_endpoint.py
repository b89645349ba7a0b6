"""A search model on a server: a real server that speaks the OpenAI form of embeddings, and plays every part a server can play."""

import math
import time
from collections.abc import Iterator
from typing import Any

import pytest
from embedding_server import MODEL, EmbeddingServer, Part, reply
from hash_embedder import HashEmbedder
from workplace import Workplace

from corpus.errors import EmbedderError, SettingsError
from ingest.build import open_build
from ingest.embedding.endpoint import EndpointEmbedder
from ingest.embedding.opening import open_embedder
from ingest.pipeline import ingest

LIMIT = 1.0  # seconds
FAILED = (
    rf"^De server van het zoekmodel {MODEL} geeft geen goed antwoord\. Kijk of de server draait .*BRONVAST_EMBEDDER_URL.*Probeer het dan opnieuw\.$"
)


def honest(request: dict[str, Any]) -> tuple[int, bytes]:
    """Give vectors that are three times too long."""
    return reply(*([3 * number for number in vector] for vector in HashEmbedder().embed_documents(request["input"])))


def slow(request: dict[str, Any]) -> tuple[int, bytes]:
    time.sleep(2 * LIMIT)
    return honest(request)


BROKEN: dict[str, Part] = {
    "slow": slow,
    "down for a while": lambda request: (503, b""),
    "key refused": lambda request: (401, b'{"error": {"message": "no"}}'),
    "unknown model": lambda request: (404, b'{"error": {"message": "no such model"}}'),
    "a page instead of an answer": lambda request: (200, b"<html>Welkom</html>"),
    "half an answer": lambda request: (200, b'{"data": [{"embed'),
    "another object": lambda request: (200, b'{"antwoord": 42}'),
    "no vectors": lambda request: reply(),
    "an empty vector": lambda request: reply([]),
    "only zeros": lambda request: reply([0.0] * 32),
    "no number": lambda request: reply([math.nan] * 32),
    "words": lambda request: reply(["een", "twee"]),
    "a table": lambda request: reply([[1.0, 0.0], [0.0, 1.0]]),
}


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    running = EmbeddingServer(honest)
    yield running
    running.stop()


@pytest.fixture
def embedder(server: EmbeddingServer) -> EndpointEmbedder:
    opened = EndpointEmbedder(server.url, MODEL, "geheim", timeout_seconds=LIMIT)
    server.asked.clear()
    return opened


def test_vectors_of_the_server_come_back_in_order_with_length_one(embedder: EndpointEmbedder) -> None:
    texts = ["De brug gaat open.", "De sluis blijft dicht."]

    vectors = embedder.embed_documents(texts)

    assert vectors == [pytest.approx(vector) for vector in HashEmbedder().embed_documents(texts)]
    assert all(type(number) is float for vector in vectors for number in vector)


def test_server_is_asked_for_one_text_at_a_time_as_it_stands(embedder: EndpointEmbedder, server: EmbeddingServer) -> None:
    embedder.embed_documents(["De brug gaat open.", "De sluis blijft dicht."])
    embedder.embed_query("Gaat de brug open?")

    assert [request["input"] for request in server.asked] == [["De brug gaat open."], ["De sluis blijft dicht."], ["Gaat de brug open?"]]
    assert {(request["path"], request["model"], request["encoding_format"]) for request in server.asked} == {("/v1/embeddings", MODEL, "float")}
    assert server.keys == {"Bearer geheim"}


def test_strange_texts_reach_the_server_clean(embedder: EndpointEmbedder, server: EmbeddingServer) -> None:
    for text in ("", "voor\x00na", "half \ud83d teken", "woord " * 20_000):
        assert len(embedder.embed_query(text)) == 32

    assert [request["input"] for request in server.asked][:3] == [[" "], ["voorna"], ["half teken"]]


def test_card_names_the_model_and_differs_by_address(embedder: EndpointEmbedder, server: EmbeddingServer) -> None:
    other = EndpointEmbedder(f"{server.url}/", MODEL, "geheim").card

    assert (embedder.card.name, embedder.card.dimension, len(embedder.card.revision)) == (MODEL, 32, 12)
    assert (other.name, other.dimension) == (MODEL, 32)
    assert other.revision != embedder.card.revision


@pytest.mark.parametrize("part", BROKEN.values(), ids=BROKEN.keys())
def test_server_that_fails_is_told_with_what_to_do(embedder: EndpointEmbedder, server: EmbeddingServer, part: Part) -> None:
    server.part = part

    with pytest.raises(EmbedderError, match=FAILED) as failure:
        embedder.embed_query("Gaat de brug open?")

    assert server.url not in str(failure.value)
    assert (failure.value.exit_code, failure.value.http_status) == (4, 503)


def test_server_that_is_down_is_told_when_it_is_opened(server: EmbeddingServer) -> None:
    server.stop()

    with pytest.raises(EmbedderError, match=FAILED):
        open_embedder(MODEL, server.url, "geheim")


def test_server_that_suddenly_gives_other_vectors_is_told(embedder: EndpointEmbedder, server: EmbeddingServer) -> None:
    server.part = lambda request: reply([1.0] * 8)

    with pytest.raises(EmbedderError, match=r"geeft nu 8 getallen per tekst, en eerst 32\. Start Bronvast opnieuw"):
        embedder.embed_query("Gaat de brug open?")


def test_embedder_answers_again_when_the_server_does(embedder: EndpointEmbedder, server: EmbeddingServer) -> None:
    server.part = BROKEN["key refused"]
    with pytest.raises(EmbedderError):
        embedder.embed_query("Gaat de brug open?")
    server.part = honest

    assert len(embedder.embed_query("Gaat de brug open?")) == 32


@pytest.mark.parametrize("name", ["", "e5"])
def test_address_without_the_name_of_a_model_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match=r"BRONVAST_EMBEDDER_URL is ingevuld, maar BRONVAST_EMBEDDER noemt geen model"):
        open_embedder(name, "http://127.0.0.1:9/v1")


def test_index_is_made_with_the_model_of_a_server(place: Workplace, embedder: EndpointEmbedder) -> None:
    ingest(place.corpus, None, place.data, place.root, embedder, lambda line: None)

    found = open_build(place.root, embedder.card.as_dict())
    assert found.vectors.nearest(embedder.embed_query("Honderd linden"), 1) == [
        next(row for row, passage in enumerate(found.contents.passages) if passage.text == "Honderd linden")
    ]
