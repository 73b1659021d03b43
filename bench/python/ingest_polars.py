"""A trace CSV to ordered tokens with polars' streaming engine.

bench/peers ingest_polars.py --csv traces.csv --out arrays [--plan sort|lists]
"""

import json
import os

import numpy as np
import trace_arrays

KEYS = ["file_id", "tid", "index"]


def main() -> None:
    parser = trace_arrays.options("A trace CSV to ordered tokens with polars.")
    parser.add_argument("--plan", choices=("sort", "lists"), default="sort", help="sort all rows, or each file's")
    options = parser.parse_args()
    os.environ["POLARS_MAX_THREADS"] = str(options.threads)  # read when it is imported
    import polars as pl

    widths = {"file_id": pl.Int32, "label": pl.UInt8, "api": pl.Categorical, "tid": pl.Int32, "index": pl.Int32}
    rows = pl.scan_csv(options.csv, schema=widths)
    if options.plan == "sort":
        frame = rows.sort(KEYS).select("file_id", "label", "api").collect(engine="streaming")
        files = frame["file_id"].to_numpy()
        starts = trace_arrays.cut(files)
        ids, labels = files[starts], frame["label"].to_numpy()[starts]
        lengths = trace_arrays.lengths(starts, len(files))
        calls = frame["api"]
    else:
        lists = rows.group_by("file_id").agg(pl.col("label").first(), pl.col("api").sort_by("tid", "index"))
        frame = lists.sort("file_id").collect(engine="streaming")
        ids, labels = frame["file_id"].to_numpy(), frame["label"].to_numpy()
        lengths = frame["api"].list.len().to_numpy()
        calls = frame["api"].explode()
    # numbers of categories are shared by all that polars does, so some may stand for names that are not here
    known = calls.unique()
    names = known.cast(pl.String).to_list()
    numbers = known.to_physical().to_numpy()
    tokens = np.zeros(numbers.max() + 1, np.uint16)
    tokens[numbers] = trace_arrays.numbers(names)
    tokens = tokens[calls.to_physical().to_numpy()]
    trace_arrays.write(options.out, sorted(names), ids, labels, lengths, tokens)
    print(json.dumps({"engine": f"polars {pl.__version__}, NumPy {np.__version__}"}))


if __name__ == "__main__":
    main()
