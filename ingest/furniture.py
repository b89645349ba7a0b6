"""Lines of an extracted text → the same lines without what belongs to its pages: running heads and feet, page numbers, the table of contents.

What is left out becomes an empty line, so that every other line keeps its place. By form and recurrence alone.
"""

import re
from collections import Counter, defaultdict

EDGE = 4  # filled lines at the top and at the bottom of a page among which a running line stands
FEWEST_PAGES = 4
RUNNING_SHARE = 0.4  # of the pages, odd and even ones together; headings that recur open fewer pages
AT_EDGES = 0.8  # of all the times that such a line occurs
PAGE_NUMBER = re.compile(r"(?:pagina|pag\.|blz\.|page)?\s*[-–|]?\s*\d{1,3}(?:\s*(?:/|van|of)\s*\d{1,3})?\s*[-–|]?", re.I)
NAMED_PAGE = re.compile(r"(?:pagina|pag\.|blz\.|page)\s*\d{1,3}(?:\s*(?:/|van|of)\s*\d{1,3})?", re.I)  # stands nowhere else
LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}\s*$")  # "Inleiding ........ 3"
NUMBER_AT_END = re.compile(r"[\s.]*\b\d{1,3}\s*$")
FEWEST_ENTRIES = 5  # of a table of contents
NUMBERED = 0.5  # page numbers for each entry; a summary that is said again has none
FRONT = 0.25  # of the lines: where a table of contents stands


def without_furniture(lines: list[str]) -> list[str]:
    """Empty the lines of the pages and of the table of contents; page breaks ("\\f") stay."""
    pages = _pages(lines)
    dropped = {place for place, line in enumerate(lines) if LEADERS.search(line) or NAMED_PAGE.fullmatch(line.strip())} | _contents(lines)
    if len(pages) >= FEWEST_PAGES:
        dropped |= _running(lines, pages)
    return ["\f" * line.count("\f") if place in dropped else line for place, line in enumerate(lines)]


def _pages(lines: list[str]) -> list[list[int]]:
    """Give the places of the filled lines of each page that has any. Without page breaks a line that one space opens begins a page, as some extractions mark it."""
    breaks = re.compile("\f" if any("\f" in line for line in lines) else r"^ \S")
    pages: list[list[int]] = [[]]
    for place, line in enumerate(lines):
        if breaks.search(line):
            pages.append([])
        if line.strip():
            pages[-1].append(place)
    return [page for page in pages if page]


def _running(lines: list[str], pages: list[list[int]]) -> set[int]:
    """Find the lines at the edges of pages that recur there, whatever their numbers, and page numbers that stand alone."""
    edges = [{*page[:EDGE], *page[-EDGE:]} for page in pages]
    everywhere = Counter(_key(line) for line in lines)
    held = Counter(_key(lines[place]) for edge in edges for place in edge)
    fewest = max(FEWEST_PAGES, RUNNING_SHARE * len(pages))
    recurring = {key for key, count in held.items() if count >= max(fewest, AT_EDGES * everywhere[key])}  # a label that recurs stands anywhere
    outer = [{*page[:2], *page[-2:]} for page in pages]
    numbers = {place for edge in outer for place in edge if PAGE_NUMBER.fullmatch(lines[place].strip())}
    return numbers | {place for edge in edges for place in edge if _key(lines[place]) in recurring}


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.casefold().split()))


def _contents(lines: list[str]) -> set[int]:
    """Find a run of lines at the front that all stand in the text again, with loose page numbers between them."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        places[_entry(line)].append(place)
    front = [place for place in range(int(FRONT * len(lines))) if lines[place].strip()]
    found: set[int] = set()
    run: list[int] = []
    for place in [*front, -1]:
        entry = _entry(lines[place]) if place >= 0 else ""
        if place >= 0 and (not entry or places[entry][-1] > place):
            run.append(place)
            continue
        entries = {entry for one in run if (entry := _entry(lines[one]))}
        numbers = sum(NUMBER_AT_END.search(lines[one]) is not None for one in run)
        if len(entries) >= FEWEST_ENTRIES and numbers >= NUMBERED * len(entries):
            found.update(run)
        run = []
    return found


def _entry(line: str) -> str:
    """Give a line without the page number at its end; a line that is only a number is empty."""
    return " ".join(NUMBER_AT_END.sub("", LEADERS.sub("", line)).casefold().split())
