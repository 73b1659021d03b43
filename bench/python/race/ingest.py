"""The race for ingest: all sides by turns; then ichnite alone on other inputs, and batches of what it made."""

import shutil
import sys
import tempfile
from argparse import Namespace
from pathlib import Path

from race import contest, growth, ingest_report, programs, report, traces
from race.record import Record
from race.sides import Side


def measure(options: Namespace, record: Record, facts: report.Facts) -> list[tuple[str, list[str]]]:
    """Runs the parts that were asked for; each part's name and its section."""
    for side in options.sides:
        if side.program[0].endswith(".py"):
            programs.make_environment(side.program[0])
    sections = []
    with tempfile.TemporaryDirectory(prefix="ichnite-ingest-") as folder:
        work = Path(folder)
        threads = options.threads[0]
        if "race" in options.parts:
            race = contest.Race(work, record, threads, options.quick)
            entries = []
            for rows in options.rows:
                entries += race.run(sides_for(rows, options), rows, options.rounds)
            sections.append(("ingest", ingest_report.race(entries, options, facts)))
        if "growth" in options.parts:
            runs = growth.measure(work, record, options.rows, options.rounds, threads)
            sections.append(("ingest growth", ingest_report.growth(runs, options, facts)))
        if "batches" in options.parts:
            rows = max((rows for rows in options.rows if rows <= contest.MOST_TRIED), default=min(options.rows))
            runs = batches(work, record, rows, options.rounds, threads)
            sections.append(("ingest batches", ingest_report.batches(runs, rows, options, facts)))
    return sections


def sides_for(rows: int, options: Namespace) -> list[Side]:
    """The sides that run at a size: those that were named, or those that can."""
    return [side for side in options.sides if options.named or not side.most_rows or rows <= side.most_rows]


def batches(work: Path, record: Record, rows: int, rounds: int, threads: int) -> list[dict]:
    """Batches of a store of so many rows, read by one process after another."""
    csv, store = work / "traces.csv", work / "traces.store"
    traces.make(csv, rows)
    asked = [str(csv), "-o", str(store), "--threads", str(threads)]
    programs.ingest(growth.SMALL, record.file.parent / "batches.log", *asked)
    csv.unlink()
    runs = []
    for _ in range(rounds):
        runs.append(traces.batches(store))
        record.add({"stage": "batches", "rows": rows, "run": runs[-1]})
        print(f"a batch of {rows:,} rows: median {runs[-1]['median_ms']:.3f} ms", file=sys.stderr)
    shutil.rmtree(store)
    return runs
