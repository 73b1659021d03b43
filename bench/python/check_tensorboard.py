#!/usr/bin/env python3
"""Lets real TensorBoard read logs of ours, and compares what it says with what was written.

Each log is read three times: by TensorBoard's own reader of event files (EventAccumulator), and over HTTP
from two live servers on a free port of this machine, one for each of the two readers that TensorBoard has
(Python, and the Rust data server that is its default). All three have to agree on every scalar, histogram,
text, image, graph node and row of the projector. Then:

- the recorded log (formats/src/test/resources/goldens/tensorboard) is answered as in its answers.json;
- a log of `ichnite train --log` that is made here has the scalars of its history.csv, histograms that count
  as many numbers as the arrays have, the pictures that lie beside the model, the layers of `ichnite describe`
  as its graph, and the rows of its embedding in the projector.

    bench/peers check_tensorboard.py                          both
    bench/peers check_tensorboard.py LOG                      the readers agree on a log of yours
    bench/peers check_tensorboard.py LOG --record FILE.json   writes down what they say
"""

import argparse
import csv
import hashlib
import io
import json
import math
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

import numpy as np
import PIL.Image
import tensorboard
from google.protobuf import text_format
from tensorboard import program
from tensorboard.backend.event_processing import plugin_event_accumulator
from tensorboard.compat.proto import graph_pb2
from tensorboard.util import tensor_util

ROOT = Path(__file__).resolve().parents[2]
RECORDED = ROOT / "formats/src/test/resources/goldens/tensorboard"
PATIENCE = 60  # seconds that a server has to load a small log
SERIES = ("scalars", "histograms", "texts", "images")


class Disagreement(Exception):
    """What was read is not what was written, or two readers differ."""


def expect(what, expected, found):
    if expected != found:
        raise Disagreement(f"{what}: expected {shown(expected)}, found {shown(found)}")


def shown(value):
    text = str(value)
    return text if len(text) <= 500 else text[:500] + " …"


def number(value):
    """A number as JSON can hold it."""
    value = float(value)
    return value if math.isfinite(value) else str(value)


def nodes(graph):
    """GraphDef to lists and maps, in the file's order."""

    def attribute(value):
        kind = value.WhichOneof("value")
        if kind == "list":
            return [[dim.size for dim in shape.dim] for shape in value.list.shape]
        if kind == "s":
            return value.s.decode()
        return getattr(value, kind)

    return [
        {
            "name": node.name,
            "op": node.op,
            "inputs": list(node.input),
            "attributes": {key: attribute(node.attr[key]) for key in sorted(node.attr)},
        }
        for node in graph.node
    ]


def picture(data):
    """Width, height and check sum of a picture that decodes."""
    with PIL.Image.open(io.BytesIO(data)) as image:
        image.load()
        expect("a picture's kind", "PNG", image.format)
        return [*image.size, hashlib.sha256(data).hexdigest()]


def accumulated(log):
    """What the reader of event files says."""
    kinds = dict(zip(("scalars", "histograms", "text", "images"), SERIES))
    said = {kind: {} for kind in SERIES} | {"graphs": {}}
    for run in sorted(path.name for path in log.iterdir() if path.is_dir()):
        reader = plugin_event_accumulator.EventAccumulator(
            str(log / run), size_guidance={"tensors": 0}
        ).Reload()
        for tag in reader.Tags()["tensors"]:
            plugin = reader.SummaryMetadata(tag).plugin_data.plugin_name
            if plugin == "graphs":
                continue  # the graph again, which the reader itself puts among the tensors
            kind = kinds[plugin]
            series = said[kind].setdefault(run, {}).setdefault(tag, [])
            for event in reader.Tensors(tag):
                value = tensor_util.make_ndarray(event.tensor_proto)
                if kind == "scalars":
                    held = [number(value)]
                elif kind == "histograms":
                    held = [value.tolist()]
                elif kind == "texts":
                    held = [value.item().decode()]
                else:
                    held = picture(value[2])
                    expect(f"{tag}: width and height", [int(value[0]), int(value[1])], held[:2])
                series.append([event.wall_time, event.step, *held])
        if reader.Tags()["graph"]:
            said["graphs"][run] = nodes(reader.Graph())
    return said


