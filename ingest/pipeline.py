"""The steps of a build in order: catalogue, read, structure, pair, cut, agreements, embed, write, activate."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from corpus.agreement import Agreement
from corpus.catalogue import EXPANSIONS, PLAIN, Catalogue, Source, read_catalogue
from corpus.document import Document, Edition, EditionText, Expansion, Passage, Section, lead_ins
from corpus.dutch import sentences
from corpus.errors import ReadError
from ingest import build
from ingest.agreements import agreements
from ingest.embedding import Embedder, Say
from ingest.embedding.cache import AsQuestions, embed_cached, read_cached
from ingest.embedding.cross_encoder import CrossEncoder
from ingest.embedding.late_interaction import open_late_interaction
from ingest.embedding.onnx import KEPT
from ingest.expansion_index import ExpansionIndex
from ingest.expansions import read_expansions
from ingest.own_facts import with_own_facts
from ingest.pairing import pair_sections
from ingest.passages import cut, cut_paired
from ingest.readers import READERS, read_blocks
from ingest.sections import Structure, structure
from ingest.token_vectors import NO_STATES, TokenVectors, UnitStates
from ingest.units import texts_read, unit_texts
from ingest.vectors import HalfVectors, UnitVectors, Vectors

PACKAGES = ("corpus", "ingest")
EXAMPLES = 4
ATTEMPTS = 3
MOST_STATES = 5_000  # units: their states take 100 MB, and a minute and a half; of more, the one that a question needs is read while somebody waits (some 18 ms)
BATCH = 5_000  # units whose vectors are in memory in full precision at once


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did. `unreadable` names the documents that were left out, in Dutch."""

    content_hash: str
    rebuilt: bool
    document_count: int
    passage_count: int
    warnings: tuple[str, ...]
    unreadable: tuple[str, ...]


def ingest(corpus: Path, originals: Path | None, data: Path, root: Path, embedder: Embedder, say: Say) -> IngestReport:
    """Bring the index in `root` up to date with the corpus; nothing is rebuilt when nothing changed.

    A document that cannot be read is left out and named; when none can be read, ReadError is raised and the old index stays.
    """
    card = embedder.card.as_dict()
    with build.building(root):
        content_hash, contents, unreadable = _settled_contents(corpus, originals, card)
        rebuilt = not build.is_whole(root, content_hash)
        if rebuilt:
            say(f"Index maken van {len(contents.documents)} documenten, {len(contents.passages)} passages …")
            passages = {passage.id: passage for passage in contents.passages}
            search_texts = [search_text(passage, passages) for passage in contents.passages]
            readings = _readings(contents.passages, search_texts, embedder, data / "vectors")
            expansions = index_expansions(contents.expansions, embedder, data / "vectors")
            build.write_build(root, content_hash, contents, card, readings, search_texts, expansions)
        previous = build.current(root)
        if previous != content_hash:
            build.activate(root, content_hash)
        build.remove_other_builds(root, {content_hash, *([previous] if previous else [])})
    warnings = tuple(sentence for sentences in contents.warnings.values() for sentence in sentences)
    return IngestReport(content_hash, rebuilt, len(contents.documents), len(contents.passages), warnings, unreadable)


def search_text(passage: Passage, passages: Mapping[str, Passage]) -> str:
    """Give the text by which a passage is found: its heading path, the last sentence of what leads in its list and the lists around that, and itself."""
    above = [(one.text, sentences(one.text)) for one in lead_ins(passage, passages)]
    announced = [text[spans[-1].start : spans[-1].end] for text, spans in reversed(above) if spans]
    return "\n".join(part for part in (" > ".join(passage.heading_path), *announced, passage.text) if part)


def index_expansions(expansions: Sequence[Expansion], embedder: Embedder, cache: Path) -> ExpansionIndex:
    """Index the questions that lead to passages, embedded as questions."""
    return ExpansionIndex.build(expansions, embed_cached([one.question for one in expansions], AsQuestions(embedder), cache))


def read_search_texts(search_texts: Sequence[str], embedder: Embedder, cache: Path) -> tuple[Vectors, TokenVectors]:
    """Give the vectors of passages and of their tokens, by the texts by which they are found; a few at a time, since half of the reading serves both."""
    batches = [search_texts[start : start + KEPT] for start in range(0, len(search_texts), KEPT)]
    read = [(embed_cached(batch, embedder, cache), read_cached(batch, open_late_interaction(), cache)) for batch in batches]
    return np.concatenate([vectors for vectors, _ in read]), TokenVectors.build([rows for _, tokens in read for rows in tokens])


def read_tokens(search_texts: Sequence[str], cache: Path) -> TokenVectors:
    """Give the token vectors of passages by the texts by which they are found."""
    return TokenVectors.build(read_cached(search_texts, open_late_interaction(), cache))


def _readings(passages: Sequence[Passage], search_texts: Sequence[str], embedder: Embedder, cache: Path) -> build.Readings:
    beside = build.beside(passages)
    vectors, tokens = read_search_texts(search_texts, embedder, cache)
    said, read = unit_texts(passages, beside), texts_read(passages, beside)
    units = UnitVectors.build(said, _half_precision(said, embedder, cache))
    states = UnitStates.build(read, read_cached(read, CrossEncoder(), cache)) if len(read) <= MOST_STATES else NO_STATES
    return build.Readings(vectors, tokens, units, states)


def _half_precision(texts: Sequence[str], embedder: Embedder, cache: Path) -> HalfVectors:
    batches = (embed_cached(texts[start : start + BATCH], embedder, cache) for start in range(0, len(texts), BATCH))
    return np.concatenate([vectors.astype(np.float16) for vectors in batches])


