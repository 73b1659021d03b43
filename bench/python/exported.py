"""Models that ichnite wrote, shown to the Kerases of this environment. For check_export.py and check_keras2.py."""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from race import machine

ROOT = Path(__file__).resolve().parents[2]
RECORDED = ROOT / "bench/src/test/resources/io/ichnite/bench/exported.json"
ALLOWED = 1e-5


class Disagreement(Exception):
    """A Keras does not read what was written, or gives other answers."""


def make(folder):
    """Lets ichnite write its models; gives what it says of them."""
    if "ICHNITE_BUILT" not in os.environ:
        subprocess.run(
            [str(ROOT / "mvnw"), "-q", "-pl", "bench", "-am", "package", "-DskipTests"],
            cwd=ROOT,
            check=True,
            stdout=sys.stderr,
        )
    jars = os.pathsep.join(str(ROOT / jar) for jar in ("bench/target/classes", "app/target/ichnite.jar"))
    main = "io.ichnite.bench.ExportedModels"
    subprocess.run([machine.java(), "--add-modules=jdk.incubator.vector", "-cp", jars, main, str(folder)], check=True)
    return json.loads((folder / "models.json").read_text())


def expect(where, expected, found):
    if expected != found:
        raise Disagreement(f"{where}: expected {expected}, found {found}")


def show(folder, entry, ending, keras, name):
    """One file to one Keras; gives its answers and how far they are from ours."""
    where = f"{entry['name']}{ending} in {name}"
    try:
        model = keras.models.load_model(str(folder / (entry["name"] + ending)), compile=False)
    except Exception as error:  # whatever a Keras throws is its refusal
        raise Disagreement(f"{where}: not read: {type(error).__name__}: {str(error)[:500]}") from error
    layers = [layer.name for layer in model.layers]
    weights = np.concatenate([array.ravel() for array in model.get_weights()])
    if not any(remark.startswith("Keras numbers") for remark in entry[f"remarks {ending}"]):
        # the same layers under the same numbers, and the same weights to the bit
        expect(f"{where}: layers", ["input"] * entry["functional"] + entry["layers"], layers)
        ours = np.load(folder / f"{entry['name']}.weights.npy")
        expect(f"{where}: weights", True, weights.dtype == np.float32 and np.array_equal(weights, ours))
    else:
        expect(f"{where}: layers", sorted(["input"] + entry["layers"]), sorted(layers))
    rows = np.load(folder / f"{entry['name']}.x.npy")
    answers = np.asarray(model.predict(rows, verbose=0))
    expected = np.load(folder / f"{entry['name']}.ours.npy")
    expect(f"{where}: shape", expected.shape, answers.shape)
    worst = float(np.max(np.abs(answers - expected)))
    if not worst <= ALLOWED:
        raise Disagreement(f"{where}: answers differ by {worst:.1e}")
    return answers, worst


def reads(keras_major, entry, ending):
    """Whether a Keras of that number should read the file and mean the same by it."""
    return entry[ending] and (ending == ".h5" if keras_major == 2 else entry["name"] != "hard_sigmoid")


def check(kerases):
    """All models in all Kerases, which come as (name, version, module)."""
    parser = argparse.ArgumentParser(description="Compares what Keras makes of ichnite's files with what ichnite does.")
    parser.add_argument("folder", nargs="?", type=Path, help="keep the files there")
    parser.add_argument("--record", action="store_true", help="write down what the Kerases answer")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        entries = make(folder)
        recorded = json.loads(RECORDED.read_text()) if RECORDED.exists() else {}
        kept = {}
        for entry in entries:
            kept[entry["name"]] = {"sha256": {}, "answers": {}}
            for ending in (".h5", ".keras"):
                if entry[ending]:
                    content = (folder / (entry["name"] + ending)).read_bytes()
                    kept[entry["name"]]["sha256"][ending] = hashlib.sha256(content).hexdigest()
        for name, version, keras in kerases:
            for ending in (".h5", ".keras"):
                read = [entry for entry in entries if reads(int(version.split(".")[0]), entry, ending)]
                worst = 0.0
                for entry in read:
                    answers, difference = show(folder, entry, ending, keras, f"{name} {version}")
                    worst = max(worst, difference)
                    kept[entry["name"]]["answers"][f"{name} {version}"] = [
                        float(str(value)) for value in answers.astype(np.float32).ravel()
                    ]
                if read:
                    print(f"{name} {version}: {len(read)} models as {ending}, largest difference {worst:.1e}")
        if options.record:
            for name, entry in kept.items():
                before = recorded.get(name, {})
                if before.get("sha256") == entry["sha256"]:
                    # what another environment answered to the same bytes stays
                    entry["answers"] = dict(sorted((before["answers"] | entry["answers"]).items()))
            RECORDED.parent.mkdir(parents=True, exist_ok=True)
            RECORDED.write_text(text(kept))
            print(f"recorded in {RECORDED.relative_to(ROOT)}")
            return
        for name, entry in kept.items():
            expect(f"{name}: sha256 as recorded", recorded.get(name, {}).get("sha256"), entry["sha256"])
            for keras, answers in entry["answers"].items():
                before = recorded[name]["answers"].get(keras)
                if before is not None:  # of another version nothing was recorded
                    expect(f"{name}: recorded of {keras}", True, bool(np.allclose(before, answers, rtol=0, atol=1e-6)))


def text(kept):
    """A line for each list, so that a change shows as one."""
    models = []
    for name, entry in kept.items():
        parts = [f'    "sha256": {json.dumps(entry["sha256"])}']
        answers = ",\n".join(f"      {json.dumps(keras)}: {json.dumps(values)}" for keras, values in entry["answers"].items())
        parts.append(f'    "answers": {{\n{answers}\n    }}')
        models.append(f"  {json.dumps(name)}: {{\n" + ",\n".join(parts) + "\n  }")
    return "{\n" + ",\n".join(models) + "\n}\n"


def main(kerases):
    try:
        check(kerases)
    except Disagreement as error:
        sys.exit(f"{Path(sys.argv[0]).name}: {error}")
