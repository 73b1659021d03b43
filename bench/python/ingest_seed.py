"""A trace CSV to tokens as the published system does it: pandas, a loop over files, JSON between, Keras' Tokenizer.

bench/peers ingest_seed.py --csv traces.csv --out arrays

The Tokenizer is told to keep names whole, which the published system's does not, so that the tokens can be compared; they
are then renumbered, as it numbers by falling count. CPU seconds of each stage are told too.
"""

import json
import time

import numpy as np
import pandas as pd
import trace_arrays
from keras_preprocessing.text import Tokenizer


class Stages:
    """CPU seconds of what was done one after another."""

    def __init__(self) -> None:
        self.last, self.seconds = time.process_time(), {}

    def done(self, name: str) -> None:
        now = time.process_time()
        self.seconds[name], self.last = round(now - self.last, 2), now


def main() -> None:
    options = trace_arrays.options("A trace CSV to tokens as the published system does it.").parse_args()
    options.out.mkdir(parents=True)
    stages = Stages()
    frame = pd.read_csv(options.csv)
    stages.done("read")
    ids, labels, texts = [], [], []
    for file_id, rows in frame.groupby("file_id"):
        ids.append(file_id)
        labels.append(str(rows["label"].values[0]))
        texts.append(" ".join(rows.sort_values(["tid", "index"], ascending=True)["api"]))
    stages.done("group, sort, join")
    for name, content in (("labels", labels), ("files", texts)):
        with open(options.out / f"{name}.json", "w", encoding="utf-8") as file:
            json.dump(content, file)
    del frame, labels, texts
    with open(options.out / "labels.json", encoding="utf-8") as file:
        labels = json.load(file)
    with open(options.out / "files.json", encoding="utf-8") as file:
        texts = json.load(file)
    stages.done("JSON")
    tokenizer = Tokenizer(filters="", lower=False)
    tokenizer.fit_on_texts(texts)
    sequences = tokenizer.texts_to_sequences(texts)
    stages.done("tokenise")
    names = list(tokenizer.word_index)
    renumbered = np.concatenate(([0], trace_arrays.numbers(names))).astype(np.uint16)
    lengths = np.fromiter(map(len, sequences), np.int32)
    tokens = np.concatenate([renumbered[np.asarray(sequence)] for sequence in sequences])
    trace_arrays.write(
        options.out, sorted(names), np.asarray(ids), np.asarray(labels, np.int64), lengths, tokens
    )
    stages.done("arrays")
    print(json.dumps({"engine": f"pandas {pd.__version__}, Keras-Preprocessing 1.1.2", "stages": stages.seconds}))


if __name__ == "__main__":
    main()
