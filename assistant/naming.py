"""Which documents a question names: by title, by what kind of text it is and its year ("de agenda van 2021", "het latere bericht"), or by the place whose text it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from assistant.question import YEAR
from corpus.document import Document
from corpus.dutch import GENRES, fold, words

ANY_DOCUMENT = r"documenten|stukken|teksten|bronnen"
ALL_DOCUMENTS = re.compile(
    rf"\b(?:alle|beide|de|deze|die|twee|drie) (?:{ANY_DOCUMENT})\b|\b(?:de|het) (?:ene|andere) (?:document|stuk)\b|\b(?:elk|ieder) (?:document|stuk)\b",
    re.I,
)
OF_A_PLACE = re.compile(r"(?:de |het )?(?P<kind>gemeente|provincie|waterschap|hoogheemraadschap) (?P<name>\S.*)", re.I)
PART_OF_A_NAME = re.compile(r"[ -][A-ZÀ-Ý]|-")  # what follows: "Zilverwoude Centraal", "Zilverwoude-Noord"
NAME_BEFORE = re.compile(r"[^\s.!?]\s+[A-ZÀ-Ý]\S*[\s-]$")  # "het Dorpshuis Zilverwoude"; the first word of a sentence says nothing
YEAR_REACH = 4  # words after a name within which a year belongs to it: "de agenda van de gemeente 2021"
# Said of a subject that is on an agenda, not of a document.
IDIOM = re.compile(r"\b(?:op|aan) de (?:politieke |bestuurlijke |landelijke )?agenda (?=zet|kom|sta|krijg|$)|\bop de agenda\b", re.I)
CLAUSE_END = re.compile(r"[,;:.?!]|\b(?:en|of|met|dan|dat|die|wat|waar)\b", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a question that names a document."""

    document: Document
    start: int
    end: int


def mentions(text: str, documents: Sequence[Document]) -> tuple[Mention, ...]:
    """Find the documents that a question names, in order, each once; a name that fits several documents names none of them."""
    found = [
        Mention(document, start, start + len(document.title))
        for document in documents
        for start in [fold(text).find(fold(document.title))]
        if len(document.title) > 3 and start >= 0
    ]
    called = {document.id: _names(document) for document in documents}
    idioms = [(one.start(), one.end()) for one in IDIOM.finditer(text)]
    for word in re.finditer(r"\w+", text):
        if any(start <= word.start() < end for start, end in idioms):
            continue
        candidates = [document for document in documents if fold(word.group()) in called[document.id]]
        following = CLAUSE_END.split(text[word.end() :])[0].split()[:YEAR_REACH]
        years = YEAR.findall(" ".join(following))
        fitting = [document for document in candidates if all(year in f"{document.title} {document.date}" for year in years)]
        if len(fitting) == 1:
            end = word.end() + (text[word.end() :].find(years[-1]) + len(years[-1]) if years else 0)
            found.append(Mention(fitting[0], word.start(), end))
    first: dict[str, Mention] = {}
    for mention in sorted(found, key=lambda one: (one.start, -one.end)):
        first.setdefault(mention.document.id, mention)
    return tuple(first.values())


def of_place(text: str, documents: Sequence[Document]) -> frozenset[str]:
    """Give the ids of the documents of the municipality, province or water board that a question names ("in Zilverwoude"), when others have documents too."""
    named = [publisher for publisher, found in _places(documents).items() if re.search(rf"\b{re.escape(fold(found['name']))}\b", fold(text))]
    is_one_of_several = len(named) == 1 and any(document.publisher != named[0] for document in documents)
    return frozenset(document.id for document in documents if document.publisher == named[0]) if is_one_of_several else frozenset()


def without_place(text: str, documents: Sequence[Document]) -> str:
    """Write "de gemeente" for the name of one whose documents these are, as those mostly do themselves. A part of another name stays."""
    for found in _places(documents).values():
        kind = found["kind"].lower()
        whole = f"{'de' if kind in ('gemeente', 'provincie') else 'het'} {kind}"
        text = re.sub(rf"(?:\b(?:de |het )?{kind} )?\b{re.escape(found['name'])}\b", partial(_renamed, whole), text, flags=re.I)
    return text


def _renamed(whole: str, found: re.Match[str]) -> str:
    part = PART_OF_A_NAME.match(found.string, found.end()) or NAME_BEFORE.search(found.string[: found.start()])
    return found.group() if part else whole


def _places(documents: Sequence[Document]) -> dict[str, re.Match[str]]:
    """Give the publishers that are a place."""
    return {document.publisher: found for document in documents if (found := OF_A_PLACE.match(document.publisher))}


def of_year(year: str, documents: Sequence[Document]) -> Document | None:
    """Give the only document of a year: the year of its title, or else of its date."""
    titled = [document for document in documents if year in document.title]
    dated = [document for document in documents if document.date.startswith(year)]
    return next((found[0] for found in (titled, dated) if len(found) == 1), None)


def without_mentions(text: str, named: Sequence[Mention]) -> str:
    """Cut the names out of a question, with the article and preposition before them."""
    for mention in sorted(named, key=lambda one: -one.start):
        before = re.sub(
            r"(?:\b(?:in|uit|van|volgens|tussen|sinds|over|met)\s+)?(?:\b(?:de|het|deze|dit|een)\s+)?(?:\w+ere?\s+|VNG\s+)?$",
            "",
            text[: mention.start],
        )
        text = f"{before} {text[mention.end :]}"
    return " ".join(text.split())


def _names(document: Document) -> set[str]:
    """Give what a document may be called: a word of its title or kind that is a genre or ends in one, and that genre."""
    own = set(words(f"{document.title} {document.kind}"))
    return {name for word in own for genre in GENRES if word.endswith(genre) for name in (word, genre)}
