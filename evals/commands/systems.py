"""Opens what is measured: any system of `baselines.SYSTEMS` over a corpus folder or a BEIR folder, with or without distractors."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from assistant.bootstrap import make_embedder, open_assistant
from assistant.settings import Settings
from corpus.errors import SettingsError
from evals.baselines import SYSTEMS
from evals.corpora import contents_of, is_beir, read_beir, read_passages, with_distractors, write_corpus
from evals.run import REAL, Answering
from ingest.build import Build, open_build
from ingest.embedding import Embedder


def open_system(name: str, settings: Settings, say: Callable[[str], None], distractors: Path | None = None) -> Answering:
    """Open a system by its name on an up-to-date index of the corpus of the settings, with the passages of a file beside it.

    Raises SettingsError for an unknown name, ReadError for a faulty BEIR folder or file of passages.
    """
    if name not in SYSTEMS:
        raise SettingsError(f"Het systeem {name} bestaat niet. Kies uit: {', '.join(SYSTEMS)}.")
    if name == REAL and distractors is None and not is_beir(settings.corpus):
        return open_assistant(settings, say)
    embedder = make_embedder(settings)
    return SYSTEMS[name](_build(settings, embedder, say, distractors), embedder, settings.data)


def _build(settings: Settings, embedder: Embedder, say: Callable[[str], None], distractors: Path | None) -> Build:
    if is_beir(settings.corpus):
        contents = contents_of(read_beir(settings.corpus))
    else:
        opened = open_assistant(settings, say).build
        if distractors is None:
            return opened
        contents = opened.contents
    if distractors is not None:
        contents = with_distractors(contents, contents_of(read_passages(distractors)))
    key = sha256(f"{settings.corpus.resolve()}|{distractors and distractors.resolve()}".encode()).hexdigest()[:8]
    root = settings.data / "indexes" / f"evals-{settings.corpus.resolve().name}-{key}" / "builds"
    say(f"Index maken van {len(contents.documents)} documenten, {len(contents.passages)} passages …")
    write_corpus(root, contents, embedder, settings.data / "vectors")
    return open_build(root, embedder.card.as_dict())
