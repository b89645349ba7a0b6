"""What embedding costs while somebody waits: the question, once, and no text of a document."""

from datetime import date

import pytest

from assistant.composition import compose
from assistant.quoting import QuotingWriter
from assistant.retrievers import HybridRetriever
from assistant.service import Assistant
from assistant.settings import Settings
from ingest.embedding import Embedder, EmbedderCard
from ingest.embedding.cache import RecentQuestions
from ingest.embedding.opening import open_embedder

DAY = date(2024, 5, 1)


class Counting(Embedder):
    """Our own model, with a list of what it embedded."""

    def __init__(self, own: Embedder) -> None:
        self._own = own
        self.questions: list[str] = []
        self.passages: list[str] = []

    @property
    def card(self) -> EmbedderCard:
        return self._own.card

    def _embed_passage(self, text: str) -> list[float]:
        self.passages.append(text)
        return self._own.embed_documents([text])[0]

    def _embed_query(self, text: str) -> list[float]:
        self.questions.append(text)
        return self._own.embed_query(text)


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel nieuwe sociale huurwoningen komen er?",
        "Wanneer gaat het zwembad dicht?",
        "Welke doelstellingen heeft thema 1?",
        "Wat betaalt de gemeente voor zonnepanelen?",
        "Wat is het verschil tussen het jaarplan en de koers over wonen?",
    ],
)
def test_answering_embeds_no_text_of_a_document_and_no_question_twice(assistant: Assistant, settings: Settings, question: str) -> None:
    counting = Counting(open_embedder(settings.embedder))
    embedder = RecentQuestions(counting)
    answering = compose(assistant.build, embedder, HybridRetriever(assistant.build, embedder), QuotingWriter(), {})
    counting.questions.clear()
    counting.passages.clear()  # what is far is measured once

    answering.answer(question, on=DAY)

    assert counting.passages == []
    assert question in counting.questions
    assert len(counting.questions) == len(set(counting.questions))
