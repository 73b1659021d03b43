#!/usr/bin/env python3
"""Makes samples/traces again from the whole recorded set.

Whole runs only. Short and middle runs are preferred (a demo must train on them in minutes), no
program may crowd out the others, and a program whose runs are all long still gives its shortest
ones. The choice depends on train_runs.csv and the row counts of the test file alone: no random
numbers, so the same set and options give the same rows. Needs the `zstd` command.

    bench/make_samples.py FULL_SET samples/traces
"""

import argparse
import collections
import csv
import itertools
import os
import subprocess
import sys
from pathlib import Path


def evenly(items, count):
    """At most `count` of the items, evenly spaced, first and last among them."""
    if len(items) <= count:
        return list(items)
    if count == 1:
        return [items[len(items) // 2]]
    return [items[round(i * (len(items) - 1) / (count - 1))] for i in range(count)]


def choose_runs(runs, per_program, short, longest, at_least):
    """The chosen rows of train_runs.csv, in their order.

    A program that stands in several classes (cmake in six) shares twice the usual number between
    them, so that it does not become the largest program of the set.
    """
    classes = collections.defaultdict(set)
    groups = collections.defaultdict(list)
    for run in runs:
        classes[run["program"]].add(run["class"])
        groups[run["class"], run["program"]].append(run)
    chosen = set()
    for (_, program), group in sorted(groups.items()):
        group.sort(key=lambda run: (int(run["calls"]), int(run["file_id"])))
        count = min(per_program, max(1, 2 * per_program // len(classes[program])))
        picks = evenly([run for run in group if int(run["calls"]) <= short], count)
        if len(picks) < at_least:
            picks = [run for run in group[:at_least] if int(run["calls"]) <= longest]
        chosen.update(run["file_id"] for run in picks)
    return [run for run in runs if run["file_id"] in chosen]


def traces(path):
    """The header line, then (file_id, lines) of each trace; the rows of a file stand together."""
    with subprocess.Popen(["zstd", "-dcq", str(path)], stdout=subprocess.PIPE) as unpacked:
        yield unpacked.stdout.readline()
        for file_id, lines in itertools.groupby(unpacked.stdout, lambda line: line.split(b",", 1)[0]):
            yield file_id.decode(), list(lines)
    if unpacked.returncode:
        sys.exit(f"{path}: zstd ended with {unpacked.returncode}")


def write_subset(source, target, wanted):
    """Copies the wanted traces; returns (traces, calls). Written beside and moved into place."""
    beside = target.with_name(target.name + ".part")
    written = calls = 0
    with subprocess.Popen(
        ["zstd", "-19", "-qf", "-o", str(beside)], stdin=subprocess.PIPE
    ) as packed:
        rows = traces(source)
        packed.stdin.write(next(rows))
        for file_id, lines in rows:
            if file_id in wanted:
                packed.stdin.writelines(lines)
                written += 1
                calls += len(lines)
    if packed.returncode:
        sys.exit(f"{beside}: zstd ended with {packed.returncode}")
    os.replace(beside, target)
    return written, calls


def choose_test(source, count, short):
    """Ids of `count` test traces of at most `short` calls, evenly spaced in the file's order."""
    rows = traces(source)
    next(rows)
    return set(evenly([file_id for file_id, lines in rows if len(lines) <= short], count))


def main():
    parser = argparse.ArgumentParser(description="Makes samples/traces from the whole set.")
    parser.add_argument("full", type=Path, help="folder of train.csv.zst, train_runs.csv, test.csv.zst")
    parser.add_argument("out", type=Path, help="folder to write train.csv.zst, runs.csv, test.csv.zst to")
    parser.add_argument("--per-program", type=int, default=10, help="runs of a program at most")
    parser.add_argument("--short", type=int, default=4000, help="calls of a preferred run at most")
    parser.add_argument("--longest", type=int, default=60000, help="calls of any run at most")
    parser.add_argument("--at-least", type=int, default=2, help="runs of a program that has only long ones")
    parser.add_argument("--test", type=int, default=60, help="unlabelled traces")
    options = parser.parse_args()

    with open(options.full / "train_runs.csv", newline="") as file:
        runs = list(csv.DictReader(file))
    chosen = choose_runs(runs, options.per_program, options.short, options.longest, options.at_least)
    options.out.mkdir(parents=True, exist_ok=True)
    with open(options.out / "runs.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, runs[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(chosen)

    source, target = options.full / "train.csv.zst", options.out / "train.csv.zst"
    written, calls = write_subset(source, target, {run["file_id"] for run in chosen})
    print(f"train: {written} traces, {calls} calls, {target.stat().st_size} bytes")
    source, target = options.full / "test.csv.zst", options.out / "test.csv.zst"
    written, calls = write_subset(source, target, choose_test(source, options.test, options.short))
    print(f"test: {written} traces, {calls} calls, {target.stat().st_size} bytes")

    by_class = collections.defaultdict(list)
    for run in chosen:
        by_class[run["class"]].append(run)
    for name, members in sorted(by_class.items()):
        programs = len({run["program"] for run in members})
        total = sum(int(run["calls"]) for run in members)
        print(f"{members[0]['label']} {name}: {len(members)} traces, {programs} programs, {total} calls")


if __name__ == "__main__":
    main()
