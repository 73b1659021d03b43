#!/usr/bin/env python3
"""Makes a trace CSV of MalBehavD-V1: 2,570 Windows programs, half of them malware, half benign.

Reads MalBehavD-V1-dataset.csv (sha256,labels, then a call a column; its authors removed calls that repeat
the one before). Writes file_id,label,api,tid,index: ids 1..n in row order, labels as they are (0 benign,
1 malware), thread 0, index = place in the trace. The data are other people's (MIT licence,
github.com/mpasco/MalbehavD-V1): do not commit the output.

    bench/malbehavd_to_csv.py MalBehavD-V1-dataset.csv malbehavd.csv
"""

import argparse
import collections
import csv
import json
import os
import sys
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(description="MalBehavD-V1 as a trace CSV.")
    parser.add_argument("dataset", type=Path, help="MalBehavD-V1-dataset.csv")
    parser.add_argument("out", type=Path, help="CSV to write (about 4 MB)")
    options = parser.parse_args()

    samples, calls, used, sequences, longest = collections.Counter(), 0, set(), set(), 0
    beside = options.out.with_name(options.out.name + ".part")
    with open(options.dataset, newline="", encoding="utf-8") as file, open(
        beside, "w", encoding="utf-8", newline=""
    ) as out:
        rows = csv.reader(file)
        header = next(rows)
        if header[:2] != ["sha256", "labels"]:
            sys.exit(f"{options.dataset}:1: expected sha256,labels,…, found {header[:2]}")
        out.write("file_id,label,api,tid,index\n")
        for file_id, row in enumerate(rows, 1):
            label, trace = row[1], [call.strip() for call in row[2:] if call.strip()]
            if label not in ("0", "1") or not trace:
                sys.exit(f"{options.dataset}:{file_id + 1}: expected a label 0 or 1 and calls")
            out.writelines(f"{file_id},{label},{call},0,{index}\n" for index, call in enumerate(trace))
            samples[label] += 1
            calls += len(trace)
            longest = max(longest, len(trace))
            used.update(trace)
            sequences.add(tuple(trace))
    os.replace(beside, options.out)
    print(
        json.dumps(
            {
                "files": samples.total(),
                "benign": samples["0"],
                "malware": samples["1"],
                "calls": calls,
                "apis": len(used),
                "longest": longest,
                "distinct": len(sequences),
            }
        )
    )


if __name__ == "__main__":
    main()
