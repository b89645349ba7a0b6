"""Gives an 8-bit ONNX model signed weights that no processor overflows on: half the time of unsigned ones, and nearly the same vectors.

Processors without VNNI add two products (an unsigned value times a signed weight, of rows 2k and 2k + 1) in 16 bits, and cut the sum off at
32,767. So no two such weights may add up to more than 128: 255 × 128 = 32,640. What rounding and that bound take away is made good by the
rows that are rounded later (GPTQ, arXiv 2210.17323).
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray
from onnx import numpy_helper

Numbers = NDArray[np.float64]
MOST = 127
MOST_OF_PAIR = 128
SHRINKING = np.linspace(
    0.7, 1.6, 31
)  # how the steps of a column compare to its largest weight divided by 127: a pair may need larger ones, outliers smaller ones
DAMPING = 0.1
LEAST = 1e-9  # for a column, or inputs, of zeros
SCALE, QUANTIZED = "_scale", "_quantized"  # how onnxruntime's quantize_dynamic names what belongs to a weight


def sign_weights(path: Path, full: Mapping[str, Numbers], texts: Iterable[list[int]]) -> None:
    """Replace the weights of a file that `quantize_dynamic` made. `full` holds the weights (inputs, outputs) by their name before that; `texts` are token numbers."""
    model = onnx.load(str(path))
    held = {one.name: one for one in model.graph.initializer}
    makers = {output: node for node in model.graph.node for output in node.output}
    layers = [node for node in model.graph.node if node.op_type == "MatMulInteger"]
    inputs = {node.name: makers[node.input[0]].input[0] for node in layers}
    products = _products(model, list(inputs.values()), texts)
    for node in layers:
        name = node.input[1].removesuffix(QUANTIZED)
        steps, weights = rounded(full[name], products[inputs[node.name]])
        shape = numpy_helper.to_array(held[name + SCALE]).shape
        new: dict[str, NDArray[Any]] = {
            node.input[1]: weights,
            node.input[3]: np.zeros(len(steps), dtype=np.int8),
            name + SCALE: steps.astype(np.float32).reshape(shape),
        }
        for key, values in new.items():
            held[key].CopyFrom(numpy_helper.from_array(values, key))
    onnx.save(model, str(path))


def full_weights(path: Path) -> dict[str, Numbers]:
    """Give the weights of each layer of a model in full precision, by name."""
    graph = onnx.load(str(path)).graph
    multiplied = {name for node in graph.node if node.op_type == "MatMul" for name in node.input}
    return {one.name: numpy_helper.to_array(one).astype(np.float64) for one in graph.initializer if one.name in multiplied}


def rounded(weights: Numbers, products: Numbers) -> tuple[Numbers, NDArray[np.int8]]:
    """Give the step of each column, and the weights (inputs, outputs; an even number of inputs) in steps.

    `products` (inputs, inputs) is the mean product of the values of two inputs: an error matters as far as its input has large values.
    """
    steps = _steps(weights, np.sqrt(np.diag(products)))
    strongest = np.argsort(-np.diag(products).reshape(-1, 2).sum(axis=1), kind="stable")
    order = np.stack([2 * strongest, 2 * strongest + 1], axis=1).ravel()  # pairs stay together, those that matter most come first
    damped = products + max(DAMPING * np.diag(products).mean(), LEAST) * np.eye(len(products))
    carried = np.linalg.cholesky(np.linalg.inv(damped[np.ix_(order, order)])).T
    left, taken = weights[order].copy(), np.zeros_like(weights)
    for row in range(len(order)):
        beside = taken[row - 1] if row % 2 else np.zeros_like(steps)
        low, high = -MOST_OF_PAIR - np.minimum(beside, 0), MOST_OF_PAIR - np.maximum(beside, 0)
        taken[row] = np.clip(np.round(left[row] / steps), np.maximum(low, -MOST), np.minimum(high, MOST))
        missed = (left[row] - taken[row] * steps) / carried[row, row]
        left[row:] -= np.outer(carried[row, row:], missed)
    signed = np.empty(weights.shape, dtype=np.int8)
    signed[order] = taken
    return steps, signed


def _steps(weights: Numbers, sizes: Numbers) -> Numbers:
    """Give for each column the step with which plain rounding misses least, each row by the size of its input."""
    largest = np.maximum(np.abs(weights).max(axis=0), LEAST) / MOST
    tried = [largest * share for share in SHRINKING]
    missed = [(((_paired(weights / steps) * steps - weights) * sizes[:, None]) ** 2).sum(axis=0) for steps in tried]
    chosen: Numbers = np.choose(np.argmin(missed, axis=0), tried)
    return chosen


def _paired(values: Numbers) -> Numbers:
    """Round, and take from both of a pair that adds up to too much."""
    pairs = np.clip(np.round(values), -MOST, MOST).reshape(-1, 2, values.shape[1])
    sums = pairs.sum(axis=1, keepdims=True)
    over: Numbers = sums - np.clip(sums, -MOST_OF_PAIR, MOST_OF_PAIR)
    half = np.trunc(over / 2)
    fitting: Numbers = (pairs - np.concatenate([half, over - half], axis=1)).reshape(values.shape)
    return fitting


def _products(model: onnx.ModelProto, names: list[str], texts: Iterable[list[int]]) -> dict[str, Numbers]:
    """Give for some values inside the model the mean product of each two columns; each text counts the same."""
    shown = onnx.ModelProto()
    shown.CopyFrom(model)
    shown.graph.output.extend(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in names)
    session = onnxruntime.InferenceSession(shown.SerializeToString(), providers=["CPUExecutionProvider"])
    sums: dict[str, Numbers] = {}
    read = list(texts)
    for text in read:
        for name, values in zip(names, session.run(names, {"input_ids": np.array([text], dtype=np.int64)}), strict=True):
            rows = values[0].astype(np.float64)
            sums[name] = sums.get(name, np.zeros((rows.shape[1],) * 2)) + rows.T @ rows / len(rows)
    return {name: total / len(read) for name, total in sums.items()}
