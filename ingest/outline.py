"""Gives every heading its level where the format does not tell it: from numbers, recurrence, pages, and what a text announces."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ingest.blocks import Block, BlockKind
from ingest.goals import HEADING_CHARACTERS, goal_number
from ingest.headings import EXAMPLE
from ingest.marks import LETTERED

HEADING_NUMBER = re.compile(rf"({LETTERED}|\d{{1,2}}(?:\.\d{{1,2}})*)\.?\s+\S")
CHAPTER = re.compile(r"(?:programma|thema|hoofdstuk|pijler|deel) \d{1,2}\b", re.I)
# What a part is called before its number ("Thema 3: Schoon water", "Paragraaf 2.1").
LABELLED_NUMBER = re.compile(
    r"(?P<word>programma|thema|hoofdstuk|pijler|deel|paragraaf|onderdeel|spoor) (?P<number>\d{1,2}(?:\.\d{1,2})?)(?=[:.]?(?:\s|$)|[–-])", re.I
)
SUBJECT = re.compile(r"(?:onderwerp|betreft)\s*:\s*(?P<subject>\S.*)", re.I | re.S)
FIRST_BLOCKS = 12  # the head of a letter
COUNTS = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10}
AMOUNT_BEHIND = re.compile(
    r"(?:€ ?\d[\d.,]*(?: (?:miljoen|miljard|mln|mld)\.?)?|\d\.\d{3}|\d,\d{1,2}|\d ?%)$"
)  # no heading ends so, nor a line of a table of contents
# What a heading calls the parts of its own text. Other things that are counted below their name ("drie wijkteams") stand in no headings.
PARTS = re.compile(
    r"(?:.*\b)?\w*(?:punten|doelen|doelstellingen|pijlers|thema['’]?s|lijnen|sporen|ambities|opgaven|prioriteiten|principes|aanbevelingen|fasen|stappen|onderdelen"
    r"|programma['’]?s|bouwstenen|keuzes|maatregelen|hoofdstukken|delen|conclusies|adviezen|rollen|waarden|scenario['’]?s|varianten|projecten|beloften|gebieden|domeinen|uitdagingen)",
    re.I,
)
LEAST_WORDS = 5  # of a line that is told from a heading by its length
# Parts that stand beside the chapters of a policy document, never below one.
FRAME = re.compile(
    r"(?:voorwoord|leeswijzer|samenvatting|inleiding|proces(?:stappen)?|planning|vervolg(?:stappen|proces)?|tot slot|slot(?:woord)?|conclusies?|bijlagen?)\b.{0,25}$",
    re.I,
)


def heading_number(heading: str) -> str | None:
    """Give the number that a heading begins with ("3.1", "2", "5.b.3"), or None. A letter that no point parts from its number ("8a.6") names a part of an agenda that has no heading, and does not count."""
    found = HEADING_NUMBER.match(heading)
    return found[1] if found else None


def labelled_number(heading: str) -> tuple[str, str] | None:
    """Give what a heading calls its part, in lower case, and the number of that ("Thema 3: …"), or None."""
    found = LABELLED_NUMBER.match(heading)
    return (found["word"].lower(), found["number"]) if found else None


def part_number(heading: str) -> str | None:
    """Give the number of the part that a heading opens: that it begins with, that of its goal, or that behind "Thema" or "Hoofdstuk"; None without any."""
    labelled = labelled_number(heading)
    return heading_number(heading) or goal_number(heading) or (labelled[1] if labelled else None)


def with_levels(blocks: list[Block]) -> list[Block]:
    """Give the blocks with a level from 1 at every heading; levels that a format told are only moved up so that chapters are 1.

    Where none is told, lines with nothing under them are no headings.
    """
    headings = [position for position, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    if not headings:
        return blocks
    told = all(blocks[position].level for position in headings)
    levels = _told_levels([blocks[position] for position in headings]) if told else _inferred_levels(blocks, headings)
    result = list(blocks)
    for position, level in zip(headings, levels, strict=True):
        result[position] = replace(blocks[position], level=level)
    return result if told else _without_bare_lines(result)


def under_subject(blocks: list[Block]) -> list[Block]:
    """Make the line that says what a letter or proposal is about ("Onderwerp: …") the heading over all that follows; one with a figure stays text as well. A list of subjects has several."""
    places = [place for place, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH and SUBJECT.match(block.text)]
    if len(places) != 1 or places[0] >= FIRST_BLOCKS or not _is_one_line(blocks[places[0]].text):
        return blocks
    subject = places[0]
    before = [place for place, block in enumerate(blocks[:subject]) if block.kind is BlockKind.HEADING]
    numbered = any(heading_number(blocks[place].text) for place in before)
    if numbered or (before and before[-1] != before[0] + len(before) - 1):  # below the title there is a chapter already
        return blocks
    said = blocks[subject].text
    below = (replace(block, level=block.level + 1) if block.kind is BlockKind.HEADING else block for block in blocks[subject + 1 :])
    return [*blocks[:subject], replace(blocks[subject], kind=BlockKind.HEADING, level=1, title=said if re.search(r"\d", said) else ""), *below]


def _is_one_line(subject: str) -> bool:
    """Tell whether a line says no more than what a letter is about: one sentence, and no other label behind it."""
    said = subject.partition(":")[2]
    return len(subject) <= HEADING_CHARACTERS and not re.search(r"[.!?] \S|\b[A-Z]\w+\s*:", said)


def _without_bare_lines(blocks: list[Block]) -> list[Block]:
    """Make lines paragraphs again that were taken for headings: two or more with nothing under them, that say more than a heading does, or one with an amount at its end.

    No passage would hold their words. The first heading is the title; one by itself opens a chapter.
    """
    title = next(block for block in blocks if block.kind is BlockKind.HEADING)
    recurring = _recurring(block.text for block in blocks if block.kind is BlockKind.HEADING)  # a label, that has a heading above it
    bare = [
        block.kind is BlockKind.HEADING
        and (after is None or (after.kind is BlockKind.HEADING and after.level == block.level and after.text.casefold() not in recurring))
        for block, after in zip(blocks, [*blocks[1:], None], strict=True)
    ]
    return [
        replace(block, kind=BlockKind.PARAGRAPH, level=0)
        if here and block is not title and (AMOUNT_BEHIND.search(block.text) or ((before or after) and _says_more(block.text)))
        else block
        for block, before, here, after in zip(blocks, [False, *bare], bare, [*bare[1:], False], strict=False)
    ]


def _says_more(line: str) -> bool:
    """Tell whether a line is longer than a heading needs to be; a question, or a line of a table of contents, is none."""
    return len(line.split()) >= LEAST_WORDS and not re.search(r"\?$|…|(?:\. ?){4}|[^\W\d]\s\d{1,3}$", line)


def _told_levels(headings: list[Block]) -> list[int]:
    """A lone first heading of the highest level is the title; the chapters below it count from 1."""
    top = min(heading.level for heading in headings)
    lone_title = len(headings) > 1 and headings[0].level == top and all(heading.level > top for heading in headings[1:])
    first = min(heading.level for heading in headings[1:]) if lone_title else top
    return [max(1, heading.level - first + 1) for heading in headings]


def _inferred_levels(blocks: list[Block], headings: list[int]) -> list[int]:
    texts = [blocks[position].text for position in headings]
    recurring = _recurring(texts)
    chapters = [position for position in headings if (heading_number(blocks[position].text) or "x").isdigit()]
    chapters_open_pages = len(chapters) > 1 and all(blocks[position].opens_page for position in chapters)
    agenda = _agenda(texts)
    levels: list[int] = []
    # Levels: of the last number or goal, of the last recurring heading, of the last number, of what stands above goals; how many parts are still announced, and by whom.
    base, label, counted, above, announced, announcer = 0, 0, 0, 0, 0, 0
    for order, position in enumerate(headings):
        text = texts[order]
        number = heading_number(text) or ("1" if CHAPTER.match(text) else None)
        if number:
            level = base = counted = above = _depth(number, agenda)
            label = announced = 0
        elif goal_number(text):
            level = base = above + 1
            label = announced = 0
        elif text.casefold() in recurring:
            level = label = base + 1
            announced = 0
        elif announced:
            level, announced = announcer + 1, announced - 1
        elif FRAME.match(text):
            level, base, label, counted, above = 1, 0, 0, 0, 0
        elif order + 1 < len(texts) and goal_number(texts[order + 1]) and not EXAMPLE.match(text):  # a theme with goals
            level = above = counted + 1
            base, label = counted, 0
        elif base or label:
            level = base if agenda else max(base, label) + 1  # beside the item above it: its number is lost
        else:
            level = 1 if not chapters_open_pages or blocks[position].opens_page or order == 0 else 2
        levels.append(level)
        if not announced and (count := _announced(blocks, position, text)):
            announced, announcer = count, level
    return levels


def _agenda(headings: Iterable[str]) -> set[str]:
    """Give the numbers of an agenda, none for any other text: most have a letter ("5.b.3"), and some of those no chapter ("5.b") above them.

    Where chapters have a word ("Hoofdstuk 1"), "1.a" is a part of one.
    """
    told = list(headings)
    numbers = {number for heading in told if (number := heading_number(heading))}
    lettered = [number for number in numbers if re.fullmatch(LETTERED, number)]
    is_agenda = 2 * len(lettered) > len(numbers) and any(number.rpartition(".")[0] not in numbers for number in lettered)
    return numbers if is_agenda and not any(map(CHAPTER.match, told)) else set()


def _depth(number: str, agenda: set[str]) -> int:
    """Give the level of a number; in an agenda only the chapters that are headings count."""
    parts = number.split(".")
    return 1 + sum(not agenda or ".".join(parts[:count]) in agenda for count in range(1, len(parts)))


def _recurring(headings: Iterable[str]) -> set[str]:
    return {text for text, count in Counter(heading.casefold() for heading in headings).items() if count > 1}


def _announced(blocks: list[Block], position: int, heading: str) -> int:
    """Count the parts that the text under a heading announces: "de volgende twee doelen", or "vijf speerpunten" under "Speerpunten"."""
    under: list[str] = []
    for block in blocks[position + 1 :]:
        if block.kind is not BlockKind.PARAGRAPH:
            break
        under.append(block.text)
    count = rf"(?P<count>\d|{'|'.join(COUNTS)})"
    named = rf"|{re.escape(heading)}" if PARTS.fullmatch(heading) else ""
    found = re.search(rf"\bvolgende {count}\b|\b{count.replace('count', 'second')} (?:volgende{named})\b", " ".join(under), re.I)
    if not found:
        return 0
    word = (found["count"] or found["second"]).lower()
    return COUNTS.get(word) or int(word)
