"""The composition root: builds all parts from the settings and hands them to each other. Only the commands call it."""

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from assistant.composition import compose
from assistant.quoting import QuotingWriter
from assistant.retrievers import HybridRetriever
from assistant.service import Assistant
from assistant.settings import REPOSITORY, Settings
from assistant.writers import ModelWriter, Writer
from corpus.errors import BronvastError
from ingest import build
from ingest.embedding import Embedder
from ingest.embedding.cache import RecentQuestions
from ingest.embedding.opening import open_embedder
from ingest.pipeline import IngestReport, ingest

if TYPE_CHECKING:
    from fastapi import FastAPI

Say = Callable[[str], None]
# Read by the libraries when they are imported or first used: no call home, no thread that spins beside the only other core.
ENVIRONMENT = {
    "ANONYMIZED_TELEMETRY": "False",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "OMP_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_OFFLINE": "1",
}


def quiet_libraries() -> None:
    """Tell every library to stay on this computer and on one thread. The commands call it first.

    numpy was imported by then, and no longer reads how many threads it may take: its second one spins, and halves what two cores can answer.
    """
    os.environ.update(ENVIRONMENT)
    threadpool_limits(1, "blas")


def build_index(settings: Settings, say: Say) -> IngestReport:
    """Bring the index of the corpus up to date, and make the model first when it is missing."""
    return _ingest(settings, make_embedder(settings), say)


def open_assistant(settings: Settings, say: Say) -> Assistant:
    """Open the assistant on an up-to-date index, making what is missing."""
    embedder = make_embedder(settings)
    _tell(_ingest(settings, embedder, say), say)
    return _assistant(settings, embedder)


@dataclass(frozen=True, slots=True)
class Site:
    """The web application with what it answers from: `current` gives the assistant of this moment."""

    app: "FastAPI"
    current: Callable[[], Assistant]


def open_site(settings: Settings, say: Say) -> Site:
    """Make the web application, API and page, on an up-to-date index; when that cannot be made, the old one goes on answering and that is said."""
    from assistant.api import create_api
    from assistant.page import mount_page

    embedder = make_embedder(settings)
    try:
        _tell(_ingest(settings, embedder, say), say)
    except BronvastError as error:
        if build.current(_root(settings)) is None:
            raise
        say(f"Let op: de index kon niet worden bijgewerkt. {error} De vorige index blijft antwoorden.")
    current = _Current(settings, embedder).assistant
    return Site(mount_page(create_api(current, date.today), current, date.today, current().examples), current)


def _tell(report: IngestReport, say: Say) -> None:
    for line in dict.fromkeys((*report.warnings, *report.unreadable)):
        say(f"Let op: {line}")


class _Current:
    """Gives the assistant of the active build; a request keeps the one it was given, the next one sees a new build."""

    def __init__(self, settings: Settings, embedder: Embedder) -> None:
        self._settings, self._embedder = settings, embedder
        self._lock = threading.Lock()
        self._assistant: Assistant | None = None

    def assistant(self) -> Assistant:
        with self._lock:
            active = build.current(_root(self._settings))
            if self._assistant is None or self._assistant.build.content_hash != active:
                self._assistant = _assistant(self._settings, self._embedder)
            return self._assistant


def make_embedder(settings: Settings) -> Embedder:
    """Open the embedder of the settings, so that the parts of the assistant share the vector of a question."""
    return RecentQuestions(open_embedder(settings.embedder, settings.embedder_url, settings.embedder_key))


def _ingest(settings: Settings, embedder: Embedder, say: Say) -> IngestReport:
    return ingest(settings.corpus, folder_of_originals(settings), settings.data, _root(settings), embedder, say)


def _assistant(settings: Settings, embedder: Embedder) -> Assistant:
    opened = build.open_build(_root(settings), embedder.card.as_dict())
    stamp = {"index": opened.content_hash, "settings": _settings_hash(settings), "model": f"{embedder.card.name} {embedder.card.revision}"}
    return compose(opened, embedder, HybridRetriever(opened, embedder), _writer(settings), stamp)


def _writer(settings: Settings) -> Writer:
    if not settings.llm_url:
        return QuotingWriter()
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    model = ChatOpenAI(
        base_url=settings.llm_url,
        model=settings.llm_model,
        api_key=SecretStr(settings.llm_key),
        timeout=settings.llm_timeout_seconds,
        max_retries=0,
        temperature=0,
        extra_body={"max_tokens": 600},  # langchain-openai 1.7.4 sends max_completion_tokens, which some servers ignore
    )
    return ModelWriter(model, settings.llm_timeout_seconds)


def folder_of_originals(settings: Settings) -> Path | None:
    """Give the folder of originals beside the corpus of the settings: only our own corpus has one."""
    return settings.originals.resolve() if settings.corpus.resolve() == (REPOSITORY / "corpus").resolve() else None


def _root(settings: Settings) -> Path:
    """Every corpus has its own builds, so that measuring one never switches what another serves."""
    key = sha256(f"{settings.corpus.resolve()}|{folder_of_originals(settings)}".encode()).hexdigest()[:8]
    return settings.data / "indexes" / f"{settings.corpus.resolve().name}-{key}" / "builds"


def _settings_hash(settings: Settings) -> str:
    """Hash what changes answers; where things stand and what is secret does not."""
    return sha256(f"{settings.embedder}|{settings.embedder_url}|{settings.llm_url}|{settings.llm_model}".encode()).hexdigest()[:12]
