"""The rows that all sides of a race read: as long as asked, and alike from run to run.

Lengths are not drawn but taken at equal steps of their distribution, so that few rows stand for it well.
"""

import math
import random
import statistics
import zipfile
from array import array
from pathlib import Path
from typing import NamedTuple

from race import arrays
from race.errors import Missing

LENGTH = 6000
CALLS = 303
"""Calls are numbered from 1; 0 is the filling."""
MEAN = 6466
"""Of log-normal lengths, before they are cut: calls a trace of the data that the network was published for."""


class Lengths(NamedTuple):
    """How many samples there are, and how long, for a person."""

    count: int

    title: str
    more: str


def make(kind: str, count: int, path: Path, malapi: Path) -> Lengths:
    """Writes `count` rows of LENGTH call numbers, filled in front.

    `kind` is full, malapi (of the data set in that folder) or lognormal:SIGMA.
    """
    draw = random.Random(1)
    if kind == "full":
        traces = [_calls(draw, LENGTH) for _ in range(count)]
        title, more = "all rows full", "random calls"
    elif kind == "malapi":
        traces = _malapi(malapi, count)
        title, more = "lengths of Mal-API-2019", "its own calls"
    else:
        sigma = float(kind.removeprefix("lognormal:"))
        traces = [_calls(draw, length) for length in _lognormal(sigma, count)]
        title, more = f"log-normal lengths with σ {sigma:g}", f"mean {MEAN:,}; random calls"
    draw.shuffle(traces)
    numbers = array("i")
    for trace in traces:
        numbers.extend([0] * (LENGTH - len(trace)))
        numbers.extend(trace)
    arrays.write(path, numbers, (count, LENGTH))
    if kind != "full":
        more += f"; the last {LENGTH:,} are kept, on average {statistics.mean(map(len, traces)):,.0f}"
    return Lengths(count, title, more)


def _lognormal(sigma: float, count: int) -> list[int]:
    """Lengths at equal steps of the distribution, cut to LENGTH; at least 1."""
    mu = math.log(MEAN) - sigma * sigma / 2
    normal = statistics.NormalDist()
    exact = (math.exp(mu + sigma * normal.inv_cdf((i + 0.5) / count)) for i in range(count))
    return [max(1, min(LENGTH, round(length))) for length in exact]


def _calls(draw: random.Random, length: int) -> list[int]:
    return [draw.randint(1, CALLS) for _ in range(length)]


def _malapi(folder: Path, count: int) -> list[list[int]]:
    """Traces at equal steps of the lengths there are; the last LENGTH calls of each, numbered as they occur."""
    archive = folder / "100_calls.zip"
    if not archive.is_file():
        raise Missing(
            f"{archive} is missing: get it from github.com/ocatak/malware_api_class (other/data) and name its folder"
            " by --malapi, or take other --lengths"
        )
    with zipfile.ZipFile(archive) as opened, opened.open("100_calls.txt") as file:
        lines = sorted((line.strip().strip(b",") for line in file), key=lambda line: line.count(b","))
    lines = [line for line in lines if line]
    numbers: dict[bytes, int] = {}
    traces = []
    for i in range(count):
        names = lines[int((i + 0.5) / count * len(lines))].split(b",")[-LENGTH:]
        traces.append([numbers.setdefault(name, len(numbers) + 1) for name in names if name])
    if len(numbers) > CALLS:
        raise Missing(f"{archive} has more than {CALLS} calls: not the file that was expected")
    return traces
