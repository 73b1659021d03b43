"""All sides of the race for ingest by turns, at one size after another."""

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from race import cost, programs, traces
from race.cost import Cost
from race.errors import Failed
from race.growth import SMALL
from race.record import Record
from race.sides import Side

MOST_TRIED = 30_000_000
"""Rows; for more, a side keeps the set-up that it had for fewer."""


@dataclass
class Entry:
    """A side at one size: the set-up that it races with, and its runs."""

    side: Side
    rows: int
    setup: dict[str, str] = field(default_factory=dict)
    costs: list[Cost] = field(default_factory=list)
    said: dict = field(default_factory=dict)
    """What it printed of itself."""


class Race:
    """Runs the sides; checks after every run that what it left is what ichnite left; keeps every run as a line of JSON."""

    def __init__(self, work: Path, record: Record, threads: int, quick: bool):
        self.work, self.record, self.threads, self.quick = work, record, threads, quick
        self.setups: dict[str, dict[str, str]] = {}
        self.expected: dict[str, int] = {}

    def run(self, sides: Sequence[Side], rows: int, rounds: int) -> list[Entry]:
        """All rounds at one size; each round has all sides, each time from another on."""
        csv = self.work / "traces.csv"
        print(f"making {rows:,} rows", file=sys.stderr)
        traces.make(csv, rows)
        self.expected = {}
        entries = [Entry(side, rows) for side in sides]
        for entry in entries:
            self._choose(entry, csv)
        for number in range(rounds):
            start = number % len(entries)
            for entry in entries[start:] + entries[:start]:
                entry.costs.append(self._once(entry, entry.setup, csv, f"round {number + 1} of {rounds}"))
        csv.unlink()
        return entries

    def _choose(self, entry: Entry, csv: Path) -> None:
        """Takes the value of each choice that costs the least CPU time, one choice after another."""
        side = entry.side
        entry.setup = {name: values[0] for name, values in side.choices.items()}
        if side.name in self.setups and entry.rows > MOST_TRIED:
            entry.setup = self.setups[side.name]
        elif entry.setup and not self.quick:
            least = self._once(entry, entry.setup, csv, "trial").cpu_seconds
            for name, values in side.choices.items():
                for value in values[1:]:
                    setup = entry.setup | {name: value}
                    spent = self._once(entry, setup, csv, "trial").cpu_seconds
                    if spent < least:
                        least, entry.setup = spent, setup
        self.setups[side.name] = entry.setup

    def _once(self, entry: Entry, setup: dict[str, str], csv: Path, stage: str) -> Cost:
        side, out = entry.side, self.work / f"{entry.side.name}.out"
        words = [word for pair in setup.items() for word in pair]
        log = self.record.file.parent / f"{side.name}-{entry.rows}.log"
        threads = ["--threads", str(self.threads)]
        with programs.on_cores(self.threads):
            if side.name == "ichnite":
                spent, _ = programs.ingest(SMALL, log, str(csv), "-o", str(out), "--json", *threads)
            else:
                asked = ["--csv", str(csv), "--out", str(out), *threads, *words]
                spent, printed = cost.measured(side.name, [programs.PEERS, *side.program, *asked], log)
                entry.said = json.loads(printed.splitlines()[-1])
        self._check(side, out)
        shutil.rmtree(out)
        shown = " ".join(word.removeprefix("--") for word in words)
        print(
            f"{stage}, {entry.rows:,} rows, {side.name} {shown}: {spent.cpu_seconds:.1f} CPU s,"
            f" {spent.wall_seconds:.1f} s, {spent.peak_mb:,.0f} MB",
            file=sys.stderr,
        )
        line = {"stage": stage, "side": side.name, "rows": entry.rows, "setup": setup, "cost": vars(spent)}
        self.record.add(line | {"said": entry.said, "sums": self.expected})
        return spent

    def _check(self, side: Side, out: Path) -> None:
        """Not timed, for any side."""
        ours = side.name == "ichnite"
        found = traces.sums_of_store(out) if ours else traces.sums_of_arrays(out)
        self.expected = self.expected or found
        if found != self.expected:
            raise Failed(f"{side.name} made other calls than the sides before: {differing(self.expected, found)}")


def differing(expected: dict[str, int], found: dict[str, int]) -> str:
    """What differs, in words."""
    return ", ".join(
        f"the sum of {name} is {found[name]:08x}, expected {expected[name]:08x}"
        for name in expected
        if found[name] != expected[name]
    )
