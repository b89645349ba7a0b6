"""The words that Dutch policy texts and questions about them use most: no typing errors, and what a typing error was likely meant to be."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("common_words.txt")


@cache
def ranks() -> Mapping[str, int]:
    """Give for each word, folded, its rank: 1 for the commonest."""
    return {word: rank for rank, word in enumerate(FILE.read_text(encoding="utf-8").split(), 1)}
