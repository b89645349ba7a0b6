"""Opens the embedder that the settings name. The only place here that imports inside functions, so that torch is loaded only when needed."""

from ingest.embedding import Embedder
from ingest.embedding.model_folder import MODEL

OWN_MODEL = "e5"


def open_embedder(setting: str) -> Embedder:
    """Open our own model for "e5", and otherwise the sentence-transformers model of that name or folder.

    Raises SettingsError when such a model is not on this computer, BuildError when our own model is damaged.
    """
    if setting == OWN_MODEL:
        from ingest.embedding.onnx import OnnxEmbedder

        return OnnxEmbedder(MODEL)
    from ingest.embedding.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(setting)
