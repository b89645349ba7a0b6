"""Serves a model folder of ours with onnxruntime and tokenizers alone. Must never import torch, transformers or sentence_transformers."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus.errors import BuildError
from ingest.embedding import Embedder, EmbedderCard
from ingest.embedding.model_folder import MAX_TOKENS, ONNX, STATES, TOKENIZER, VECTOR, read_card

Numbers = NDArray[np.float32]
KEPT = 32  # texts of which both vector and states may be asked, one after the other; at most 25 MB


class OnnxModel:
    """The 8-bit model. Runs one text per call: its activations are scaled per call, so a batch would change the vectors."""

    def __init__(self, folder: Path) -> None:
        card = read_card(folder)
        if card is None:
            raise BuildError(f"Het zoekmodel in {folder} is er niet, of is niet heel. Haal Bronvast opnieuw op: het model zit erin.")
        self.card = card
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._session = open_session(folder / ONNX)
        self._run = lru_cache(KEPT)(self._made)

    def vector(self, text: str) -> Numbers:
        """Give the vector of a text: (dimension,)."""
        vector: Numbers = self._run(self._tokens(text))[0][0]
        return vector

    def states(self, text: str, most: int) -> Numbers:
        """Give what the lower layers make of each token of a text, of at most `most`: (1, tokens, dimension)."""
        tokens = self._tokens(text)
        return self._run(tokens if len(tokens) <= most else (*tokens[: most - 1], tokens[-1]))[1]

    def _tokens(self, text: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(text).ids)

    def _made(self, tokens: tuple[int, ...]) -> tuple[Numbers, Numbers]:
        vector, states = self._session.run([VECTOR, STATES], {"input_ids": np.array([tokens], dtype=np.int64)})
        return vector, states


def open_session(file: Path) -> onnxruntime.InferenceSession:
    """Open a file of ours on one thread: two spinning threads on two shared cores stall for seconds."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def open_model(folder: Path) -> OnnxModel:
    """Open a model once for all that use it. Raises BuildError when it is missing or damaged."""
    return OnnxModel(folder)


class OnnxEmbedder(Embedder):
    """The search model as an embedder."""

    def __init__(self, folder: Path) -> None:
        self._model = open_model(folder)

    @property
    def card(self) -> EmbedderCard:
        """Describe the model."""
        return self._model.card

    def _embed_passage(self, text: str) -> list[float]:
        vector: list[float] = self._model.vector(self.card.passage_prefix + text).tolist()
        return vector

    def _embed_query(self, text: str) -> list[float]:
        vector: list[float] = self._model.vector(self.card.query_prefix + text).tolist()
        return vector
