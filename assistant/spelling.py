"""Typing errors: a word that neither the corpus nor the Dutch language knows, or that was written apart, and the word that was meant."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import simplemma

from corpus.compounds import parts
from corpus.dutch import STOP_WORDS, fold, terms, words
from ingest.build import Build
from ingest.common_words import names, ranks

SHORTEST = 4  # letters; a shorter word is as likely a name or an abbreviation
LONG = 8  # from this length two errors are allowed, if the corpus holds the word
UNSURE = 6  # letters; a word that is shorter, or as short, is near to many
COMMON = 5_000  # such a word, and what may be a compound, is an error only for a word of the corpus, or one of this rank
HERE = 3.0  # a word of the corpus counts as if it were e³ times as common
# What each error counts, beside the logarithm of the rank: fingers swap letters and double them sooner than they hit another one far away.
# Tried with an error in a word of each of 847 questions over seventeen corpora: with half or twice COMMON or HERE one correction in a hundred is another.
SWAPPED, DOUBLED, SOUNDS_ALIKE, LOST_OR_ADDED, BESIDE, OTHER = 0.0, 0.0, 0.3, 0.7, 1.5, 3.0
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
PAIRS = (
    "ij ei",
    "au ou",
    "d t",
    "c k",
    "c s",
    "s z",
    "f v",
    "f ph",
    "g ch",
    "i ie",
    "i y",
    "ij y",
    "ks x",
    "kw qu",
    "t th",
    "k kh",
    "sj sh",
)  # sounds, each written in two ways
SOUNDS = tuple((one, other) for pair in map(str.split, PAIRS) for one, other in (pair, reversed(pair)))
LETTERS = "".join(sorted("".join(KEYS)))
NEIGHBOURS = frozenset(pair for row in KEYS for one, other in pairwise(row) for pair in ((one, other), (other, one)))
# Two words of a compound that somebody wrote apart; a capital in the second makes a name of several words.
APART = re.compile(r"(?<![\w-])(?P<one>[A-Za-zÀ-ÿ]{4,}) (?=(?P<other>[a-zà-ÿ]{3,})(?![\w-]))")
FORM = re.compile(r"\w+")
WORD = re.compile(r"(?<![\w-])[a-zà-ÿ]+(?![\w-])")  # a capital or digit makes a name or a code, and those are left alone

# Words of two small ones, of which the dictionary lacks some: "vooraf", "achteraf", "hiertussen".
SMALL = r"(?:aan|achter|af|bij|binnen|boven|buiten|daar|door|er|heen|hier|in|langs|mee|na|om|onder|op|over|tegen|toe|tussen|uit|van|voor|waar)"
OF_SMALL_ONES = re.compile(rf"{SMALL}{{2,3}}")


class Speller:
    """Corrects to the words of one build, and to common Dutch words."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._known, self._names = _count_words(build)
        self._texts = tuple(one.text for one in build.contents.passages)
        self._is_apart = lru_cache(1_000)(self._stands_apart)
        self._by_form: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._known.keys() - self._names:
            if len(word) >= LONG - 2 and word.isalpha():
                self._by_form[word[0], len(word)].append(word)

    def correct(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Give the text with its typing errors mended, and the words that took their place."""
        meant: list[str] = []

        def replaced(word: re.Match[str]) -> str:
            other = self._meant(word.group()) if len(word.group()) >= SHORTEST else ""
            meant.extend([other] if other else [])
            return other or word.group()

        def joined(first: re.Match[str]) -> str:
            word = first["one"] + first["other"]
            if not self._is_one(first["one"], first["other"]):
                return first.group()
            meant.append(word)
            return first["one"]

        mended = WORD.sub(replaced, APART.sub(joined, text))  # "omgevings wet" first, or its first word would be mended alone
        return APART.sub(joined, mended), tuple(dict.fromkeys(meant))

    def _is_one(self, one: str, other: str) -> bool:
        """Tell whether the corpus writes two words as one, and never as two: "jeugd zorg"."""
        is_word = fold(one + other) in self._known and STOP_WORDS.isdisjoint((fold(one), fold(other)))
        return is_word and not self._is_apart(one.lower(), other.lower())

    def _stands_apart(self, one: str, other: str) -> bool:
        apart = re.compile(rf"\b{one}\s+{other}\b", re.I)
        return any(apart.search(text) for text in self._texts)

    def _meant(self, word: str) -> str:
        """Give the word that was meant, or an empty text: one error away, or two in a long word."""
        folded = fold(word)
        if simplemma.is_known(word, lang="nl") or folded in self._known or folded in ranks() or folded in names() or OF_SMALL_ONES.fullmatch(folded):
            return ""
        may_be_right = bool(parts(folded)) or all(self._build.lexical.holds(term) for term in terms(word))
        least = COMMON if may_be_right or len(folded) < UNSURE else len(ranks())
        near = [
            (error + self._rarity(other), other)
            for other, error in mistyped(folded).items()
            if _begins_alike(other, folded)
            and (ranks().get(other, math.inf) <= least or (other in self._known and not may_be_right))
            and (error <= DOUBLED or other not in self._names)
            and (error < OTHER or len(folded) > UNSURE)
        ]
        if not near and len(folded) >= LONG and not may_be_right:
            near = [(self._rarity(other), other) for other in self._alike(folded) if distance(folded, other, most=2) <= 2]
        return min(near)[1] if near else ""

    def _rarity(self, word: str) -> float:
        return math.log(ranks().get(word, len(ranks()))) - HERE * (word in self._known)

    def _alike(self, word: str) -> Iterator[str]:
        """Give the words of the corpus of about this length that begin alike."""
        for length in range(len(word) - 2, len(word) + 3):
            yield from self._by_form.get((word[0], length), ())
            if word[1] != word[0]:
                yield from (other for other in self._by_form.get((word[1], length), ()) if other[1] == word[0])


def _begins_alike(one: str, other: str) -> bool:
    """Tell whether the first letter is the same, sounds alike, or was swapped with the second: people seldom mistype the first."""
    return len(one) >= SHORTEST and (one[0] == other[0] or one[:2] == other[1] + other[0] or (one[0], other[0]) in SOUNDS)


def mistyped(word: str) -> dict[str, float]:
    """Give all that is one error away from a word, and what that error counts."""
    found: dict[str, float] = {}
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        made = [(before + letter + after, DOUBLED if letter in (before[-1:], after[:1]) else LOST_OR_ADDED) for letter in LETTERS]
        if after:
            made.append((before + after[1:], DOUBLED if before[-1:] == after[0] else LOST_OR_ADDED))
            made += [(before + other + after[len(one) :], SOUNDS_ALIKE) for one, other in SOUNDS if after.startswith(one)]
            made += [(before + letter + after[1:], BESIDE if (letter, after[0]) in NEIGHBOURS else OTHER) for letter in LETTERS]
        if len(after) > 1:
            made.append((before + after[1] + after[0] + after[2:], SWAPPED))
        for other, error in made:
            found[other] = min(error, found.get(other, error))
    found.pop(word, None)
    return found


def _count_words(build: Build) -> tuple[Counter[str], set[str]]:
    """Count the words of all passages and headings, and tell which are names. Each form is folded once: folding the texts of a large corpus takes seconds."""
    texts = (*(one.text for one in build.contents.passages), *(one.heading for one in build.contents.sections))
    counted, small = Counter[str](), set[str]()
    for form, count in Counter(form for text in texts for form in FORM.findall(text)).items():
        counted.update(dict.fromkeys(words(form), count))
        small.update(words(form) if form[0].islower() else ())
    return counted, counted.keys() - small - ranks().keys()


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
