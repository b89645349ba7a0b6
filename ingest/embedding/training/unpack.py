"""The served 8-bit model → a BertModel in full precision, to learn on from what is served: the steps of each column are multiplied back."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from ingest.embedding.model_folder import ONNX, TOKENIZER
from ingest.embedding.training.signed_weights import QUANTIZED, SCALE
from ingest.embedding.training.word_vectors import CODES, STEPS, unpacked

HEADS = 12
PREFIX = "bert."
WORDS = "embeddings.word_embeddings.weight"
Weights = dict[str, NDArray[Any]]


def unpack(folder: Path) -> tuple[BertModel, Tokenizer]:
    """Give the model of a served folder and its tokenizer. What was moved from a layer's input to its weights (`export.py`) is moved back."""
    graph = onnx.load(str(folder / ONNX)).graph
    held: Weights = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    words = unpacked(held[f"words.{CODES}"], held[f"words.{STEPS}"])
    weights = {WORDS: torch.from_numpy(words), **_plain_weights(held), **_layers(graph, held)}
    bert = BertModel(_config(graph, weights), add_pooling_layer=False)
    bert.load_state_dict(weights)
    return bert.train(False), Tokenizer.from_file(str(folder / TOKENIZER))


def _config(graph: onnx.GraphProto, weights: dict[str, torch.Tensor]) -> BertConfig:
    layer = next(node for node in graph.node if node.op_type == "LayerNormalization")
    epsilon = next(one.f for one in layer.attribute if one.name == "epsilon")
    count, size = weights[WORDS].shape
    return BertConfig(
        vocab_size=count,
        hidden_size=size,
        num_hidden_layers=1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer.")),
        num_attention_heads=HEADS,
        intermediate_size=len(weights["encoder.layer.0.intermediate.dense.bias"]),
        max_position_embeddings=len(weights["embeddings.position_embeddings.weight"]),
        type_vocab_size=len(weights["embeddings.token_type_embeddings.weight"]),
        layer_norm_eps=epsilon,
        pad_token_id=1,
    )


def _plain_weights(held: Weights) -> dict[str, torch.Tensor]:
    """Give the weights that are not in 8 bits."""
    names = {
        name: name.removeprefix(PREFIX).replace(".layer.bias", ".bias") for name in held if name.startswith(PREFIX) and not name.endswith(".columns")
    }
    return {own: torch.from_numpy(held[name].copy()) for name, own in names.items()}


def _layers(graph: onnx.GraphProto, held: Weights) -> dict[str, torch.Tensor]:
    found = {}
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            name = node.input[1].removesuffix(QUANTIZED)
            layer = node.name.strip("/").replace("/layer/MatMul_quant", "").replace("/", ".").removeprefix(PREFIX)
            full = held[node.input[1]].astype(np.float32) * held[name + SCALE].reshape(1, -1) * held[f"{PREFIX}{layer}.columns"].reshape(-1, 1)
            found[f"{layer}.weight"] = torch.from_numpy(full.T.copy())
    return found
