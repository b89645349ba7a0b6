"""The marks before the items of a list, which an extraction often sets apart from their text."""

import re

MARKER = re.compile(r"(?P<marker>[•●▪◦‣·*]|o|[-–—−]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
SENTENCE_END = re.compile(r"[.!?;:][\"'’”)\]]*$")
SYMBOL = re.compile(r"^\s*[\ue000-\uf8ff]\s*")
ALONE = re.compile(r"[•●▪◦‣·o–-]|\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}\.|[a-z][.)]")
FULL = 0.6  # of the usual width: so long a line without an end goes on below it


def with_whole_marks(raw: list[str], width: int) -> list[str]:
    """Make the bullets of symbol fonts ordinary ones, and put a mark or number that an extraction set on a line of its own before its text.

    `width` is that of the usual line. A mark before another one lost its text and is left out. So is the last of such a run, unless what was said before is finished and an item follows in lower case.
    """
    lines = [SYMBOL.sub("• ", line) for line in raw]
    filled = [place for place, line in enumerate(lines) if line.strip()]
    said, in_run = "", False
    for before, place, after in zip([-1, *filled], filled, [*filled[1:], -1], strict=False):
        mark, text = lines[place].strip(), lines[after].strip() if after > 0 else ""
        if not ALONE.fullmatch(mark):
            said, in_run = mark, False
            continue
        finished = not said or SENTENCE_END.search(said) is not None
        full = text[:1].islower() and not mark[0].isdigit() and len(said) > FULL * width  # the sentence above goes on below the mark
        fresh = finished and text[:1].islower() if in_run else finished or (before < place - 1 and not full)
        worded = text[:2].isalpha() and len(text.split()[0]) > 1 if mark in "-o" else text != ""  # no empty cell of a table, no letters one by one
        joined = fresh and worded and not ALONE.fullmatch(text) and not MARKER.match(text)
        if joined:
            lines[after] = f"{mark} {lines[after].lstrip(' ')}"
        if joined or not mark[0].isalnum():
            lines[place] = "\f" * lines[place].count("\f")
        in_run = True
    return lines
