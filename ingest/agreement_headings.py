"""What the headings above an agreement say about it: its theme, its goal and its year. Which text is one, `ingest.agreements` decides."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.agreement_facts import YEAR
from ingest.goals import NUMBERED_GOAL
from ingest.outline import SUBJECT, heading_number
from ingest.wording import HEADINGS

WHOLE_SHARE = 0.9
FEWEST_THEMES = 3
LOOKS_BACK = re.compile(r"\b(?:terugblik|evaluatie|stand van zaken)|20\d{2} ?[-–] ?20\d{2}", re.I)


def whole_chapter(of: Sequence[tuple[str, ...]]) -> str | None:
    """Give the chapter without a number that holds nearly all agreements, in parts that are themes: the document itself under another name. `of` gives the headings above each."""
    paths = [_below_subject(path) for path in of]
    chapter, count = Counter(path[0] for path in paths if path).most_common(1)[0] if any(paths) else ("", 0)
    parts = {path[1] for path in paths if len(path) > 1 and path[0] == chapter}
    named = any(pattern.fullmatch(part) for part in parts for pattern in HEADINGS.values())
    is_whole = count >= WHOLE_SHARE * len(paths) and len(parts) >= FEWEST_THEMES and not named
    return chapter if is_whole and heading_number(chapter) is None else None


def theme(path: Sequence[str], whole: str | None) -> str:
    """Give the chapter that an agreement stands in, or the part of it when that chapter is the `whole` document. What a letter is about is none, but where it has no chapters."""
    below = _below_subject(path)
    chapter = below[1] if len(below) > 1 and below[0] == whole else "".join(below[:1])
    subject = SUBJECT.fullmatch(chapter)
    return subject["subject"] if subject else chapter


def goal(path: Sequence[str]) -> tuple[str, str] | None:
    """Give number and title of the goal: the last heading with a number of two parts that names no kind, or "Doel 2: …"."""
    for heading in reversed(path):
        if own := NUMBERED_GOAL.fullmatch(heading):
            return own["number"], own["title"] or ""
        number = heading_number(heading) or ""
        if "." in number and not _names_kind(heading):
            return number, heading.split(maxsplit=1)[1]
    return None


def year_above(path: Sequence[str], *, names_kind: bool) -> int | None:
    """Give the year of the nearest heading with one, of those that name a kind or those that do not.

    In the name of a goal it is when that is reached, in what a letter is about only when it was written.
    """
    dated = (
        heading
        for heading in reversed(path)
        if not (NUMBERED_GOAL.match(heading) or SUBJECT.match(heading) or LOOKS_BACK.search(heading)) and _names_kind(heading) is names_kind
    )
    return next((int(found[1]) for heading in dated if (found := YEAR.search(heading))), None)


def _below_subject(path: Sequence[str]) -> Sequence[str]:
    return path[1:] if len(path) > 1 and SUBJECT.match(path[0]) else path


def _names_kind(heading: str) -> bool:
    said = heading.removeprefix(heading_number(heading) or "").lstrip(". ").strip()
    return any(pattern.fullmatch(said) for pattern in HEADINGS.values())
