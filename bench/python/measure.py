"""How every Python side of a race times its work and says what it cost, as io.ichnite.bench.Cost does."""

import argparse
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")


def options(description: str, steps: str) -> argparse.ArgumentParser:
    """The options that all sides have; `steps` says what a step is."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--rows", type=Path, required=True, help="what to work on: a .npy of call numbers, or a folder of files")
    parser.add_argument("--steps", type=int, default=5, help=f"timed steps; a step is {steps}")
    parser.add_argument("--warm-up", type=int, default=2, help="steps before them: tracing, compiling, memory")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    return parser


def peak_megabytes() -> float:
    """The process' largest resident size, where the system tells; else -1."""
    status = Path("/proc/self/status")
    for line in status.read_text().splitlines() if status.exists() else []:
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return -1.0


def run(
    engine: str, samples: int, warm_up: int, steps: int, step: Callable[[], Result], reading: float | None = None
) -> Result:
    """Does a step of so many samples again and again, times each and prints the cost; gives the last result.

    `reading` is how many seconds it took to read the samples before, which is no part of a step.
    """
    for _ in range(warm_up):
        step()
    seconds, cpu = [], time.process_time()
    for _ in range(steps):
        started = time.perf_counter()
        result = step()
        seconds.append(round(time.perf_counter() - started, 6))
    cpu = time.process_time() - cpu
    cost = {"engine": engine, "samples": samples, "seconds": seconds, "cpu_seconds": round(cpu, 6)}
    cost["peak_mb"] = round(peak_megabytes(), 1)
    if reading is not None:
        cost["reading_seconds"] = round(reading, 6)
    print(json.dumps(cost))
    return result