class Server:
    """TensorBoard on a free port of this machine; it ends with this process."""

    def __init__(self, log, fast):
        board = program.TensorBoard()
        arguments = ["", "--logdir", str(log), "--host", "127.0.0.1", "--port", "0", "--reload_interval", "1"]
        everything = ",".join(f"{plugin}=100000" for plugin in ("scalars", "histograms", "images", "text"))
        board.configure(argv=[*arguments, "--load_fast", str(fast).lower(), "--samples_per_plugin", everything])
        self.url = board.launch()
        self.name = f"live TensorBoard, {'data server' if fast else 'Python'}"

    def ask(self, path, **query):
        url = urllib.parse.urljoin(self.url, "data/" + path) + ("?" + urllib.parse.urlencode(query) if query else "")
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return answer.read()

    def asked(self, path, **query):
        return json.loads(self.ask(path, **query))

    def says(self):
        said = {kind: {} for kind in SERIES} | {"graphs": {}, "projector": {}}
        for kind, plugin in zip(SERIES, ("scalars", "histograms", "text", "images")):
            for run, tags in self.asked(f"plugin/{plugin}/tags").items():
                for tag in tags:
                    said[kind].setdefault(run, {})[tag] = list(self.series(plugin, run, tag))
        for run, info in self.asked("plugin/graphs/info").items():
            if info["run_graph"]:
                text = self.ask("plugin/graphs/graph", run=run, conceptual="false").decode()
                said["graphs"][run] = nodes(text_format.Parse(text, graph_pb2.GraphDef()))
        for run in self.asked("plugin/projector/runs"):
            said["projector"][run] = list(self.embeddings(run))
        return said

    def series(self, plugin, run, tag):
        for entry in self.asked(f"plugin/{plugin}/{plugin}", run=run, tag=tag, **SAMPLE.get(plugin, {})):
            if plugin == "scalars":
                yield [entry[0], entry[1], number(entry[2])]
            elif plugin == "histograms":
                yield entry
            elif plugin == "text":
                yield [entry["wall_time"], entry["step"], entry["text"]]
            else:
                data = self.ask("plugin/images/individualImage?" + entry["query"])
                yield [entry["wall_time"], entry["step"], *picture(data)]

    def embeddings(self, run):
        for table in self.asked("plugin/projector/info", run=run)["embeddings"]:
            name = table["tensorName"]
            data = self.ask("plugin/projector/tensor", run=run, name=name, num_rows=100_000)
            vectors = np.frombuffer(data, dtype="<f4").reshape(table["tensorShape"])
            yield {
                "name": name,
                "shape": table["tensorShape"],
                "vectors": vectors.astype(float).tolist(),
                "metadata": self.ask("plugin/projector/metadata", run=run, name=name, num_rows=100_000).decode(),
            }


SAMPLE = {"images": {"sample": 0}}


def loaded(server, log, expected):
    """What a server says once it says all of it; it loads while it answers."""
    started = time.monotonic()
    while True:
        said = server.says()
        texts = said.pop("texts")
        if {kind: said[kind] for kind in expected if kind != "texts"} == {
            kind: expected[kind] for kind in expected if kind != "texts"
        } and set(texts) == set(expected["texts"]):
            return said, texts
        if time.monotonic() - started > PATIENCE:
            for kind in said:
                if kind in expected:
                    expect(f"{log}, {server.name}: {kind}", expected[kind], said[kind])
            expect(f"{log}, {server.name}: texts", expected["texts"], texts)
        time.sleep(0.5)


def check_texts(log, server, expected, pages):
    """Texts come as HTML: the same steps, and nothing in it that acts."""
    for run, tags in expected.items():
        for tag, entries in tags.items():
            page = pages[run][tag]
            expect(f"{log}, {server.name}: steps of {tag}", [e[1] for e in entries], [p[1] for p in page])
            for entry, (_, _, html) in zip(entries, page):
                rows = entry[2].count("\n") - 1 if entry[2].startswith("|") else 0
                expect(f"{log}, {server.name}: rows of {tag}", rows, html.count("<tr>"))
                for bad in ("<img", "<script", "<b>"):
                    if bad in html:
                        raise Disagreement(f"{log}, {server.name}: {tag} holds markup: {shown(html)}")


def read(log):
    """What all readers agree on."""
    said = accumulated(log)
    projector = None
    for fast in (False, True):
        server = Server(log, fast)
        live, pages = loaded(server, log, said)
        check_texts(log, server, said["texts"], pages)
        if projector is not None:
            expect(f"{log}, {server.name}: projector", projector, live["projector"])
        projector = live["projector"]
    return {**said, "projector": projector}


def counted(said):
    entries = {kind: sum(len(e) for tags in said[kind].values() for e in tags.values()) for kind in SERIES}
    entries["graph nodes"] = sum(len(graph) for graph in said["graphs"].values())
    entries["projector rows"] = sum(len(t["vectors"]) for tables in said["projector"].values() for t in tables)
    return ", ".join(f"{count} {kind}" for kind, count in entries.items())


def record(said, file):
    with open(file, "w") as out:
        out.write('{"tensorboard": %s' % json.dumps(tensorboard.__version__))
        for kind in sorted(said):
            out.write(",\n%s: {" % json.dumps(kind))
            for r, (run, held) in enumerate(sorted(said[kind].items())):
                out.write((",\n" if r else "\n") + "%s: " % json.dumps(run))
                pairs = sorted(held.items()) if isinstance(held, dict) else None
                rows = [json.dumps(k) + ": " + json.dumps(v) for k, v in pairs] if pairs else map(json.dumps, held)
                out.write(("{\n" if pairs else "[\n") + ",\n".join(rows) + ("}" if pairs else "]"))
            out.write("}")
        out.write("}\n")


def check_recorded():
    said = read(RECORDED / "log")
    with open(RECORDED / "answers.json") as file:
        answers = json.load(file)
    expect("TensorBoard's version", answers.pop("tensorboard"), tensorboard.__version__)
    expect("kinds", sorted(answers), sorted(said))
    for kind, answer in answers.items():
        expect(f"the recorded log, {kind}", answer, said[kind])
    print(f"recorded log: {counted(said)}: as in answers.json")


