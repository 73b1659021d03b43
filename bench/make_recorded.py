#!/usr/bin/env python3
"""Makes samples/recorded of what samples/record has recorded: a trace CSV without arguments, and a table of its runs.

Of each way of starting a program the same number of runs, evenly spaced by length, whole; those of one way that are too long are
left out. No random numbers: the same recording gives the same rows. Needs the `zstd` command, and the bench built.

    ./ichnite ingest recorded/traces --labels recorded/labels.csv -o recorded.store
    bench/make_recorded.py recorded/runs.csv recorded.store samples/recorded
"""

import argparse
import collections
import csv
import os
import subprocess
import tempfile
from pathlib import Path

from make_samples import evenly

ROOT = Path(__file__).resolve().parent.parent
CLASSES = ("archive", "codetool", "crypto", "files", "gui", "network", "process", "registry")
"""By their labels, as in samples/traces."""
KEPT = ("class", "program", "case", "toolchain", "dlls", "arguments", "calls", "names", "processes", "threads", "sha256")


def choose_runs(runs, per_program, longest):
    """The chosen rows, by class, program and run; programs may have many cases, which share what a program may have."""
    programs = collections.defaultdict(lambda: collections.defaultdict(list))
    for run in runs:
        if run["kept"] == "yes" and run["tool"] == "wine" and int(run["calls"]) <= longest:
            programs[run["class"], run["program"]][run["case"]].append(run)
    chosen = []
    for key in sorted(programs):
        cases = programs[key]
        share = max(1, per_program // len(cases))
        for case in sorted(cases):
            group = sorted(cases[case], key=lambda run: (int(run["calls"]), run["file_id"]))
            chosen += sorted(evenly(group, share), key=lambda run: run["file_id"])
    return chosen


def main():
    parser = argparse.ArgumentParser(description="Makes samples/recorded of a recording.")
    parser.add_argument("runs", type=Path, help="runs.csv of the recorder")
    parser.add_argument("store", type=Path, help="made by ichnite ingest of its traces")
    parser.add_argument("out", type=Path, help="folder to write traces.csv.zst and runs.csv to")
    parser.add_argument("--per-program", type=int, default=10, help="runs of a program in a class at most")
    parser.add_argument("--longest", type=int, default=60000, help="calls of a run at most")
    options = parser.parse_args()

    with open(options.runs, newline="") as file:
        chosen = choose_runs(csv.DictReader(file), options.per_program, options.longest)
    options.out.mkdir(parents=True, exist_ok=True)
    with open(options.out / "runs.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file_id", "label", *KEPT))
        for number, run in enumerate(chosen, 1):
            writer.writerow((number, CLASSES.index(run["class"]), *(run[name] for name in KEPT)))
    with tempfile.TemporaryDirectory() as folder:
        wanted, rows = Path(folder) / "files.csv", Path(folder) / "traces.csv"
        wanted.write_text(
            "".join(f"{n},{CLASSES.index(run['class'])},{run['file_id']}\n" for n, run in enumerate(chosen, 1))
        )
        jars = [ROOT / "bench/target/classes", ROOT / "app/target/ichnite.jar", ROOT / "bench/target/lib/*"]
        command = ["java", "-cp", os.pathsep.join(map(str, jars)), "io.ichnite.bench.StoreRows"]
        subprocess.run([*command, "--store", options.store, "--files", wanted, "--out", rows], check=True)
        beside = options.out / "traces.csv.zst.part"
        subprocess.run(["zstd", "-19", "-qf", rows, "-o", beside], check=True)
        os.replace(beside, options.out / "traces.csv.zst")
    print(f"{len(chosen)} runs, {sum(int(run['calls']) for run in chosen):,} calls")
    for name in CLASSES:
        members = [run for run in chosen if run["class"] == name]
        programs = {run["program"] for run in members}
        print(f"{name}: {len(members)} runs, {len(programs)} programs, {sum(int(run['calls']) for run in members):,} calls")


if __name__ == "__main__":
    main()
