"""Prose that enumerates: what goes on with the sentence before it, where an enumeration ends, and which sentence only counts it. By form; which sentences answer is known."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from assistant.evidence import EvidenceSentence
from assistant.question import NUMBER_WORDS, OF_THINGS

LEANS = re.compile(
    r"(?:(?:aan|al|bij|door|en|in|met|na|om|onder|ook|op|over|uit|van|vanuit|volgens|voor) )?(?:dat|dit|die|deze|daar(?!naast|entegen)\w*|hier\w*)\b",
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
BEHIND_THE_LAST = 0.1  # a sentence behind the last thing is shown when it is at least this likely beside the likeliest
# Says how many things there are, and names none: "Samenwerken kan op twee manieren."
COUNTS = re.compile(
    rf"\b(?:{'|'.join(NUMBER_WORDS[1:])}|enkele|een aantal|verschillende|de volgende){OF_THINGS}(?: (?!(?:en|of)\b)[\w’'-]+){{1,9}} ?[.:]$", re.I
)


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
    return [one for one in passage if one in lines or (one in inside and (one.number <= last.number or one.relevance >= BEHIND_THE_LAST))]


def together(ordered: Sequence[EvidenceSentence]) -> list[list[EvidenceSentence]]:
    """Put a sentence that only counts what comes with the first thing behind it: by itself it is no answer."""
    groups: list[list[EvidenceSentence]] = []
    for one in ordered:
        before = groups[-1][-1] if groups else None
        if before and before.passage == one.passage and before.number == one.number - 1 and COUNTS.search(before.text):
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
