"""The rows that all sides of a race read: as long as asked, and alike from run to run.

Lengths are not drawn but taken at equal steps of their distribution, so that few rows stand for it well.
"""

import math
import random
import statistics
import zipfile
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LENGTH = 6000
CALLS = 303
"""Calls are numbered from 1; 0 is the filling."""
MEAN = 6466
"""Of log-normal lengths, before they are cut: calls a trace of the data that the network was published for."""


class Missing(Exception):
    """Something that a run needs is not there; the message says what, and how to get it."""


@dataclass(frozen=True)
class Rows:
    """Padded rows in a file, and what there is to say of their lengths."""

    path: Path
    count: int
    lengths: str


def make(kind: str, count: int, path: Path, malapi: Path) -> tuple[array, str]:
    """Rows of LENGTH numbers, one after another, and how long they are, for a person."""
    draw = random.Random(1)
    if kind == "malapi":
        traces = _malapi(malapi, count)
        what = "lengths and calls of Mal-API-2019"
    elif kind == "full":
        traces = [_calls(draw, LENGTH) for _ in range(count)]
        what = "all full"
    else:
        sigma = float(kind.partition(":")[2])
        traces = [_calls(draw, length) for length in lognormal(sigma, count)]
        what = f"lengths log-normal, mean {MEAN:,}, σ {sigma:g}"
    draw.shuffle(traces)
    numbers = array("i")
    for trace in traces:
        numbers.extend([0] * (LENGTH - len(trace)))
        numbers.extend(trace)
    mean = statistics.mean(map(len, traces))
    return numbers, what if kind == "full" else f"{what} (mean {mean:,.0f} once cut to {LENGTH:,})"


def lognormal(sigma: float, count: int) -> list[int]:
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


def store(kind: str, count: int, path: Path, malapi: Path, write: Callable) -> Rows:
    numbers, lengths = make(kind, count, path, malapi)
    write(path, numbers, (count, LENGTH))
    return Rows(path, count, lengths)
