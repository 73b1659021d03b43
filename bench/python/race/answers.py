"""Whether all sides gave the same probabilities."""

import math
from collections.abc import Sequence
from statistics import pstdev

from race import arrays
from race.errors import Failed
from race.programs import Work
from race.rounds import Entry

ALLOWED = 1e-4
"""Between float32 networks; they add in other orders."""
TELLING = 1e-3
"""Probabilities of a class differ at least so much from row to row, else agreement says nothing."""


def differences(work: Work, entries: Sequence[Entry]) -> dict[tuple[str, int], float]:
    """The largest difference of each side's probabilities from ichnite's with as many threads.

    Raises Failed where a float32 side differs by more than is allowed.
    """
    largest = {}
    for entry in entries:
        ours = next(e for e in entries if e.side.name == "ichnite" and e.threads == entry.threads)
        expected, shape = arrays.read(work.answers(ours.side, ours.threads))
        found, found_shape = arrays.read(work.answers(entry.side, entry.threads))
        if shape != found_shape:
            raise Failed(f"{entry.side.name}: expected answers of shape {shape}, found {found_shape}")
        if max(pstdev(expected[c :: shape[1]]) for c in range(shape[1])) < TELLING:
            raise Failed("the answers hardly differ from row to row, so their agreement would say nothing")
        # a NaN differs most of all
        apart = (abs(a - b) for a, b in zip(expected, found, strict=True))
        difference = max(math.inf if math.isnan(d) else d for d in apart)
        if entry.side.exact and difference > ALLOWED:
            raise Failed(f"{entry.side.name} answers otherwise than ichnite: probabilities differ by {difference:.1e}")
        largest[entry.side.name, entry.threads] = difference
    return largest
