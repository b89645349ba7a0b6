"""Compares a question with a text word by word, each word in its context (late interaction, ColBERT, arXiv 2004.12832). Must never import torch, transformers or sentence_transformers.

One vector for a whole text must blur what it says; here each word keeps one of its own, and a word of the question counts by the word of the text that comes nearest to it.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import BuildError
from ingest.embedding import clean_text
from ingest.embedding.model_folder import LATE_INTERACTION, MAX_TOKENS, MODEL
from ingest.embedding.onnx import Numbers, open_model, open_session

TokenRows = NDArray[np.int8]  # (tokens, dimension), in steps of 1 / STEPS; each row of length 1
STEPS = 127
TOKENS, WEIGHTS = "tokens", "weights"  # what the model gives: a vector of length 1 for each token, and how much it counts in a question
KEPT = 16  # more questions than are answered at once


class LateInteraction:
    """The shipped model, on the lower layers of the shipped search model, whatever model the settings search with. Safe to use from several threads."""

    def __init__(self, file: Path = LATE_INTERACTION) -> None:
        try:
            content = file.read_bytes()
            self._model, self._session = open_model(MODEL), open_session(content)
        except BuildError:
            raise
        except Exception as error:  # onnxruntime has an error of its own for each fault of a file
            raise BuildError(f"Het woordmodel {file} is er niet, of is niet heel. Haal Bronvast opnieuw op: het model zit erin.") from error
        self.revision = sha256(f"{self._model.card.revision}{sha256(content).hexdigest()}".encode()).hexdigest()[:12]
        self._asked = lru_cache(KEPT)(self._question)

    def question(self, text: str) -> Numbers:
        """Give the tokens of a question: float32, (tokens, dimension); the length of a row is its weight, and weights add up to 1."""
        return self._asked(clean_text(text))

    def passage(self, text: str) -> TokenRows:
        """Give the tokens of a text that is searched."""
        tokens, _ = self._read(self._model.card.passage_prefix, clean_text(text))
        rows: TokenRows = np.round(tokens * STEPS).astype(np.int8)
        return rows

    def _question(self, text: str) -> Numbers:
        tokens, weights = self._read(self._model.card.query_prefix, text)
        weighed: Numbers = tokens * (weights / weights.sum())[:, np.newaxis]
        return weighed

    def _read(self, prefix: str, text: str) -> tuple[Numbers, Numbers]:
        """Give tokens and weights; the prefix is read, and is no word of the text."""
        given = {"states": self._model.states(prefix + text, MAX_TOKENS)}
        tokens, weights = self._session.run([TOKENS, WEIGHTS], given)
        skipped = self._model.prefix_length(prefix)
        return tokens[skipped:], weights[skipped:]


@lru_cache(maxsize=1)
def open_late_interaction() -> LateInteraction:
    """Open the model once for all that use it. Raises BuildError when it is missing or damaged."""
    return LateInteraction()
