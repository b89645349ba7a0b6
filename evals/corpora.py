"""Corpora from elsewhere: BEIR folders and files of passages, as the contents of a build; and the questions of a BEIR folder.

Only reads and lays out. Documents of a corpus folder are read by `ingest`.
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm  # type: ignore[import-untyped]

from corpus.document import Document, Edition, EditionText, Passage, PassageKind, Section, Span
from corpus.errors import ReadError
from ingest import build
from ingest.embedding import Embedder
from ingest.embedding.cache import embed_cached
from ingest.embedding.late_interaction import open_late_interaction
from ingest.pipeline import index_expansions, read_tokens, search_text
from ingest.sections import clean, identity
from ingest.vectors import Vectors

CORPUS = ("corpus.jsonl", "corpus.jsonl.gz")
QUERIES = ("queries.jsonl", "queries.jsonl.gz")
QRELS = "qrels/test.tsv"
DEV = "0123"  # a query is dev when the sha256 of its id begins with one of these
BATCH = 500  # texts between two steps of the progress bar


@dataclass(frozen=True, slots=True)
class LoosePassage:
    """A passage of a file, with the document it belongs to; `heading` is its heading path."""

    id: str
    document: str
    title: str
    heading: tuple[str, ...]
    text: str


def is_beir(folder: Path) -> bool:
    """Tell whether a folder holds a corpus in BEIR form."""
    return any((folder / name).is_file() for name in CORPUS)


def read_beir(folder: Path) -> list[LoosePassage]:
    """Read the corpus of a BEIR folder; every line is a document of its own. Raises ReadError."""
    file = _one_of(folder, CORPUS)
    return [_loose(file, line, "_id") for line in _lines(file)]


def read_passages(file: Path) -> list[LoosePassage]:
    """Read a file of passages (JSON lines: id, source, title, heading, text); those of one source are one document. Raises ReadError."""
    return [_loose(file, line, "id") for line in _lines(file)]


def contents_of(passages: Iterable[LoosePassage]) -> build.Contents:
    """Lay passages out as original texts: per document in their order, with a section per stretch of passages under one heading.

    A passage keeps its id; one without a letter is left out. Raises ReadError when an id occurs twice or nothing is left.
    """
    by_document: dict[str, list[LoosePassage]] = {}
    seen: set[str] = set()
    for passage in passages:
        if passage.id in seen:
            raise ReadError(f'De passage "{passage.id}" komt twee keer voor. Geef elke passage een eigen id.')
        seen.add(passage.id)
        if any(character.isalnum() for character in passage.text):
            by_document.setdefault(passage.document, []).append(passage)
    if not by_document:
        raise ReadError("Er staat geen enkele passage in. Geef een bestand met passages.")
    laid = [_lay_out(document, parts) for document, parts in by_document.items()]
    return build.Contents(
        documents=tuple(Document(document, parts[0].title or document, document) for document, parts in by_document.items()),
        texts=tuple(text for text, _, _ in laid),
        sections=tuple(section for _, sections, _ in laid for section in sections),
        passages=tuple(passage for _, _, cuts in laid for passage in cuts),
        agreements=(),
        expansions=(),
        examples=(),
        warnings={},
    )


def with_distractors(contents: build.Contents, others: build.Contents) -> build.Contents:
    """Put the documents of `others` behind those of a corpus."""
    return build.Contents(
        documents=contents.documents + others.documents,
        texts=contents.texts + others.texts,
        sections=contents.sections + others.sections,
        passages=contents.passages + others.passages,
        agreements=contents.agreements,
        expansions=contents.expansions,
        examples=contents.examples,
        warnings=contents.warnings,
    )


def search_texts(contents: build.Contents) -> list[str]:
    """Give the text by which each passage is found, as `ingest` makes it."""
    passages = {passage.id: passage for passage in contents.passages}
    return [search_text(passage, passages) for passage in contents.passages]


def embed_all(texts: Sequence[str], embedder: Embedder, cache: Path) -> Vectors:
    """Embed texts with a progress bar; each text once ever per model. float32, (texts, dimension)."""
    starts = tqdm(range(0, len(texts), BATCH), desc="Vectoren", unit=f"× {BATCH}", disable=None, leave=False)
    return np.concatenate([embed_cached(texts[start : start + BATCH], embedder, cache) for start in starts])


def write_corpus(root: Path, contents: build.Contents, embedder: Embedder, cache: Path) -> None:
    """Make a build of these contents in `root`, and the only one there."""
    found_by = search_texts(contents)
    vectors, expansions = embed_all(found_by, embedder, cache), index_expansions(contents.expansions, embedder, cache)
    digest = sha256(json.dumps([build.FORMAT, embedder.card.as_dict(), open_late_interaction().revision], sort_keys=True).encode())
    for passage, text in zip(contents.passages, found_by, strict=True):
        digest.update(f"{passage.id}\n{text}\n".encode("utf-8", "surrogatepass"))
    digest.update(repr(contents.expansions).encode("utf-8", "surrogatepass"))
    content_hash = digest.hexdigest()[:16]
    with build.building(root):
        # Units would take hours to embed, and only the few that an answer is made of are needed: those are embedded while asking.
        readings = build.Readings(vectors, read_tokens(found_by, cache))
        build.write_build(root, content_hash, contents, embedder.card.as_dict(), readings, found_by, expansions)
        build.activate(root, content_hash)
        build.remove_other_builds(root, {content_hash})


def write_beir_questions(folder: Path, split: str, file: Path) -> int:
    """Write the queries of a BEIR folder that have a relevant passage as a question file, and give their number. `split`: dev, test or all. Raises ReadError."""
    relevant = _relevant(folder / QRELS)
    queries = _one_of(folder, QUERIES)
    lines = []
    for query in _lines(queries):
        id_ = _field(queries, query, "_id")
        if split in ("all", split_of(id_)) and id_ in relevant:
            # A passage is a document here, and naming only that lets a system find it by any part.
            evidence = [{"document": passage, "grade": grade} for passage, grade in relevant[id_].items()]
            case = {
                "id": id_,
                "persona": "council",
                "kind": "factoid",
                "question": _field(queries, query, "text"),
                "answerable": True,
                "evidence": evidence,
            }
            lines.append(json.dumps(case, ensure_ascii=False) + "\n")
    if not lines:
        raise ReadError(f"In {folder} staat geen vraag van het deel {split}. Kies een ander deel, of een andere map.")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def split_of(query_id: str) -> str:
    """Tell to which part a query of a BEIR folder belongs: dev or test."""
    return "dev" if sha256(query_id.encode()).hexdigest()[0] in DEV else "test"


class _Layout:
    """Puts paragraphs one under another and tells where each came to stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._length = 0

    def add(self, text: str) -> Span:
        start = self._length + (2 if self.parts else 0)
        self.parts.append(text)
        self._length = start + len(text)
        return Span(start, self._length)


