"""An index build: a folder that is written aside, checked, switched in, and never changed again."""

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from hashlib import file_digest
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
from pydantic import TypeAdapter, ValidationError

from corpus.agreement import Agreement
from corpus.document import Document, EditionText, Expansion, Passage, Section
from corpus.errors import NoBuild, WrongBuild, disk_errors
from ingest.embedding.late_interaction import open_late_interaction
from ingest.expansion_index import ExpansionIndex
from ingest.lexical import LexicalIndex
from ingest.token_vectors import NO_STATES, TokenVectors, UnitStates
from ingest.vectors import NO_UNITS, UnitVectors, VectorIndex, Vectors, write_collection

MOST_TITLES = 8
FORMAT = 6
CURRENT = "CURRENT"
COPY = re.compile(r".+-(\d{1,9})-[0-9a-f]+")  # the folder of one process in work/: build, process, a number of its own
MEND = "Maak de index opnieuw met: python -m ingest."
TABLES: dict[str, TypeAdapter[Any]] = {
    "documents": TypeAdapter(tuple[Document, ...]),
    "texts": TypeAdapter(tuple[EditionText, ...]),
    "sections": TypeAdapter(tuple[Section, ...]),
    "passages": TypeAdapter(tuple[Passage, ...]),
    "agreements": TypeAdapter(tuple[Agreement, ...]),
    "expansions": TypeAdapter(tuple[Expansion, ...]),
}


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a build holds about the documents. `warnings` are Dutch sentences about what could not be read, by document id ("" for the folder)."""

    documents: tuple[Document, ...]
    texts: tuple[EditionText, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    agreements: tuple[Agreement, ...]
    expansions: tuple[Expansion, ...]
    examples: tuple[str, ...]
    warnings: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Readings:
    """What the models make of the texts of a build: of passages (a row of `vectors` for each, and its `tokens`), and of the units that they are read in."""

    vectors: Vectors
    tokens: TokenVectors
    units: UnitVectors = NO_UNITS
    states: UnitStates = NO_STATES


@dataclass(frozen=True, slots=True)
class Build:
    """An open build. Row i of `lexical`, `vectors` and `tokens` belongs to `contents.passages[i]`; `units` and `states` hold what is made of the units.

    `beside` gives the rows of the other edition that say the same: mostly one, more where a long piece was split in one edition only.
    """

    content_hash: str
    embedder: dict[str, Any]
    contents: Contents
    lexical: LexicalIndex
    vectors: VectorIndex
    tokens: TokenVectors
    units: UnitVectors
    states: UnitStates
    expansions: ExpansionIndex
    passages: dict[str, Passage]
    rows: dict[str, int]
    beside: dict[int, tuple[int, ...]]

    def titles(self) -> str:
        """Name the documents in one line; of many only the first ones."""
        titles = [document.title for document in self.contents.documents]
        more = len(titles) - MOST_TITLES
        return "; ".join(titles) if more <= 0 else f"{'; '.join(titles[:MOST_TITLES])}; en nog {more} documenten"

    def other_edition(self, passage: Passage) -> str:
        """Give the text of the other edition beside a passage, or an empty text."""
        return "\n".join(self.contents.passages[row].text for row in self.beside.get(self.rows[passage.id], ()))


def write_build(
    root: Path,
    content_hash: str,
    contents: Contents,
    embedder: dict[str, Any],
    readings: Readings,
    search_texts: list[str],
    expansions: ExpansionIndex,
) -> None:
    """Write the build aside as `.<hash>.partial`, and rename it when it is whole. Raises NoSpace when the disk is full."""
    partial, final = root / f".{content_hash}.partial", root / content_hash
    with disk_errors():
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        for name, table in TABLES.items():
            (partial / f"{name}.json").write_bytes(table.dump_json(getattr(contents, name), indent=1))
        LexicalIndex.build(search_texts).save(partial / "lexical")
        np.save(partial / "vectors.npy", readings.vectors)
        readings.tokens.save(partial / "tokens")
        readings.units.save(partial / "units")
        readings.states.save(partial / "states")
        expansions.save(partial / "expansions")
        files = _checksums(partial)
        write_collection(partial / "chroma", [passage.id for passage in contents.passages], readings.vectors)
        collection = {
            name: checksum for name, checksum in _checksums(partial).items() if name not in files
        }  # apart: Chroma's names and bytes differ from build to build
        facts = _facts(content_hash, contents, embedder)
        (partial / "manifest.json").write_text(
            json.dumps({**facts, "files": files, "collection": collection}, indent=1, ensure_ascii=False), encoding="utf-8"
        )
        shutil.rmtree(final, ignore_errors=True)
        os.replace(partial, final)


def _facts(content_hash: str, contents: Contents, embedder: dict[str, Any]) -> dict[str, Any]:
    """Give what the manifest says of a build, beside its files."""
    models = {"embedder": embedder, "tokens": open_late_interaction().revision}
    return {"format": FORMAT, "content_hash": content_hash, **models, "examples": contents.examples, "warnings": contents.warnings}


def activate(root: Path, content_hash: str) -> None:
    """Make a build the one that answers, at one stroke."""
    with disk_errors():
        aside = root / f".{CURRENT}.{os.getpid()}"
        aside.write_text(content_hash + "\n", encoding="utf-8")
        os.replace(aside, root / CURRENT)


def current(root: Path) -> str | None:
    """Give the hash of the active build, or None."""
    try:
        return (root / CURRENT).read_text(encoding="utf-8").strip() or None
    except OSError:
        return None


def remove_other_builds(root: Path, keep: set[str]) -> None:
    """Remove builds and half-made builds but those named. A process that still uses one has its texts in memory, its own copy of the collection, and the vectors that it reads from the disk open."""
    for folder in root.iterdir():
        if folder.is_dir() and folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def open_build(root: Path, embedder: dict[str, Any]) -> Build:
    """Open the active build, for an embedder with this card.

    Raises NoBuild when there is none, WrongBuild when its format, embedder or checksums differ; both name the command that mends it.
    """
    content_hash = current(root)
    if content_hash is None:
        raise NoBuild(f"Er is nog geen index. {MEND}")
    folder = root / content_hash
    manifest = _manifest(folder)
    if manifest.get("format") != FORMAT:
        raise WrongBuild(f"De index is door een andere versie van Bronvast gemaakt. {MEND}")
    if manifest["embedder"] != embedder:
        made, wanted = manifest["embedder"], embedder
        raise WrongBuild(
            f"De index is gemaakt met het zoekmodel {made['name']} ({made['revision']}), ingesteld is {wanted['name']} ({wanted['revision']}). {MEND}"
        )
    if manifest.get("tokens") != open_late_interaction().revision:
        raise WrongBuild(f"De index is gemaakt met een ander model dat woord voor woord vergelijkt. {MEND}")
    if damaged := _damaged_file(folder, manifest):
        raise WrongBuild(f"De index is beschadigd (bestand {damaged}). {MEND}")
    try:
        tables = {name: table.validate_json((folder / f"{name}.json").read_bytes()) for name, table in TABLES.items()}
    except ValidationError as error:
        raise WrongBuild(f"De index is beschadigd ({error.title}). {MEND}") from error
    contents = Contents(**tables, examples=tuple(manifest["examples"]), warnings={key: tuple(value) for key, value in manifest["warnings"].items()})
    vectors: Vectors = np.load(folder / "vectors.npy")
    with disk_errors():
        index = VectorIndex(folder / "chroma", _work_folder(root, content_hash), [passage.id for passage in contents.passages], vectors)
    lexical = LexicalIndex.load(folder / "lexical")
    tokens, units, states = TokenVectors.load(folder / "tokens"), UnitVectors.load(folder / "units"), UnitStates.load(folder / "states")
    expansions = ExpansionIndex.load(folder / "expansions", contents.expansions)
    passages = {passage.id: passage for passage in contents.passages}
    rows = {id_: row for row, id_ in enumerate(passages)}
    return Build(content_hash, embedder, contents, lexical, index, tokens, units, states, expansions, passages, rows, beside(contents.passages))


def beside(passages: Sequence[Passage]) -> dict[int, tuple[int, ...]]:
    """Give by row the rows of the other edition that say the same."""
    rows = {passage.id: row for row, passage in enumerate(passages)}
    found: dict[int, set[int]] = {}
    for row, passage in enumerate(passages):
        if passage.counterpart:
            found.setdefault(row, set()).add(rows[passage.counterpart])
            found.setdefault(rows[passage.counterpart], set()).add(row)
    return {row: tuple(sorted(others)) for row, others in found.items()}


def is_whole(root: Path, content_hash: str) -> bool:
    """Tell whether a finished and undamaged build with this hash exists."""
    try:
        manifest = _manifest(root / content_hash)
    except WrongBuild:
        return False
    return manifest.get("format") == FORMAT and _damaged_file(root / content_hash, manifest) is None


@contextmanager
def building(root: Path) -> Iterator[None]:
    """Let one process at a time build in this folder; others wait."""
    with disk_errors():
        root.mkdir(parents=True, exist_ok=True)
        with (root / "LOCK").open("w") as lock:
            flock(lock, LOCK_EX)
            yield


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if not isinstance(manifest, dict):
            raise ValueError("no table")
    except (OSError, ValueError) as error:
        raise WrongBuild(f"De index is niet te lezen. {MEND}") from error
    return manifest


def _damaged_file(folder: Path, manifest: dict[str, Any]) -> str | None:
    """Name the first file that is gone or differs from when it was written."""
    now = _checksums(folder)
    return next((name for name, checksum in {**manifest["files"], **manifest["collection"]}.items() if now.get(name) != checksum), None)


def _checksums(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): _checksum(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _work_folder(root: Path, content_hash: str) -> Path:
    """Name this process's own copy; copies of processes that no longer live are removed."""
    work = root.parent / "work"
    work.mkdir(parents=True, exist_ok=True)
    for leftover in work.iterdir():
        found = COPY.fullmatch(leftover.name)
        if found and not _is_alive(int(found[1])):
            shutil.rmtree(leftover, ignore_errors=True)
    # Never the same path twice: chromadb 1.5.9 keeps what it once opened at a path, also when the folder was thrown away since.
    return work / f"{content_hash}-{os.getpid()}-{uuid4().hex}"


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
