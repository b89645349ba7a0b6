"""Which lines stand apart: those that open a chapter whose number has no dot ("4 Plannen voor 2027"), the rows of a plan of dates, and labels in a column.

A chapter is told by how its number counts on, since rows of a table and footnotes begin with a number too.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpus.dutch import MONTHS

CHAPTER = re.compile(r"(\d{1,2})\s+[A-ZÀ-Ý‘“\"(]")
PART = re.compile(r"(\d{1,2})\.1\.?\s")
MOST_WORDS = 12
ENDS = re.compile(r"[.,;:!|][\"'’”)\]]*$")
FEWEST = 3  # chapters, when none has a part "1.1" that shows what the numbers are
# "Q1 2027   Aanbesteding": a moment and, apart from it, what happens then.
DATED = re.compile(
    rf"(?:\d{{1,2}} )?(?:(?:{'|'.join(MONTHS)}|begin|medio|eind|voorjaar|zomer|najaar|Q[1-4]|[1-4]e kwartaal) )?20\d{{2}}(?:\s{{3,}}|\t)(?-i:[A-ZÀ-Ý])",
    re.I,
)
COLUMN = re.compile(r"(?P<label>[A-Z][\w-]+(?: [a-z][\w-]*){0,2}) {3,}(?=\S)")  # "Portefeuillehouder   P. Smits"
FEWEST_IN_COLUMN = 3
BODY = 40  # characters of a line of text under a heading; an entry of a table of contents has none under it
MOST_OTHERS = 0.5  # other lines of that form, for each chapter: a table has many


def labels(lines: Sequence[str]) -> set[int]:
    """Give the places of lines that begin with a label set apart from what it says, where that label comes back and three or more say it in one column.

    In justified text there are wide spaces too, but not below each other.
    """
    found = {place: label for place, line in enumerate(lines) if (label := COLUMN.match(line))}
    counts, columns = Counter(label["label"] for label in found.values()), Counter(label.end() for label in found.values())
    return {place for place, label in found.items() if counts[label["label"]] > 1 and columns[label.end()] >= FEWEST_IN_COLUMN}


def chapters(lines: Sequence[str], gaps: Sequence[bool], opens_page: Sequence[bool]) -> set[int]:
    """Give the places of the lines that open the chapters 1, 2, 3 and so on; `gaps` tells which lines stand after an empty one, `opens_page` which at the top of a page.

    None when neither parts ("1.1") in half of them show that the numbers are those of chapters, nor enough of them and hardly any other such line.
    A line at the foot of a page is a note.
    """
    apart = [(gap or opens) and not foot for gap, opens, foot in zip(gaps, opens_page, [*opens_page[1:], True], strict=False)]
    formed = [
        place
        for place, line in enumerate(lines)
        if apart[place] and CHAPTER.match(line) and len(line.split()) <= MOST_WORDS and not ENDS.search(line)
    ]
    filled = [
        place for place, after in pairwise([*formed, len(lines)]) if any(PART.match(line) or len(line) >= BODY for line in lines[place + 1 : after])
    ]
    found: list[int] = []
    for place in filled:
        if lines[place].split()[0] == str(len(found) + 1):
            found.append(place)
    parts = sum(
        any((part := PART.match(line)) and int(part[1]) == number for line in lines[place:after])
        for number, (place, after) in enumerate(pairwise([*found, len(lines)]), 1)
    )
    others = [place for place in formed if lines[place] not in {lines[one] for one in found}]  # an entry of a table of contents says the same
    is_alone = len(found) >= FEWEST and len(others) <= MOST_OTHERS * len(found)
    return set(found) if len(found) > 1 and (parts >= len(found) / 2 or is_alone) else set()
