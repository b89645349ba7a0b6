"""Typing errors: a word that neither the corpus nor the Dutch dictionary knows, and the word of the corpus that was meant."""

import re
from collections import Counter
from functools import cached_property

import simplemma

from corpus.compounds import parts
from corpus.dutch import fold, terms, words
from ingest.build import Build

SHORTEST = 6  # letters; of a shorter word too many others are near
LONG = 8  # from this length two errors are allowed
WORD = re.compile(r"(?<![\w-])[a-zà-ÿ]+(?![\w-])")  # a capital or digit makes a name or a code, and those are left alone


class Speller:
    """Corrects against the words of one build."""

    def __init__(self, build: Build) -> None:
        self._build = build

    def correct(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Give the text with its typing errors corrected, and the words that took their place."""
        meant: list[str] = []

        def replaced(word: re.Match[str]) -> str:
            nearest = self._nearest(word.group()) if len(word.group()) >= SHORTEST else ""
            meant.extend([nearest] if nearest else [])
            return nearest or word.group()

        return WORD.sub(replaced, text), tuple(dict.fromkeys(meant))

    @cached_property
    def _known(self) -> Counter[str]:
        """Count the words of all passages and headings."""
        contents = self._build.contents
        return Counter(
            word for text in (*(one.text for one in contents.passages), *(one.heading for one in contents.sections)) for word in words(text)
        )

    def _nearest(self, word: str) -> str:
        """Give the word of the corpus that was meant, or an empty text; of several the one with the fewest errors, then the commonest."""
        folded = fold(word)
        if (
            simplemma.is_known(word, lang="nl")
            or folded in self._known
            or parts(folded)
            or all(self._build.lexical.holds(term) for term in terms(word))
        ):
            return ""
        most = 2 if len(word) >= LONG else 1
        near = [
            (errors, -count, other)
            for other, count in self._known.items()
            if len(other) >= SHORTEST - 1 and abs(len(other) - len(folded)) <= most and other.isalpha() and _may_be(folded, other)
            for errors in [distance(folded, other)]
            if errors <= most
        ]
        return min(near)[2] if near else ""


def distance(one: str, other: str) -> int:
    """Count the letters that were added, left out, changed or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(last[column] + 1, here[-1] + 1, last[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, last = last, here
    return last[-1]


def _may_be(word: str, other: str) -> bool:
    """Tell whether the first letter is right, or swapped with the second: people seldom mistype the first."""
    return word[0] == other[0] or word[:2] == other[1::-1]
