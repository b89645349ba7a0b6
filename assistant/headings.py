"""The headings of a document, word by word, beside the words that a question asks with."""

import re
from dataclasses import dataclass

from corpus.document import Section
from corpus.dutch import GENRES, terms, unnumbered

SAID = 0.75  # of what a question says, rare words weighing more, must stand in the heading
COUNTED = re.compile(r"(?P<what>[^\W\d_]{4,}) (?:\d{1,2}|[A-Z]|[IVX]{1,4})(?:\b[.:]?\s|[.:]? ?$)")  # "Lijn 1: Wonen"
OF_GENRES = frozenset(term for genre in GENRES for term in terms(genre))
ONLY_SAID = re.compile(
    r"\b(?:noem(?:t|en)|hanteer(?:t|en)|hanteren|ge(?:eft|ven)|stel(?:t|len)|trek(?:t|ken)|beschrijft|beschrijven|formuleert|gebruik(?:t|en)|onderscheid(?:t|en)|ken(?:t|nen)"
    r"|genoemd\w*|gesteld\w*|beschreven|belangrijkste)\b",
    re.I,
)
# What a list is called beside its items: "normenkader" lists norms.
FRAMES = re.compile(r"(?:en|s)?(?:kader|lijst|overzicht|stelling|stellingen)$", re.I)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section with the terms by which each word of its heading may be asked for, and those of what it counts ("Lijn 1")."""

    section: Section
    words: tuple[frozenset[str], ...]
    counted: frozenset[str]

    @classmethod
    def of(cls, section: Section) -> "Heading":
        """Read the heading of a section."""
        words = [_called(word) for word in re.findall(r"[\w-]+", unnumbered(section.heading))]
        counted = COUNTED.match(section.heading)
        return cls(section, tuple(options for options in words if options), frozenset(terms(counted["what"])[:1]) if counted else frozenset())

    def says(self, weights: dict[str, float]) -> bool:
        """Tell whether the heading says what is asked, and says nothing else."""
        whole = bool(self.words) and all(not options.isdisjoint(weights) for options in self.words)
        return whole and share(frozenset[str]().union(*self.words), weights) >= SAID


def share(said: frozenset[str], weights: dict[str, float]) -> float:
    """Give the share of what is asked that is said, by weight (0..1)."""
    return sum(weight for term, weight in weights.items() if term in said) / (sum(weights.values()) or 1.0)


def asked_words(question: str) -> set[str]:
    """Give the words that say what is asked, without those that name a document or only say that something is said."""
    asked = {found[0] for word in re.findall(r"[\w-]+", ONLY_SAID.sub(" ", question)) if (found := terms(word))}
    return asked - OF_GENRES or asked


def _called(word: str) -> frozenset[str]:
    """Give the terms by which a word of a heading may be asked for: itself, or what it frames ("normenkader": "normen"). A stop word is asked by none."""
    if not terms(word):
        return frozenset()
    framed = FRAMES.sub("", word)
    return frozenset(found[0] for one in {word, framed, f"{framed}en"} if len(one) > 2 and (found := terms(one)))
