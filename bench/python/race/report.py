"""What is said of a race: table, machine, versions, notes, and the command that makes it again."""

import shlex
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from race import table
from race.rounds import Entry
from race.sequences import Lengths
from race.sides import RACES, Side

WORK = {
    "training": "Training steps of the published network (dropout, RMSprop) of {rows} rows of 6,000 calls",
    "inference": "Answers of the published network to {rows} rows of 6,000 calls, all sides with the same weights",
    "features": "Layers 7 and 8 of MalConv for {rows} files of which 200,000 bytes are read, all sides with the same weights",
}
MORE = {
    "features": "A step goes from bytes in memory to both layers of all files; reading the files, from the system's cache, is"
    " timed apart (*reading ms*, for all files, a file after another).",
}
"""What else is to be said of a race."""
HOW = (
    "By turns, {rounds} rounds of {steps} steps; every run is a fresh process on as many cores as it has threads, and"
    " its first steps are not counted ({warm_up}). Speed is that of the median step, and of the best; CPU is user and"
    " system; peak is the largest resident size. *ichnite ÷* is ichnite's figure divided by the one on its left. In"
    " brackets: the fastest of the set-ups that were tried ({tried})."
)
HELD = (
    " Held to AVX2: ichnite by -XX:UseAVX=2, TensorFlow and PyTorch by their own switches (ONEDNN_MAX_CPU_ISA,"
    " MKL_ENABLE_INSTRUCTIONS, ATEN_CPU_CAPABILITY, XLA_FLAGS)."
)
WIDTH = 128
FREE = "cannot be held to AVX2 (it has no switch) and ran with all that the processor has"


@dataclass(frozen=True)
class Facts:
    """What a section says beside its figures, and what begins the record of the runs."""

    machine: str
    date: str
    command: str


@dataclass(frozen=True)
class Conditions:
    """Under which a race was run."""

    race: str
    rows: int
    lengths: Lengths
    rounds: int
    steps: int
    avx2: bool
    quick: bool


def section(
    conditions: Conditions, facts: Facts, entries: Sequence[Entry], differences: Mapping[tuple[str, int], float]
) -> list[str]:
    """The whole section as lines of Markdown."""
    sides = list(dict.fromkeys(entry.side for entry in entries))
    counts = [f"{side.name} {1 if conditions.quick else side.warm_up}" for side in sides]
    how = {"warm_up": ", ".join(counts), "tried": "none" if conditions.quick else tried(sides)}
    notes = [f"{side.title}: {side.note}." for side in sides if side.note]
    if conditions.avx2:
        notes += [f"{side.title}: {FREE}." for side in sides if not side.holds]
        absent = [side for side in RACES[conditions.race] if side not in sides]
        notes += [f"{side.title}: left out; {side.hopeless}." for side in absent if side.hopeless]
    work = WORK[conditions.race].format(**vars(conditions))
    return [
        f"## {title(conditions)}",
        "",
        *paragraph(f"{work}: {conditions.lengths.title} ({conditions.lengths.more})."),
        "",
        *paragraph(HOW.format(**vars(conditions), **how) + (HELD if conditions.avx2 else "")),
        *([""] if conditions.race in MORE else []),
        *paragraph(MORE.get(conditions.race, "")),
        "",
        *table.lines(entries, differences),
        "",
        *(line for note in notes for line in paragraph(note, "- ")),
        *closing(facts, (entry.runs[0]["engine"] for entry in entries)),
    ]


def title(conditions: Conditions) -> str:
    """The heading of a race."""
    held = ", held to AVX2" if conditions.avx2 else ""
    return f"{conditions.race.capitalize()} beside others, {conditions.lengths.title}{held}"


def closing(facts: Facts, engines: Iterable[str]) -> list[str]:
    """The last lines of a section: what ran, where and when, and how to run it again."""
    versions = "; ".join(sorted(set(engines)))
    where = f"{facts.machine}; {facts.date}"
    return [*paragraph(versions, "- "), *paragraph(where, "- "), "", f"    {facts.command}", ""]


def paragraph(text: str, bullet: str = "") -> list[str]:
    """Lines of the page's width."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=bullet, subsequent_indent=" " * len(bullet), break_on_hyphens=False
    )


def command(words: Sequence[str]) -> str:
    """How the run was asked for, to be typed again."""
    return shlex.join(["bench/run", *words])


def tried(sides: Sequence[Side]) -> str:
    """The set-ups that sides are tried with."""
    choices = {name: values for side in sides for name, values in side.choices.items()}
    return "; ".join(f"{name.removeprefix('--')} {', '.join(values)}" for name, values in choices.items()) or "none"
