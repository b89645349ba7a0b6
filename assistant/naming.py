"""What a question names: documents, by title, by kind and year ("de agenda van 2021", "het latere bericht") or by the place whose text it is; and headings."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

import simplemma

from assistant.question import YEAR
from corpus.compounds import parts
from corpus.document import Document, Section
from corpus.dutch import GENRES, ORGANISATIONS, fold, plainly, terms, unnumbered, words

ANY_DOCUMENT = r"documenten|stukken|teksten|bronnen"
ALL_DOCUMENTS = re.compile(
    rf"\b(?:alle|beide|de|deze|die|twee|drie) (?:{ANY_DOCUMENT})\b|\b(?:de|het) (?:ene|andere) (?:document|stuk)\b|\b(?:elk|ieder) (?:document|stuk)\b",
    re.I,
)
OF_A_PLACE = re.compile(r"(?:de |het )?(?P<kind>gemeente|provincie|waterschap|hoogheemraadschap) (?:van )?(?P<name>\S.*)", re.I)
# What stands before a place that does or has something: nothing, a verb or a preposition. After another word its name is often a part of a name ("Station Elzerhaven").
BEFORE_A_PLACE = re.compile(
    r"(?:^|[.!?] |\b(?:aan|als|bij|binnen|buiten|dan|dat|door|en|had|in|is|kan|kon|mag|met|naar|of|om|onder|over|tegen|uit|van|volgens|voor|was|wil|wilde|zal)"
    r"|\b(?!het\b|niet\b)[a-z]+t) ?$",
    re.I,
)
# What follows: "Elzerhaven Centraal"; of several places that are named together, none is "de gemeente".
PART_OF_A_NAME = re.compile(r"(?:,| en)? [A-ZÀ-Ý]")
ONE_MORE = re.compile(r"[A-ZÀ-Ý][\w-]+ en $")  # what stands before the last of several
ARTICLE = re.compile(r"['’]\w[- ]")  # "'s-Hertogenbosch", "'t Haagje"
ORGANISATION = re.compile(rf"(?:de |het )?(?P<kind>{ORGANISATIONS}) (?P<link>van |voor )?(?P<name>[^\s(][^(]*)", re.I)
LOOKS_AT_OTHERS = ("rekenkamer", "rekenkamercommissie", "ombudsman")
THEIR_VERB = (
    "doe(?:t|n)|deed|deden|vind(?:t|en)|vond(?:en)?|zeg(?:t|gen)|concludeer(?:t|de)|concluderen|beve(?:elt|len)|advise(?:ert|ren|erde)|hante(?:ert|ren|erde)|onderzo(?:ekt|eken|cht|chten)"
    "|stel(?:t|len|de)|geef(?:t)|geven|gaf|gaven|hebben|heeft|had(?:den)?|noem(?:t|en|de)|wil(?:len|de)?|trek(?:t|ken)|schrij(?:ft|ven)|oordeel(?:t|de)|zien?|ziet|keek|zijn|is|bedoel(?:t|en)"
    "|vra(?:agt|gen)|steun(?:t|en)|gaan|gaat|kunnen|kan|moeten|moet|mogen|mag"
)
NAME_GOES_ON = re.compile(r" (?:en )?[A-ZÀ-Ý]")  # "Stichting Lezen en Schrijven", "Regio Noord Limburg"
NAME_BEGINS = re.compile(r"(?<=\S )[A-ZÀ-Ý][\w-]+ $")  # "de Algemene Rekenkamer"
QUOTE = r"[‘’‚“”„«»\"'`]"
# What shows that a quoted text is meant as a heading: "onder ‘Wonen’", "bij de punten ‘Wonen’ en ‘Zorg’"; not "welke ‘ambitie’ heeft …".
AS_HEADING = re.compile(r"\b(?:onder|bij|kop|kopje|koppen|kopjes|paragraaf|paragrafen|hoofdstuk|hoofdstukken|onderdeel|onderdelen)\b[^?.!]{0,80}$")
NUMBERED = r"(?:\d+(?:\.\d+)*[.:]? )?"
PROGRAMME = re.compile(r"\b(?:(?:verkiezings|partij)programma|(?:verkiezings|partij)?manifest)\b", re.I)  # of a party
YEAR_REACH = 4  # words after a name within which a year belongs to it: "de agenda van de gemeente 2021"
# Said of a subject that is on an agenda, not of a document.
IDIOM = re.compile(r"\b(?:op|aan) de (?:politieke |bestuurlijke |landelijke )?agenda (?=zet|kom|sta|krijg|$)|\bop de agenda\b", re.I)
CLAUSE_END = re.compile(r"[,;:.?!]|\b(?:en|of|met|dan|dat|die|wat|waar|in|per|vanaf|na)\b", re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a question that names a document."""

    document: Document
    start: int
    end: int


