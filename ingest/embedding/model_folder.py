"""The folder of the shipped model: which files it holds, and the card that describes them and is written last."""

import hashlib
import json
from pathlib import Path

from ingest.embedding import EmbedderCard

MODEL = Path(__file__).with_name("model")
CARD = "bronvast.json"
ONNX = "onnx/model_qint8.onnx"
TOKENIZER = "tokenizer.json"
VECTOR, STATES = "sentence_embedding", "token_states"  # what the model gives: the vector of a text, and what the lower layers make of each token
LOWER_LAYERS = 8  # of twelve
CROSS_ENCODER = Path(__file__).with_name("cross_model") / "cross_encoder_qint8.onnx"
LATE_INTERACTION = Path(__file__).with_name("late_model") / "late_interaction_qint8.onnx"
MAX_TOKENS = 512  # with the prefix and the two special tokens; the rest of a longer text does not count
_SERVED = (ONNX, TOKENIZER)


def write_card(folder: Path, card: EmbedderCard) -> None:
    """Write the card of a folder whose other files are all there."""
    sizes = {name: (folder / name).stat().st_size for name in _SERVED}
    (folder / CARD).write_text(json.dumps({"card": card.as_dict(), "bytes": sizes}, indent=2) + "\n", encoding="utf-8")


def read_card(folder: Path) -> EmbedderCard | None:
    """Give the card, or None when the folder is missing or is not whole."""
    try:
        content = json.loads((folder / CARD).read_text(encoding="utf-8"))
        sizes = {name: (folder / name).stat().st_size for name in _SERVED}
    except (OSError, ValueError):
        return None
    return EmbedderCard(**content["card"]) if content["bytes"] == sizes else None


def revision(folder: Path) -> str:
    """Give the first 12 hexadecimal digits of the checksum over the files that decide the vectors."""
    digest = hashlib.sha256()
    for name in _SERVED:
        with (folder / name).open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    return digest.hexdigest()[:12]
