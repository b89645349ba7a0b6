"""The folder of a model that we made: which files it holds, and the card that is written last and so proves that it is whole."""

import hashlib
import json
from pathlib import Path

from ingest.embedding import EmbedderCard

CARD = "bronvast.json"
ONNX = "onnx/model_qint8.onnx"
TOKENIZER = "tokenizer.json"
MAX_TOKENS = 512  # with the prefix and the two special tokens; the rest of a longer text does not count
_SERVED = (ONNX, TOKENIZER)


def write_card(folder: Path, card: EmbedderCard, source: str) -> None:
    """Write the card of a folder whose other files are all there; `source` says what the model was made from."""
    sizes = {name: (folder / name).stat().st_size for name in _SERVED}
    content = {"card": card.as_dict(), "source": source, "bytes": sizes}
    (folder / CARD).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def read_card(folder: Path, source: str | None = None) -> EmbedderCard | None:
    """Give the card, or None when the folder is missing, is not whole, or was made from something other than `source`."""
    try:
        content = json.loads((folder / CARD).read_text(encoding="utf-8"))
        sizes = {name: (folder / name).stat().st_size for name in _SERVED}
    except (OSError, ValueError):
        return None
    if content["bytes"] != sizes or source not in (None, content["source"]):
        return None
    return EmbedderCard(**content["card"])


def revision(folder: Path) -> str:
    """Give the first 12 hexadecimal digits of the checksum over the files that decide the vectors."""
    digest = hashlib.sha256()
    for name in _SERVED:
        with (folder / name).open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    return digest.hexdigest()[:12]