def mentions(text: str, documents: Sequence[Document]) -> tuple[Mention, ...]:
    """Find the documents that a question names, in order, each once; a name that fits several documents names none of them."""
    said = fold(text)
    found = [
        Mention(document, start, start + len(document.title))
        for document in documents
        for start in [said.find(fold(document.title))]
        if len(document.title) > 3 and start >= 0
    ]
    found += [Mention(document, one.start(), one.end()) for name, document in _parties(documents) for one in re.finditer(name, text)]
    called = {document.id: _names(f"{document.title} {document.kind}") for document in documents}
    idioms = [(one.start(), one.end()) for one in IDIOM.finditer(text)]
    for word in re.finditer(r"\w+", text):
        name = fold(word.group())
        candidates = [document for document in documents if name in called[document.id]]
        if not candidates or any(start <= word.start() < end for start, end in idioms):
            continue
        following = CLAUSE_END.split(text[word.end() :], maxsplit=1)[0].split()[:YEAR_REACH]
        years = YEAR.findall(" ".join(following))
        fitting = [document for document in candidates if all(year in f"{document.title} {document.date}" for year in years)]
        if len(fitting) == 1:
            end = word.end() + (text[word.end() :].find(years[-1]) + len(years[-1]) if years else 0)
            found.append(Mention(fitting[0], word.start(), end))
    first: dict[str, Mention] = {}
    for mention in sorted(found, key=lambda one: (one.start, -one.end)):
        first.setdefault(mention.document.id, mention)
    return tuple(first.values())


def quoted_headings(text: str, sections: Sequence[Section], documents: Sequence[Document]) -> frozenset[str]:
    """Give the headings that a question quotes ("onder ‘Leren van elkaar’", "het kopje Wonen"), folded and without number; a title names its document."""
    said = plainly(text)
    if not re.search(rf"{QUOTE}|\bkop(?:je)?\b", said):
        return frozenset()
    titles = {plainly(document.title) for document in documents}
    headings = {plainly(unnumbered(section.heading)) for section in sections if section.heading} - titles
    return frozenset(heading for heading in headings if heading and heading in said and _is_quoted(heading, said))


def _is_quoted(heading: str, said: str) -> bool:
    whole = re.escape(heading)
    quoted = re.finditer(rf"{QUOTE}\s?{NUMBERED}{whole}[.:?,]?\s?{QUOTE}|(?:(?<=kop )|(?<=kopje )){NUMBERED}{whole}(?!\w)", said)
    return any(AS_HEADING.search(said[: found.start()]) for found in quoted)


def of_place(text: str, documents: Sequence[Document]) -> frozenset[str]:
    """Give the ids of the documents of the municipality, province or water board that a question names ("in Zilverwoude"), or of the party or organisation that made them, when others have documents too."""
    made = [mention.document for mention in _makers(text, documents)]
    if made and len({document.publisher or document.id for document in made}) == 1 and len(documents) > len(made):
        return frozenset(document.id for document in made)
    named = _places(text, documents)
    is_one_of_several = len(named) == 1 and any(document.publisher not in named for document in documents)
    return frozenset(document.id for document in documents if document.publisher in named) if is_one_of_several else frozenset()


def without_place(text: str, documents: Sequence[Document]) -> str:
    """Write "de gemeente" for the name of the only one that a question names of those whose documents these are: they mostly call themselves so.

    The party of an election programme, and an association and the like, calls itself "we". A name that belongs to another name, or to that of a document, stays.
    """
    makers = {(mention.start, mention.end) for mention in _makers(text, documents)}
    if len(makers) == 1 and not re.match(r"(?:\w+ )?wie ", text, re.I):  # "Wie is de voorzitter van het Verbond?"
        start, end = makers.pop()
        return f"{text[:start]}we{text[end:]}"
    named = list(_places(text, documents).values())
    if len(named) != 1 or makers:
        return text
    kind, name = named[0]["kind"].lower(), _pattern(named[0]["name"])
    whole = f"{'de' if kind in ('gemeente', 'provincie') else 'het'} {kind}"

    def renamed(found: re.Match[str]) -> str:
        before, after = text[: found.start()], text[found.end() :]
        is_part = PART_OF_A_NAME.match(after) or ONE_MORE.search(before) or not BEFORE_A_PLACE.search(before)
        return found.group() if is_part or not _is_a_name(found["name"], text, found.start("name")) else whole

    read = re.sub(rf"(?:\b(?:de |het )?{kind} (?:van )?)?(?P<name>{name})", renamed, text, flags=re.I)
    return read if mentions(read, documents) == mentions(text, documents) or not mentions(text, documents) else text


