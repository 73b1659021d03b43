"""What is said of the race for ingest: its tables, and the words around them."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from statistics import median

from race import contest, report
from race import growth as alone
from race.cost import Cost

OURS = "÷ ichnite"
RACE = (
    "From a trace CSV to the calls of each file in the order of threads and indices, on the disk: {rows} rows of our own"
    " generator (13,887 files for 90 million rows, 300 names, rows of a file near each other, a clock for each thread). Each"
    " side is one process, from its start to its end, by turns, {rounds} rounds, on {threads} cores: CPU is user and system,"
    " the median round; so is wall time; peak is the largest resident size of any round. *÷ ichnite* is the figure on its"
    " left divided by ichnite's. In brackets: the set-ups that took the least CPU time in trials ({tried}; above {most_tried}"
    " rows that of fewer). The same names, files, labels, lengths and calls came out of all sides, by checksums which nobody's"
    " time includes. ichnite has a heap of {heap}, and also keeps threads, their turns, and checksums."
)
GROWTH = (
    "Generated as above; *shuffled* rows lie in an order that is drawn; {rounds} rounds, medians of CPU and wall time, the"
    " largest peak. Calls beyond a quarter of the heap wait on the disk."
)
BATCHES = (
    "Reading a batch from a store of {rows:,} rows ({files:,} files): 32 files drawn at random, the last 6,000 calls of"
    " each as integers, zeros in front, by one thread. Median **{median:.3f} ms**, 95 % of batches in {p95:.3f} ms, the slowest"
    " {most:.1f} ms; opening the store, which reads all of it to see that it is whole, took {open:.0f} ms (medians of"
    " {rounds} processes of {batches:,} batches each, after {warm_up:,})."
)
WARM_UP = 3000


def race(entries: Sequence[contest.Entry], options: Namespace, facts: report.Facts) -> list[str]:
    """The section of all sides."""
    sides = list(dict.fromkeys(entry.side for entry in entries))
    text = RACE.format(
        rows=listed([f"{rows:,}" for rows in options.rows]),
        rounds=options.rounds,
        threads=options.threads[0],
        tried="none" if options.quick else report.tried(sides),
        most_tried=f"{contest.MOST_TRIED:,}",
        heap=in_words(alone.SMALL),
    )
    notes = [f"{side.title}: {side.note}." for side in sides if side.note]
    notes += [stages(entry) for entry in entries if "stages" in entry.said]
    for side in sides:
        least = min(entry.rows for entry in entries)
        absent = [rows for rows in options.rows if rows > least and not any(e.side is side and e.rows == rows for e in entries)]
        notes += [f"{side.title}: left out at {rows:,} rows; {side.hopeless}." for rows in absent]
    engines = [entry.said["engine"] for entry in entries if entry.said]
    return [
        "### Beside pandas, polars and DuckDB",
        "",
        *report.paragraph(text),
        "",
        *race_table(entries),
        "",
        *(line for note in notes for line in report.paragraph(note, "- ")),
        *report.closing(facts, engines),
    ]


def race_table(entries: Sequence[contest.Entry]) -> list[str]:
    """A line for each side and size."""
    lines = [f"| rows | side | CPU s | {OURS} | wall s | {OURS} | peak MB | {OURS} |", "|" + "--|" * 8]
    for entry in entries:
        ours = next((e for e in entries if e.side.name == "ichnite" and e.rows == entry.rows))
        cells = [f"{entry.rows:,}", titled(entry)]
        for measure in MEASURES:
            own = measure(entry.costs)
            cells += [figure(own), "" if entry is ours else f"{own / measure(ours.costs):.1f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def titled(entry: contest.Entry) -> str:
    """A side and its set-up."""
    setup = ", ".join(f"{name.removeprefix('--')} {value}" for name, value in entry.setup.items())
    return f"{entry.side.title} ({setup})" if setup else entry.side.title


def stages(entry: contest.Entry) -> str:
    """Where the CPU time of the published way goes."""
    parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in entry.said["stages"].items())
    return f"{entry.side.title}, {entry.rows:,} rows, CPU seconds of the last round, its start not counted: {parts}."


def growth(runs: Sequence[alone.Run], options: Namespace, facts: report.Facts) -> list[str]:
    """The section of ichnite alone."""
    return [
        "### More rows, and rows that lie badly",
        "",
        *report.paragraph(GROWTH.format(rounds=options.rounds)),
        "",
        *growth_table(runs),
        "",
        *(line for note in compared(runs) for line in report.paragraph(note, "- ")),
        *report.closing(facts, []),
    ]


def growth_table(runs: Sequence[alone.Run]) -> list[str]:
    """A line for each input and heap."""
    lines = ["| rows | | heap | CPU s | CPU ns a row | wall s | peak MB |", "|" + "--|" * 7]
    for run in runs:
        cpu, wall, peak = (measure(run.costs) for measure in MEASURES)
        cells = [f"{run.rows:,}", run.title, in_words(run.heap), figure(cpu), f"{1e9 * cpu / run.rows:.0f}"]
        lines.append("| " + " | ".join([*cells, figure(wall), figure(peak)]) + " |")
    return lines


def compared(runs: Sequence[alone.Run]) -> list[str]:
    """What the table says of growth and of spilling."""

    def cpu(title: str, rows: int, heap: str) -> float:
        run = next(run for run in runs if (run.title, run.rows, run.heap) == (title, rows, heap))
        return MEASURES[0](run.costs) / run.rows

    sizes = sorted({run.rows for run in runs if run.title == alone.NEAR})
    least, most = sizes[0], sizes[-1]
    notes = []
    if len(sizes) > 1:
        change = cpu(alone.NEAR, most, alone.SMALL) / cpu(alone.NEAR, least, alone.SMALL)
        notes.append(f"CPU time a row at {most:,} rows is {change:.2f} times that at {least:,}, the start included.")
    for rows in sizes:
        small = cpu(alone.SHUFFLED, rows, alone.SMALL)
        notes.append(
            f"Shuffled, {rows:,} rows: in {in_words(alone.SMALL)} {small / cpu(alone.SHUFFLED, rows, alone.LARGE):.2f} times the CPU time"
            f" of {in_words(alone.LARGE)}, and {small / cpu(alone.NEAR, rows, alone.SMALL):.1f} times that of rows as generated."
        )
    return notes


def batches(runs: Sequence[dict], rows: int, options: Namespace, facts: report.Facts) -> list[str]:
    """The section of batches."""
    middle = {name: median(run[f"{name}_ms"] for run in runs) for name in ("median", "p95", "most", "open")}
    first = runs[0]
    text = BATCHES.format(
        rows=rows, files=first["files"], rounds=options.rounds, batches=first["batches"], warm_up=WARM_UP, **middle
    )
    return ["### Batches", "", *report.paragraph(text), "", *report.closing(facts, [])]


def in_words(heap: str) -> str:
    """As Java's option says it, for a person."""
    return heap[:-1] + {"m": " MB", "g": " GB"}[heap[-1]]


def listed(words: Sequence[str]) -> str:
    """One, two and three."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def figure(number: float) -> str:
    """Three digits, as far as they are before the point or beside it."""
    return f"{number:,.2f}" if number < 10 else f"{number:,.1f}" if number < 100 else f"{number:,.0f}"


MEASURES: tuple[Callable[[Sequence[Cost]], float], ...] = (
    lambda costs: median(cost.cpu_seconds for cost in costs),
    lambda costs: median(cost.wall_seconds for cost in costs),
    lambda costs: max(cost.peak_mb for cost in costs),
)
"""CPU seconds, wall seconds, MB."""
