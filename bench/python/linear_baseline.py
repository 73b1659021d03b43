#!/usr/bin/env python3
"""Bag-of-calls baselines on a trace CSV: logistic regression on TF-IDF, beside the majority class.

Folds are grouped by program, because a random split only recognises programs; the random split is
measured too, to show by how much. Predictions are pooled over the folds, then scored. Untuned. The
log loss of the majority class is that of the class mix of the other folds as a prediction.

    bench/peers linear_baseline.py samples/traces/train.csv.zst samples/traces/runs.csv
"""

import argparse
import csv
import io
import json
import subprocess

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, log_loss
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold


def read_traces(path):
    """({file_id: label}, {file_id: names joined by blanks}), threads one after another as the seed."""
    labels, calls = {}, {}
    with subprocess.Popen(["zstd", "-dcqf", path], stdout=subprocess.PIPE) as unpacked:
        for row in csv.DictReader(io.TextIOWrapper(unpacked.stdout, "utf-8", newline="")):
            labels.setdefault(row["file_id"], int(row["label"]))
            calls.setdefault(row["file_id"], []).append((int(row["tid"]), int(row["index"]), row["api"]))
    return labels, {
        file_id: " ".join(api for _, _, api in sorted(rows, key=lambda row: row[:2]))
        for file_id, rows in calls.items()
    }


def pooled(texts, y, folds):
    """Out-of-fold class probabilities of the linear model and of the class mix, (n, classes)."""
    classes = y.max() + 1
    linear, mix = np.zeros((len(y), classes)), np.zeros((len(y), classes))
    for train, held_out in folds:
        vectors = TfidfVectorizer(
            lowercase=False, token_pattern=r"\S+", ngram_range=(1, 3), min_df=2, sublinear_tf=True
        )
        model = LogisticRegression(C=10.0, max_iter=1000)
        model.fit(vectors.fit_transform([texts[i] for i in train]), y[train])
        scores = model.predict_proba(vectors.transform([texts[i] for i in held_out]))
        linear[np.ix_(held_out, model.classes_)] = scores
        mix[held_out] = np.bincount(y[train], minlength=classes) / len(train)
    return linear, mix


def report(split, model, y, probabilities):
    guess = probabilities.argmax(axis=1)
    print(
        json.dumps(
            {
                "split": split,
                "model": model,
                "macro_f1": round(float(f1_score(y, guess, average="macro", zero_division=0)), 4),
                "accuracy": round(float(accuracy_score(y, guess)), 4),
                "log_loss": round(float(log_loss(y, probabilities, labels=range(probabilities.shape[1]))), 4),
                "f1_per_class": [round(float(f), 3) for f in f1_score(y, guess, average=None, zero_division=0)],
            }
        ),
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(description="Linear and majority-class baselines on traces.")
    parser.add_argument("traces", help="trace CSV with labels 0..n-1, plain or .zst")
    parser.add_argument("runs", help="CSV with file_id and the column to group by")
    parser.add_argument("--group", default="program", help="that column")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    labels, sequences = read_traces(options.traces)
    with open(options.runs, newline="") as file:
        groups = {row["file_id"]: row[options.group] for row in csv.DictReader(file)}
    ids = sorted(labels, key=int)
    texts = [sequences[file_id] for file_id in ids]
    y = np.array([labels[file_id] for file_id in ids])
    by_group = StratifiedGroupKFold(options.folds, shuffle=True, random_state=options.seed)
    at_random = StratifiedKFold(options.folds, shuffle=True, random_state=options.seed)
    for split, folds in (
        (f"by {options.group}", by_group.split(texts, y, [groups[file_id] for file_id in ids])),
        ("random", at_random.split(texts, y)),
    ):
        linear, mix = pooled(texts, y, folds)
        report(split, "linear", y, linear)
        report(split, "majority class", y, mix)


if __name__ == "__main__":
    main()
