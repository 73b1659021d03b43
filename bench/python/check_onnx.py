#!/usr/bin/env python3
"""Lets ONNX' own checker and ONNX Runtime judge what ichnite exports, and runs the guide's programs.

- Small models of every layer and option: the checker with full checks, shape inference in strict mode (what it
  infers is what is declared), and ONNX Runtime's answers, layer by layer, against ichnite's. Their SHA-256 are
  those of bench/src/test/resources/onnx/accepted.json, to which the ordinary build holds what it writes.
- The programs in Python of docs/guides/onnx.md, each as it stands there, against `ichnite predict`.

    bench/peers check_onnx.py                   both
    bench/peers check_onnx.py --record FILE     writes down what was accepted
"""

import argparse
import csv
import hashlib
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import onnx
import onnx_answers
import onnxruntime
from race import programs

ROOT = Path(__file__).resolve().parents[2]
RECORDED = ROOT / "bench/src/test/resources/onnx/accepted.json"
GUIDE = ROOT / "docs/guides/onnx.md"
CALLS = ("NtClose", "NtCreateFile", "NtReadFile", "NtWriteFile", "RegOpenKeyExW", "NeverSeen")


class Disagreement(Exception):
    """A peer says something else than ichnite."""


def shape(value):
    return [dim.dim_param or dim.dim_value for dim in value.type.tensor_type.shape.dim]


def check(file):
    """The checker, and shape inference that has to find what is declared."""
    onnx.checker.check_model(str(file), full_check=True)
    model = onnx.load(str(file))
    declared = {value.name: shape(value) for value in [*model.graph.output, *model.graph.value_info]}
    del model.graph.value_info[:]
    for output in model.graph.output:
        output.type.tensor_type.ClearField("shape")
    inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    found = {value.name: shape(value) for value in [*inferred.graph.output, *inferred.graph.value_info]}
    for name, extents in declared.items():
        if found.get(name) != extents:
            raise Disagreement(f"{file.name}: {name} is declared {extents}, inferred {found.get(name)}")


def check_models(folder):
    """All of the zoo; gives the digests."""
    digests = {}
    for file in sorted(folder.glob("*.onnx")):
        check(file)
        digests[file.name] = hashlib.sha256(file.read_bytes()).hexdigest()
    count, largest = onnx_answers.compare(folder)
    print(f"{len(digests)} models: accepted by onnx {onnx.__version__}")
    print(f"{count} models: ONNX Runtime {onnxruntime.__version__} answers as ichnite, within {largest:.1e}")
    return digests


def write_traces(path):
    """Traces shorter and longer than a row, of several threads, in no order."""
    draw = random.Random(3)
    rows = []
    for file_id in range(1, 13):
        for index in range(draw.randrange(1, 120)):
            rows.append((file_id, draw.choice(CALLS), draw.randrange(1, 4), index))
    draw.shuffle(rows)
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("file_id", "api", "tid", "index"), *rows])


def predicted(model, data, out):
    """What `ichnite predict` says: the probabilities of each file, by id."""
    command = [programs.LAUNCHER, "predict", str(model), str(data), "-o", str(out)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise Disagreement(f"ichnite predict failed:\n{ended.stderr}")
    with out.open(newline="") as file:
        return {row[0]: [float(p) for p in row[1:]] for row in list(csv.reader(file))[1:]}


def check_guide(zoo, folder):
    """Runs each program of the guide in a folder that has what it reads; each prints lines of file, family, probability."""
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    if len(blocks) < 2:
        raise Disagreement(f"{GUIDE}: expected programs, found {len(blocks)}")
    write_traces(folder / "traces.csv")
    shutil.copy(zoo / "cnn-lstm.onnx", folder / "model.onnx")
    shutil.copy(zoo / "malconv.onnx", folder / "bytes.onnx")
    programs_folder = folder / "files"
    programs_folder.mkdir()
    for name, size in (("short.bin", 100), ("long.bin", 700)):
        (programs_folder / name).write_bytes(random.Random(size).randbytes(size))
    expected = predicted(zoo / "cnn-lstm.ichnite", folder / "traces.csv", folder / "calls.csv")
    expected |= predicted(zoo / "malconv.ichnite", programs_folder, folder / "bytes.csv")
    lines = 0
    for block in blocks:
        ended = subprocess.run([sys.executable, "-c", block], cwd=folder, capture_output=True, text=True, check=False)
        if ended.returncode != 0:
            raise Disagreement(f"{GUIDE}: a program failed:\n{block}\n{ended.stderr}")
        for line in ended.stdout.splitlines():
            name, family, probability = line.rsplit("\t", 2)
            chances = expected[name]
            best = max(range(len(chances)), key=chances.__getitem__)
            if family != f"family {best}" or abs(float(probability) - chances[best]) > onnx_answers.ALLOWED:
                raise Disagreement(f"{GUIDE}: {line}, but ichnite says {best}, {chances[best]}")
            lines += 1
    if lines < len(expected):
        raise Disagreement(f"{GUIDE}: {lines} answers for {len(expected)} files")
    print(f"{GUIDE.name}: {len(blocks)} programs, {lines} answers as ichnite predict")


def main():
    parser = argparse.ArgumentParser(description="Checks exported models by onnx and ONNX Runtime.")
    parser.add_argument("--record", metavar="FILE", type=Path, help="write down what was accepted")
    options = parser.parse_args()
    programs.build()
    try:
        with tempfile.TemporaryDirectory() as name:
            zoo, folder = Path(name, "zoo"), Path(name, "guide")
            folder.mkdir()
            subprocess.run([*programs.java_command(False, "onnx.WriteOnnx"), str(zoo)], check=True)
            digests = check_models(zoo)
            check_guide(zoo, folder)
        if options.record:
            told = {"onnx": onnx.__version__, "onnxruntime": onnxruntime.__version__, "sha256": digests}
            options.record.write_text(json.dumps(told, indent=1) + "\n")
        elif digests != json.loads(RECORDED.read_text())["sha256"]:
            raise Disagreement(f"all is well, but not as recorded in {RECORDED}: --record it")
    except Disagreement as disagreement:
        print(f"check_onnx: {disagreement}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