def ichnite(*arguments):
    command = [str(ROOT / "ichnite"), *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, timeout=900, check=False)
    expect(f"exit code of {' '.join(command)}", 0, done.returncode)
    return done.stdout


def check_training(folder):
    """A training of the small network, logged."""
    model, log = folder / "model.ichnite", folder / "log"
    shape = ["--network", "cnn-lstm-small", "--length", 120, "--batch", 8, "--epochs", 3, "--limit-batches", 6]
    ichnite("train", ROOT / "samples/traces/train.csv.zst", "-o", model, "--log", log, "--validation", 0.25, *shape)
    described = json.loads(ichnite("describe", model, "--json"))
    said = read(log)

    with open(folder / "model.ichnite.run/history.csv") as file:
        history = list(csv.DictReader(file))
    columns = {
        "train": {"epoch_loss": "loss", "epoch_accuracy": "accuracy", "epoch_samples_per_second": "samples_per_second"},
        "validation": {"epoch_loss": "val_loss", "epoch_accuracy": "val_accuracy"},
    }
    for run, tags in columns.items():
        for tag, column in tags.items():
            written = [[int(row["epoch"]), float(np.float32(row[column]))] for row in history]
            expect(f"{run}, {tag}", written, [entry[1:] for entry in said["scalars"][run][tag]])

    layers = described["layers"]
    drawn = {node["attributes"]["name"]: node for node in said["graphs"]["train"] if "name" in node["attributes"]}
    expect("layers", [layer["name"] for layer in layers], list(drawn))
    before = "input"
    for layer in layers:
        node = drawn[layer["name"]]
        expect(f"{layer['name']}: kind", layer["kind"], node["op"])
        expect(f"{layer['name']}: inputs", [before], node["inputs"])
        expect(f"{layer['name']}: shape", [[-1, *layer["output"]]], node["attributes"]["_output_shapes"])
        expect(f"{layer['name']}: parameters", layer["parameters"], node["attributes"]["parameters"])
        before = node["name"]

    histograms = said["histograms"]["train"]
    steps = [int(row["epoch"]) for row in history]
    arrays = {tag for tag in histograms if tag + "/gradient" in histograms}
    for layer in layers:
        name = layer["name"]
        own = [tag for tag in arrays if tag.startswith(name + "/")]
        for epoch in range(len(steps) + 1):
            count = sum(sum(row[2] for row in histograms[tag][epoch][2]) for tag in own)
            expect(f"{name}: numbers in the histograms of its weights", layer["parameters"], count)
        expect(f"{name}: steps of its outputs", [0, *steps], [e[1] for e in histograms[name + "/output"]])
    for tag in arrays:
        expect(f"{tag}: steps", [0, *steps], [entry[1] for entry in histograms[tag]])
        expect(f"{tag}/gradient: steps", steps, [entry[1] for entry in histograms[tag + "/gradient"]])

    for name in ("loss", "accuracy"):
        png = folder / f"model.ichnite.run/{name}.png"
        if png.exists():  # not on a machine without fonts
            images = said["images"]["train"][name]
            expect(f"{name}: steps of its pictures", steps, [entry[1] for entry in images])
            expect(f"{name}: the last picture", picture(png.read_bytes()), images[-1][2:])

    table = said["projector"]["train"][0]
    expect("the projector's layer", layers[0]["name"], table["name"])
    expect("the projector's shape", [described["vocabulary"] + 2, layers[0]["output"][-1]], table["shape"])
    rows = table["metadata"].splitlines()
    expect("the projector's names", described["vocabulary"] + 3, len(rows))
    expect("the projector's first rows", ["name\tnumber", "(padding)\t0", "(not seen in training)\t1"], rows[:3])
    # the projector shows the weights that were kept, so its edges are those of that epoch's histogram
    kept = [int(row["epoch"]) for row in history if row["kept"] == "1"][0]
    bins = histograms[layers[0]["name"] + "/embeddings"][kept][2]
    values = np.array(table["vectors"])
    expect("the smallest and largest number of the embedding", [bins[0][0], bins[-1][1]], [values.min(), values.max()])
    expect("the embedding's numbers", values.size, sum(row[2] for row in bins))
    print(f"train --log: {counted(said)}: as history.csv and describe have it")


def main():
    parser = argparse.ArgumentParser(description="Compares what TensorBoard reads with what ichnite wrote.")
    parser.add_argument("log", nargs="?", type=Path, help="a folder of runs; without it, the checks of the project")
    parser.add_argument("--record", metavar="FILE", help="write down what TensorBoard says")
    options = parser.parse_args()
    try:
        if options.log is None:
            check_recorded()
            with tempfile.TemporaryDirectory() as folder:
                check_training(Path(folder))
        else:
            said = read(options.log)
            if options.record:
                record(said, options.record)
            print(f"{options.log}: {counted(said)}: all readers agree")
    except Disagreement as disagreement:
        print(f"check_tensorboard: {disagreement}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
