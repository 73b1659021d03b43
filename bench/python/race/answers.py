"""Whether all sides gave the same answers: probabilities, or features."""

import math
from collections.abc import Sequence
from statistics import pstdev

from race import arrays
from race.errors import Failed
from race.programs import Work
from race.rounds import Entry

ALLOWED = {"inference": 1e-4, "features": 1e-5}
"""Between float32 networks, which add in other orders; of an answer above 1 as a share of it."""
TELLING = 1e-3
"""Answers of a column differ at least so much from row to row, else agreement says nothing."""


def differences(race: str, work: Work, entries: Sequence[Entry]) -> dict[tuple[str, int], float]:
    """The largest difference of each side's answers from ichnite's with as many threads.

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
        apart = (abs(a - b) / max(1, abs(a)) for a, b in zip(expected, found, strict=True))
        difference = max(math.inf if math.isnan(d) else d for d in apart)
        if entry.side.exact and difference > ALLOWED[race]:
            raise Failed(f"{entry.side.name} answers otherwise than ichnite: they differ by {difference:.1e}")
        largest[entry.side.name, entry.threads] = difference
    return largest
