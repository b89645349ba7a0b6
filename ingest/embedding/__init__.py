"""The seam to embedding models: what every embedder promises, and the one cleaner of its input. No model lives here."""

import re
import unicodedata
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import asdict, dataclass

from langchain_core.embeddings import Embeddings

MAX_CHARACTERS = 8_000  # more than 512 tokens of Dutch (about 2,500 characters); bounds the work on an endless text
Say = Callable[[str], None]  # shows one line of progress to the person who waits

_DROPPED = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")  # controls that are no white space, and surrogates


@dataclass(frozen=True, slots=True)
class EmbedderCard:
    """What decides the vectors: two embedders with equal cards give vectors that may be compared."""

    name: str
    revision: str
    dimension: int
    query_prefix: str
    passage_prefix: str

    def as_dict(self) -> dict[str, str | int]:
        """Give the fields as plain data, for a manifest."""
        return asdict(self)


class Embedder(Embeddings):
    """Turns texts into vectors of length 1, as plain floats.

    Promises: the same text gives the same floats, whatever else is in the call; any string is accepted, also an empty or endless
    one; the model's own prefixes are added here and never by the caller; calls from several threads are safe.
    """

    @property
    @abstractmethod
    def card(self) -> EmbedderCard:
        """Describe the model."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed passages, in the given order; an empty list gives an empty list."""
        return [self._embed_passage(clean_text(text)) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Embed a question."""
        return self._embed_query(clean_text(text))

    @abstractmethod
    def _embed_passage(self, text: str) -> list[float]:
        """Embed one cleaned passage; adds the prefix."""

    @abstractmethod
    def _embed_query(self, text: str) -> list[float]:
        """Embed one cleaned question; adds the prefix."""


def clean_text(text: str) -> str:
    """Make any string safe for a tokenizer: NFKC, single spaces, no controls or lone surrogates, at most MAX_CHARACTERS.

    Only for the input of an embedder, never for a text that is shown or quoted. A blank text becomes one space.
    """
    kept = _DROPPED.sub("", text[:MAX_CHARACTERS])
    composed = unicodedata.normalize("NFKC", kept)  # can make the text 18 times longer (U+FDFA), hence the second cut
    return " ".join(composed.split())[:MAX_CHARACTERS] or " "