def _settled_contents(corpus: Path, originals: Path | None, card: dict[str, Any]) -> tuple[str, build.Contents, tuple[str, ...]]:
    """Read the corpus, and once more when it changed meanwhile: what was read must be what the hash names."""
    suffixes = frozenset(READERS)
    catalogue = read_catalogue(corpus, suffixes, originals)
    for _ in range(ATTEMPTS):
        content_hash = _content_hash(catalogue, card)
        contents, unreadable = _contents(catalogue)
        catalogue = read_catalogue(corpus, suffixes, originals)
        if _content_hash(catalogue, card) != content_hash:
            continue
        if not contents.documents:
            raise ReadError("Geen enkel document kon worden gelezen. " + " ".join(unreadable))
        return content_hash, contents, unreadable
    raise ReadError(
        f"De documenten in de map {corpus} veranderden steeds terwijl Bronvast ze las. Wacht tot ze klaar zijn en begin opnieuw met: python -m ingest."
    )


def _contents(catalogue: Catalogue) -> tuple[build.Contents, tuple[str, ...]]:
    documents: list[Document] = []
    texts: list[EditionText] = []
    sections: list[Section] = []
    passages: list[Passage] = []
    found: list[Agreement] = []
    leading: list[Expansion] = []
    warnings: dict[str, tuple[str, ...]] = {}
    if catalogue.strays:
        warnings[""] = tuple(_about_stray(name, catalogue.described) for name in catalogue.strays)
    unreadable: list[str] = []
    for source in catalogue.sources:
        try:
            editions, cuts = _read(source)
        except ReadError as error:
            unreadable.append(str(error))
            warnings[source.document.id] = (str(error),)
            continue
        first = editions[0]
        documents.append(with_own_facts(source.document, first, catalogue.described))
        texts += [edition.text for edition in editions]
        sections += [section for edition in editions for section in edition.sections]
        passages += cuts
        found += agreements(first.text, first.sections, [passage for passage in cuts if passage.edition is first.text.edition])
        if source.expansions:
            questions, wrong = read_expansions(source.expansions, editions[-1], cuts)
            leading += questions
            warnings |= {source.document.id: wrong} if wrong else {}
    examples = catalogue.examples or _examples(sections)
    return build.Contents(tuple(documents), tuple(texts), tuple(sections), tuple(passages), tuple(found), tuple(leading), examples, warnings), tuple(
        unreadable
    )


def _about_stray(name: str, described: bool) -> str:
    if name.startswith(f"{EXPANSIONS}/"):
        return f"{name}: deze vragen horen bij geen document en tellen niet mee. Geef het bestand de naam van een document, met .md erachter."
    if name.startswith(f"{PLAIN}/"):
        return (
            f"{name}: deze eenvoudige versie hoort bij geen document en telt niet mee. Geef het bestand de naam van een document, met .md erachter."
        )
    if described:
        return f"{name}: dit bestand staat niet in documents.toml en telt niet mee."
    return f"{name}: dit soort bestand kan Bronvast niet lezen; het telt niet mee."


def _examples(sections: list[Section]) -> tuple[str, ...]:
    """Make questions to show when the catalogue has none: from the first chapters' headings, after the title."""
    headings = [section.heading.removeprefix(section.number or "").lstrip(". ") for section in sections if section.heading and section.level == 1]
    return tuple(f"Wat staat er over “{heading}”?" for heading in list(dict.fromkeys(headings))[1 : EXAMPLES + 1]) or ("Wat zijn de plannen?",)


def _read(source: Source) -> tuple[list[Structure], tuple[Passage, ...]]:
    """Read the editions of a document, the original first. Raises ReadError when they hold no passage."""
    editions = _editions(source)
    passages = cut_paired(*editions) if len(editions) == 2 else cut(editions[0])
    if not passages:
        file = source.original or source.plain
        name = file.name if file else source.document.file
        raise ReadError(f"{name}: er staan alleen koppen in dit bestand. Vul de tekst aan, of vervang het door een bestand met tekst.")
    return editions, passages


def _editions(source: Source) -> list[Structure]:
    document = source.document
    original = structure(read_blocks(source.original), document.id, Edition.ORIGINAL) if source.original else None
    plain = structure(read_blocks(source.plain), document.id, Edition.PLAIN) if source.plain else None
    if original and plain:
        return list(pair_sections(original, plain))
    single = original or plain
    if single is None:
        raise ReadError(
            f'{document.file}: het bestand van document "{document.id}" is er niet, en er is ook geen eenvoudige versie. Zet het in corpus/sources/.'
        )
    return [single]


def _content_hash(catalogue: Catalogue, card: dict[str, Any]) -> str:
    """Hash all that decides what a build holds: documents, plain editions, catalogue, embedder, and our own source."""
    digest = sha256(
        json.dumps(
            [build.FORMAT, card, open_late_interaction().revision, catalogue.described, catalogue.strays, catalogue.examples], sort_keys=True
        ).encode()
    )
    for source in catalogue.sources:
        digest.update(json.dumps(asdict(source.document), sort_keys=True, default=str).encode())
        for part, path in ((Edition.ORIGINAL, source.original), (Edition.PLAIN, source.plain), (EXPANSIONS, source.expansions)):
            digest.update(f"{part}:{path is not None}".encode())
            if path is not None:
                digest.update(_checksum(path))
    repository = Path(__file__).resolve().parent.parent
    for package in PACKAGES:
        for path in sorted((repository / package).rglob("*.py")):
            digest.update(str(path.relative_to(repository)).encode() + sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _checksum(path: Path) -> bytes:
    """Hash a file; one that cannot be read has no bytes here, and is named when its text is read."""
    try:
        return sha256(path.read_bytes()).digest()
    except OSError:
        return b""
