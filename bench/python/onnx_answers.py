#!/usr/bin/env python3
"""Runs models that ichnite exported, in whatever ONNX Runtime there is, and compares each with ichnite's own answers.

Needs onnxruntime and NumPy alone, and Python 3.6: for versions of years ago, see docs/decisions/0041-onnx.md.

    python onnx_answers.py FOLDER      a folder that io.ichnite.bench.onnx.WriteOnnx made
"""

import pathlib
import sys

import numpy as np
import onnxruntime

ALLOWED = 1e-5
"""Of numbers up to 1; of larger ones, so much of them."""


def answers(model, rows):
    """All outputs but the logits, each row's side by side."""
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    given = session.get_inputs()[0]
    rows = rows.astype(np.uint8 if given.type == "tensor(uint8)" else np.int64)
    names = [output.name for output in session.get_outputs() if output.name != "logits"]
    return np.concatenate([o.reshape(len(rows), -1) for o in session.run(names, {given.name: rows})], axis=1)


def difference(found, expected):
    """The largest, in parts of the number where that is above 1."""
    if found.shape != expected.shape:
        raise SystemExit("expected shape {}, found {}".format(expected.shape, found.shape))
    return float(np.max(np.abs(found.astype(float) - expected) / np.maximum(1, np.abs(expected))))


def compare(folder):
    """Every model of a folder; gives how many there are and the largest difference."""
    largest, count = 0.0, 0
    for file in sorted(folder.glob("*.x.npy")):
        name = file.name[: -len(".x.npy")]
        rows, expected = np.load(str(file)), np.load(str(folder / (name + ".y.npy")))
        whole = answers(folder / (name + ".layers.onnx"), rows)
        alone = np.concatenate([answers(folder / (name + ".onnx"), rows[i : i + 1]) for i in range(len(rows))])
        for found, wanted in ((whole, expected), (alone, expected[:, : alone.shape[1]])):
            worst = difference(found, wanted)
            if not worst <= ALLOWED:
                raise SystemExit("{}: differs by {:.1e}".format(name, worst))
            largest, count = max(largest, worst), count + 1
    return count, largest


if __name__ == "__main__":
    found = compare(pathlib.Path(sys.argv[1]))
    print("ONNX Runtime {}: {} models, largest difference {:.1e}".format(onnxruntime.__version__, *found))
