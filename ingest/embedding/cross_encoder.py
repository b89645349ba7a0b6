"""Reads a question and a sentence together, and tells how likely the one answers the other. Must never import torch, transformers or sentence_transformers.

Nearness tells whether a sentence is about what is asked; this tells whether it gives it. Much slower than comparing vectors: for a few sentences a question.
"""

from functools import lru_cache
from pathlib import Path

import numpy as np

from corpus.errors import BuildError
from ingest.embedding import clean_text
from ingest.embedding.model_folder import CROSS_ENCODER, MODEL
from ingest.embedding.onnx import Numbers, open_model, open_session

MOST_TOKENS = 90  # of a text, when it is taught and when it reads
KEPT = 2_000  # pairs that are not read twice


class CrossEncoder:
    """The shipped cross-encoder, on the lower layers of the shipped search model, whatever model the settings search with. Safe to use from several threads."""

    def __init__(self, file: Path = CROSS_ENCODER) -> None:
        try:
            self._model, self._session = open_model(MODEL), open_session(file)
        except BuildError:
            raise
        except Exception as error:  # onnxruntime has an error of its own for each fault of a file
            raise BuildError(f"Het leesmodel {file} is er niet, of is niet heel. Haal Bronvast opnieuw op: het model zit erin.") from error
        self._read = lru_cache(KEPT)(self._log_odds)

    def read(self, question: str, text: str) -> float:
        """Give the log-odds that a text answers a question rather than nothing does."""
        return self._read(self._model.card.query_prefix + clean_text(question), self._model.card.passage_prefix + clean_text(text))

    def _log_odds(self, question: str, text: str) -> float:
        made = self._session.run(None, {"question": self._states(question), "sentence": self._states(text)})
        return float(np.ravel(made[0])[0])

    def _states(self, text: str) -> Numbers:
        return self._model.states(text, MOST_TOKENS)
