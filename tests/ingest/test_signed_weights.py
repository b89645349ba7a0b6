"""Signed 8-bit weights: nothing overflows, and what is lost is made good as far as it can be."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from ingest.embedding.model_folder import MODEL, ONNX
from ingest.embedding.training.signed_weights import full_weights, rounded, sign_weights

MOST_IN_16_BITS = 32_767
MOST_VALUE = 255  # of an unsigned 8-bit input


def largest_sum(weights: np.ndarray) -> int:
    """Give the largest sum of two products that a processor adds up in 16 bits."""
    pairs = weights.astype(int).reshape(-1, 2, weights.shape[1])
    return int(MOST_VALUE * max(np.clip(pairs, 0, None).sum(axis=1).max(), -np.clip(pairs, None, 0).sum(axis=1).min()))


def example(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Weights, and inputs of which some columns go together."""
    random = np.random.default_rng(seed)
    weights = random.normal(size=(64, 8))
    values = random.normal(size=(500, 64)) @ (np.eye(64) + 0.5 * random.normal(size=(64, 64)))
    return weights, values


@pytest.mark.parametrize("seed", range(5))
def test_no_two_weights_overflow_together(seed: int) -> None:
    weights, values = example(seed)

    _, signed = rounded(weights, values.T @ values / len(values))

    assert signed.dtype == np.int8
    assert largest_sum(signed) <= MOST_IN_16_BITS


@pytest.mark.parametrize("seed", range(5))
def test_what_a_layer_gives_is_nearer_than_with_half_the_steps(seed: int) -> None:
    weights, values = example(seed)
    steps, signed = rounded(weights, values.T @ values / len(values))
    halved = np.abs(weights).max(axis=0) / 64

    missed, with_half = (np.std(values @ (told - weights), axis=0) for told in (signed * steps, np.round(weights / halved) * halved))

    assert np.median(missed / with_half) < 0.8


def test_a_column_of_zeros_stays_zero() -> None:
    weights, values = example()
    weights[:, 3] = 0

    _, signed = rounded(weights, values.T @ values / len(values))

    assert not signed[:, 3].any()


def test_a_file_gets_signed_weights_and_gives_nearly_the_same(tmp_path: Path) -> None:
    weights, values = example()
    layer = numpy_helper.from_array(weights.astype(np.float32), "weight")
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "input_ids"], ["given"]), helper.make_node("MatMul", ["given", "weight"], ["told"])],
        "one layer",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, None])],
        [helper.make_tensor_value_info("told", TensorProto.FLOAT, None)],
        [layer, numpy_helper.from_array(values.astype(np.float32), "table")],
    )
    full, small = tmp_path / "full.onnx", tmp_path / "small.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(full))
    from onnxruntime.quantization import QuantType, quantize_dynamic  # here: it needs the onnx package, as training does

    quantize_dynamic(full, small, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8)

    sign_weights(small, full_weights(full), [[number] for number in range(200)])

    asked = {"input_ids": np.arange(200, 210).reshape(1, -1)}
    before, after = (onnxruntime.InferenceSession(str(file)).run(None, asked)[0] for file in (full, small))
    assert np.abs(before - after).mean() < 0.05 * np.abs(before).mean()
    assert largest_sum(weights_of(small)[0]) <= MOST_IN_16_BITS


def test_nothing_overflows_in_the_shipped_model() -> None:
    layers = weights_of(MODEL / ONNX)

    assert len(layers) == 72
    assert all(layer.dtype == np.int8 for layer in layers)
    assert max(largest_sum(layer) for layer in layers) <= MOST_IN_16_BITS


def weights_of(file: Path) -> list[np.ndarray]:
    """Give the 8-bit weights of each layer."""
    graph = onnx.load(str(file)).graph
    held = {one.name: one for one in graph.initializer}
    return [numpy_helper.to_array(held[node.input[1]]) for node in graph.node if node.op_type == "MatMulInteger"]
