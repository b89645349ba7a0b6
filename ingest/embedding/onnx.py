"""Serves a model folder of ours with onnxruntime and tokenizers alone. Must never import torch, transformers or sentence_transformers."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import onnx
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray
from onnx.utils import Extractor
from tokenizers import Tokenizer

from corpus.errors import BuildError
from ingest.embedding import Embedder, EmbedderCard
from ingest.embedding.model_folder import MAX_TOKENS, ONNX, STATES, TOKENIZER, VECTOR, read_card

Numbers = NDArray[np.float32]
KEPT = 32  # texts of which both states and vector may be asked, one after the other; at most 25 MB


class OnnxModel:
    """The 8-bit model, in two halves: the lower layers give the states of a text, from which the upper ones make its vector.

    Runs one text per call: its activations are scaled per call, so a batch would change the vectors.
    """

    def __init__(self, folder: Path) -> None:
        card = read_card(folder)
        if card is None:
            raise BuildError(f"Het zoekmodel in {folder} is er niet, of is niet heel. Haal Bronvast opnieuw op: het model zit erin.")
        self.card = card
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        lower, upper = _halves(folder / ONNX)
        self._lower, self._upper = open_session(lower), open_session(upper)
        self._states, self._tokens = lru_cache(KEPT)(self._made), lru_cache(KEPT)(self._numbers)

    def vector(self, text: str) -> Numbers:
        """Give the vector of a text: (dimension,)."""
        vector: Numbers = self._upper.run(None, {self._upper.get_inputs()[0].name: self._states(self._tokens(text))})[0][0]
        return vector

    def states(self, text: str, most: int) -> Numbers:
        """Give what the lower layers make of each token of a text, of at most `most`: (1, tokens, dimension)."""
        tokens = self._tokens(text)
        return self._states(tokens if len(tokens) <= most else (*tokens[: most - 1], tokens[-1]))

    def prefix_length(self, prefix: str) -> int:
        """Give how many tokens stand before those of a text with this prefix."""
        return len(self._tokens(prefix.strip())) - 1

    def _numbers(self, text: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(text).ids)

    def _made(self, tokens: tuple[int, ...]) -> Numbers:
        states: Numbers = self._lower.run(None, {"input_ids": np.array([tokens], dtype=np.int64)})[0]
        return states


def _halves(file: Path) -> tuple[bytes, bytes]:
    """Cut the model where its lower layers end: reading a sentence with a question needs no more of it, and a third of its time is in the rest."""
    model = onnx.load(file)
    cut = next(node.input[0] for node in model.graph.node if node.output[0] == STATES)
    model.graph.value_info.append(onnx.helper.make_tensor_value_info(cut, onnx.TensorProto.FLOAT, None))
    parts = Extractor(model)
    return parts.extract_model(["input_ids"], [cut]).SerializeToString(), parts.extract_model([cut], [VECTOR]).SerializeToString()


def open_session(model: Path | bytes) -> onnxruntime.InferenceSession:
    """Open a file of ours, or a part of one, on one thread: two spinning threads on two shared cores stall for seconds."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model if isinstance(model, bytes) else str(model), options, providers=["CPUExecutionProvider"])


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
