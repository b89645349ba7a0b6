"""The command `python -m ingest.learn_related`: writes down which search terms policy texts use for what people ask in everyday words.

What our writers put down (vocabulary.py) and what questions and their answers teach are laid together; of a pair that both know the higher weight counts.

The word alignment of IBM's Model 1 (Brown et al., 1993), for searching as Berger and Lafferty (1999) did: of each term in a text that answers,
how likely it stands there because of each term of the question, or of none.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.dutch import terms
from corpus.errors import BronvastError
from ingest.embedding.training.data import Material, read_material
from ingest.related import FILE, Related
from ingest.vocabulary import written

ROUNDS = 6
DOUBT = 20.0  # added to how often a term is asked with: one asked with seldom proves little
LEAST_TOGETHER = 2.0  # times, as far as the alignment tells
LEAST_LIKELY, LEAST_LIFT = 0.005, 5.0  # of a term beside another: its chance, and how many times that is its chance anywhere
MOST_LEARNED = 8  # related terms of one; what is learned beyond these is mostly chance
MOST = 96  # … with those that were written down
SHARE = 4.0  # of a related term's score counts for each unit of chance × log lift
Numbers = NDArray[np.int64]


def main(arguments: list[str] | None = None) -> int:
    """Learn and write; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m ingest.learn_related", description="Bronvast: leer welke woorden bij elkaar horen")
    parser.add_argument("--data", type=Path, required=True, help="map met de oefengegevens")
    parser.add_argument("--out", type=Path, default=FILE, help="bestand met de woorden")
    options = parser.parse_args(arguments)
    try:
        found = joined(learn(asked_and_said(read_material(options.data))), written())
    except BronvastError as error:
        print(f"Fout ({error.code}): {error}", file=sys.stderr)
        return error.exit_code
    lines = ("\t".join((term, *(f"{other} {weight:.2f}" for other, weight in others))) for term, others in sorted(found.items()))
    options.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return 0


def asked_and_said(material: Material) -> Iterator[tuple[str, str]]:
    """Give every plain question with what answers it: a passage, or the part that is asked about."""
    yield from ((one.question, one.answer.words) for one in material.plain)
    for item in material.items:
        yield from ((question, item.text.words[item.place.start : item.place.end]) for question in item.questions)


def learn(pairs: Iterable[tuple[str, str]]) -> dict[str, Related]:
    """Give the related terms of each term that is asked with, the nearest first: at most MOST_LEARNED, with how much each counts beside the term itself."""
    numbers: dict[str, int] = {}
    asked, said = [], []
    for question, text in pairs:
        asked.append(_numbered(question, numbers))
        said.append(_numbered(text, numbers))
    names = list(numbers)
    first, second, chance, together = _aligned(asked, said, len(names))
    anywhere = np.bincount(second, weights=together, minlength=len(names)) / together.sum()
    lift = chance / anywhere[second]
    kept = (first < len(names)) & (first != second) & (together >= LEAST_TOGETHER) & (chance >= LEAST_LIKELY) & (lift >= LEAST_LIFT)
    weights = SHARE * chance[kept] * np.log(lift[kept])
    rows = sorted(zip(first[kept], -weights, second[kept], strict=True))
    return {
        names[term]: tuple((names[other], -float(weight)) for _, weight, other in list(group)[:MOST_LEARNED])
        for term, group in groupby(rows, key=lambda row: row[0])
    }


def joined(learned: Mapping[str, Related], put_down: Mapping[str, Mapping[str, float]]) -> dict[str, Related]:
    """Lay both together: of each term at most MOST others, the nearest first."""
    found = {term: dict(others) for term, others in learned.items()}
    for term, others in put_down.items():
        beside = found.setdefault(term, {})
        for other, weight in others.items():
            beside[other] = max(weight, beside.get(other, 0.0))
    return {term: tuple(sorted(others.items(), key=lambda one: (-one[1], one[0]))[:MOST]) for term, others in found.items()}


def _numbered(text: str, numbers: dict[str, int]) -> Numbers:
    return np.array(sorted({numbers.setdefault(term, len(numbers)) for term in terms(text)}), dtype=np.int64)


def _aligned(asked: list[Numbers], said: list[Numbers], none: int) -> tuple[Numbers, Numbers, NDArray[np.float64], NDArray[np.float64]]:
    """Give every two terms that meet: that of the question (`none` for no term at all), that of the text, the chance of it, and how often they go together."""
    questions = [np.append(question, none) for question in asked]
    first = np.concatenate([np.repeat(question, len(text)) for question, text in zip(questions, said, strict=True)])
    second = np.concatenate([np.tile(text, len(question)) for question, text in zip(questions, said, strict=True)])
    starts = np.cumsum([0, *map(len, said)])  # each term of each text has a number of its own
    place = np.concatenate(
        [np.tile(np.arange(start, start + len(text)), len(question)) for question, text, start in zip(questions, said, starts, strict=False)]
    )
    pairs, which = np.unique(first * (none + 1) + second, return_inverse=True)
    before, chance, together = pairs // (none + 1), np.ones(len(pairs)), np.zeros(len(pairs))
    for _ in range(ROUNDS):
        share = chance[which]
        share /= np.bincount(place, weights=share)[place]
        together = np.asarray(np.bincount(which, weights=share, minlength=len(pairs)), dtype=np.float64)
        chance = together / (np.bincount(before, weights=together, minlength=none + 1)[before] + DOUBT)
    return before, pairs % (none + 1), chance, together


if __name__ == "__main__":
    sys.exit(main())
