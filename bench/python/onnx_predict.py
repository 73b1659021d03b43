#!/usr/bin/env python3
"""Times the published CNN-LSTM's answers to all rows in ONNX Runtime, from a graph made of the given weights.

Writes the probabilities and prints one line of JSON. `bench/run inference` makes the files and runs it by
turns with others. Alone:

    bench/peers onnx_predict.py --rows rows.npy --weights weights.npy --out answers.npy --batch 8
"""

from pathlib import Path

import measure
import numpy as np
import onnxruntime
import published
from onnx import TensorProto, checker, helper, numpy_helper

OPSET, IR = 17, 8
"""What ONNX Runtime has read since 2022."""


class Graph:
    """A chain of operators, each of which reads what the one before it gives."""

    def __init__(self, given: str):
        self.last, self.nodes, self.weights = given, [], []

    def weight(self, array: np.ndarray) -> str:
        """Keeps an array; gives its name."""
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(self, operator: str, *others: str, before: tuple[str, ...] = (), outputs: int = 1, **attributes) -> None:
        """Adds an operator; its last output is what the next reads."""
        names = ["" for _ in range(outputs - 1)] + [f"x{len(self.nodes)}"]
        inputs = [*before, self.last, *others]
        self.nodes.append(helper.make_node(operator, inputs, names, **attributes))
        self.last = names[-1]


def gates(kernel: np.ndarray) -> np.ndarray:
    """Keras' columns i, f, c, o as ONNX' rows i, o, f, c, of one direction."""
    i, f, c, o = np.split(kernel.T, 4)
    return np.concatenate([i, o, f, c])[np.newaxis]


def model(arrays: list[np.ndarray], length: int) -> bytes:
    """The network as a file of ONNX: calls (batch, length) to probabilities (batch, class)."""
    given = iter(arrays)
    graph = Graph("calls")
    graph.add("Gather", before=(graph.weight(next(given)),))
    graph.add("Transpose", perm=[0, 2, 1])  # (batch, channel, time)
    for i in range(6):
        kernel, bias = next(given), next(given)
        half = published.KERNEL // 2
        graph.add("Conv", graph.weight(kernel.transpose(2, 1, 0)), graph.weight(bias), pads=[half, half])
        graph.add("Relu")
        if i in (2, 5):
            size = 3 if i == 2 else 2
            graph.add("MaxPool", kernel_shape=[size], strides=[size])
    graph.add("Transpose", perm=[2, 0, 1])  # (time, batch, channel), as LSTM reads
    for sequences in (True, False):
        kernel, recurrent, bias = gates(next(given)), gates(next(given)), gates(next(given)[np.newaxis])[..., 0]
        both = np.concatenate([bias, np.zeros_like(bias)], 1)
        given_to = (graph.weight(kernel), graph.weight(recurrent), graph.weight(both))
        graph.add("LSTM", *given_to, outputs=1 if sequences else 2, hidden_size=published.UNITS)
        graph.add("Squeeze", graph.weight(np.array([1 if sequences else 0])))  # the axis of directions
    graph.add("MatMul", graph.weight(next(given)))
    graph.add("Add", graph.weight(next(given)))
    graph.add("Softmax", axis=-1)
    whole = helper.make_graph(
        graph.nodes,
        "published",
        [helper.make_tensor_value_info("calls", TensorProto.INT32, ["batch", length])],
        [helper.make_tensor_value_info(graph.last, TensorProto.FLOAT, ["batch", published.CLASSES])],
        graph.weights,
    )
    made = helper.make_model(whole, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR)
    checker.check_model(made, full_check=True)
    return made.SerializeToString()


def main() -> None:
    parser = measure.options("Times answers of the published network in ONNX Runtime.", "one pass over all rows")
    parser.add_argument("--weights", type=Path, required=True, help=".npy of all weights")
    parser.add_argument("--out", type=Path, required=True, help=".npy of probabilities to write")
    parser.add_argument("--batch", type=int, default=8)
    options = parser.parse_args()

    rows = np.load(options.rows).astype(np.int32)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = options.threads
    settings.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    settings.add_session_config_entry("session.set_denormal_as_zero", "1")
    network = model(published.split(np.load(options.weights)), rows.shape[1])
    session = onnxruntime.InferenceSession(network, settings, providers=["CPUExecutionProvider"])

    def answer() -> np.ndarray:
        starts = range(0, len(rows), options.batch)
        return np.concatenate([session.run(None, {"calls": rows[i : i + options.batch]})[0] for i in starts])

    answers = measure.run(f"ONNX Runtime {onnxruntime.__version__}", len(rows), options.warm_up, options.steps, answer)
    np.save(options.out, answers)


if __name__ == "__main__":
    main()
