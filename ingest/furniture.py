"""Lines of an extracted text → the same lines without what belongs to its pages: running heads and feet, page numbers, the table of contents.

What is left out becomes an empty line, so that every other line keeps its place. By form and recurrence alone; where that is not plain, a line stays.
"""

import re
from collections import Counter, defaultdict
from itertools import pairwise

EDGE = 4  # filled lines at the top and at the bottom of a page among which a running line stands
EDGE_OF_SHORT = 2  # the same, of a page that is not longer than two edges; what recurs on such pages alone is text, as on slides
FEWEST_PAGES = 4
FRONT_LINES = 3  # filled, among which the title stands
LINES_OF_PAGE = 15  # filled, on average, where only a leading space marks the pages
RUNNING_SHARE = 0.4  # of the pages, odd and even ones together; headings that recur open fewer pages
AT_EDGES = 0.8  # of all the times that such a line occurs
MORE_THAN_LABEL = 3  # words beside a number at the end: "Doel 2" is a heading, "Jaarplan van de gemeente 2" a running foot
SET_APART = re.compile(r"\S(?: {3,}|\t)(\d{1,3})\s*$")  # a page number at the other side of the page
PAGE_NUMBER = re.compile(r"(?:(?:pagina|pag\.|blz\.|page) ?)?(?:[-–|] ?)?\d{1,3}(?: ?(?:/|van|of) ?\d{1,3})?(?: ?[-–|])?", re.I)
NAMED_PAGE = re.compile(r"(?:pagina|pag\.|blz\.|page) ?\d{1,3}(?: ?(?:/|van|of) ?\d{1,3})?", re.I)  # stands nowhere else
NAMED_FOOT = re.compile(
    r"\s*(?P<running>\S.{2,80}?)(?:\s{2,}| ?\| ?)(?:pagina|pag\.|blz\.|page) ?\d{1,4}\s*$", re.I
)  # "Begroting 2027     pagina 23"
PAGE_BEHIND = re.compile(r"(?:^|\s)\d{1,3}$")  # and not the year in "Bestuursakkoord 2026-2030"
LONGEST_FOOT = 200  # characters
STAYS = re.compile(r"[.!?;:][\"'’”)\]]?$|^[^\W\d]+:")  # a sentence, or a label with what is said under it
LABEL = re.compile(r"^[^\W\d]+: ")  # "Onderwerp: …"
BEGINS = 3  # the last page on which a line may begin to run that says what the first page says: odd and even pages may have their own
FEWEST_ENTRIES = 5  # of a table of contents
FEWEST_UNDER_TITLE = 3  # … and of one that is called so
CONTENTS = re.compile(r"inhoud(?:sopgave)?\W*", re.I)
NUMBERED = 0.5  # page numbers for each entry; a summary that is said again has none
FRONT = 0.25  # of the lines: where a table of contents stands


def without_furniture(lines: list[str]) -> list[str]:
    """Empty the lines of the pages and of the table of contents; page breaks ("\\f") stay."""
    said = [" ".join(line.split()) for line in lines]
    pages = _pages(lines, said)
    contents = _dotted(said) | _contents(said)
    dropped = {place for place, line in enumerate(said) if NAMED_PAGE.fullmatch(line)} | contents | _titles(said, contents) | _named_feet(lines)
    if len(pages) >= FEWEST_PAGES:
        dropped |= _running(lines, said, pages, contents)
    return ["\f" * line.count("\f") if place in dropped else line for place, line in enumerate(lines)]


def _named_feet(lines: list[str]) -> set[int]:
    """Find lines that say the same before the number of their page, where two or more do."""
    feet = {
        place: found["running"]
        for place, line in enumerate(lines)
        if len(line) < LONGEST_FOOT and (found := NAMED_FOOT.match(line.replace("\f", "")))
    }
    counts = Counter(feet.values())
    return {place for place, said in feet.items() if counts[said] > 1}


