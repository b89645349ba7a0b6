"""What people say and what policy texts write for it, as our writers put it down word by word (vocabulary/*.tsv): read as pairs of search terms."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from corpus.dutch import fold, terms, words

FOLDER = Path(__file__).with_name("vocabulary")
PLACES = FOLDER / "municipalities.txt"
POLICY_FIRST = ("policy_words.tsv", "field_words.tsv")  # a policy word, and what people say for it
EVERYDAY_FIRST = "question_words.tsv"  # an everyday word, and what policy texts write for it
LATER = 0.85  # of what the word before it in a line counts: the most useful ones come first
ROOM = 20.0  # what the words beside one may count together; beyond that each counts less, since "geld" goes with hundreds
SHARE = 0.35  # of a related term's score counts, when one list names the pair first
UNSAID = frozenset({"niet", "geen"})  # "niet meer" is said of everything
LONGEST = 3  # words of an expression; the terms of a longer one say too little each
Pair = tuple[str, str]  # the term that is asked with, and the one that is written


def written(folder: Path = FOLDER) -> dict[str, dict[str, float]]:
    """Give for each term that people ask with the terms that policy texts write, and how much a score for each counts. A pair that more lists hold counts more."""
    lists = [_pairs(folder / name) for name in POLICY_FIRST]
    lists.append({(first, second): value for (second, first), value in _pairs(folder / EVERYDAY_FIRST).items()})
    beside: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for pairs in lists:
        for (asked, said), value in pairs.items():
            beside[asked][said] += value
    return {asked: _weighed(said) for asked, said in beside.items()}


@cache
def municipalities() -> frozenset[str]:
    """Give the names of the Dutch municipalities that are one word, folded; some are Dutch words too ("Assen")."""
    return frozenset(fold(name) for name in PLACES.read_text(encoding="utf-8").splitlines() if name and " " not in name)


def _pairs(file: Path) -> dict[Pair, float]:
    """Give the terms of what stands behind the tab with those of what stands before it, each pair as its best line has it."""
    pairs: dict[Pair, float] = defaultdict(float)
    for line in file.read_text(encoding="utf-8").splitlines():
        head, _, rest = line.partition("\t")
        heads = list(_whole(head))
        for place, expression in enumerate(rest.split(", ")):
            others = list(_whole(expression))
            if heads and 1 <= len(others) <= LONGEST:
                value = LATER**place / len(others) / len(heads)
                for pair in ((other, one) for other in others if other not in heads for one in heads):
                    pairs[pair] = max(pairs[pair], value)
    return pairs


def _whole(expression: str) -> Iterator[str]:
    """Give the term of each word, without those of the parts of a compound: "warmtenet" stands for itself, and not for "net"."""
    yield from (found[0] for word in words(expression) if word not in UNSAID and (found := terms(word)))


def _weighed(said: dict[str, float]) -> dict[str, float]:
    scale = SHARE * min(1.0, (ROOM / sum(said.values())) ** 0.5)
    return {term: scale * value for term, value in said.items()}
