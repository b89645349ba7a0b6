"""A corpus folder and a data folder for one test, with a small real embedder."""

from pathlib import Path

from hash_embedder import HashEmbedder

from ingest.build import Build, open_build
from ingest.pipeline import IngestReport, ingest


class Workplace:
    """A corpus folder and a data folder of one test."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.data, self.root = folder / "corpus", folder / "data", folder / "data" / "builds"
        self.corpus.mkdir()
        self.embedder = HashEmbedder()

    def write(self, name: str, text: str) -> None:
        file = self.corpus / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def ingest(self, say=lambda line: None) -> IngestReport:  # type: ignore[no-untyped-def]
        return ingest(self.corpus, None, self.data, self.root, self.embedder, say)

    def open(self) -> Build:
        return open_build(self.root, HashEmbedder().card.as_dict())

    def builds(self) -> set[str]:
        return {folder.name for folder in self.root.iterdir() if folder.is_dir()}
