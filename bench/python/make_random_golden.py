"""Writes core/src/test/resources/goldens/random/twister.json: what Python's random, NumPy's RandomState and pandas' sample draw.

    python make_random_golden.py ../../core/src/test/resources/goldens/random/twister.json

Made with Python 3.11, numpy 2.4.6 and pandas 3.1.1; of long draws only the first eight and a weighted sum are kept.
"""

import json
import random
import sys

import numpy as np
import pandas as pd


def kept(drawn):
    drawn = [int(d) for d in drawn]
    return {"size": len(drawn), "first": drawn[:8], "sum": sum((i + 1) * d for i, d in enumerate(drawn))}


def bits(seed):
    source = random.Random(seed)
    drawn = [source.getrandbits(32) for _ in range(1003)]
    return {"seed": seed, "first": drawn[:3], "last": drawn[-2:]}


golden = {
    "python": [bits(seed) for seed in [0, 1, 42, 12345, 2**31, 2**40 + 7, -5]],
    "sample": [
        {"seed": s, "of": n, **kept(random.Random(s).sample(range(n), k))}
        for s, n, k in [(42, 70, 30), (1, 10, 3), (1, 100, 5), (7, 10000, 6), (7, 85, 6), (3, 86, 6), (9, 1000, 200)]
    ],
    "numpy": [
        {"seed": s, **kept(np.random.RandomState(s).permutation(n))}
        for s, n in [(1, 10), (0, 1), (1, 1000), (4294967295, 17), (1, 16), (1, 17)]
    ],
    "pandas": [
        {"rows": n, "fraction": f, **kept(pd.DataFrame({"a": range(n)}).sample(frac=f, random_state=1)["a"])}
        for n, f in [(10, 0.3), (25, 0.3), (5, 0.5), (15, 0.3), (1000, 0.3), (7, 1.0), (3476, 1.0), (1, 0.3), (5, 0.1)]
    ],
}
with open(sys.argv[1], "w") as out:
    json.dump(golden, out, indent=1)
    out.write("\n")
