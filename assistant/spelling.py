"""Typing errors: a word that neither the corpus nor the Dutch dictionary knows, and the word of the corpus that was meant."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import simplemma

from corpus.compounds import parts
from corpus.dutch import fold, terms, words
from ingest.build import Build

SHORTEST = 6  # letters; of a shorter word too many others are near
LONG = 8  # from this length two errors are allowed
FORM = re.compile(r"\w+")
WORD = re.compile(r"(?<![\w-])[a-zà-ÿ]+(?![\w-])")  # a capital or digit makes a name or a code, and those are left alone

# Words of two small ones, of which the dictionary lacks some: "vooraf", "achteraf", "hiertussen".
SMALL = r"(?:aan|achter|af|bij|binnen|boven|buiten|daar|door|er|heen|hier|in|langs|mee|na|om|onder|op|over|tegen|toe|tussen|uit|van|voor|waar)"
OF_SMALL_ONES = re.compile(rf"{SMALL}{{2,3}}")


class Speller:
    """Corrects against the words of one build."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._known = _count_words(build)
        self._by_form: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._known:
            if len(word) >= SHORTEST - 1 and word.isalpha():
                self._by_form[word[0], len(word)].append(word)

    def correct(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Give the text with its typing errors corrected, and the words that took their place."""
        meant: list[str] = []

        def replaced(word: re.Match[str]) -> str:
            nearest = self._nearest(word.group()) if len(word.group()) >= SHORTEST else ""
            meant.extend([nearest] if nearest else [])
            return nearest or word.group()

        return WORD.sub(replaced, text), tuple(dict.fromkeys(meant))

    def _nearest(self, word: str) -> str:
        """Give the word of the corpus that was meant, or an empty text; of several the one with the fewest errors, then the commonest."""
        folded = fold(word)
        if (
            simplemma.is_known(word, lang="nl")
            or OF_SMALL_ONES.fullmatch(folded)
            or folded in self._known
            or parts(folded)
            or all(self._build.lexical.holds(term) for term in terms(word))
        ):
            return ""
        most = 2 if len(word) >= LONG else 1
        scored = ((distance(folded, other, most), -self._known[other], other) for other in self._alike(folded, most))
        near = [one for one in scored if one[0] <= most]
        return min(near)[2] if near else ""

    def _alike(self, word: str, most: int) -> Iterator[str]:
        """Give the words of about this length whose first letter is the same, or swapped with the second: people seldom mistype the first."""
        for length in range(len(word) - most, len(word) + most + 1):
            yield from self._by_form.get((word[0], length), ())
            if word[1] != word[0]:
                yield from (other for other in self._by_form.get((word[1], length), ()) if other[1] == word[0])


def _count_words(build: Build) -> Counter[str]:
    """Count the words of all passages and headings. Each form is folded once: folding the texts of a large corpus takes seconds."""
    texts = (*(one.text for one in build.contents.passages), *(one.heading for one in build.contents.sections))
    counted: Counter[str] = Counter()
    for form, count in Counter(form for text in texts for form in FORM.findall(text)).items():
        counted.update(dict.fromkeys(words(form), count))
    return counted


def distance(one: str, other: str, most: int) -> int:
    """Count the letters that were added, left out, changed or swapped with their neighbour (optimal string alignment); stops counting above `most`."""
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
        if min(*before, *last) > most:
            return most + 1
    return last[-1]
