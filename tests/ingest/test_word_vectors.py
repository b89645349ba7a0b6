"""Word vectors of four bits a number: half the bytes, and the same vectors to the bit."""

import numpy as np
import onnx
import pytest
import torch
from onnx import numpy_helper

from ingest.embedding.model_folder import MODEL, ONNX
from ingest.embedding.training.word_vectors import BLOCK, CODES, STEPS, WordVectors, packed, unpacked

WORDS, BLOCKS = 50, 4


def four_bit_words(seed: int = 0) -> np.ndarray:
    """Vectors as the base model holds them: per block of 32 a step in half precision, and from -8 to 7 of them, of the largest -8."""
    random = np.random.default_rng(seed)
    steps = random.normal(size=(WORDS, BLOCKS, 1)).astype(np.float16)
    counted = random.integers(-7, 8, size=(WORDS, BLOCKS, BLOCK))
    counted[..., 5] = -8
    return (counted * steps.astype(np.float32)).astype(np.float16).astype(np.float32).reshape(WORDS, -1)


@pytest.mark.parametrize("seed", range(3))
def test_words_come_back_as_they_were(seed: int) -> None:
    words = four_bit_words(seed)

    codes, steps = packed(words)

    assert codes.dtype == np.uint8
    assert codes.shape == (WORDS, words.shape[1] // 2)
    assert np.array_equal(unpacked(codes, steps), words)


def test_a_block_of_zeros_stays_so() -> None:
    words = four_bit_words()
    words[7, :BLOCK] = 0

    assert np.array_equal(unpacked(*packed(words)), words)


def test_words_that_were_taught_are_not_of_four_bits_and_that_is_said() -> None:
    with pytest.raises(ValueError, match="not those of a 4-bit model"):
        packed(np.random.default_rng(1).normal(size=(WORDS, BLOCK * BLOCKS)).astype(np.float32))


def test_what_the_model_reads_is_rounded_to_eight_bits_of_each_word() -> None:
    words = four_bit_words()
    numbers = [3, 1, 49, 3]

    with torch.no_grad():
        read = WordVectors(torch.from_numpy(words))(torch.tensor([numbers]))[0].numpy()

    steps = np.abs(words[numbers]).max(axis=1, keepdims=True) / 127
    assert np.array_equal(read, np.round(words[numbers] / steps) * steps)


def test_the_shipped_model_holds_its_words_in_four_bits() -> None:
    held = {one.name: numpy_helper.to_array(one) for one in onnx.load(str(MODEL / ONNX)).graph.initializer}
    codes, steps = held[f"words.{CODES}"], held[f"words.{STEPS}"]

    again = packed(unpacked(codes, steps))

    assert codes.nbytes + steps.nbytes == len(codes) * (192 + 2 * 12)
    assert np.array_equal(unpacked(*again), unpacked(codes, steps))
