"""What a build holds of each token: its vector in a passage, to which a question's tokens come more or less near, and its state in a unit, to read on from."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.embedding.late_interaction import STEPS, TokenRows
from ingest.vectors import Keys, Vectors, row_of, text_keys


class TokenVectors:
    """Tokens by the passage they belong to: those of passage i stand in `rows` from `starts[i]` up to `starts[i + 1]`.

    64 bytes a token, some 7 kB a passage. They stay on the disk until they are asked for, so that many take no memory.
    """

    def __init__(self, starts: NDArray[np.int64], rows: TokenRows) -> None:
        self._starts, self._rows = starts, rows

    @classmethod
    def build(cls, passages: Sequence[TokenRows]) -> "TokenVectors":
        """Put the tokens of all passages, each of which has some, behind each other."""
        starts = np.cumsum([0, *map(len, passages)], dtype=np.int64)
        return cls(starts, np.concatenate(passages) if passages else np.empty((0, 0), dtype=np.int8))

    @classmethod
    def load(cls, folder: Path) -> "TokenVectors":
        """Open saved vectors."""
        rows = np.asarray(np.load(folder / "rows.npy", mmap_mode="r"))  # a plain array over the file: its slices are made sooner
        return cls(np.load(folder / "starts.npy"), rows)

    def save(self, folder: Path) -> None:
        """Write the vectors to a new folder."""
        folder.mkdir()
        np.save(folder / "starts.npy", self._starts)
        np.save(folder / "rows.npy", self._rows)

    def nearness(self, question: Vectors, passages: Sequence[int]) -> Vectors:
        """Say how near a question comes to these passages (MaxSim): each of its tokens counts by the nearest one of the passage. float32, (passages,), at most 1."""
        parts = [self._rows[self._starts[one] : self._starts[one + 1]] for one in passages]
        compared = question @ np.concatenate(parts, dtype=np.float32).T  # a row for each token of the question: maxima are found five times as fast
        firsts = np.cumsum([0, *map(len, parts[:-1])])
        nearest: Vectors = np.maximum.reduceat(compared, firsts, axis=1).sum(axis=0) / STEPS
        return nearest


class UnitStates:
    """States of tokens by the text they belong to, in the order of its key: those of text i stand in `rows` from `starts[i]` up to `starts[i + 1]`.

    384 bytes a token, some 19 kB a unit. They stay on the disk until they are asked for.
    """

    def __init__(self, keys: Keys, starts: NDArray[np.int64], rows: TokenRows) -> None:
        self._keys, self._starts, self._rows = keys, starts, rows

    @classmethod
    def build(cls, texts: Sequence[str], states: Sequence[TokenRows]) -> "UnitStates":
        """Put states beside their texts, each of which occurs once."""
        keys = text_keys(texts)
        order = np.argsort(keys)
        sorted_states = [states[place] for place in order]
        starts = np.cumsum([0, *map(len, sorted_states)], dtype=np.int64)
        return cls(keys[order], starts, np.concatenate(sorted_states) if sorted_states else np.empty((0, 0), dtype=np.int8))

    @classmethod
    def load(cls, folder: Path) -> "UnitStates":
        """Open saved states."""
        return cls(np.load(folder / "keys.npy"), np.load(folder / "starts.npy"), np.load(folder / "rows.npy", mmap_mode="r"))

    def save(self, folder: Path) -> None:
        """Write the states to a new folder."""
        folder.mkdir()
        np.save(folder / "keys.npy", self._keys)
        np.save(folder / "starts.npy", self._starts)
        np.save(folder / "rows.npy", self._rows)

    def of(self, text: str) -> TokenRows | None:
        """Give the states of a text, or None when they were left out."""
        row = row_of(text, self._keys)
        return None if row is None else self._rows[self._starts[row] : self._starts[row + 1]]


NO_STATES = UnitStates.build((), ())
