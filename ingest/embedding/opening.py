"""Opens the embedder that the settings name. The only place here that imports inside functions, so that torch or a client is loaded only when needed."""

from corpus.errors import SettingsError
from ingest.embedding import Embedder
from ingest.embedding.model_folder import MODEL

OWN_MODEL = "e5"


def open_embedder(setting: str, url: str = "", key: str = "") -> Embedder:
    """Open our own model for "e5", and otherwise the sentence-transformers model of that name or folder; with a url the model of that name on a server.

    Raises SettingsError when such a model is not on this computer or none is named, EmbedderError when the server fails, BuildError when our own model is damaged.
    """
    if url and setting in ("", OWN_MODEL):
        raise SettingsError(
            "De instelling BRONVAST_EMBEDDER_URL is ingevuld, maar BRONVAST_EMBEDDER noemt geen model van die server. Vul daar de naam van het zoekmodel in."
        )
    if url:
        from ingest.embedding.endpoint import EndpointEmbedder

        return EndpointEmbedder(url, setting, key)
    if setting == OWN_MODEL:
        from ingest.embedding.onnx import OnnxEmbedder

        return OnnxEmbedder(MODEL)
    from ingest.embedding.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(setting)
