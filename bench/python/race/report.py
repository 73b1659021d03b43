"""What is said of a race: table, machine, versions, notes, and the command that makes it again."""

import shlex
from collections.abc import Mapping, Sequence

from race import table
from race.rounds import Entry

WORK = {
    "training": "One training step of the published network (dropout, RMSprop): {rows} rows of 6,000 calls, {lengths}.",
    "inference": "Answers of the published network to {rows} files of 6,000 calls, {lengths}; all sides have the same weights.",
}
HOW = (
    "By turns, {rounds} rounds of {steps} steps; every run is a fresh process on as many cores as it has threads, its first "
    "steps not counted ({warm_up}). Speed by the median of all steps and by the best; CPU is user and system; peak is the largest "
    "resident size. Each column headed ichnite is ichnite's figure divided by that of the side, in the measure on its left. In "
    "brackets: the fastest set-up of those that were tried ({tried})."
)
HELD = (
    "Held to AVX2: ichnite by -XX:UseAVX=2, TensorFlow and PyTorch by their own switches (ONEDNN_MAX_CPU_ISA, "
    "MKL_ENABLE_INSTRUCTIONS, ATEN_CPU_CAPABILITY, XLA_FLAGS)."
)
FREE = "cannot be held to AVX2 (it has no switch) and ran with all that the processor has"


def block(
    race: str,
    entries: Sequence[Entry],
    differences: Mapping[tuple[str, int], float],
    facts: Mapping[str, str],
    avx2: bool,
    quick: bool,
) -> list[str]:
    """The whole section as lines of Markdown; facts: rows, lengths, rounds, steps, machine, date, command."""
    first = entries[0].threads
    sides = [entry.side for entry in entries if entry.threads == first]
    versions = sorted({entry.runs[0]["engine"] for entry in entries})
    tried = "; ".join(
        dict.fromkeys(f"{name.removeprefix('--')} {', '.join(values)}" for s in sides for name, values in s.choices.items())
    )
    warm_up = "1 each" if quick else ", ".join(f"{side.name} {side.warm_up}" for side in sides)
    notes = [f"{side.title}: {side.note}." for side in sides if side.note]
    notes += [f"{side.title}: {FREE}." for side in sides if avx2 and not side.holds]
    title = f"{race.capitalize()} beside others: {facts['lengths']}" + (", held to AVX2" if avx2 else "")
    return [
        f"## {title}",
        "",
        WORK[race].format(**facts),
        HOW.format(**facts, warm_up=warm_up, tried="none" if quick else tried or "none"),
        *([HELD] if avx2 else []),
        "",
        *table.lines(entries, differences),
        "",
        *(f"- {note}" for note in notes),
        f"- {'; '.join(versions)}",
        f"- {facts['machine']}; {facts['date']}",
        "",
        f"    {facts['command']}",
        "",
    ]


def command(words: Sequence[str]) -> str:
    """How the run was asked for, to be typed again."""
    return shlex.join(["bench/run", *words])
