"""Any sentence-transformers model as an embedder. Importing this module loads torch (seconds); only `open_embedder` does, and only when asked."""

import hashlib
import os
from pathlib import Path
from threading import Lock

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.util import load_file_path
from transformers.utils import logging

from corpus.errors import SettingsError
from ingest.embedding import Embedder, EmbedderCard

_DECIDES_VECTORS = (".safetensors", ".bin", ".json", ".txt", ".model")  # weights, vocabulary and configuration; not the readme


class SentenceTransformerEmbedder(Embedder):
    """A model by name (when this computer has it already) or by folder, on the processor, in float32; one text per call."""

    def __init__(self, name_or_folder: str) -> None:
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        self._model = _load(name_or_folder)
        self._lock = Lock()  # a tokenizer of transformers fails ("Already borrowed") when two threads set its truncation
        folder = Path(name_or_folder)
        files = folder if folder.is_dir() else _kept_files(name_or_folder)
        query, passage = _prefix(self._model, "query"), _prefix(self._model, "document", "passage", "corpus")
        self._card = EmbedderCard(
            name=folder.resolve().name if folder.is_dir() else name_or_folder,
            revision=_revision(files) if files else name_or_folder,
            dimension=len(self._model.encode(" ")),
            query_prefix=query,
            passage_prefix=passage,
        )

    @property
    def card(self) -> EmbedderCard:
        """Describe the model; its revision is a checksum over its files, or its name when those cannot be found."""
        return self._card

    def _embed_passage(self, text: str) -> list[float]:
        with self._lock:
            vector = self._model.encode_document(text, prompt=self._card.passage_prefix, normalize_embeddings=True, show_progress_bar=False)
        return [float(value) for value in vector]

    def _embed_query(self, text: str) -> list[float]:
        with self._lock:
            vector = self._model.encode_query(text, prompt=self._card.query_prefix, normalize_embeddings=True, show_progress_bar=False)
        return [float(value) for value in vector]


def _load(name_or_folder: str) -> SentenceTransformer:
    try:
        if not name_or_folder:
            raise ValueError("no name")  # the library would give a model without any part, that fails much later
        return SentenceTransformer(name_or_folder, device="cpu", local_files_only=True, model_kwargs={"dtype": torch.float32})
    except (OSError, ValueError) as error:
        raise SettingsError(
            f'BRONVAST_EMBEDDER is "{name_or_folder}", maar op deze computer staat geen sentence-transformers-model met die naam of in die map. '
            'Geef de map van een model dat er wel staat, of kies het eigen model met BRONVAST_EMBEDDER="e5".'
        ) from error


def _prefix(model: SentenceTransformer, *names: str) -> str:
    """Take the first prompt that says something: the library adds empty ones of its own to a model without."""
    return next((prompt for name in names if (prompt := model.prompts.get(name))), "")


def _kept_files(name: str) -> Path | None:
    """Give the folder where the library keeps a model that it knows by name."""
    full_name = name if "/" in name else f"{SentenceTransformer.default_huggingface_organization}/{name}"
    file = load_file_path(full_name, "config.json", cache_folder=os.getenv("SENTENCE_TRANSFORMERS_HOME"), local_files_only=True)
    return Path(file).parent if file else None


def _revision(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _DECIDES_VECTORS):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
