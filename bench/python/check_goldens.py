#!/usr/bin/env python3
"""Makes the goldens of Keras and scikit-learn again, and compares them with the committed ones.

    bench/peers check_goldens.py

Numbers may differ in their last digits between processors, so 1e-6 is allowed (1e-5 for the linear model,
whose solver stops by a tolerance); names, shapes and everything else have to be equal.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ROOT / "formats/src/test/resources/goldens/layers"
LINEAR = ROOT / "core/src/test/resources/goldens/linear/linear.json"


class Difference(Exception):
    """The peers of today say something else than those that made the goldens."""


def compare(where, committed, made, allowed):
    """Trees of JSON: numbers with a point within what is allowed, the rest equal. Gives the largest difference."""
    if isinstance(committed, dict) and isinstance(made, dict) and committed.keys() == made.keys():
        return max((compare(f"{where}.{k}", committed[k], made[k], allowed) for k in committed), default=0.0)
    if isinstance(committed, list) and isinstance(made, list) and len(committed) == len(made):
        pairs = enumerate(zip(committed, made))
        return max((compare(f"{where}[{i}]", a, b, allowed) for i, (a, b) in pairs), default=0.0)
    if isinstance(committed, float) and isinstance(made, float) and abs(committed - made) <= allowed:
        return abs(committed - made)
    if type(committed) is type(made) and committed == made:
        return 0.0
    raise Difference(f"{where}: expected {str(committed)[:200]}, made {str(made)[:200]}")


def arrays(committed, made, allowed):
    """Two .npz files. Gives how many arrays there are, and the largest difference."""
    largest = 0.0
    with np.load(committed) as old, np.load(made) as new:
        if sorted(old.files) != sorted(new.files):
            raise Difference(f"{committed.name}: other arrays: {sorted(set(old.files) ^ set(new.files))}")
        for name in old.files:
            if old[name].shape != new[name].shape or old[name].dtype != new[name].dtype:
                raise Difference(f"{name}: {new[name].dtype}{new[name].shape}, was {old[name].dtype}{old[name].shape}")
            difference = float(np.max(np.abs(old[name].astype(float) - new[name]), initial=0.0))
            if not difference <= allowed:
                raise Difference(f"{name}: differs by {difference:.1e}")
            largest = max(largest, difference)
        return len(old.files), largest


def make(script, out):
    subprocess.run([sys.executable, str(ROOT / "bench/python" / script), str(out)], check=True)


def main():
    with tempfile.TemporaryDirectory() as folder:
        try:
            layers = Path(folder) / "layers"
            make("make_layer_goldens.py", layers)
            count, largest = arrays(LAYERS / "layers.npz", layers / "layers.npz", 1e-6)
            with open(LAYERS / "cases.json") as old, open(layers / "cases.json") as new:
                compare("cases.json", json.load(old), json.load(new), 1e-6)
            print(f"layers: {count} arrays, largest difference {largest:.1e}")

            linear = Path(folder) / "linear.json"
            make("make_linear_golden.py", linear)
            with open(LINEAR) as old, open(linear) as new:
                largest = compare("linear.json", json.load(old), json.load(new), 1e-5)
            print(f"linear model: largest difference {largest:.1e}")
        except Difference as difference:
            print(f"check_goldens: {difference}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
