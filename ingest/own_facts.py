"""What a document says of itself in its first lines: title, what kind of text it is, of which authority, and its date."""

import datetime
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise, takewhile

from corpus.document import Document
from corpus.dutch import GENRES, MONTHS, ORGANISATIONS, fold
from ingest.outline import SUBJECT
from ingest.sections import Structure

FIRST_BLOCKS = 5  # the title, a subtitle, who made it
MOST_WORDS = 12  # of a title or subtitle; what is longer is text
BEGINNING = 3000  # characters in which the date stands
TITLE_LABEL = re.compile(r"titel:?", re.I)
NAME = r"(?:(?:De|Den|Het|'s-) ?)?[A-Z][a-z][\w-]*(?: (?:aan|op|bij|in|over) (?:de |den |het )?[A-Z][a-z][\w-]*)?"
AUTHORITY = re.compile(rf"\b((?:[Gg]emeente|[Pp]rovincie|[Ww]aterschap) {NAME})")
# Who else makes such a text, in a line of its own at the head: "Vereniging Zandhoeker Musea, 3 mei 2026", "Aangeboden door het Verbond van Stadsparken".
ORGANISATION = re.compile(
    r"(?:(?:aangeboden|opgesteld|uitgegeven|gemaakt|geschreven) door |(?:een )?uitgave van |van: )?(?:de |het )?"
    rf"(?P<name>(?:{ORGANISATIONS})(?: van| voor)?(?: (?-i:[A-Z][\w’'-]*|(?:en|aan|op|in|van)(?= [A-Z])))+)"
    rf"(?=\s*(?:$|\([^)]*\)$|,? (?:\d|{'|'.join(MONTHS)})|, (?:vastgesteld|rapportage|besproken|aangeboden|versie)\b))",
    re.I,
)
WORD = re.compile(r"[^\W\d_]+")


def with_own_facts(document: Document, text: Structure, described: bool) -> Document:
    """Fill in what the catalogue does not say; when there is no catalogue, title and date come from the text too."""
    blocks = _first_blocks(text)
    kind, publisher = document.kind or _genre(blocks), document.publisher or _authority(blocks)
    if described:
        return replace(document, kind=kind, publisher=publisher)
    return replace(document, title=_title(text, blocks) or document.id, date=_date(text, blocks), kind=kind, publisher=publisher)


def _first_blocks(text: Structure) -> list[str]:
    """Give the first lines and paragraphs."""
    blocks = [block.strip() for block in text.text.text[:BEGINNING].split("\n\n")]
    return [block for block in blocks if block][:FIRST_BLOCKS]


def _title(text: Structure, blocks: list[str]) -> str:
    """Give what stands under the label "Titel:", or else the first heading, for a letter with what it is about ("Raadsbrief: Een nieuwe brug")."""
    labelled = next((block for label, block in pairwise(blocks) if TITLE_LABEL.fullmatch(label)), "")
    headings = [section.heading for section in text.sections if section.heading]
    if labelled or not headings:
        return labelled
    about = next((found["subject"] for heading in headings if (found := SUBJECT.match(heading))), "")
    return ": ".join(part for part in ("" if SUBJECT.match(headings[0]) else headings[0], about) if part)


def _genre(blocks: list[str]) -> str:
    """Give the first word of the title and the short lines after it that says what kind of text this is ("Coalitieakkoord gemeente …").

    A longer line counts when it opens with such a word. Behind the first text anything may be named, other documents too.
    """
    for block in blocks:
        found = WORD.findall(block)
        is_text = len(found) > MOST_WORDS
        named = (word for word in found[: 1 if is_text else None] if fold(word).endswith(GENRES))
        if kind := next(named, ""):
            return kind.lower()
        if is_text:
            return ""
    return ""


def _authority(blocks: list[str]) -> str:
    """Give the authority or organisation with whose name a line at the head begins, or else the authority that one of these names."""
    lines = _head(blocks)
    made = next((found for line in lines if (found := AUTHORITY.match(line) or ORGANISATION.match(line))), None)
    name = made[1 if made.re is AUTHORITY else "name"] if made else ""
    name = name or next((found[1] for line in _short(lines) if (found := AUTHORITY.search(line))), "")
    return name[:1].upper() + name[1:]


def _head(blocks: list[str]) -> list[str]:
    """Give the lines before the first text: that is long and ends as a sentence does."""
    return list(takewhile(lambda block: len(WORD.findall(block)) <= MOST_WORDS or not block.endswith((".", "!", "?")), blocks))


def _short(lines: list[str]) -> Iterator[str]:
    return takewhile(lambda line: len(WORD.findall(line)) <= MOST_WORDS, lines)


def _date(text: Structure, blocks: list[str]) -> str:
    """Give the day in the lines at the head, or else the month and year there ("Rekenkamer Zandhoek, mei 2026"), or else the first day in the beginning."""
    head = "\n".join(_head(blocks))
    return next(filter(None, (_day(head), _month(head), _day(text.text.text[:BEGINNING]))), "")


def _day(text: str) -> str:
    """Give the first day that ends no period."""
    for found in re.finditer(rf"(?P<until>\b(?:tot|met|t/m) )?\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b", text, re.I):
        with suppress(ValueError):
            if not found["until"]:
                return datetime.date(int(found[4]), MONTHS.index(found[3].lower()) + 1, int(found[2])).isoformat()
    return ""


def _month(text: str) -> str:
    found = re.search(rf"(?<!met )(?<!tot )(?<!\d )\b({'|'.join(MONTHS)}) ((?:19|20)\d\d)\b", text, re.I)
    return f"{found[2]}-{MONTHS.index(found[1].lower()) + 1:02}" if found else ""
