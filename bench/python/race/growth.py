"""ichnite alone: how its costs grow with the rows, and what they are where rows lie badly."""

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from race import programs, traces
from race.cost import Cost
from race.errors import Failed
from race.record import Record

SMALL, LARGE = "512m", "4g"
"""Heaps."""
LONG_FILE = 1_500_000
"""Calls of the one long file."""
NEAR, SHUFFLED, CLOCK = "as generated", "fully shuffled", "one clock a file"
WORDS = {
    NEAR: (),
    SHUFFLED: ("--rows-lie", "shuffled"),
    CLOCK: ("--index", "file"),
}


@dataclass
class Run:
    """One kind of input in one heap."""

    title: str
    rows: int
    heap: str
    costs: list[Cost] = field(default_factory=list)


def measure(work: Path, record: Record, sizes: Sequence[int], rounds: int, threads: int) -> list[Run]:
    """All kinds of input at all sizes: two heaps where rows are shuffled, and at the largest size."""
    runs = []
    for rows in sizes:
        sums: list[dict[str, int]] = []
        for kind in (NEAR, SHUFFLED):
            heaps = (SMALL, LARGE) if kind == SHUFFLED or rows == max(sizes) else (SMALL,)
            inputs = [_make(work / "traces.csv", rows, *WORDS[kind])]
            runs += _run(work, record, [Run(kind, rows, heap) for heap in heaps], inputs, rounds, threads, sums)
    rows = max(sizes)
    inputs = [_make(work / "traces.csv", rows, *WORDS[CLOCK])]
    runs += _run(work, record, [Run(CLOCK, rows, SMALL)], inputs, rounds, threads, [], keep=True)
    long = min(LONG_FILE, rows)
    words = ("--files", "1", "--first-id", "1000000", *WORDS[SHUFFLED], *WORDS[CLOCK])
    inputs.append(_make(work / "long.csv", long, *words))
    title = f"{CLOCK}, and one file of {long:,} shuffled calls"
    runs += _run(work, record, [Run(title, rows + long, SMALL)], inputs, rounds, threads, [])
    return runs


def _make(path: Path, rows: int, *words: str) -> Path:
    print(f"making {rows:,} rows {' '.join(words)}", file=sys.stderr)
    traces.make(path, rows, *words)
    return path


def _run(
    work: Path,
    record: Record,
    runs: list[Run],
    inputs: list[Path],
    rounds: int,
    threads: int,
    sums: list[dict[str, int]],
    keep: bool = False,
) -> list[Run]:
    """Ingests the same inputs in each heap by turns. All stores of one list of sums have to hold the same calls."""
    store = work / "traces.store"
    for number in range(rounds):
        for run in runs:
            asked = [*map(str, inputs), "-o", str(store), "--json", "--threads", str(threads)]
            log = record.file.parent / "growth.log"
            with programs.on_cores(threads):
                spent, printed = programs.ingest(run.heap, log, *asked)
            said = json.loads(printed)
            sums.append(traces.sums_of_store(store))
            if said["calls"] != run.rows or sums[-1] != sums[0]:
                raise Failed(f"ichnite made other calls of rows that lie otherwise: {said}, {sums[0]}, {sums[-1]}")
            shutil.rmtree(store)
            run.costs.append(spent)
            record.add({"stage": f"growth {number + 1}", "input": run.title, "rows": run.rows, "heap": run.heap, "cost": vars(spent)})
            print(
                f"{run.rows:,} rows {run.title}, {run.heap}: {spent.cpu_seconds:.1f} CPU s,"
                f" {spent.wall_seconds:.1f} s, {spent.peak_mb:,.0f} MB",
                file=sys.stderr,
            )
    if not keep:
        for path in inputs:
            path.unlink()
    return runs
