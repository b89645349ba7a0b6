"""Any server that speaks OpenAI's form of embeddings as an embedder, through LangChain. Importing this module loads langchain_openai (a second)."""

import hashlib
import logging

import numpy as np
from langchain_openai import OpenAIEmbeddings
from pydantic import SecretStr

from corpus.errors import EmbedderError
from ingest.embedding import Embedder, EmbedderCard

logger = logging.getLogger(__name__)
TIMEOUT_SECONDS = 10.0  # of a long passage on a small server
SAMPLE = "Wat staat hier?"
MEND = "Kijk of de server draait en of BRONVAST_EMBEDDER_URL, BRONVAST_EMBEDDER en BRONVAST_EMBEDDER_KEY kloppen. Probeer het dan opnieuw."


class EndpointEmbedder(Embedder):
    """A model on a server, one text per call, so that a vector cannot depend on its neighbours. Prefixes are the server's own business.

    Every failure is an EmbedderError, which never holds the address: it may be shown to anybody.
    """

    def __init__(self, url: str, model: str, key: str, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        """Ask the server for one vector, to know how many numbers its vectors have."""
        self._client = OpenAIEmbeddings(
            base_url=url,
            model=model,
            api_key=SecretStr(key),
            timeout=timeout_seconds,
            max_retries=1,
            check_embedding_ctx_length=False,  # otherwise texts go out as token numbers of OpenAI's own models
            model_kwargs={"encoding_format": "float"},  # the client asks for base64 by itself, which not every server knows
        )
        self._card = EmbedderCard(model, hashlib.sha256(f"{url}|{model}".encode()).hexdigest()[:12], len(self._asked(SAMPLE)), "", "")

    @property
    def card(self) -> EmbedderCard:
        """Describe the model; its revision is a checksum over address and name, since a server does not tell when a model changes."""
        return self._card

    def _embed_passage(self, text: str) -> list[float]:
        return self._vector(text)

    def _embed_query(self, text: str) -> list[float]:
        return self._vector(text)

    def _vector(self, text: str) -> list[float]:
        vector = self._asked(text)
        if len(vector) != self._card.dimension:
            raise EmbedderError(
                f"De server van het zoekmodel {self._card.name} geeft nu {len(vector)} getallen per tekst, en eerst {self._card.dimension}. "
                "Start Bronvast opnieuw, dan maakt het de index met het nieuwe model."
            )
        return vector

    def _asked(self, text: str) -> list[float]:
        """Ask for a vector and bring it to length 1; anything but a list of numbers is refused."""
        try:
            vector = np.asarray(self._client.embed_documents([text])[0], dtype=np.float64)
            length = float(np.linalg.norm(vector))
            if vector.ndim != 1 or not np.isfinite(length) or length == 0:
                raise ValueError("no vector")
        except Exception as error:  # the client has errors of many libraries; all mean the same here
            logger.warning("embedding endpoint failed: %s", type(error).__qualname__)
            raise EmbedderError(f"De server van het zoekmodel {self._client.model} geeft geen goed antwoord. {MEND}") from error
        return [float(number) for number in vector / length]
