"""Writes a trained model: a sentence-transformers folder, and from that folder the 8-bit ONNX model that is served."""

import json
import logging
import shutil
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]
from tokenizers import Tokenizer
from torch.nn.functional import normalize
from transformers import BertModel, PreTrainedTokenizerFast

from ingest.embedding import EmbedderCard, clean_text
from ingest.embedding.model_folder import LOWER_LAYERS, MAX_TOKENS, ONNX, STATES, TOKENIZER, VECTOR, revision, write_card
from ingest.embedding.training.signed_weights import full_weights, sign_weights
from ingest.embedding.training.train import PASSAGE_PREFIX, QUERY_PREFIX
from ingest.embedding.training.word_vectors import WordVectors

NAME = "bronvast-e5-small-nl"
SMOOTHED = 0.9  # how much of what sticks out moves from the values to the weights; of 0.5, 0.7, 0.85, 0.9 and 0.95 this keeps vectors nearest
LEAST = 1e-4
_DESCRIPTIONS: dict[str, object] = {
    "modules.json": [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
    ],
    "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False, "model_args": {"add_pooling_layer": False}},
    "config_sentence_transformers.json": {
        "prompts": {"query": QUERY_PREFIX, "document": PASSAGE_PREFIX},
        "default_prompt_name": None,
        "similarity_fn_name": "cosine",
    },
}


def write_sentence_transformer(bert: BertModel, tokenizer: Tokenizer, folder: Path) -> None:
    """Write a folder that sentence-transformers opens, in half precision."""
    shutil.rmtree(folder, ignore_errors=True)
    bert.to(torch.float16).save_pretrained(folder)  # type: ignore[arg-type]
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        bos_token="<s>",
        cls_token="<s>",
        eos_token="</s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        model_max_length=MAX_TOKENS,
    ).save_pretrained(folder)
    pooling = {"word_embedding_dimension": bert.config.hidden_size, "pooling_mode_mean_tokens": True}
    for name, content in {**_DESCRIPTIONS, "1_Pooling/config.json": pooling}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    (folder / "2_Normalize").mkdir()


def export(source: Path, folder: Path, texts: Sequence[str]) -> None:
    """Write the model folder that is served out of a sentence-transformers folder. `texts`, with their prefixes, show which values occur in the model."""
    bert = BertModel.from_pretrained(source, add_pooling_layer=False, dtype=torch.float32, attn_implementation="eager")
    tokenizer = json.loads((source / TOKENIZER).read_text(encoding="utf-8"))
    (folder / ONNX).parent.mkdir(parents=True, exist_ok=True)
    (folder / TOKENIZER).write_text(json.dumps({**tokenizer, "truncation": None, "padding": None}, ensure_ascii=False), encoding="utf-8")
    reader = Tokenizer.from_file(str(folder / TOKENIZER))
    reader.enable_truncation(MAX_TOKENS)
    numbers = [reader.encode(clean_text(text)).ids for text in texts]
    _smooth(bert, numbers)
    _write_onnx(bert, folder / ONNX, numbers)
    write_card(folder, EmbedderCard(NAME, revision(folder), bert.config.hidden_size, QUERY_PREFIX, PASSAGE_PREFIX))


class _SentenceVector(torch.nn.Module):
    """Token numbers (1, tokens) → vector of length 1. No mask and no batch: 8-bit activations are scaled per call, so texts go one by one."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert
        self.words = WordVectors(bert.state_dict()["embeddings.word_embeddings.weight"])

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        return normalize(self.bert(inputs_embeds=self.words(input_ids)).last_hidden_state.mean(dim=1), dim=1)


class _Smooth(torch.nn.Module):
    """A layer whose input is divided by a number per column, and whose weights are multiplied by it: the same result, without columns that stick out."""

    columns: torch.Tensor

    def __init__(self, layer: torch.nn.Linear, largest: torch.Tensor) -> None:
        super().__init__()
        weights = layer.weight.detach()
        scale = largest.clamp(min=LEAST) ** SMOOTHED / weights.abs().amax(dim=0).clamp(min=LEAST) ** (1 - SMOOTHED)
        self.layer = torch.nn.Linear(layer.in_features, layer.out_features)
        self.layer.load_state_dict({"weight": weights * scale, "bias": layer.bias})
        self.register_buffer("columns", 1 / scale)

    def forward(self, given: torch.Tensor) -> torch.Tensor:
        smoothed: torch.Tensor = self.layer(given * self.columns)
        return smoothed


def _smooth(bert: BertModel, numbers: Iterable[list[int]]) -> None:
    """Put `_Smooth` around every layer, by the largest value that each column of its input takes for some texts (SmoothQuant, arXiv 2211.10438)."""
    layers = {name: layer for name, layer in bert.named_modules() if isinstance(layer, torch.nn.Linear)}
    largest = {name: torch.zeros(layer.in_features) for name, layer in layers.items()}

    def watch(name: str) -> Callable[[torch.nn.Module, tuple[torch.Tensor, ...]], None]:
        def look(layer: torch.nn.Module, given: tuple[torch.Tensor, ...]) -> None:
            largest[name] = torch.maximum(largest[name], given[0].abs().amax(dim=(0, 1)))

        return look

    watching = [layer.register_forward_pre_hook(watch(name)) for name, layer in layers.items()]
    with torch.no_grad():
        for text in numbers:
            bert(input_ids=torch.tensor([text]))
    for one in watching:
        one.remove()
    for name, layer in layers.items():
        parent, _, own = name.rpartition(".")
        setattr(bert.get_submodule(parent), own, _Smooth(layer, largest[name]))


def _write_onnx(bert: BertModel, path: Path, numbers: Iterable[list[int]]) -> None:
    full = path.with_name("model.onnx")
    with quietly():
        torch.onnx.export(
            _SentenceVector(bert).train(False),
            (torch.tensor([[0, 1000, 2000, 2]]),),
            str(full),
            input_names=["input_ids"],
            output_names=[VECTOR],
            dynamic_axes={"input_ids": {1: "tokens"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(full, path, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8)
    sign_weights(path, full_weights(full), numbers)
    full.unlink()
    give_states(path)


def give_states(path: Path) -> None:
    """Let the file give what the lower layers make of each token, too: the cross-encoder reads on from there."""
    model = onnx.load(str(path))
    last = f"layer.{LOWER_LAYERS - 1}/output/LayerNorm/"
    made = next(node.output[0] for node in model.graph.node if node.op_type == "LayerNormalization" and last in node.name)
    size = len(numpy_helper.to_array(next(one for one in model.graph.initializer if one.name.endswith("LayerNorm.bias"))))
    model.graph.node.append(onnx.helper.make_node("Identity", [made], [STATES], name=STATES))
    model.graph.output.append(onnx.helper.make_tensor_value_info(STATES, onnx.TensorProto.FLOAT, [1, "tokens", size]))
    onnx.save(model, str(path))


@contextmanager
def quietly() -> Iterator[None]:
    """Keep English advice of torch and onnxruntime away from the reader (and off the root logger's settings)."""
    silent = logging.NullHandler()
    logging.getLogger().addHandler(silent)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.getLogger().removeHandler(silent)
