"""A follow-up question → a question that can be read alone, with the help of the earlier turns."""

import re
from collections.abc import Sequence

from assistant.answer import Turn
from assistant.question import CHAPTER, ORDINALS, PART, YEAR
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
DOCUMENTS = frozenset("documenten stukken bronnen teksten".split())  # "deze documenten" are all, whatever was asked before
# One of the things that the answer before listed: "het tweede", "dat laatste punt"; not "de eerste wethouder" or "het derde thema", which name something.
OF_A_LIST = re.compile(
    rf"\b(?:de|het|die|dat) ({'|'.join(ORDINALS)}|laatste)(?: (?:punt|daarvan|genoemde|ding))?(?=\s*(?:[?.!,]|$|\b(?:precies|dan|in)\b))", re.I
)
# "Dank u. Iets heel anders: …" tells that a new subject comes, and is no part of it; "over …" behind it is.
NEW_SUBJECT = re.compile(
    r"^(?:(?:dank(?: ?(?:je|u))?(?: ?wel)?|bedankt|goed|ok[eé]?|duidelijk|prima|helder|top|mooi)[.,!]\s*)*(?:(?:en|nu|dan)\s+)?(?:nog\s+)?(?:(?:over\s+)?iets|een|nog een)?\s*"
    r"(?:(?:heel|totaal|compleet)\s+)?(?:anders|(?:ander|nieuw) onderwerp|andere vraag)(?:, (over [^:.?!]{1,40}))?[:.]\s*(?=\S)",
    re.I,
)
# "En bij jeugd?" after "Wat doet de gemeente voor ouderen?" asks the same of another: what stood there before would be searched for as well.
SUBJECT = r"(?:bij|met|over|rond|tegen|voor) "
OTHER_SUBJECT = re.compile(rf"en (?P<subject>{SUBJECT}[^?.,]+)[?. ]*", re.I)
LAST_SUBJECT = re.compile(rf" {SUBJECT}(?:(?!\b(?:{'|'.join(sorted(LEADING))})\b)[^?.,])+$", re.I)
MOST_ITEM_WORDS = 15
MOST_OWN_WORDS = 4
NEAR_START = 3


def standalone_question(text: str, earlier: Sequence[Turn]) -> str:
    """Put the last full question before a follow-up; any other question stays as it is, so that a new subject starts afresh.

    A follow-up leans on what was said: it has few words of its own, and it lacks a verb ("En voor ouderen?") or points back ("Wat kost dat?").
    A part or year that it names takes the place of the one that was named before ("En bij 5.3?"), and so does another subject ("En voor ouderen?").
    """
    previous = next((turn.question.strip() for turn in reversed(earlier) if turn.question.strip() and not _leans(turn.question)), "")
    if not previous or not _leans(text):
        return text
    for named in (PART, CHAPTER, YEAR):
        if named.search(text):
            previous = named.sub("", previous)
    other, last = OTHER_SUBJECT.fullmatch(text.strip()), LAST_SUBJECT.search(previous.rstrip("?!. "))
    if other and last and not PART.search(text):
        return f"{' '.join(previous[: last.start()].split())} {other['subject'].strip()}?"
    text = _with_item(text, earlier[-1].answer)
    return f"{' '.join(previous.split()).rstrip('?!. ')} – {text}"


def without_announcement(text: str) -> str:
    """Cut off the words that only announce a new subject; what is searched is the subject."""
    return NEW_SUBJECT.sub(lambda found: f"{found[1]}: " if found[1] else "", text, count=1)


def _with_item(text: str, answer: str) -> str:
    """Add the item of the list before to a follow-up that points at it by its place ("en het tweede?")."""
    pointed = OF_A_LIST.search(text)
    items = _items(answer) if pointed else []
    place = -1 if pointed and pointed[1].lower() == "laatste" else ORDINALS.index(pointed[1].lower()) if pointed else 0
    return f"{text} ({items[place]})" if items and place < len(items) else text


def _items(answer: str) -> list[str]:
    """Give the items of a list in an answer: its lines after the head, or what stands after a colon with commas between."""
    lines = [line.strip() for line in answer.splitlines() if line.strip()]
    if len(lines) > 1:
        found = [line for line in lines if not line.endswith(":")]
    else:
        listed = re.search(r":\s*([^:.]+)", answer)
        found = re.split(r",\s*(?:en\s+)?", listed[1]) if listed and "," in listed[1] else []
    return [" ".join(item.split()[:MOST_ITEM_WORDS]).rstrip(" .;") for item in found]


def _leans(text: str) -> bool:
    spoken = words(text)
    if OF_A_LIST.search(text) and len(spoken) <= MOST_ITEM_WORDS:
        return True
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
    if word not in PRONOUNS or after in DOCUMENTS:
        return False
    after_verb = (before in STOP_WORDS and before not in ("het", "zo")) or (place == 2 and spoken[0] in ASKING)
    return not after or not place or (place <= NEAR_START and after_verb)


def _is_own(word: str) -> bool:
    return word not in STOP_WORDS and word not in POINTERS and word not in PRONOUNS and word not in ASKING and word not in ("er", "het")
