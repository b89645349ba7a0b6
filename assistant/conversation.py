"""A follow-up question → a question that can be read alone, with the help of the earlier turns."""

from collections.abc import Sequence

from assistant.answer import Turn
from corpus.dutch import STOP_WORDS, words

OPENERS = ("en", "maar", "ook", "waarom", "hoezo")
POINTERS = frozenset("dat dit die daar daarvan daarvoor daarmee daarbij daarover daaraan hiervoor hierbij hiermee hierover ervoor ervan erover erbij eraan zij ze hun hen het dezelfde zoiets er".split())
MOST_OWN_WORDS = 4


def standalone_question(text: str, earlier: Sequence[Turn]) -> str:
    """Put the last full question before a follow-up; any other question stays as it is.

    A follow-up leans on what was said: it has few words of its own and begins with "en", "maar" …, or points back ("daarvoor", "dat").
    """
    previous = next((turn.question.strip() for turn in reversed(earlier) if turn.question.strip() and not _leans(turn.question)), "")
    if not previous or not _leans(text):
        return text
    return f"{previous.rstrip('?!. ')} – {text}"


def _leans(text: str) -> bool:
    spoken = words(text)
    own = [word for word in spoken if word not in STOP_WORDS and word not in POINTERS]
    if not spoken or len(own) > MOST_OWN_WORDS:
        return False
    return spoken[0] in OPENERS or any(word in POINTERS for word in spoken) or len(own) <= 1