def _lay_out(document: str, passages: list[LoosePassage]) -> tuple[EditionText, list[Section], list[Passage]]:
    layout = _Layout()
    sections: list[Section] = []
    cuts: list[Passage] = []
    for path, group in groupby(passages, key=lambda passage: passage.heading):
        spans = [layout.add(path[-1])] if path else []
        members = [(passage, layout.add(passage.text)) for passage in group]
        span = Span(min(span.start for span in (*spans, members[0][1])), members[-1][1].end)
        section = Section(
            identity(document, Edition.ORIGINAL, span), document, Edition.ORIGINAL, path[-1] if path else "", None, len(path) or 1, span, path
        )
        sections.append(section)
        cuts += [_cut(passage, section, place) for passage, place in members]
    return EditionText(document, Edition.ORIGINAL, "\n\n".join(layout.parts)), sections, cuts


def _cut(passage: LoosePassage, section: Section, span: Span) -> Passage:
    return Passage(
        id=passage.id,
        document_id=passage.document,
        edition=Edition.ORIGINAL,
        section_id=section.id,
        heading_path=section.heading_path,
        page=None,
        span=span,
        text=passage.text,
        kind=PassageKind.PROSE,
        paragraphs=(Span(0, len(passage.text)),),
    )


def _loose(file: Path, line: dict[str, Any], id_field: str) -> LoosePassage:
    id_ = _field(file, line, id_field)
    title = clean(str(line.get("title") or ""))
    heading = tuple(cleaned for part in line.get("heading") or ([title] if id_field == "_id" else []) if (cleaned := clean(str(part))))
    return LoosePassage(id_, str(line.get("source") or id_), title, heading, clean(_field(file, line, "text")))


def _relevant(file: Path) -> dict[str, dict[str, int]]:
    """Read the judgements: by query the relevant passages with their grade."""
    try:
        rows = [row.split("\t") for row in file.read_text(encoding="utf-8").splitlines()[1:] if row.strip()]
        relevant: dict[str, dict[str, int]] = {}
        for query, passage, score in rows:
            if int(score) > 0:
                relevant.setdefault(query, {})[passage] = int(score)
    except (OSError, ValueError) as error:
        raise ReadError(f"{file}: dit zijn geen oordelen in BEIR-vorm. Zet er per regel query-id, corpus-id en score, met tabs ertussen.") from error
    return relevant


def _one_of(folder: Path, names: Sequence[str]) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise ReadError(f"In {folder} staat geen {names[0]}. Geef een map in BEIR-vorm.")


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as stream:
            for line in stream:
                if line.strip():
                    yield json.loads(line)
    except FileNotFoundError as error:
        raise ReadError(f"Het bestand {file} bestaat niet. Geef een bestand met passages (JSON lines, ook als .gz).") from error
    except (OSError, ValueError) as error:
        raise ReadError(f"{file}: dit bestand is geen goede JSON lines. Geef per regel één JSON-object in UTF-8.") from error


def _field(file: Path, line: dict[str, Any], name: str) -> str:
    if not isinstance(line, dict) or not isinstance(line.get(name), str):
        raise ReadError(f'{file.name}: op een regel ontbreekt het veld "{name}". Vul het in als tekst.')
    return str(line[name])
