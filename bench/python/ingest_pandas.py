"""A trace CSV to ordered tokens with pandas and NumPy, as fast as they go: categories, and one sort of all rows.

bench/peers ingest_pandas.py --csv traces.csv --out arrays [--engine c|pyarrow] [--sort lexsort|narrow|key]
"""

import json

import numpy as np
import pandas as pd
import trace_arrays

WIDTHS = {"file_id": "int32", "label": "uint8", "api": "category", "tid": "int32", "index": "int32"}


def order(frame: pd.DataFrame, sort: str) -> np.ndarray:
    """Rows by file, thread and index; ties as they came."""
    keys = [frame[name].to_numpy() for name in ("index", "tid", "file_id")]
    if sort == "key":
        spans = [int(key.max()) + 1 for key in keys]
        if spans[0] * spans[1] * spans[2] < 2**63:
            joined = (keys[2].astype(np.int64) * spans[1] + keys[1]) * spans[0] + keys[0]
            return np.argsort(joined, kind="stable")
    if sort == "narrow":  # NumPy sorts keys of 16 bits by their digits
        keys = [key.astype(np.uint16) if key.max() < 2**16 else key for key in keys]
    return np.lexsort(keys)


def main() -> None:
    parser = trace_arrays.options("A trace CSV to ordered tokens with pandas and NumPy.")
    parser.add_argument("--engine", choices=("c", "pyarrow"), default="c")
    parser.add_argument("--sort", choices=("lexsort", "narrow", "key"), default="lexsort")
    options = parser.parse_args()

    frame = pd.read_csv(options.csv, engine=options.engine, dtype=WIDTHS)
    api = frame.pop("api").cat
    rows = order(frame, options.sort)
    names = api.categories.to_numpy(dtype=object)
    tokens = trace_arrays.numbers(names)[api.codes.to_numpy()[rows]]
    files = frame["file_id"].to_numpy()[rows]
    starts = trace_arrays.cut(files)
    # the first row of a file in the input is the least of its row numbers
    labels = frame["label"].to_numpy()[np.minimum.reduceat(rows, starts)]
    trace_arrays.write(
        options.out, sorted(names), files[starts], labels, trace_arrays.lengths(starts, len(files)), tokens
    )
    print(json.dumps({"engine": f"pandas {pd.__version__}, NumPy {np.__version__}"}))


if __name__ == "__main__":
    main()
