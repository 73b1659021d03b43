#!/usr/bin/env python3
"""Makes a trace CSV of the part of Mal-API-2019 that its repository holds: 808 malware samples.

Reads 100_calls.zip (one line of call numbers a sample), 100_types.zip (its family) and ApiIndex.txt
(the names). Writes file_id,label,api,tid,index: ids 1..n in line order, labels 0..7 by sorted family
name, thread 0, index = place in the trace; long traces stay whole. The data are other people's
(MIT licence, github.com/ocatak/malware_api_class): do not commit the output.

    bench/malapi2019_to_csv.py FOLDER malapi.csv
"""

import argparse
import collections
import json
import os
import sys
import zipfile
from pathlib import Path


def lines_of(archive, name):
    """The lines of a text file in a zip, without their ends."""
    with zipfile.ZipFile(archive) as opened, opened.open(name) as file:
        for line in file:
            yield line.decode("ascii").strip()


def api_names(path):
    """Names by number, as text both."""
    names = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            name, equals, index = line.strip().rpartition("=")
            if not equals or not index.isdigit():
                sys.exit(f"{path}:{number}: expected name=number, found {line!r}")
            names[index] = name
    return names


def main():
    parser = argparse.ArgumentParser(description="Mal-API-2019's subset as a trace CSV.")
    parser.add_argument("folder", type=Path, help="where 100_calls.zip, 100_types.zip, ApiIndex.txt lie")
    parser.add_argument("out", type=Path, help="CSV to write (about 450 MB)")
    options = parser.parse_args()

    names = api_names(options.folder / "ApiIndex.txt")
    families = [line for line in lines_of(options.folder / "100_types.zip", "100_types.txt") if line]
    labels = {family: label for label, family in enumerate(sorted(set(families)))}
    samples, calls, used = collections.Counter(), collections.Counter(), set()
    longest, file_id = 0, 0
    beside = options.out.with_name(options.out.name + ".part")
    with open(beside, "w", encoding="utf-8", newline="") as out:
        out.write("file_id,label,api,tid,index\n")
        for line in lines_of(options.folder / "100_calls.zip", "100_calls.txt"):
            if not line:
                continue
            file_id += 1
            where = f"100_calls.txt:{file_id}"
            if file_id > len(families):
                sys.exit(f"{where}: expected as many traces as families ({len(families)})")
            trace = [number for number in line.split(",") if number]
            unknown = set(trace) - names.keys()
            if unknown:
                sys.exit(f"{where}: no name for call numbers {sorted(unknown)[:5]}")
            family = families[file_id - 1]
            start = f"{file_id},{labels[family]},"
            out.writelines(f"{start}{names[number]},0,{index}\n" for index, number in enumerate(trace))
            samples[family] += 1
            calls[family] += len(trace)
            used.update(trace)
            longest = max(longest, len(trace))
    if file_id != len(families):
        sys.exit(f"100_calls.txt: expected {len(families)} traces, found {file_id}")
    os.replace(beside, options.out)
    print(json.dumps({"files": file_id, "calls": calls.total(), "apis": len(used), "longest": longest}))
    for family, label in labels.items():
        print(json.dumps({"label": label, "family": family, "files": samples[family], "calls": calls[family]}))


if __name__ == "__main__":
    main()
