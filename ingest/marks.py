"""What the lines of an extracted text hide: the marks of a list that are set apart from their text, and words that a line end breaks in two."""

import re
from collections.abc import Sequence

import simplemma

from corpus.compounds import parts

MARKER = re.compile(r"(?P<marker>[•●▪◦‣·*]|o|[-–—−]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
SENTENCE_END = re.compile(r"[.!?;:][\"'’”)\]]*$")
SYMBOL = re.compile(r"^\s*[\ue000-\uf8ff]\s*")
LETTERED = r"\d{1,2}\.[a-z](?:\.\d{1,2})*"  # "5.b.3": an agenda counts its parts by letters
ALONE = re.compile(rf"[•●▪◦‣·*o–—−-]|{LETTERED}|\d{{1,2}}(?:\.\d{{1,2}})+\.?|\d{{1,2}}[.)]|[a-z][.)]|\((?:\d{{1,2}}|[a-z])\)")
BULLETED = re.compile(r"\f?\s{0,12}[•●▪◦‣·*–—−-]\s{1,4}((?:\d{1,2}|[a-z])[.)])\s*$")  # "• a.", as pages of regulations have
DASHES = "-–—−"  # stand for an empty cell of a table too
WORD = re.compile(r"[^\W\d]{2}")
BROKEN = re.compile(r"(?<![\w-])([^\W\d_]+)-$")
LONGEST_PART = 40  # characters of a word before a line's end
SYLLABLE = 4  # letters; so short a piece is more likely the beginning of a word than a word
FIRST_OF_TWO = frozenset("niet half zelf post".split())  # the hyphen behind these is their own
FULL = 0.6  # of the usual width: so long a line without an end goes on below it


def with_marked_text(raw: Sequence[str]) -> list[str]:
    """Put a number or letter that a bullet stands before, and nothing behind, before its text one or more lines lower; every other line keeps its place."""
    lines = list(raw)
    mark, at = "", 0
    for place, line in enumerate(raw):
        if found := BULLETED.match(line):
            mark, at = found[1], place
        elif mark and line.strip():
            if not MARKER.match(line.strip()) and not line.lstrip().startswith("#"):
                lines[at] = "\f" * raw[at].count("\f")
                lines[place] = f"{chr(12) * line.count(chr(12))}{mark} {line.strip()}"
            mark = ""
    return lines


def with_whole_marks(raw: list[str], width: int) -> list[str]:
    """Make the bullets of symbol fonts ordinary ones, and put a mark or number that an extraction set on a line of its own before its text.

    `width` is that of the usual line. A mark before another one lost its text and is left out. So is the last of such a run, unless what was said before is finished and an item follows in lower case.
    """
    lines = with_marked_text([SYMBOL.sub("• ", line) for line in raw])
    filled = [place for place, line in enumerate(lines) if line.strip()]
    said, in_run = "", False
    for before, place, after in zip([-1, *filled], filled, [*filled[1:], -1], strict=False):
        mark, text = lines[place].strip(), lines[after].strip() if after > 0 else ""
        if not ALONE.fullmatch(mark):
            said, in_run = mark, False
            continue
        short = len(said) <= FULL * width
        finished = not said or SENTENCE_END.search(said) is not None or (short and MARKER.match(said) is not None)
        goes_on = text[:1].islower() and not mark[0].isdigit() and not short  # the sentence above goes on below the mark
        apart = before < place - 1 and not goes_on and mark not in DASHES
        fresh = finished and text[:1].islower() if in_run else finished or apart
        worded = WORD.search(text) if mark in DASHES or mark == "o" else text  # no empty cell of a table, no letters one by one
        in_column = re.fullmatch(LETTERED, mark) is not None and (said.isdigit() or text.isdigit())  # the texts of such numbers stand below them all
        lost = not text or in_column or ALONE.fullmatch(text) is not None or MARKER.match(text) is not None
        joined = fresh and worded and not lost
        if joined:
            lines[after] = f"{mark} {lines[after].lstrip(' ')}"
        if joined or ((lost or in_run or goes_on) and not mark[0].isalnum()):
            lines[place] = "\f" * lines[place].count("\f")
        in_run = True
    return lines


def join_lines(lines: Sequence[str]) -> str:
    """Join wrapped lines. A hyphen at a line's end goes when it only breaks a Dutch word, and stays in any other ("Noord-Holland"); before "en" or "of" a space follows."""
    text = ""
    for line in lines:
        if _breaks_word(text, line):
            text = text[:-1] + line
        else:
            glued = re.search(r"\w-$", text[-2:]) and not re.match(r"(?:en|of|tot|als)\b", line)
            text += line if glued or not text else f" {line}"
    return re.sub(r"\s+", " ", text).strip()


def _breaks_word(text: str, line: str) -> bool:
    before, after = BROKEN.search(text[-LONGEST_PART:]), re.match(r"[^\W\d_]+", line)
    if (
        before is None
        or after is None
        or after[0] in ("en", "of", "tot", "als")
        or not after[0].islower()
        or before[1].isupper()
        or before[1].lower() in FIRST_OF_TWO
    ):
        return False
    whole = (before[1] + after[0]).lower()
    two_words = all(_is_word(part) for part in (before[1].lower(), after[0]))  # "politiek-bestuurlijk" has a hyphen of its own
    return simplemma.is_known(whole, lang="nl") or (not two_words and bool(parts(whole)))


def _is_word(text: str) -> bool:
    return len(text) > SYLLABLE and (simplemma.is_known(text, lang="nl") or bool(parts(text)))
