"""The names in a question: which of them the documents lack, which only tell the situation of who asks, and whether a figure is said of the one that is asked."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

import simplemma

from assistant.asked import CALLED_SO, Fact
from assistant.evidence import EvidenceSentence, whole_text
from assistant.question import Question
from corpus.dutch import STOP_WORDS, fold, sentences, terms, words
from ingest.build import Build
from ingest.related import held
from ingest.vocabulary import municipalities

# "Den Haag" stands for the national government in everyday Dutch.
NAME = re.compile(r"(?<=[\w,;:’'] )(?<!Den )(?!Den Haag)[A-ZÀ-Ý][\w&-]{2,}(?: [A-ZÀ-Ý][\w&-]+)*|\b[A-Z]{3,}\b")
IN = re.compile(r"\b(?:in|te) $", re.I)  # before a place
LEAST_OF_NAME, LEAST_OF_REST = 6, 4  # letters of a name, and of the word behind it
# Who somebody is, or where what is theirs stands, and not what is asked about: "mijn Poolse buurvrouw", "een Turkse ondernemer", "mijn zus in Spanje".
# "Het Rotterdamse zwembad" and "in Spanje" alone may well be the subject.
OF_WHO_ASKS = r"\b(?:[Mm]ijn|[Oo]nze|[Oo]ns)\s+(?:\w+e\s+)?{name}\s+[a-zà-ÿ]|\b[Ee]en\s+{name}(?<=[sn]e)\s+[a-zà-ÿ]|\b(?:[Mm]ijn|[Oo]nze|[Oo]ns)\s+(?:\w+e\s+)?[a-zà-ÿ-]+\s+(?:in|op|uit)\s+{name}\b"
# "Wat vindt de VVD van het plan?"
OPINION = re.compile(
    r"(?:[Ee]n )?[Ww]at (?:vindt|vinden|vond|vonden|denkt|denken|zegt|zeggen|zei|zeiden|adviseert|adviseerde|schrijft|schreef) (?:(?:de|het) (?:\w+ )?)?(?P<name>[A-ZÀ-Ý][\w&-]+(?: [A-ZÀ-Ý][\w&-]+)*)"
)
TRADE = re.compile(
    r"\b[Ww]elke? (?:\w+e )?(?P<trade>aannemer|vervoerder|leverancier|\w*verzekeraar|architect|accountant|notaris|\w*aanbieder|\w*bureau|\w*bedrijf)\b"
)
FIGURE_OF = ("money", "share", "count")  # facts that belong to somebody or something by name
OF_PLACE = (*FIGURE_OF, "day", "hour", "duration", "time")  # … and those that belong to a place
PLACED = re.compile(r"\b([Ii]n|[Tt]e|[Vv]an|[Bb]ij|[Uu]it) ([A-ZÀ-Ý][a-zà-ÿ][\w-]+)")  # a part of one has an article ("in de Molenwijk")
EARLY = 4  # words of a sentence
AS_LIKELY = 0.5  # of the likeliest sentence that gives a fact
COMMON, FEW = 0.05, 3  # a name in more than this share of the passages, and in more than so many, is what the documents are about
CLOSE = 1e-6  # a name in just so many is one too, however its rarity is rounded


def missing_name(question: Question, build: Build) -> str:
    """Give a name that occurs nowhere, one of the situation that is told only when there is no other; or an empty text."""
    known = {term for document in build.contents.documents for term in terms(f"{document.title} {document.publisher}")}
    asked = question.asking
    missing = [
        found.group()
        for found in NAME.finditer(asked)
        if _is_missing(found.group(), known, build, is_place=IN.search(asked[: found.start()]) is not None)
    ]
    return next((name for name in missing if not is_situation(name, question)), next(iter(missing), ""))


def without_situation(question: Question) -> Question:
    """Give a question without the names that only tell the situation: the documents need not know them to be near."""
    told = [name for name in NAME.findall(question.asking) if is_situation(name, question)]
    standalone = question.standalone
    for name in told:
        standalone = re.sub(rf"\b{re.escape(name)}\b ?", "", standalone)
    return replace(question, standalone=standalone) if told and terms(standalone) else question


def is_situation(name: str, question: Question) -> bool:
    """Tell whether a name says who or where somebody is, and not what is asked about."""
    return re.search(OF_WHO_ASKS.format(name=re.escape(name)), question.asking) is not None


def is_of_another(question: Question, fact: Fact, said: Sequence[EvidenceSentence], build: Build) -> str:
    """Say that a fact is not given for the name that is asked: each sentence that gives one stands in a passage, under headings and a lead-in, without it.

    The likeliest ones are of another place where they name one, though that passage names the one that is asked as well. A text does not repeat
    who made it, nor what it is all about: such a name need not stand there.
    """
    asked = set(words(question.asking))
    giving = [one for one in said if fact.stands_in(one.text, asked)]
    if fact.name not in OF_PLACE or not giving:
        return ""
    likely = [one for one in giving if one.relevance >= AS_LIKELY * max(other.relevance for other in giving)]
    places = _places(question.asking)
    if len(places) == 1 and not _is_subject(places[0], build) and all(_is_elsewhere(places[0], one, build) for one in likely):
        return _not_told(places[0])
    return _elsewhere(NAME.findall(question.asking) if fact.name in FIGURE_OF else (), giving, build)


def is_said_by_another(question: Question, said: Sequence[EvidenceSentence], build: Build) -> str:
    """Say that what somebody thinks or says ("Wat vindt de GGD van …?") is not told: each sentence stands in a passage that does not name who is asked."""
    found = OPINION.match(question.asking)
    return _elsewhere([found["name"]], said, build) if found else ""


def is_called_otherwise(question: Question, said: Sequence[EvidenceSentence]) -> bool:
    """Tell whether one is asked that does something by trade ("welke aannemer"), and no sentence with a name calls anything so, or says all else that is asked."""
    found = TRADE.search(question.asking)
    if found is None:
        return False
    asked, trade = set(words(question.asking)), terms(found["trade"])
    naming = [set(terms(one.read)) for one in said if any(set(words(name)) - asked for name in NAME.findall(one.text))]
    return not any(held(trade[0], given) >= CALLED_SO or set(terms(question.asking)) - set(trade) <= given for given in naming)


def _elsewhere(names: Sequence[str], said: Sequence[EvidenceSentence], build: Build) -> str:
    """Say which of these names stands in other passages only; not one of who made the documents, or that they are all about."""
    for name in names:
        wanted = _known_terms(name, build)
        if not _is_subject(name, build) and all(wanted.isdisjoint(terms(whole_text(one.passage, build))) for one in said):
            return _not_told(name)
    return ""


def _not_told(name: str) -> str:
    return f"Over “{name}” zeggen de gevonden passages dat niet."


def _is_subject(name: str, build: Build) -> bool:
    """Tell whether a name is what the documents are about, whose they are, or nowhere in them."""
    wanted = _known_terms(name, build)
    known = {term for one in build.contents.documents for term in terms(f"{one.title} {one.publisher} {one.kind}")}
    rare = math.log(1 + 1 / max(COMMON, FEW / len(build.contents.passages)))
    return not wanted or not wanted.isdisjoint(known) or any(build.lexical.rarity(term) < rare - CLOSE for term in wanted)


def _known_terms(name: str, build: Build) -> set[str]:
    return {term for term in terms(name) if build.lexical.holds(term)}


def _is_elsewhere(place: str, said: EvidenceSentence, build: Build) -> bool:
    """Tell whether a sentence names another place than the one that is asked, and neither it nor a heading above it that one; or all around it names only another.

    A place that stands late in a sentence ("… begint de aannemer uit Almelo") is hardly where it happens: then the sentence before it may name that.
    """
    around = whole_text(said.passage, build)
    named = _places(said.text)
    others = named or [other for other in _places(around) if not _is_subject(other, build)]
    is_early = any(name in said.text.split()[:EARLY] for name in named)
    before = "" if is_early else _before(said)
    where = " ".join((*said.passage.heading_path, before, said.text)) if named else around
    return bool(others) and terms(place)[0] not in terms(where)


def _before(said: EvidenceSentence) -> str:
    """Give the sentence right before one, or an empty text."""
    text = said.passage.text[: max(said.passage.text.find(said.text), 0)]
    spans = sentences(text)
    return text[spans[-1].start : spans[-1].end] if spans else ""


def _places(text: str) -> list[str]:
    """Give the names of places in a text: what is in one, or no Dutch word, or a municipality ("van Assen")."""
    return [
        name
        for before, name in PLACED.findall(text)
        if before.lower() in ("in", "te") or not simplemma.is_known(name.lower(), lang="nl") or fold(name) in municipalities()
    ]


def _is_missing(name: str, known: set[str], build: Build, *, is_place: bool) -> bool:
    """Tell whether a name is nowhere, nor a part of it; that of a place may be made of common words ("Heerenvliet"), and stands whole."""
    stands_whole = is_place and not simplemma.is_known(name.lower(), lang="nl") and not _is_told(name, build)
    said = [term for word in words(name) for term in terms(word)[:1]] if stands_whole else terms(name)
    unknown = all(not build.lexical.holds(term) and term not in known for term in said)
    if not unknown or words(name)[0] in STOP_WORDS:
        return False
    return not (begins_with_known(words(name)[-1], build) or _is_headed(name, build) or _is_dotted(name, build))


def _is_told(name: str, build: Build) -> bool:
    """Tell whether one passage holds all parts of a name that is no Dutch word: "de wijk bij de haven" for "Havenwijk"."""
    wanted = {term for word in words(name) for term in terms(word)[1:]}
    return bool(wanted) and any(wanted <= set(terms(passage.text)) for passage in build.contents.passages)


def _is_headed(name: str, build: Build) -> bool:
    """Tell whether a heading has a word of a name; some headings have no text of their own."""
    wanted = set(words(name))
    return any(not wanted.isdisjoint(words(section.heading)) for section in build.contents.sections)


def _is_dotted(name: str, build: Build) -> bool:
    """Tell whether the documents write an abbreviation with full stops: "V.V.D." for "VVD"."""
    if not (name.isupper() and name.isalpha()):
        return False
    dotted = re.compile(r"\b" + r"\. ?".join(name) + r"\b")
    return any(dotted.search(passage.text) for passage in build.contents.passages)


def begins_with_known(word: str, build: Build) -> bool:
    """Tell whether a word is one of these documents with a Dutch word glued to it: "Beatrixschoolterrein"."""
    cuts = range(LEAST_OF_NAME, len(word) - LEAST_OF_REST + 1)
    return any(simplemma.is_known(word[cut:], lang="nl") and _stands(word[:cut], build) for cut in cuts)


def _stands(part: str, build: Build) -> bool:
    """Tell whether a word of the documents begins so; its stem alone may be that of another word ("heeren", and "her")."""
    begins = re.compile(rf"\b{re.escape(part)}", re.I)
    return any(map(build.lexical.holds, terms(part)[:1])) and any(begins.search(passage.text) for passage in build.contents.passages)
