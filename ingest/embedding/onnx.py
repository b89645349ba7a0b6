"""Serves a model folder of ours with onnxruntime and tokenizers alone. Must never import torch, transformers or sentence_transformers."""

from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from tokenizers import Tokenizer

from corpus.errors import BuildError
from ingest.embedding import Embedder, EmbedderCard
from ingest.embedding.model_folder import MAX_TOKENS, ONNX, TOKENIZER, read_card


class OnnxEmbedder(Embedder):
    """The 8-bit model. Runs one text per call: its activations are scaled per call, so a batch would change the vectors."""

    def __init__(self, folder: Path) -> None:
        card = read_card(folder)
        if card is None:
            raise BuildError(f"Het zoekmodel in {folder} is er niet, of is niet heel. Haal Bronvast opnieuw op: het model zit erin.")
        self._card = card
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # two spinning threads on two shared cores stall for seconds
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(folder / ONNX), options, providers=["CPUExecutionProvider"])

    @property
    def card(self) -> EmbedderCard:
        """Describe the model."""
        return self._card

    def _embed_passage(self, text: str) -> list[float]:
        return self._vector(self._card.passage_prefix + text)

    def _embed_query(self, text: str) -> list[float]:
        return self._vector(self._card.query_prefix + text)

    def _vector(self, text: str) -> list[float]:
        tokens = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        vectors: list[list[float]] = self._session.run(None, {"input_ids": tokens})[0].tolist()
        return vectors[0]
