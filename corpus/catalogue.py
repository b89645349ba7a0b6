"""The catalogue: which documents a corpus folder holds, their facts, and the files of their editions."""

import datetime
import hashlib
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.errors import CatalogueError

NAME = "documents.toml"
PLAIN = "plain"
EXPANSIONS = "expansions"
OURS = Path(__file__).parent / EXPANSIONS
# The first line of a file with questions may name the file that they were written for: its sha256, and its suffix, since that decides how it is read.
WRITTEN_FOR = re.compile(r"origineel: (?P<sha256>[0-9a-f]{64})(?P<suffix>\.[a-z]+)", re.I)
LONGEST_LINE = 200  # characters
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
REQUIRED = ("id", "file", "title")
DAYS = ("valid_from", "valid_until")
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]*")


@dataclass(frozen=True, slots=True)
class Source:
    """A document with the files of its editions, and that of the questions beside it; None where one is absent."""

    document: Document
    original: Path | None
    plain: Path | None
    expansions: Path | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a corpus folder holds. `described` tells whether it had a documents.toml.

    `strays` are files that belong to no document; those in `plain/` and `expansions/` have that folder before their name.
    """

    sources: tuple[Source, ...]
    described: bool
    strays: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


def read_catalogue(folder: Path, suffixes: frozenset[str], originals: Path | None = None) -> Catalogue:
    """Read a corpus folder: documents stand in it, in its `sources/` or in `originals`; plain editions in its `plain/`,
    and questions that lead to their sentences in its `expansions/`. Beside an original without either, the questions that we wrote for that very file count.

    With a documents.toml only its documents count. Without one every file whose suffix is in `suffixes` counts, but README*, manifest.* and hidden files.
    Raises CatalogueError (file, document, field) for a wrong value or a folder that is absent, empty or closed.
    """
    try:
        return _read(folder, suffixes, originals)
    except OSError as error:
        raise CatalogueError(
            f"{error.filename}: dit kan niet worden gelezen. Kijk of het bestaat en of Bronvast het mag openen, of kies een andere map met documenten."
        ) from error


def _read(folder: Path, suffixes: frozenset[str], originals: Path | None) -> Catalogue:
    if not folder.is_dir():
        raise CatalogueError(f"De map {folder} bestaat niet. Geef met BRONVAST_CORPUS of --corpus een map met documenten op.")
    places = [place for place in (folder, folder / "sources", originals) if place is not None and place.is_dir()]
    files = {path.name: path for place in reversed(places) for path in sorted(place.iterdir()) if path.is_file()}
    found = {name: file for name, file in files.items() if file.suffix.lower() in suffixes and _counts(file)}
    path = folder / NAME
    if path.is_file():
        documents, examples = _content(path)
        return Catalogue(tuple(_source(document, files, folder) for document in documents), True, _strays(files, documents, folder), examples)
    if not found:
        raise CatalogueError(
            f"In de map {folder} staat geen document dat Bronvast kan lezen. Zet er een bestand neer ({', '.join(sorted(suffixes))})."
        )
    stems = [file.stem for file in found.values()]
    documents = [Document(file.stem if stems.count(file.stem) == 1 else name, "", name) for name, file in sorted(found.items())]
    return Catalogue(tuple(_source(document, found, folder) for document in documents), False, _strays(files, documents, folder))


def _counts(path: Path) -> bool:
    """Tell whether a file is meant as a document, not as something beside the documents."""
    return not path.name.startswith((".", "README", "manifest."))


def _strays(files: dict[str, Path], documents: list[Document], folder: Path) -> tuple[str, ...]:
    """Name the files that belong to no document, but program and settings; those of the originals may be anything."""
    named = {document.file for document in documents}
    loose = [file for name, file in files.items() if name not in named and file.parent in (folder, folder / "sources")]
    ours = {f"{document.id}.md" for document in documents}
    beside = [file for place in (PLAIN, EXPANSIONS) for file in (folder / place).glob("*") if file.is_file() and file.name not in ours]
    meant = [file for file in (*loose, *beside) if _counts(file) and file.suffix.lower() not in (".toml", ".py")]
    return tuple(sorted(f"{file.parent.name}/{file.name}" if file in beside else file.name for file in meant))


def _source(document: Document, files: dict[str, Path], folder: Path) -> Source:
    original = files.get(document.file)
    plain, expansions = (file if file.is_file() else None for file in (folder / place / f"{document.id}.md" for place in (PLAIN, EXPANSIONS)))
    if original and not plain and not expansions:
        expansions = _written_for(original)
    return Source(document, original, plain, expansions)


def _written_for(original: Path) -> Path | None:
    """Give the questions of our own corpus that were written for a file with this content and suffix, wherever it stands and whatever its name."""
    try:
        with original.open("rb") as content:
            own = hashlib.file_digest(content, "sha256").hexdigest() + original.suffix.lower()
    except OSError:
        return None  # named when its text is read
    return next((file for file in sorted(OURS.glob("*.md")) if _names(file) == own), None)


def _names(questions: Path) -> str:
    """Give checksum and suffix of the file that questions were written for, or an empty text."""
    try:
        with questions.open(encoding="utf-8-sig", errors="replace") as lines:
            named = WRITTEN_FOR.fullmatch(lines.readline(LONGEST_LINE).strip())
    except OSError:
        return ""
    return f"{named['sha256']}{named['suffix']}".lower() if named else ""


def _content(path: Path) -> tuple[list[Document], tuple[str, ...]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CatalogueError(f"{path.name}: het bestand is geen goede TOML ({error}). Verbeter de genoemde regel.") from error
    tables = content.get("documents")
    examples = content.get("examples", [])
    if (
        not isinstance(tables, list)
        or not tables
        or not set(content) <= {"documents", "examples"}
        or not all(isinstance(table, dict) for table in tables)
    ):
        raise CatalogueError(
            f"{path.name}: hier horen tabellen met de naam [[documents]] te staan, minstens één, en verder alleen examples. Zie corpus/README.md."
        )
    if not isinstance(examples, list) or not all(isinstance(example, str) and example.strip() for example in examples):
        raise CatalogueError(f'{path.name}: het veld "examples" is geen lijst van vragen. Vul in als ["Vraag 1?", "Vraag 2?"].')
    documents = [_document(path.name, table) for table in tables]
    ids = [document.id for document in documents]
    for document in documents:
        if ids.count(document.id) > 1:
            raise CatalogueError(f'{path.name}, document "{document.id}": deze id komt meer dan één keer voor. Geef elk document een eigen id.')
        if document.successor is not None and document.successor not in ids:
            raise CatalogueError(
                f'{path.name}, document "{document.id}": de opvolger "{document.successor}" staat niet in de lijst. Voeg hem toe of haal "successor" weg.'
            )
    return documents, tuple(examples)


def _document(name: str, table: dict[str, Any]) -> Document:
    where = f'{name}, document "{table.get("id", "?")}"'
    known = {field.name for field in fields(Document)}
    for key in table:
        if key not in known:
            raise CatalogueError(f'{where}: het veld "{key}" is onbekend. Kies uit: {", ".join(sorted(known))}.')
    for key in REQUIRED:
        if not table.get(key):
            raise CatalogueError(f'{where}: het veld "{key}" ontbreekt. Vul het in.')
    for key, value in table.items():
        if key in DAYS:
            if type(value) is not datetime.date:
                raise CatalogueError(f'{where}: het veld "{key}" is geen dag. Vul een dag in als JJJJ-MM-DD, zonder aanhalingstekens.')
        elif not isinstance(value, str):
            raise CatalogueError(f'{where}: het veld "{key}" is geen tekst. Zet de waarde tussen aanhalingstekens.')
    document = Document(**table)
    _check(where, document)
    return document


def _check(where: str, document: Document) -> None:
    if not ID.fullmatch(document.id):
        raise CatalogueError(f"{where}: de id mag alleen letters, cijfers, punten en streepjes hebben. Kies een andere id.")
    if Path(document.file).name != document.file:
        raise CatalogueError(f'{where}: het veld "file" is een pad. Geef alleen de naam van het bestand.')
    if document.date and not _is_date(document.date):
        raise CatalogueError(f'{where}: het veld "date" is "{document.date}". Vul in als JJJJ, JJJJ-MM of JJJJ-MM-DD.')
    if document.valid_from and document.valid_until and document.valid_until < document.valid_from:
        raise CatalogueError(f'{where}: "valid_until" ligt voor "valid_from". Verbeter een van de twee.')
    if document.successor == document.id:
        raise CatalogueError(f"{where}: het document is zijn eigen opvolger. Verbeter het veld successor.")


def _is_date(text: str) -> bool:
    try:
        return DATE.fullmatch(text) is not None and datetime.date.fromisoformat(f"{text}-01-01"[:10]) is not None
    except ValueError:
        return False
