"""Reads the editions of a document for tests, as the pipeline does, and compares their words with the file."""

import os
import re
import tomllib
import unicodedata
from pathlib import Path

from corpus.document import Edition, Passage
from ingest.pairing import pair_sections
from ingest.passages import cut, cut_paired
from ingest.readers import read_blocks
from ingest.sections import Structure, structure


def read_edition(file: Path, edition: Edition = Edition.ORIGINAL) -> Structure:
    return structure(read_blocks(file), file.stem, edition)


def read_alone(file: Path) -> tuple[Structure, tuple[Passage, ...]]:
    text = read_edition(file)
    return text, cut(text)


def read_pair(original: Path, plain: Path) -> tuple[Structure, Structure, tuple[Passage, ...]]:
    """Give the original, the plain edition, and the passages of both."""
    one, two = pair_sections(read_edition(original), structure(read_blocks(plain), original.stem, Edition.PLAIN))
    return one, two, cut_paired(one, two)


def words_of_file(file: Path) -> list[str]:
    """Give the words that stand in a file, without signs."""
    return words_of(file.read_text(encoding="utf-8"))


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


def words_of_parts(text: Structure, passages: tuple[Passage, ...]) -> list[str]:
    """Give the words of all headings and passages of one edition, by place."""
    own = [(passage.span.start, passage.text) for passage in passages if passage.edition is text.text.edition]
    headings = [(section.span.start, section.heading) for section in text.sections]
    return [word for _, part in sorted([*own, *headings]) for word in words_of(part)]


def uncovered(text: Structure, passages: tuple[Passage, ...]) -> str:
    """Give what stands in an edition's text outside its headings and passages, and an "overlap" where two of them meet."""
    spans = [(passage.span.start, passage.span.end) for passage in passages if passage.edition is text.text.edition]
    spans += [(section.span.start, section.span.start + len(section.heading)) for section in text.sections]
    rest, position = "", 0
    for start, end in sorted(spans):
        rest += text.text.text[position:start] if start >= position else "overlap"
        position = end
    return rest + text.text.text[position:]


def find_originals() -> Path | None:
    """Give the folder that holds all originals of our catalogue, or None. They are not part of the repository."""
    repository = Path(__file__).resolve().parents[1]
    files = [table["file"] for table in tomllib.loads((repository / "corpus" / "documents.toml").read_text(encoding="utf-8"))["documents"]]
    places = [Path(os.environ.get("BRONVAST_ORIGINALS", "")), repository.parent / "shared" / "corpus", repository / "corpus" / "sources"]
    return next((place for place in places if place != Path() and all((place / file).is_file() for file in files)), None)
