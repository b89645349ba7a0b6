"""Word vectors of four bits a number, which is what the base model holds: half the bytes of eight bits, for the same vectors to the bit."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import embedding

BLOCK = 32  # numbers of a vector that share a step
LEAST, MOST = -8, 7  # steps; of the largest number of a block it is LEAST, so that may be positive, and its step negative
CODES, STEPS = "codes", "steps"
EIGHT_BITS = 127


class WordVectors(torch.nn.Module):
    """A table of word vectors, two numbers a byte."""

    codes: torch.Tensor
    steps: torch.Tensor

    def __init__(self, words: torch.Tensor) -> None:
        super().__init__()
        codes, steps = packed(words.numpy())
        self.register_buffer(CODES, torch.from_numpy(codes))
        self.register_buffer(STEPS, torch.from_numpy(steps))

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        """Give the vectors of token numbers: (1, tokens) → (1, tokens, dimension); each rounded to 127 steps of its own, as when everything above was fitted."""
        codes = embedding(input_ids, self.codes).float()
        second = torch.floor(codes / 16)
        counted = torch.cat([codes - 16 * second, second], dim=-1) + LEAST
        steps = embedding(input_ids, self.steps).float()
        blocks = counted.reshape(1, -1, self.steps.shape[1], BLOCK) * steps.unsqueeze(-1)
        words = blocks.half().float().reshape(1, -1, BLOCK * self.steps.shape[1])
        scales = words.abs().amax(dim=-1, keepdim=True) / EIGHT_BITS
        return torch.round(words / scales) * scales


def packed(words: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Give codes (words, dimension / 2), two numbers a byte, and steps (words, blocks). Raises ValueError when the vectors are not of four bits."""
    blocks = words.reshape(len(words), -1, BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=-1, keepdims=True), axis=-1)
    steps = (largest / LEAST).astype(np.float16)
    counted = np.round(blocks / np.where(steps == 0, 1, steps).astype(np.float32)).clip(LEAST, MOST)
    numbers = (counted - LEAST).astype(np.uint8).reshape(words.shape)
    half = words.shape[1] // 2
    codes: NDArray[np.uint8] = numbers[:, :half] + 16 * numbers[:, half:]
    if not np.array_equal(unpacked(codes, steps[..., 0]), words):
        raise ValueError("the word vectors are not those of a 4-bit model: nothing may be taught to them")
    return codes, steps[..., 0]


def unpacked(codes: NDArray[np.uint8], steps: NDArray[np.float16]) -> NDArray[np.float32]:
    """Give the vectors of codes and steps, as half precision holds them: (words, dimension)."""
    numbers = np.concatenate([codes % 16, codes // 16], axis=-1).astype(np.float32) + LEAST
    blocks: NDArray[Any] = numbers.reshape(len(codes), -1, BLOCK) * steps[..., np.newaxis].astype(np.float32)
    words: NDArray[np.float32] = blocks.astype(np.float16).astype(np.float32).reshape(len(codes), -1)
    return words
