"""The race itself: set-ups are tried once, then all sides run by turns, each time as a fresh process."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from race.errors import Failed
from race.programs import Work
from race.record import Record
from race.sides import Side


@dataclass
class Entry:
    """A side with so many threads: the set-up that it races with, and its runs."""

    side: Side
    threads: int
    setup: dict[str, str] = field(default_factory=dict)
    runs: list[dict] = field(default_factory=list)


def speed(run: dict) -> float:
    """Samples a second, by the median step."""
    return run["samples"] / median(run["seconds"])


class Race:
    """Runs the sides and keeps every run as a line of JSON."""

    TRIAL_STEPS = 3

    def __init__(self, work: Work, record: Record, quick: bool):
        self.work, self.record, self.quick = work, record, quick

    def run(self, sides: Sequence[Side], threads: Sequence[int], rounds: int, steps: int) -> list[Entry]:
        """All runs of all sides. A machine's speed drifts, so each round has them all, each time from another on."""
        entries = [Entry(side, count) for count in threads for side in sides]
        for entry in entries:
            self._choose(entry)
        for number in range(rounds):
            start = number % len(entries)
            for entry in entries[start:] + entries[:start]:
                warm_up = 1 if self.quick else entry.side.warm_up
                stage = f"round {number + 1} of {rounds}"
                entry.runs.append(self._once(entry, entry.setup, stage, warm_up, steps))
        return entries

    def _choose(self, entry: Entry) -> None:
        """Takes the fastest value of each choice, one choice after another."""
        entry.setup = {name: values[0] for name, values in entry.side.choices.items()}
        if self.quick or not entry.setup:
            return
        fastest = self._trial(entry, entry.setup)
        for name, values in entry.side.choices.items():
            for value in values[1:]:
                setup = entry.setup | {name: value}
                reached = self._trial(entry, setup)
                if reached > fastest:
                    fastest, entry.setup = reached, setup
        if fastest == 0:
            raise Failed(f"{entry.side.name} ran with none of its set-ups; see {self.work.folder}")

    def _trial(self, entry: Entry, setup: dict[str, str]) -> float:
        """The speed of a set-up, measured as in the race; 0 where it cannot be had."""
        try:
            run = self._once(entry, setup, "trial", entry.side.warm_up, self.TRIAL_STEPS)
        except Failed as failure:
            print(f"  not to be had: {failure}", file=sys.stderr)
            return 0.0
        return speed(run)

    def _once(self, entry: Entry, setup: dict[str, str], stage: str, warm_up: int, steps: int) -> dict:
        side, threads = entry.side, entry.threads
        shown = " ".join(word.removeprefix("--") for pair in setup.items() for word in pair)
        run = self.work.run(side, threads, setup, warm_up, steps)
        print(f"{stage}, {threads} threads, {side.name} {shown}: {speed(run):.2f} samples/s", file=sys.stderr)
        self.record.add({"stage": stage, "side": side.name, "threads": threads, "setup": setup, "run": run})
        return run
