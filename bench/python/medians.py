#!/usr/bin/env python3
"""Medians of two sides that were run by turns, and their ratios.

Reads lines {"side": NAME, "run": {…}} and prints a table, then one line of JSON. Ratios say how many
times better the first side is: its speed over the other's, the other's cost over its own.

    bench/peers medians.py bench/runs/train_side_by_side.jsonl
"""

import argparse
import json
import statistics

MEASURES = {"samples_per_second": "more", "cpu_seconds_per_sample": "less", "peak_rss_mb": "less"}


def main():
    parser = argparse.ArgumentParser(description="Medians and ratios of interleaved runs.")
    parser.add_argument("runs", help="file of JSON lines")
    options = parser.parse_args()
    sides = {}
    with open(options.runs) as file:
        for line in file:
            row = json.loads(line)
            sides.setdefault(row["side"], []).append(row["run"])
    if len(sides) != 2:
        parser.error(f"{options.runs}: expected runs of two sides, found {len(sides)}")

    medians = {
        side: {measure: statistics.median(run[measure] for run in runs) for measure in MEASURES}
        for side, runs in sides.items()
    }
    first, second = medians
    ratios = {}
    for measure, better in MEASURES.items():
        ours, theirs = medians[first][measure], medians[second][measure]
        ratios[measure] = round(ours / theirs if better == "more" else theirs / ours, 3)
    print(f"{'median of ' + str(len(sides[first])):24}{first:>12}{second:>12}{'ratio':>8}   runs")
    for measure in MEASURES:
        every = "; ".join(" ".join(f"{run[measure]:g}" for run in runs) for runs in sides.values())
        print(
            f"{measure:24}{medians[first][measure]:12.4g}{medians[second][measure]:12.4g}"
            f"{ratios[measure]:8.2f}   {every}"
        )
    print(json.dumps({"medians": medians, "ratios": ratios, "threads": sides[first][0]["threads"]}))


if __name__ == "__main__":
    main()
