"""Who holds an office ("Wie is de burgemeester?"): which office a question asks for, and whether a text names who holds it."""

import re
from collections.abc import Iterator, Set
from itertools import islice, takewhile

import numpy as np

from assistant.asked import CAPITAL, ROLE, asked_fact
from corpus.document import Passage, PassageKind
from corpus.dutch import sentences, terms, words
from ingest.build import Build

ASKS = re.compile(rf"\b(?:wie|hoe heet|welke?)\b.*?\b({ROLE})\b(?:(?: van| voor| op)(?: de| het| een)? (\w+))?", re.I)
STANDS_FOR = re.compile(r"\b([A-Z]{2,}\w*) \([^)]*\)")  # "BZK (Binnenlandse Zaken)" names nobody
# … and neither does the name of a law, a plan or an organisation: "Wet Decentraal Bestuur", "Stichting De Linde".
THINGS = re.compile(
    r"\b(?:Wet|Besluit|Regeling|Verordening|Programma|Plan|Agenda|Visie|Nota|Akkoord|Fonds|Stichting|Vereniging|Ministerie|Commissie|Raad|Gemeente|Provincie|Bureau|Instituut)"
    r"(?: (?:van|voor|de|het|en|op))*(?: [A-ZÀ-Ý][\w-]*)+"
)
EVERYDAY = {"baas": ("voorzitter", "directeur", "burgemeester", "dijkgraaf", "bestuurder")}  # no text calls the office so
LOOKED_AT = 20  # passages that name the office, those that say most of it first


def asked_office(question: str) -> str:
    """Give the office of which the holder is asked, in lower case, or an empty text; "welke bestuurders" asks for offices, not for who holds them."""
    fact, found = asked_fact(question), ASKS.search(question)
    return found[1].lower() if fact and fact.name == "person" and found else ""


def holders(question: str, build: Build, documents: Set[str] = frozenset()) -> Iterator[Passage]:
    """Give the passages that name who holds the office that is asked, of all that names the office; of these documents alone, when any are given."""
    if office := asked_office(question):
        scores = build.lexical.scores(" ".join(_called(office)))
        naming = (build.contents.passages[int(row)] for row in np.argsort(-scores, kind="stable") if scores[row] > 0)
        for passage in islice((one for one in naming if not documents or one.document_id in documents), LOOKED_AT):
            if names_holder(question, _whole(passage, build)):
                yield passage
            else:
                yield from (item for item in _below(passage, office, build) if _is_holder(question, item))


def _below(passage: Passage, office: str, build: Build) -> Iterator[Passage]:
    """Give the items right below a passage that ends with holders of the office: "Er zijn twee wethouders." stands over who they are."""
    last = passage.text[sentences(passage.text)[-1].start :] if sentences(passage.text) else ""
    tells = passage.kind is not PassageKind.ITEM and re.search(rf"\b(?:{'|'.join(_called(office))})(?:s|en)\b", last, re.I) is not None
    after = build.contents.passages[build.rows[passage.id] + 1 :] if tells else ()
    return takewhile(lambda one: one.kind is PassageKind.ITEM and one.section_id == passage.section_id, after)


def _is_holder(question: str, item: Passage) -> bool:
    """Tell whether an item names a person and the field that is asked: "Bos (Dorpslijst): wonen, verkeer"."""
    fact, found = asked_fact(question), ASKS.search(question)
    field = set(terms(found[2] or "")) if found else set()
    return fact is not None and not field.isdisjoint(terms(item.text)) and fact.stands_in(item.text, set(words(question)))


def names_holder(question: str, text: str) -> bool:
    """Tell whether a sentence of a text names a person with the office that is asked, and the text what the question names beside it."""
    fact, found, office = asked_fact(question), ASKS.search(question), asked_office(question)
    if not fact or not found or not office:
        return False
    field = set(terms(found[2] or ""))
    named = {word for name in CAPITAL.findall(question) for word in words(name)}
    if not named <= set(words(text)) or (field and not field & set(terms(text))):
        return False
    text = THINGS.sub("", STANDS_FOR.sub(r"\1", text))
    every = (text[span.start : span.end] for span in sentences(text))
    # An everyday word may be of any office: the sentence itself must say whose.
    telling = (one for one in every if office not in EVERYDAY or not field.isdisjoint(terms(one)))
    return any(any(map(one.lower().__contains__, _called(office))) and fact.stands_in(one, set(words(question))) for one in telling)


def _called(office: str) -> tuple[str, ...]:
    return EVERYDAY.get(office, (office,))


def _whole(passage: Passage, build: Build) -> str:
    document = next(document for document in build.contents.documents if document.id == passage.document_id)
    return "\n".join((document.title, document.publisher, *passage.heading_path, passage.text))
