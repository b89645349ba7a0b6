"""Which list of a document a passage belongs to, and what stands in that list; which section lies in which. By the structure that ingest found; no questions here."""

import re
from collections.abc import Container, Mapping
from itertools import takewhile

from assistant.enumeration import GOES_ON
from assistant.question import YEAR
from corpus.document import Passage, PassageKind, Section, lead_ins
from corpus.dutch import terms, unnumbered
from ingest.build import Build
from ingest.tables import cells

STRETCH = re.compile(r"\b((?:19|20)\d{2}) ?(?:[-–]|t/m) ?((?:19|20)\d{2})\b")
FOOT_NOTE = re.compile(r"(?P<number>\d{1,3}) [A-Z]")  # a number without a full stop, in text out of a PDF
OF_LEAD_IN = 0.5  # of its words stand again in an item that goes on with it
FEW_WORDS = 5  # an item of fewer needs what stands above it
MOST_OF_BARE = 12  # items
MOST_ROWS = 20  # of a table that is given whole; a larger one is for searching


def lists_of(build: Build, passage: Passage) -> tuple[str, ...]:
    """Give the ids of what leads in the lists that a passage stands in, from within; the first is its own when it may lead in one itself."""
    own = () if passage.kind is PassageKind.PROSE else (passage.id,)
    return (*own, *(one.id for one in lead_ins(passage, build.passages)))


def has_items(build: Build, lead_in: Passage) -> bool:
    """Tell whether a passage leads in a list."""
    return any(passage.lead_in == lead_in.id for passage in build.contents.passages)


def whole_list(build: Build, lead_in: Passage) -> list[Passage]:
    """Give what leads in a list and all that stands in it, in reading order: lists in it too, and what stands between, except notes at the foot of a page."""
    section = [passage for passage in build.contents.passages if passage.section_id == lead_in.section_id]
    last = max(position for position, passage in enumerate(section) if lead_in.id in lists_of(build, passage))
    listed, after = section[section.index(lead_in) : last + 1], section[last + 1 :]
    while more := _behind_note(listed, after) or _going_on(lead_in, after):
        listed, after = [*listed, *more], after[after.index(more[-1]) + 1 :]
    return [one for place, one in enumerate(listed) if not is_foot_note(one, listed[:place])]


def _behind_note(listed: list[Passage], after: list[Passage]) -> list[Passage]:
    """Give the notes at the foot of a page that part items from one that does not end ("…;"), with those items."""
    notes = list(takewhile(lambda one: is_foot_note(one, listed), after))
    items = list(takewhile(lambda one: one.kind is PassageKind.ITEM, after[len(notes) :]))
    return [*notes, *items] if notes and items and listed[-1].text.endswith((";", ",", ":")) else []


def _going_on(lead_in: Passage, after: list[Passage]) -> list[Passage]:
    """Give the item behind a list in a list that goes on with what leads that in: "1. Niet mee tellen: a. …, b. …; 2. Voorts telt niet mee …", and not "2. Voorts benoemt de raad …"."""
    said = set(terms(unnumbered(lead_in.text)))
    beside = [one for one in after[:1] if one.kind is lead_in.kind is PassageKind.ITEM and one.lead_in == lead_in.lead_in]
    return [one for one in beside if GOES_ON.match(unnumbered(one.text)) and len(said & set(terms(one.text))) >= OF_LEAD_IN * len(said)]


def is_foot_note(passage: Passage, before: list[Passage]) -> bool:
    """Tell whether a passage opens with a number that stands at the end of a word before it ("een tunnel12"): "12 Woningen komen …" alone is no note."""
    opening = FOOT_NOTE.match(passage.text) if passage.kind is PassageKind.PROSE else None
    return opening is not None and any(re.search(rf"[^\W\d][.,;:)]?{opening['number']}(?!\w)", one.text) for one in before)


def headed_list(build: Build, passage: Passage) -> list[Passage]:
    """Give the items with which a section begins, without a lead-in, when a passage is one of them; or none."""
    section = (one for one in build.contents.passages if one.section_id == passage.section_id)
    items = list(takewhile(lambda one: one.kind is PassageKind.ITEM, section))
    return items if passage in items and items[0].lead_in is None else []


def bare_list(build: Build, passage: Passage) -> list[Passage]:
    """Give the list under a heading that an item of few words stands in, equal ones once, when it is not long: "Laagste kosten" says nothing without its heading; or none."""
    is_bare = len(passage.text.split()) < FEW_WORDS and not passage.text.rstrip().endswith((".", "!", "?"))
    items = headed_list(build, passage) if is_bare else []
    once = [one for place, one in enumerate(items) if one.text not in [before.text for before in items[:place]]]
    return once if 1 < len(once) <= MOST_OF_BARE and passage.heading_path else []


def asked_rows(question: str, header: Passage, rows: list[Passage]) -> list[Passage]:
    """Give the rows of a table for a year that is asked, and of those the ones that hold all words by which they differ ("Team Mobiliteit"); all when none does.

    Words of the header and the headings say what all rows are, and a number is mostly how many are asked.
    """
    named = {*terms(" ".join((header.text, *header.heading_path)))}
    years = {int(year) for year in YEAR.findall(question)}
    of_year = [row for row in rows if years & _years(row.text)] or rows
    held = [set(terms(row.text)) for row in of_year]
    asked = {term for term in terms(question) if not term.isdigit()} - named
    differs = {term for term in asked if 0 < sum(term in said for said in held) < len(of_year)}
    return [row for row, said in zip(of_year, held, strict=True) if differs <= said] or of_year


def _years(text: str) -> set[int]:
    """Give the years of a text, and those between two that a dash parts."""
    spans = [range(int(first), int(last) + 1) for first, last in STRETCH.findall(text)]
    return {*map(int, YEAR.findall(text)), *(year for span in spans for year in span)}


def lies_in(sections: Mapping[str, Section], section_id: str | None, ids: Container[str]) -> bool:
    """Tell whether a section is one of these, or stands below one."""
    while section_id is not None:
        if section_id in ids:
            return True
        section_id = sections[section_id].parent
    return False


def first_below(build: Build) -> dict[str, Passage]:
    """Give by section the first passage under its heading, which may stand under a lower one."""
    parents = {one.id: one.parent for one in build.contents.sections}
    first: dict[str, Passage] = {}
    for passage in build.contents.passages:
        section: str | None = passage.section_id
        while section is not None and section not in first:
            first[section] = passage
            section = parents[section]
    return first


def columns_line(header: Passage) -> str:
    """Name the columns of a table, to stand over its rows."""
    return f"{', '.join(filter(None, cells(header.text)))}:"