def _places(text: str, documents: Sequence[Document]) -> dict[str, re.Match[str]]:
    """Give the publishers that are a place and that a text names."""
    own = {document.publisher: found for document in documents if (found := OF_A_PLACE.match(document.publisher))}
    named = {
        publisher: place
        for publisher, place in own.items()
        if any(_is_a_name(found.group(), text, found.start()) for found in re.finditer(_pattern(place["name"]), text, re.I))
    }
    names = {place["name"] for place in named.values()}
    return {publisher: place for publisher, place in named.items() if not any(place["name"] in other for other in names - {place["name"]})}


def _pattern(name: str) -> str:
    """Match a name as a whole, with and without its accents; not in an address, and not with a genitive ("Elzerhaven's")."""
    letters = "".join(re.escape(letter) if fold(letter) == letter.casefold() else f"[{letter}{fold(letter)}]" for letter in name)
    return rf"(?<![\w@./-]){letters}(?![\w’'-]|\.\w)"


def _is_a_name(word: str, text: str, start: int) -> bool:
    """Tell a name from a word that is written so ("de buren", and the municipality of Buren): by its capital, or as no Dutch word."""
    opens = re.search(r"(?:^|[.!?]\s+)$", text[:start]) is not None
    return (ARTICLE.sub("", word, count=1)[:1].isupper() and not opens) or not simplemma.is_known(word.lower(), lang="nl")


def of_year(year: str, documents: Sequence[Document]) -> Document | None:
    """Give the only document of a year: the year of its title, or else of its date."""
    titled = [document for document in documents if year in document.title]
    dated = [document for document in documents if document.date.startswith(year)]
    return next((found[0] for found in (titled, dated) if len(found) == 1), None)


def titled(wanted: Set[str], documents: Sequence[Document]) -> set[str]:
    """Give the ids of the documents whose title or kind has every search term that is wanted; none when nothing is."""
    return {document.id for document in documents if wanted and wanted <= set(terms(f"{document.title} {document.kind}"))}


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


def _makers(text: str, documents: Sequence[Document]) -> list[Mention]:
    """Find those who call themselves "we" in a document of theirs: the party of a programme, or an organisation; not inside another name."""
    found = [Mention(document, one.start(), one.end()) for name, document in _parties(documents) if (one := re.search(name, text))]
    titles = [title for document in documents if (title := document.title.lower()) in text.lower()]
    for document in documents:
        own = ORGANISATION.fullmatch(document.publisher)
        one = next((one for pattern in _called(own) if (one := re.search(pattern, text, re.I))), None) if own else None
        if one is None or any(one["name"].lower() in title for title in titles):
            continue
        if not NAME_GOES_ON.match(text[one.end() :]) and not NAME_BEGINS.search(text[: one.start("name")]):
            found.append(Mention(document, one.start("name"), one.end()))
    return found


def _called(own: re.Match[str]) -> list[str]:
    """Give patterns for an organisation: its whole name, and behind a verb of theirs a compound that says whose it is ("willen de stadsparken"), or what it is ("vindt de rekenkamer")."""
    kind, link, name = own["kind"], own["link"] or "", own["name"]
    short = [name] if link and " " not in name and parts(fold(name)) else []
    short += [kind] if kind.lower() in LOOKS_AT_OTHERS else []
    whole = rf"(?<![\w-])(?P<name>(?:de |het )?{re.escape(f'{kind} {link}{name}')})(?![\w-])"
    return [whole, *(rf"(?:^|\b(?:{THEIR_VERB}) )(?P<name>de {re.escape(one)})(?![\w-])" for one in short)]


def _parties(documents: Sequence[Document]) -> list[tuple[str, Document]]:
    """Give patterns for the parties that each made one programme: its publisher, or what its file is named after beside the genre ("programma-dorp-vooruit.txt")."""
    named = [(name, document) for document in documents if PROGRAMME.search(f"{document.kind} {document.title}") for name in _made_by(document)]
    counts = Counter(fold(name) for name, _ in named)
    publishers = Counter(fold(document.publisher) for document in documents)
    alone = [(name, document) for name, document in named if counts[fold(name)] == 1 and publishers[fold(name)] <= 1]
    return [(rf"(?<!\w)(?i:{re.escape(name)})(?![\w-])", document) for name, document in alone]


def _made_by(document: Document) -> set[str]:
    """Give what may be the name of a party: no Dutch word, or several words."""
    filed = re.findall(r"[^\W\d_]+", document.file.rpartition(".")[0])
    beside = [part for part in filed if not fold(part).endswith(GENRES)]
    names = {
        document.publisher.lower() if not OF_A_PLACE.match(document.publisher) else "",
        " ".join(beside).lower() if len(beside) == len(filed) - 1 else "",
    }
    return {name for name in names if len(name.split()) > 1 or (name and not simplemma.is_known(name, lang="nl"))}


@lru_cache(maxsize=10_000)
def _names(described: str) -> frozenset[str]:
    """Give what a document with such a title and kind may be called: a word of these that is a genre or ends in one, and that genre."""
    return frozenset(name for word in words(described) for genre in GENRES if word.endswith(genre) for name in (word, genre))