def _pages(lines: list[str], said: list[str]) -> list[list[int]]:
    """Give the places of the filled lines of each page that has any.

    Without page breaks the lines that number the pages part them, or a line that one space opens, as some extractions mark it, if there are few of them.
    """
    filled = [place for place, line in enumerate(said) if line]
    breaks = {place for place, line in enumerate(lines) if "\f" in line} or {place for place in filled if NAMED_PAGE.fullmatch(said[place])}
    breaks = breaks or _numbering(said, filled)
    if not breaks:
        breaks = {place for place in filled if re.match(r" \S", lines[place])}
        if len(filled) < LINES_OF_PAGE * len(breaks):
            return [filled]
    pages: list[list[int]] = [[]]
    for place in range(len(lines)):
        if place in breaks:
            pages.append([])
        if said[place]:
            pages[-1].append(place)
    return [page for page in pages if page]


def _numbering(said: list[str], filled: list[int]) -> set[int]:
    """Find the bare numbers that part pages: they count on, a line that recurs stands right beside each, and most of a page lies between them.

    The numbers of questions or motions count on under a heading that recurs as well. So one of them breaks a sentence, or that line says what the
    title says.
    """
    beside = {
        place: {_key(said[other], set_apart=False) for other in (before, after)}
        for before, place, after in zip(filled, filled[1:], filled[2:], strict=False)
        if re.fullmatch(r"\d{1,3}", said[place])
    }
    counts = Counter(key for keys in beside.values() for key in keys if " " in key and not STAYS.search(key))  # one word may be a label
    found = [place for place, keys in beside.items() if any(counts[key] >= FEWEST_PAGES for key in keys)]
    steps = [int(said[other]) - int(said[one]) for one, other in pairwise(found)]
    counts_on = all(step > 0 for step in steps) and 2 * steps.count(1) >= len(steps)
    parting = set(found)
    text = [said[place] for place in filled if place in parting or counts[_key(said[place], set_apart=False)] < FEWEST_PAGES]
    broken = any(
        re.fullmatch(r"\d{1,3}", here) and not STAYS.search(before) and after[0].islower()
        for before, here, after in zip(text, text[1:], text[2:], strict=False)
    )
    title = {word for place in filled[:FRONT_LINES] for word in said[place].casefold().split()}
    is_running = broken or any(counts[key] >= FEWEST_PAGES and set(key.split()) <= title for place in found for key in beside[place])
    return parting if counts_on and is_running and len(filled) >= 2 * EDGE * len(found) else set()


def _running(lines: list[str], said: list[str], pages: list[list[int]], contents: set[int]) -> set[int]:
    """Find the lines at the edges of pages that recur there, but for the first of each, and page numbers that stand alone."""
    edges = [_edge(page) for page in pages if len(page) > 1]
    long = {place for page in pages if _is_long(page) for place in page}
    # At the foot of a short page may stand text, unless it is where the document ends.
    counting = long | {place for page in pages for place in page[:EDGE_OF_SHORT]} | set(pages[-1])
    keys = [_key(line, set_apart=SET_APART.search(raw) is not None) for raw, line in zip(lines, said, strict=True)]
    everywhere = Counter(key for place, key in enumerate(keys) if place not in contents)
    at_edges: dict[str, list[int]] = defaultdict(list)
    for place in (place for edge in edges for place in edge if place not in contents and not STAYS.search(said[place])):
        at_edges[keys[place]].append(place)
    fewest = max(FEWEST_PAGES, RUNNING_SHARE * sum(map(_is_long, pages)))
    recurring = [
        places
        for key, places in at_edges.items()
        if len(counting.intersection(places)) >= max(fewest, AT_EDGES * everywhere[key])
        and 2 * len(long.intersection(places)) > len(places)
        and _counts_on([lines[place] for place in places])
    ]
    numbers = {place for page in pages for place in {*page[:2], *page[-2:]} if PAGE_NUMBER.fullmatch(said[place])}
    numbers |= {place for edge in edges for place in edge if re.fullmatch(r"\d{1,3} ?/ ?\d{1,3}", said[place])}
    # The first may be the title, or that of a chapter.
    return numbers | {place for places in recurring for place in (places[1:] if _is_title(places, said, pages, contents) else places)}


