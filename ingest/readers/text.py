"""Plain text: decodes the file and leaves the lines to `ingest.lines`."""

from pathlib import Path

from corpus.errors import ReadError
from ingest.blocks import Block
from ingest.lines import blocks_of_lines

SUFFIXES = (".txt",)


def decode(file: Path) -> str:
    """Read a text file as UTF-8, or as Windows-1252 when it is not valid UTF-8. Raises ReadError when it cannot be read or holds no text."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ReadError(f"{file.name}: dit bestand kan niet worden gelezen. Kijk of het bestaat en of Bronvast het mag openen.") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    text = text.replace("\0", "")
    if not text.strip():
        raise ReadError(f"{file.name}: er staat geen tekst in dit bestand. Vervang het door een bestand met tekst.")
    return text


def read(file: Path) -> list[Block]:
    """Read a plain text into blocks."""
    return blocks_of_lines(decode(file))
