"""Related search terms: what policy texts write where people ask in everyday words ("rekening" → "declaratie"). Learned by ingest/learn_related.py."""

from collections.abc import Set
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("related.tsv")
Related = tuple[tuple[str, float], ...]


def related(term: str) -> Related:
    """Give the terms related to a search term, the nearest first, each with how much a row's score for it counts beside that for the term itself."""
    return _table().get(term, ())


def held(term: str, given: Set[str]) -> float:
    """Tell how far terms that are given say a term (0..1): wholly when it is among them, or in part by the nearest related one."""
    if term in given:
        return 1.0
    weights = _weights().get(term)
    if weights is None or weights.keys().isdisjoint(given):
        return 0.0
    return min(1.0, max(weights[other] for other in weights.keys() & given))


@cache
def _table() -> dict[str, Related]:
    rows = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    return {term: tuple(_weighed(other) for other in others) for term, *others in rows}


@cache
def _weights() -> dict[str, dict[str, float]]:
    return {term: dict(others) for term, others in _table().items()}


def _weighed(other: str) -> tuple[str, float]:
    term, weight = other.rsplit(" ", 1)
    return term, float(weight)
