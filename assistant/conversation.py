"""A follow-up question → a question that can be read alone, with the help of the earlier turns."""

from collections.abc import Sequence

from assistant.answer import Turn
from assistant.question import CHAPTER, PART, YEAR
from corpus.dutch import STOP_WORDS, words

OPENERS = ("en", "maar", "ook", "dus")
ASKING = frozenset("wat wie waar wanneer hoe hoeveel waarom hoezo welk welke".split())
VERBS = frozenset(
    "is zijn was waren wordt worden komt komen gaat gaan heeft hebben doet doen kan kunnen mag mogen moet moeten wil willen zal zullen krijgt krijgen staat staan".split()
)
LEADING = frozenset("aan bij door in met na naar om op over per sinds te tegen tot uit van vanaf voor zonder".split())
POINTERS = frozenset(
    "daar daarvan daarvoor daarmee daarbij daarover daaraan hiervoor hierbij hiermee hierover hieraan ervoor ervan erover erbij eraan zij ze hun hen dezelfde hetzelfde zoiets".split()
)
PRONOUNS = frozenset("dat dit die deze".split())  # also conjunctions and relatives: "kinderen die wachten"
MOST_OWN_WORDS = 4
NEAR_START = 3


def standalone_question(text: str, earlier: Sequence[Turn]) -> str:
    """Put the last full question before a follow-up; any other question stays as it is, so that a new subject starts afresh.

    A follow-up leans on what was said: it has few words of its own, and it lacks a verb ("En voor ouderen?") or points back ("Wat kost dat?").
    A part or year that it names takes the place of the one that was named before ("En bij 5.3?").
    """
    previous = next((turn.question.strip() for turn in reversed(earlier) if turn.question.strip() and not _leans(turn.question)), "")
    if not previous or not _leans(text):
        return text
    for named in (PART, CHAPTER, YEAR):
        if named.search(text):
            previous = named.sub("", previous)
    return f"{' '.join(previous.split()).rstrip('?!. ')} – {text}"


def _leans(text: str) -> bool:
    spoken = words(text)
    own = [word for word in spoken if _is_own(word)]
    if not own or len(own) > MOST_OWN_WORDS:
        return bool(spoken) and not own
    rest = spoken[1:] if spoken[0] in OPENERS else spoken
    if any(_points_back(rest, place) for place in range(len(rest))):
        return True
    if rest != spoken and rest[0] not in ASKING | VERBS:
        return True
    return len(own) == 1 and (rest[0] in LEADING or (len(rest) == 2 and rest[0] in ASKING))


def _points_back(spoken: list[str], place: int) -> bool:
    """Tell whether the word at this place stands for something that was said in an earlier question."""
    word, before, after = spoken[place], spoken[place - 1] if place else "", spoken[place + 1] if place + 1 < len(spoken) else ""
    if word in POINTERS:
        first_half = spoken[1:place][: spoken[1:place].index("en")] if "en" in spoken[1:place] else []
        return not any(_is_own(other) for other in first_half)  # "Wat is de bond en wie hoort daarbij?" points at itself
    if word == "het":
        return not after or (place <= NEAR_START and after in STOP_WORDS | POINTERS and after != "dat")
    if word not in PRONOUNS:
        return False
    after_verb = (before in STOP_WORDS and before not in ("het", "zo")) or (place == 2 and spoken[0] in ASKING)
    return not after or not place or (place <= NEAR_START and after_verb)


def _is_own(word: str) -> bool:
    return word not in STOP_WORDS and word not in POINTERS and word not in PRONOUNS and word not in ASKING and word not in ("er", "het")
