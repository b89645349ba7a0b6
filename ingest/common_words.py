"""The words that Dutch policy texts and questions about them use most, and names: no typing errors, and what a typing error was likely meant to be."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("common_words.txt")  # the words from common to rare, an empty line, and the names


@cache
def ranks() -> Mapping[str, int]:
    """Give for each word, folded, its rank: 1 for the commonest."""
    return {word: rank for rank, word in enumerate(_parts()[0], 1)}


@cache
def names() -> frozenset[str]:
    """Give the names of people, places and organisations, folded."""
    return frozenset(_parts()[1])


def _parts() -> tuple[list[str], list[str]]:
    common, named = FILE.read_text(encoding="utf-8").split("\n\n")
    return common.split(), named.split()
