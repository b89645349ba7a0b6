"""Reads a question and a sentence together, and tells how likely the one answers the other. Must never import torch, transformers or sentence_transformers.

Nearness tells whether a sentence is about what is asked; this tells whether it gives it. Much slower than comparing vectors: for a few sentences a question.
"""

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import BuildError
from ingest.embedding import clean_text
from ingest.embedding.model_folder import CROSS_ENCODER, LOWER_LAYERS, MAX_TOKENS, MODEL
from ingest.embedding.onnx import Numbers, open_model, open_session

StateRows = NDArray[np.int8]  # (tokens, dimension), in steps of STEP
MOST_TOKENS = 90  # of a text, when it is taught and when it reads
STEP, MOST = (
    0.05,
    127,
)  # of 150 sentences' states none lies outside; what is read of them differs by 0.13 (of 3.5), and already by 0.08 when they are rounded to half precision
ASKED = 40  # of a longer question the last tokens, which ask; the lower layers have read it all
KEPT = 2_000  # pairs that are not read twice


class CrossEncoder:
    """The shipped cross-encoder, on the lower layers of the shipped search model, whatever model the settings search with. Safe to use from several threads.

    `known` gives the states of a text that were made before, or None.
    """

    def __init__(self, file: Path = CROSS_ENCODER, known: Callable[[str], StateRows | None] = lambda text: None) -> None:
        try:
            self._model, self._session = open_model(MODEL), open_session(file)
        except BuildError:
            raise
        except Exception as error:  # onnxruntime has an error of its own for each fault of a file
            raise BuildError(f"Het leesmodel {file} is er niet, of is niet heel. Haal Bronvast opnieuw op: het model zit erin.") from error
        made_by = (self._model.card.revision, LOWER_LAYERS, MOST_TOKENS, STEP, MOST)  # states; not by the layers above them
        self.revision = sha256(repr(made_by).encode()).hexdigest()[:12]
        self._known = known
        self._read = lru_cache(KEPT)(self._log_odds)

    def read(self, question: str, text: str) -> float:
        """Give the log-odds that a text answers a question rather than nothing does."""
        return self._read(question, text)

    def passage(self, text: str) -> StateRows:
        """Give the states of a text that may be read."""
        states = self._states(self._model.card.passage_prefix, text, MOST_TOKENS)[0]
        rows: StateRows = np.clip(np.round(states / STEP), -MOST, MOST).astype(np.int8)
        return rows

    def _log_odds(self, question: str, text: str) -> float:
        known = self._known(text)
        sentence = (self.passage(text) if known is None else known).astype(np.float32) * STEP
        asked = self._states(self._model.card.query_prefix, question, MAX_TOKENS)[:, -ASKED:]
        made = self._session.run(None, {"question": asked, "sentence": sentence[np.newaxis]})
        return float(np.ravel(made[0])[0])

    def _states(self, prefix: str, text: str, most: int) -> Numbers:
        return self._model.states(prefix + clean_text(text), most)
