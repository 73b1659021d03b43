#!/usr/bin/env python3
"""Makes the golden of the linear model: scikit-learn's logistic regression on exactly our features.

The rows are generated (seed 7): three classes of call sequences that overlap, zeros in front, in the middle
and at the end, a row of nothing but zeros, and calls in the asked rows that no training row has. The hash
of runs is written out anew here, from its description; TF-IDF is scikit-learn's own, on counts by bucket.
The features kept are the 150 most widespread of those in at least two rows, so that ties are cut.

    make_linear_golden.py core/src/test/resources/goldens/linear/linear.json
"""

import json
import random
import sys

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression

LENGTH, TRAIN, ASKED, CLASSES, FEATURES, COST = 24, 60, 20, 3, 150, 10.0
GOLDEN, MASK = 0x9E3779B97F4A7C15, (1 << 64) - 1


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def bucket(run):
    """The upper 20 bits of the hash of a run of calls."""
    h = len(run)
    for call in run:
        h = mix((h + GOLDEN * call) & MASK)
    return h >> 44


def counts(row):
    """{bucket: runs of one to three neighbours in it}, none with a zero."""
    found = {}
    for n in (1, 2, 3):
        for i in range(len(row) - n + 1):
            run = row[i : i + n]
            if 0 not in run:
                found[bucket(run)] = found.get(bucket(run), 0) + 1
    return found


def matrix(rows, buckets):
    column = {b: j for j, b in enumerate(buckets)}
    entries = [(i, column[b], t) for i, row in enumerate(rows) for b, t in counts(row).items() if b in column]
    i, j, t = zip(*entries)
    return csr_matrix((t, (i, j)), shape=(len(rows), len(buckets)), dtype=np.float64)


def draw(source, label, calls):
    row = [source.choice(range(1, calls)) if source.random() < 0.6 else 1 + 3 * label + source.randrange(4)
           for _ in range(LENGTH)]
    padding = source.randrange(LENGTH // 2)
    row[:padding] = [0] * padding
    if source.random() < 0.2:
        row[source.randrange(LENGTH)] = 0
    if source.random() < 0.2:
        row[-2:] = [0, 0]
    return row


def fitted(train, labels, asked, cost):
    """(buckets, idf, model, probabilities of the asked rows)."""
    spread = {}
    for row in train:
        for b in counts(row):
            spread[b] = spread.get(b, 0) + 1
    widespread = sorted((b for b in spread if spread[b] >= 2), key=lambda b: (-spread[b], b))
    if spread[widespread[FEATURES - 1]] != spread[widespread[FEATURES]]:
        raise SystemExit("the cut must go through a tie")
    buckets = sorted(widespread[:FEATURES])
    tfidf = TfidfTransformer(sublinear_tf=True)
    model = LogisticRegression(C=cost, tol=1e-10, max_iter=10000)
    model.fit(tfidf.fit_transform(matrix(train, buckets)), labels)
    return buckets, tfidf.idf_, model, model.predict_proba(tfidf.transform(matrix(asked, buckets)))


def main():
    source = random.Random(7)
    labels = [i % CLASSES for i in range(TRAIN)]
    train = [draw(source, label, 12) for label in labels]
    train[5] = [0] * LENGTH
    asked = [draw(source, i % CLASSES, 15) for i in range(ASKED)] + [[0] * LENGTH]

    buckets, idf, model, probabilities = fitted(train, labels, asked, COST)
    # With two classes scikit-learn has one vector of weights. Ours are its halves, plus and minus, and their
    # squares make half of its square: the same penalty at half the C.
    two = [i for i in range(TRAIN) if labels[i] < 2]
    pair = fitted([train[i] for i in two], [labels[i] for i in two], asked, 2 * COST)
    golden = {
        "cost": COST,
        "features": FEATURES,
        "train": train,
        "labels": labels,
        "asked": asked,
        "buckets": buckets,
        "idf": idf.round(9).tolist(),
        "probabilities": probabilities.round(9).tolist(),
        "weights": model.coef_.T[:10].round(9).tolist(),
        "pair_probabilities": pair[3].round(9).tolist(),
    }
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.write("{\n" + ",\n".join(f" {json.dumps(k)}: {json.dumps(v)}" for k, v in golden.items()) + "\n}\n")


if __name__ == "__main__":
    main()
