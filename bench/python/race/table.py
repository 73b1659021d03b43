"""A race as a table for a person, in Markdown."""

from collections.abc import Mapping, Sequence
from statistics import median

from race.rounds import Entry

OURS = "ichnite ÷"
READING = "reading ms"
HEAD = ("threads", "side", "samples/s, best", "samples/s", OURS, "CPU ms a sample", OURS, "peak MB", OURS)


def lines(entries: Sequence[Entry], differences: Mapping[tuple[str, int], float]) -> list[str]:
    """One line for each side and number of threads; with differences, how far its answers are from ichnite's."""
    read_apart = all("reading_seconds" in run for entry in entries for run in entry.runs)
    head = (*HEAD, *([READING] if read_apart else []), *(["differs by"] if differences else []))
    made = [_row(head), "|" + "--|" * len(head)]
    for entry in entries:
        ours = next(e for e in entries if e.side.name == "ichnite" and e.threads == entry.threads)
        cells = [str(entry.threads), _title(entry)]
        cells.append(f"{_best(entry):.1f}")
        for measure, shown in ((_speed, ".1f"), (_cpu_milliseconds, ".1f"), (_peak, ",.0f")):
            cells.append(format(measure(entry), shown))
            cells.append("" if entry is ours else f"{measure(ours) / measure(entry):.2f}")
        if read_apart:
            cells.append(f"{1000 * median(run['reading_seconds'] for run in entry.runs):,.0f}")
        if differences:
            cells.append("" if entry is ours else f"{differences[entry.side.name, entry.threads]:.0e}")
        made.append(_row(cells))
    return made


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _title(entry: Entry) -> str:
    setup = ", ".join(f"{name.removeprefix('--')} {value}" for name, value in entry.setup.items())
    return f"{entry.side.title} ({setup})" if setup else entry.side.title


def _speed(entry: Entry) -> float:
    """Samples a second by the median of all steps of all runs."""
    return entry.runs[0]["samples"] / median(s for run in entry.runs for s in run["seconds"])


def _best(entry: Entry) -> float:
    return entry.runs[0]["samples"] / min(s for run in entry.runs for s in run["seconds"])


def _cpu_milliseconds(entry: Entry) -> float:
    """User and system, by the mean of all steps of all runs."""
    samples = sum(run["samples"] * len(run["seconds"]) for run in entry.runs)
    return 1000 * sum(run["cpu_seconds"] for run in entry.runs) / samples


def _peak(entry: Entry) -> float:
    """The largest resident size of any run, in MB."""
    return max(run["peak_mb"] for run in entry.runs)
