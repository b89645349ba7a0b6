"""Sentences of the prose that belong together: what goes on with the one before it, what enumerates, where that ends, and when one series says it all. By form; which sentences are likely is known."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from assistant.choosing import EXPLAINED, MOST_READ
from assistant.evidence import EvidenceSentence
from assistant.question import AND_MORE, EVERY, NUMBER_WORDS, OF_THINGS, ORDINALS, THINGS, Question, count_of, counts_things
from corpus.dutch import terms

LEANS = re.compile(
    r"(?:(?:mede|aan|al|bij|door|en|in|met|na|om|onder|ook|op|over|uit|van|vanuit|volgens|voor) )?(?:dat|dit|die|deze|daar(?!naast|entegen)\w*|hier\w*)\b",
    re.I,
)  # points back at the sentence before
PERIOD = r"(?! (?:kamer|wereldoorlog|helft|half|halve|kwartaal|jaar|jaren|tijd|maand(?:en)?|week|weken|dag(?:en)?|fase|keer)\b)"  # "de Tweede Kamer" and "de laatste jaren" count nothing
# Goes on with what stands before it, as "Tot slot" or "Het tweede punt" after "Ten eerste".
GOES_ON = re.compile(
    r"(?:ten (?:tweede|derde|vierde|vijfde|slotte)|in de (?:tweede|derde|laatste) plaats|tot slot|daarnaast|verder|voorts|bovendien|tevens|ook"
    rf"|(?:een|het|de) (?:tweede|derde|vierde|vijfde|zesde|zevende|laatste)\b{PERIOD})\b",
    re.I,
)
# Names the last of several things. What stands behind it is mostly about something else. A bare "En …" does not: as often more things follow.
CLOSES = re.compile(rf"(?:tot slot|ten slotte|(?:het|de|een|als) laatste\b{PERIOD})\b", re.I)
BEHIND_THE_LAST = 0.2  # a sentence behind the last thing is shown when it is at least this likely beside the likeliest
# Says how many things there are, and names none: "Samenwerken kan op twee manieren."
COUNTS = re.compile(
    rf"\b(?:{'|'.join(NUMBER_WORDS[1:])}|enkele|een aantal|verschillende|de volgende){OF_THINGS}(?: (?!(?:en|of)\b)[\w’'-]+){{1,9}} ?[.:]$", re.I
)
# Names what the sentence before it only speaks of: "Er komen nieuwe vormen. Denk aan …"
GIVES = re.compile(
    r"(?:zoals|bijvoorbeeld|(?:of )?denk (?:\w+ )?aan|namelijk|te weten|waaronder|(?:het|dit|dat) (?:gaat|betreft|zijn)|voorbeelden(?: \w+){0,2} zijn)\b",
    re.I,
)
# A part of a series: a few words that make no sentence of their own. One on a hyphen is none ("voedings- en genotmiddelen" is one thing).
WORD = (
    r"(?!(?:en|of|we|wij|ze|zij|hij|die|dat|als|om|zodat|doordat|omdat|er|men|hier|daar|waar\w*|wordt|worden|is|zijn|komt|komen|kan|kunnen|moet|moeten)\b)"
    r"\(?[\w’'&/.-]*[\w’')]"
)
PART = rf"(?!(?:met|door|via|volgens|inclusief|vooral|ook|zowel|maar|want)\b){WORD}(?: {WORD}){{0,4}}"
# Three things or more: "wegen, bruggen en sluizen"; within brackets also "(wegen, bruggen, sluizen)", and in plain words "Denk aan … Of denk aan …".
SERIES = re.compile(
    rf"[\w)’'], (?:{PART}, ){{0,20}}{PART},? (?:en|of|alsmede) (?!(?:we|wij|ze|zij|er|dat|die)\b)\w|\((?:o\.a\. |zoals )?{PART}(?:, {PART}){{2,20}}\)"
    r"|\bdenk aan\b.*\bof denk aan\b",
    re.I,
)
THINGS_COUNTED = re.compile(THINGS, re.I)
COUNTED_SERIES = re.compile(
    rf"{THINGS}[^.?!:]{{0,80}}(?:\bzijn (?:\w+ )?(?:(?:de|het|een)\b|(?-i:[A-Z]))|:)[^.?!]{{0,150}} en \w", re.I
)  # "de twee wegen zijn de dijk en de laan"
ADJECTIVES = re.compile(r"\b\w+e, (?:\w+e, ){0,20}\w+e,? (?:en|of) \w+e (?=\w)", re.I)  # "leuke, groene en veilige plekken" names no plek
ASKS_NAMES = re.compile(r"\b(?:welke|wat voor|noem|som|opsomming|lijst|(?:wat|wie) zijn)\b", re.I)
NTH = re.compile(rf"(?:^|(?<=[.!?:] ))(?:ten |(?:het|de|een|als|in de) )(?P<nth>{'|'.join(ORDINALS)})\b{PERIOD}", re.I)
ONE_MORE = re.compile(rf"\b(?:een|het|de) (?:{'|'.join(ORDINALS[1:])}|laatste)\b{PERIOD} ", re.I)  # "is een zesde thema": beside what was counted
TOO = re.compile(r"(?<=\w )(?:ook|eveneens|tevens)\b", re.I)  # "De Molenweg wordt ook vernieuwd."
LAST_THING = re.compile(r"(?:en|of|daarnaast|tot slot|ten slotte)\b", re.I)
# How likely beside the likeliest a sentence is to stay beside a series: one that adds a thing, one that says "ook" of what is asked, …
ONE_MORE_LEAST, TOO_LEAST = 0.1, 0.05
SERIES_BESIDE = 0.2  # … another series in the same passage, …
SERIES_LEAST = 0.4  # … or in another; and a series that counts what is asked, to lead the answer


def unbroken(passage: Sequence[EvidenceSentence], chosen: Sequence[EvidenceSentence]) -> list[EvidenceSentence]:
    """Give what is chosen of a passage, with what goes on with the sentence before it where more of it follows: no thing is left out between others."""
    kept = [one for one in passage if one in chosen]
    first = _likeliest(kept).number if kept else 0
    last = kept[-1].number if kept else 0
    for before, one in pairwise(passage):
        goes_on = GOES_ON.match(one.text) or LEANS.match(one.text)
        if goes_on and before in kept and one not in kept and first < one.number < last:
            kept.append(one)
    return sorted(kept, key=lambda one: one.number)


def enumerated(passage: Sequence[EvidenceSentence], chosen: Sequence[EvidenceSentence]) -> list[EvidenceSentence]:
    """Give what is chosen of a passage unbroken, with the lines of a list, and without what stands behind the last thing."""
    inside = unbroken(passage, chosen)
    if not inside:
        return []
    likeliest = _likeliest(inside)
    lines = _lines(passage, likeliest)
    closing = [one for one in passage if one.number >= likeliest.number and CLOSES.match(one.text) and not one.text.endswith("?")]
    last = (lines[-1:] or closing[:1] or passage[-1:])[0]
    kept = [one for one in passage if one in lines or (one in inside and (one.number <= last.number or one.relevance >= BEHIND_THE_LAST))]
    for before, one in pairwise(passage):
        if before in kept and one not in kept and GIVES.match(one.text):
            kept.append(one)
    return sorted(kept, key=lambda one: one.number)


def named_at_once(question: Question, every: Sequence[EvidenceSentence], chosen: Sequence[EvidenceSentence]) -> list[EvidenceSentence]:
    """Give what is chosen of all sentences; when names are asked and the likeliest one gives them in a series, or stands in a numbered one, only that.

    Another likely series stays beside one that does not count what is asked, and so does a sentence that adds a thing ("is een zesde thema").
    """
    asked = question.asking
    if not chosen or not ASKS_NAMES.search(asked) or AND_MORE.search(asked) or EVERY.search(asked):
        return list(chosen)
    counting = [one for one in chosen if one.relevance >= SERIES_LEAST and _counts(one.text, question) and names_several(one.text, question)]
    leading = _likeliest(counting or chosen)
    own = [one for one in every if one.passage == leading.passage and not one.is_note]
    if leading in (numbered := _numbered(own) or _as_many(question, own)):
        return [one for one in every if one in numbered or (one in chosen and _adds(one, question))]
    behind = (one for one in chosen if one.passage == leading.passage and one.number > leading.number)
    given = [leading, *takewhile(lambda one: GIVES.match(one.text), behind)]
    if not names_several(" ".join(one.text for one in given), question):
        return list(chosen)
    for before, one in pairwise((leading, *chosen)):
        # What leans on a series that is counted, and so whole, says what follows from it.
        goes_on = GOES_ON.match(one.text) or (not counting and LEANS.match(one.text))
        least = SERIES_BESIDE if one.passage == leading.passage else SERIES_LEAST
        another = not counting and one.relevance >= least and names_several(one.text, question)
        if _adds(one, question) or another or (goes_on and before in given and before.passage == one.passage and before.number == one.number - 1):
            given.append(one)
    return [one for one in chosen if one in given]


def _counts(text: str, question: Question) -> bool:
    return question.things is not None and counts_things(text, question.things)


def names_several(text: str, question: Question) -> bool:
    """Tell whether a text names three things or more in a few words each, or as many as it counts and are asked; between brackets or beside them."""
    read = ADJECTIVES.sub(" ", text[:MOST_READ])
    return any(SERIES.search(one) or (_counts(one, question) and COUNTED_SERIES.search(one)) for one in (read, EXPLAINED.sub("", read)))


def _numbered(passage: Sequence[EvidenceSentence]) -> list[EvidenceSentence]:
    """Give the sentence that counts things and those from the first to the last, where they are numbered behind it: "Het eerste is … Het tweede is …"; none when one is not."""
    found = [(place, ORDINALS.index(nth["nth"].lower())) for place, one in enumerate(passage) for nth in NTH.finditer(one.text)]
    chain = [place for order, (place, number) in enumerate(found) if number == order]
    counting = passage[chain[0] - 1].text if chain and chain[0] else ""
    counted = THINGS_COUNTED.search(counting)
    closing = [place for place, one in enumerate(passage) if chain and place >= chain[-1] and CLOSES.match(one.text)]
    so_many = (len(chain), len(chain) + 1) if closing else (len(chain),)
    if len(chain) < 2 or not COUNTS.search(counting) or (counted and count_of(counted["count"]) not in so_many):
        return []
    return list(passage[chain[0] - 1 : (closing or chain[-1:])[0] + 1])


def _as_many(question: Question, passage: Sequence[EvidenceSentence]) -> list[EvidenceSentence]:
    """Give the sentence that only counts as many things as are asked, with as many behind it, where the passage ends there or the last one opens as a last thing does."""
    counting = next((place for place, one in enumerate(passage) if COUNTS.search(one.text) and _counts(one.text, question)), len(passage))
    things = passage[counting : counting + 1 + (question.things or 0)]
    ends = len(things) == 1 + (question.things or 0) and (things[-1] == passage[-1] or LAST_THING.match(things[-1].text))
    return list(things) if ends else []


def _adds(one: EvidenceSentence, question: Question) -> bool:
    """Tell whether a sentence adds a thing to those that were counted, or says that something belongs to what is asked too."""
    asked = set(terms(question.asking))
    is_too = one.relevance >= TOO_LEAST and TOO.search(one.text) is not None and 2 * len(asked & set(terms(one.text))) >= len(asked)
    return is_too or (one.relevance >= ONE_MORE_LEAST and ONE_MORE.search(one.text) is not None)


def counted_before(first: EvidenceSentence, chosen: Sequence[EvidenceSentence]) -> EvidenceSentence:
    """Give the sentence right before the one that opens when that only counts what comes, or else the one that opens."""
    return next(
        (one for one in chosen if one.passage == first.passage and one.number == first.number - 1 and COUNTS.search(one.text)),
        first,
    )


def together(ordered: Sequence[EvidenceSentence]) -> list[list[EvidenceSentence]]:
    """Put a sentence that only counts what comes with the first thing behind it, and one that gives what the sentence before it speaks of with that: alone it is no answer."""
    groups: list[list[EvidenceSentence]] = []
    for one in ordered:
        before = groups[-1][-1] if groups else None
        follows = before is not None and before.passage == one.passage and before.number == one.number - 1
        if before and follows and (COUNTS.search(before.text) or GIVES.match(one.text)):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _likeliest(sentences: Sequence[EvidenceSentence]) -> EvidenceSentence:
    return max(sentences, key=lambda one: one.relevance)


def _lines(passage: Sequence[EvidenceSentence], announcing: EvidenceSentence) -> list[EvidenceSentence]:
    """Give the lines behind a colon that each end in a semicolon, and the last one, which does not: a list whose marks were lost, as in text out of a PDF."""
    behind = [one for one in passage if one.number > announcing.number] if announcing.text.rstrip().endswith(":") else []
    lines = list(takewhile(lambda one: one.text.rstrip().endswith(";"), behind))
    return behind[: len(lines) + 1] if lines else []