def _is_title(places: list[int], said: list[str], pages: list[list[int]], contents: set[int]) -> bool:
    """Tell whether the first of lines that recur may be a title: none has a page number behind it, or says again what whole lines of the first page say.

    Such a line begins on the next pages and runs on to the end; what a table of contents says is the title of a chapter.
    """
    first = places[0]
    words = set(said[first].casefold().split())
    lines = [set(LABEL.sub("", said[place]).casefold().split()) for place in pages[0] if place not in contents]
    again = words == {word for line in lines if line <= words for word in line} and any(first in page for page in pages[1:BEGINS])
    to_the_end = any(places[-1] in page for page in pages[-2:])  # odd and even pages may have their own
    return not (PAGE_BEHIND.search(said[first]) or (again and to_the_end))


def _is_long(page: list[int]) -> bool:
    return len(page) > 2 * EDGE


def _edge(page: list[int]) -> list[int]:
    edge = EDGE if _is_long(page) else EDGE_OF_SHORT
    return sorted({*page[:edge], *page[-edge:]})


def _counts_on(lines: list[str]) -> bool:
    """Tell whether numbers that are set apart rise, as page numbers do; the amounts of a table do not."""
    numbers = [int(found[1]) for line in lines if (found := SET_APART.search(line))]
    return all(one < other for one, other in pairwise(numbers))


def _key(line: str, *, set_apart: bool) -> str:
    """Give a line without the page number before or behind it, if it is more than a label or the number is set apart."""
    words = line.casefold().split()
    number = [position for position in (0, -1) if words and re.fullmatch(r"\d{1,3}", words[position])]
    return " ".join(word for word in words if not word.isdigit()) if number and (set_apart or len(words) > MORE_THAN_LABEL) else " ".join(words)


def _dotted(said: list[str]) -> set[int]:
    """Find the lines at the front that dots lead to a page number ("Inleiding ........ 3"): several, with numbers that rise."""
    places = [place for place in range(int(FRONT * len(said))) if _leads(said[place])]
    numbers = [int(said[place].split()[-1].rsplit(".", 1)[-1]) for place in places]
    return set(places) if len(places) >= FEWEST_ENTRIES and numbers == sorted(numbers) else set()


def _leads(line: str) -> bool:
    before, number = _without_number(line)
    return bool(number) and before.replace(" ", "").endswith("....")


def _titles(said: list[str], contents: set[int]) -> set[int]:
    """Find the lines that only say that a table of contents follows, which would be headings with nothing under them."""
    filled = [place for place, line in enumerate(said) if line]
    return {place for place, after in pairwise(filled) if after in contents and CONTENTS.fullmatch(said[place])}


def _contents(said: list[str]) -> set[int]:
    """Find a run of lines at the front that all stand in the text again, without the page number behind them; loose page numbers may stand between them.

    Under the title of a table of contents they need no page numbers.
    """
    last = {line.casefold(): place for place, line in enumerate(said)}
    front = [place for place in range(int(FRONT * len(said))) if said[place]][1:]  # the first may be the title
    found: set[int] = set()
    run: list[int] = []
    title = next((place for place, line in enumerate(said) if line), -1)
    title = title if title >= 0 and CONTENTS.fullmatch(said[title]) else -1
    for place in [*front, -1]:
        entry = _entry(said[place]) if place >= 0 else ""
        if place >= 0 and (not entry or last.get(entry, 0) > place):
            run.append(place)
            continue
        entries = {entry for one in run if (entry := _entry(said[one]))}
        numbers = sum(bool(_without_number(said[one])[1]) for one in run)
        if (len(entries) >= FEWEST_ENTRIES and numbers >= NUMBERED * len(entries)) or (title >= 0 and len(entries) >= FEWEST_UNDER_TITLE):
            found.update(run)
        run, title = [], place if CONTENTS.fullmatch(said[place]) else -1
    return found


def _entry(line: str) -> str:
    """Give a line without dots and page number at its end; a line that is only a number is empty."""
    return _without_number(line)[0].rstrip(" .").casefold()


def _without_number(line: str) -> tuple[str, str]:
    """Part a line from the number of at most three digits at its end, if a space or dots stand before that."""
    before = line.rstrip("0123456789")
    number = line[len(before) :]
    return (before, number) if 0 < len(number) <= 3 and (not before or before[-1] in " .") else (line, "")
