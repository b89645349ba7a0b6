"""The form of a heading: by its length, its number and its end, whatever it says. Which line is one, `ingest.lines` and the readers decide."""

import re

from ingest.goals import HEADING_CHARACTERS
from ingest.marks import LETTERED

MONTH = r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
FULL_DATE = re.compile(rf"\b\d{{1,2}} {MONTH} \d{{4}}\b", re.I)
_BEGINS = 'A-ZÀ-Ý‘“"('
NUMBER = re.compile(
    rf"(?P<number>{LETTERED}(?=\s+[\d{_BEGINS}])|(?:\d{{1,2}}(?:\.\d{{1,2}})+\.?|\d{{1,2}}\.|\d{{1,2}}[a-z]?(?:\.\d{{1,2}})+)(?=\s+[{_BEGINS}]))\s+"
)
TIME = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d\b")
SMALL_WORDS = frozenset("van de der den het en in op te ten ter voor aan bij of".split())
QUOTE = re.compile(r"[“„\"].+[.!?…][”\"]")  # a line that is one, as a page sets it apart in the middle of its text
EXAMPLE = re.compile(
    r"(?:(?:praktijk)?voorbeeld|casus|kader(?:tekst)?|uitgelicht|in de praktijk|intermezzo)(?: \d+)?(?=:|$)", re.I
)  # what the label of a box says
WEB_ADDRESS = re.compile(r"https?://|www\.", re.I)


def has_form_of_heading(text: str, *, dated: bool = False) -> bool:
    """Tell by form: short, begins with a capital or number, no sentence end, no web address, and no date unless it is `dated` or has a number of a part ("2.1")."""
    number = NUMBER.match(text)
    begins = number or text[0].isupper() or text[0] in '‘“"('
    ends = re.search(r"[.,;:!][\"'’”)\]]*$", text)
    if not begins or ends or len(text) > HEADING_CHARACTERS:
        return False
    if FULL_DATE.search(text) and not (dated or (number and "." in number["number"].rstrip(".") and not TIME.match(text))):
        return False
    return not (WEB_ADDRESS.search(text) or re.search(r"[.!?] [A-ZÀ-Ý]", NUMBER.sub("", text, count=1)))


def is_name(text: str) -> bool:
    """Tell whether a text is only a name: of more words than one, all with a capital but the small ones."""
    words = [word for word in text.split() if word.lower() not in SMALL_WORDS]
    return len(words) > 1 and all(word[0].isupper() for word in words)
