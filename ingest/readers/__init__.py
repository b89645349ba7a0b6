"""The readers: each turns one file format into blocks. A reader is a module with SUFFIXES and `read(file) -> list[Block]`."""

from pathlib import Path
from typing import Protocol

from corpus.errors import ReadError
from ingest.blocks import Block
from ingest.readers import markdown, text


class Reader(Protocol):
    """What a reader promises: blocks in reading order, or ReadError (Dutch) when there is no text."""

    SUFFIXES: tuple[str, ...]

    def read(self, file: Path) -> list[Block]:
        """Read one file."""
        ...


READERS: dict[str, Reader] = {suffix: reader for reader in (text, markdown) for suffix in reader.SUFFIXES}


def read_blocks(file: Path) -> list[Block]:
    """Read a file with the reader of its suffix, plain text that is Markdown as Markdown. Raises ReadError for an unknown format or a file without text."""
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise ReadError(
            f"{file.name}: dit soort bestand ({file.suffix or 'zonder achtervoegsel'}) kan Bronvast niet lezen. Kies uit: {', '.join(READERS)}."
        )
    if file.suffix.lower() in text.SUFFIXES and markdown.is_markdown(text.decode(file)):
        return markdown.read(file)
    return reader.read(file)
