"""A follow-up question → a question that can be read alone, with the help of the earlier turns."""

import re
from collections.abc import Sequence

from assistant.answer import STATUS_LABELS, Turn
from assistant.leaning import ASKING, LEADING, POINTERS, PRONOUNS, has_own_words, item_pointed_at, leans
from assistant.question import CHAPTER, ORDINALS, PART, YEAR
from corpus.dutch import words

# "Dank u. Iets heel anders: …" tells that a new subject comes, and is no part of it; "over …" behind it is.
NEW_SUBJECT = re.compile(
    r"^(?:(?:dank(?: ?(?:je|u))?(?: ?wel)?|bedankt|goed|ok[eé]?|duidelijk|prima|helder|top|mooi)[.,!]\s*)*(?:(?:en|nu|dan)\s+)?(?:nog\s+)?(?:(?:over\s+)?iets|een|nog een)?\s*"
    r"(?:(?:heel|totaal|compleet)\s+)?(?:anders|(?:ander|nieuw) onderwerp|andere vraag)(?:, (over [^:.?!]{1,40}))?[:.]\s*(?=\S)",
    re.I,
)
# "En bij jeugd?" after "Wat doet de gemeente voor ouderen?" asks the same of another: what stood there before would be searched for as well.
SUBJECT = r"(?:bij|met|over|rond|tegen|voor) "
OTHER_SUBJECT = re.compile(rf"en (?P<subject>{SUBJECT}[^?.,]+)[?. ]*", re.I)
UNANSWERED = tuple(label for status, label in STATUS_LABELS.items() if status.is_refusal)
MOST_ITEM_WORDS = 15
MOST_ANSWER_WORDS = 40
LAST_SUBJECT = re.compile(rf" {SUBJECT}(?:(?!\b(?:{'|'.join(sorted(LEADING))})\b)[^?.,])+$", re.I)


def standalone_question(text: str, earlier: Sequence[Turn]) -> str:
    """Put the last full question before a follow-up; any other question stays as it is, so that a new subject starts afresh.

    A follow-up leans on what was said: it points back ("Wat kost dat?"), goes on ("Hoe lang dan?") or leaves something out ("En voor ouderen?").
    A part or year that it names takes the place of the one that was named before ("En bij 5.3?"), and so does another subject ("En voor ouderen?").
    """
    asked = [
        (turn.question.strip(), leans(turn.question, _said(earlier[:place]))) for place, turn in enumerate(earlier) if has_own_words(turn.question)
    ]
    previous = next((question for question, leaning in reversed(asked) if not leaning), asked[0][0] if asked else "")
    if not previous or not leans(text, _said(earlier)):
        return text
    for named in (PART, CHAPTER, YEAR):
        if named.search(text):
            previous = named.sub("", previous)
    other, last = OTHER_SUBJECT.fullmatch(text.strip()), LAST_SUBJECT.search(previous.rstrip("?!. "))
    if other and last and not PART.search(text) and not _asks_itself(other["subject"]):
        return f"{' '.join(previous[: last.start()].split())} {other['subject'].strip()}?"
    text = _with_item(text, earlier[-1].answer)
    before = " ".join(previous.split()).rstrip("?!. ")
    return f"{before} – {text}" if before else text


def answer_before(text: str, standalone: str, earlier: Sequence[Turn]) -> str:
    """Give the answer that a follow-up comes after; empty for a refusal, and for a question that stands alone or asks the same of another subject."""
    if standalone == text or text not in standalone:
        return ""
    said = earlier[-1].answer.strip()
    return "" if earlier[-1].refused or said.startswith(UNANSWERED) else said


def searched_beside(text: str, said: str) -> str:
    """Give by what a follow-up is searched as well: the answer before it, and its own words. Empty when there was no answer."""
    return f"{' '.join(said.split()[:MOST_ANSWER_WORDS])} – {text}" if said else ""


def without_announcement(text: str) -> str:
    """Cut off the words that only announce a new subject; what is searched is the subject."""
    return NEW_SUBJECT.sub(lambda found: f"{found[1]}: " if found[1] else "", text, count=1)


def _asks_itself(subject: str) -> bool:
    """Tell whether what stands after "en" asks or points, and so names no other subject: "met welke partijen?", "over dat laatste?", "voor wie geldt dat?"."""
    return item_pointed_at(subject) != "" or not {*words(subject)}.isdisjoint(ASKING | POINTERS | PRONOUNS)


def _said(earlier: Sequence[Turn]) -> str:
    return " ".join(f"{turn.question} {turn.answer}" for turn in earlier)


def _with_item(text: str, answer: str) -> str:
    """Add the item of the list before to a follow-up that points at it by its place ("en het tweede?")."""
    pointed = item_pointed_at(text)
    items = _items(answer) if pointed else []
    place = ORDINALS.index(pointed) if pointed in ORDINALS else -1
    return f"{text} ({items[place]})" if items and place < len(items) else text


def _items(answer: str) -> list[str]:
    """Give the items of a list in an answer: its lines after the head, or what stands after a colon with commas between."""
    lines = [line.strip() for line in answer.splitlines() if line.strip()]
    if len(lines) > 1:
        found = [line for line in lines if not line.endswith(":")]
    else:
        listed = re.search(r":\s+([^:.]+)", answer)
        found = re.split(r",\s*(?:en\s+)?", listed[1]) if listed and "," in listed[1] else []
    return [" ".join(item.split()[:MOST_ITEM_WORDS]).rstrip(" .;") for item in found]
