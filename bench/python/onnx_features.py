#!/usr/bin/env python3
"""Times what MalConv's layers 7 and 8 make of files in ONNX Runtime, from their bytes in memory, with given weights.

Writes both layers side by side and prints one line of JSON. `bench/run features` makes the files and runs it by turns with
others. Alone:

    bench/peers onnx_features.py --rows FOLDER --weights weights.npy --out features.npy --form matmul --batch 1
"""

from pathlib import Path

import malconv
import malconv_files
import measure
import numpy as np
import onnxruntime
from onnx import TensorProto, checker, helper, numpy_helper

OPSET, IR = 17, 8
"""What ONNX Runtime has read since 2022."""
FORMS = ("matmul", "conv")


def model(arrays: list[np.ndarray], form: str) -> bytes:
    """The network as a file of ONNX: bytes (batch, LENGTH) to layer 7 (batch, FILTERS) and layer 8 (batch, UNITS)."""
    embedding, gate, gate_bias, linear, linear_bias, dense, dense_bias, *_ = arrays
    windows = malconv.LENGTH // malconv.WINDOW
    kernel = np.concatenate([gate, linear], 2)  # (window, width, filters of both)
    bias = np.concatenate([gate_bias, linear_bias])
    held, nodes = {"embedding": embedding, "bias": bias, "dense": dense, "dense_bias": dense_bias}, []

    def node(operator: str, inputs: list[str], *outputs: str, **attributes) -> None:
        nodes.append(helper.make_node(operator, inputs, list(outputs), **attributes))

    node("Cast", ["bytes"], "numbers", to=TensorProto.INT32)
    node("Gather", ["embedding", "numbers"], "embedded")  # (batch, length, width)
    if form == "matmul":
        held["windows"] = np.array([0, windows, malconv.WINDOW * malconv.WIDTH])
        held["kernel"] = kernel.reshape(-1, 2 * malconv.FILTERS)
        node("Reshape", ["embedded", "windows"], "rows")
        node("MatMul", ["rows", "kernel"], "sums")
        node("Add", ["sums", "bias"], "both")  # (batch, windows, filters of both)
        axis, pooled = 2, 1
    else:
        held["kernel"] = kernel.transpose(2, 1, 0)
        node("Transpose", ["embedded"], "channels", perm=[0, 2, 1])
        node("Conv", ["channels", "kernel", "bias"], "both", strides=[malconv.WINDOW])  # (batch, filters of both, windows)
        axis, pooled = 1, 2
    node("Split", ["both"], "gate", "linear", axis=axis)
    node("Sigmoid", ["gate"], "open")
    node("Mul", ["open", "linear"], "gated")
    node("Relu", ["gated"], "positive")
    node("ReduceMax", ["positive"], "layer7", axes=[pooled], keepdims=0)
    node("Gemm", ["layer7", "dense", "dense_bias"], "layer8")
    outputs = {"layer7": malconv.FILTERS, "layer8": malconv.UNITS}
    whole = helper.make_graph(
        nodes,
        "malconv",
        [helper.make_tensor_value_info("bytes", TensorProto.UINT8, ["batch", malconv.LENGTH])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", width]) for name, width in outputs.items()],
        [numpy_helper.from_array(np.ascontiguousarray(array), name) for name, array in held.items()],
    )
    made = helper.make_model(whole, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR)
    checker.check_model(made, full_check=True)
    return made.SerializeToString()


def main() -> None:
    parser = measure.options("Times MalConv's features in ONNX Runtime.", "all files once")
    parser.add_argument("--weights", type=Path, required=True, help=".npy of all weights")
    parser.add_argument("--out", type=Path, required=True, help=".npy of features to write")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--form", choices=FORMS, default="matmul", help="how the windows are multiplied")
    options = parser.parse_args()

    files, reading = malconv_files.read(options.rows)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = options.threads
    settings.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    settings.add_session_config_entry("session.set_denormal_as_zero", "1")
    network = model(malconv.split(np.load(options.weights)), options.form)
    session = onnxruntime.InferenceSession(network, settings, providers=["CPUExecutionProvider"])

    def features() -> np.ndarray:
        starts = range(0, len(files), options.batch)
        rows = (malconv_files.rows(files[i : i + options.batch]) for i in starts)
        return np.concatenate([np.concatenate(session.run(None, {"bytes": x}), 1) for x in rows])

    engine = f"ONNX Runtime {onnxruntime.__version__}"
    found = measure.run(engine, len(files), options.warm_up, options.steps, features, reading)
    np.save(options.out, found)


if __name__ == "__main__":
    main()
