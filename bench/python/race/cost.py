"""What a whole process costs, and all that it started."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from race.errors import Failed

TAIL = 2000
"""Of what a process said before it failed, so many characters are shown."""


@dataclass(frozen=True)
class Cost:
    """From the start of a process to its end."""

    wall_seconds: float
    cpu_seconds: float
    """User and system, of all processes that it waited for too."""
    peak_mb: float
    """The largest resident size of any of them."""


def measured(
    name: str, command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None
) -> tuple[Cost, str]:
    """Runs a program to its end: what it cost, and what it printed.

    Raises Failed, with the end of what it complained of, where it does not end well.
    """
    printed = log.with_suffix(".out")
    with log.open("w") as errors, printed.open("w") as out:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=errors, env=environment)
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failed(f"{name} ended with {process.returncode}; {log}:\n{log.read_text()[-TAIL:]}")
    resident = used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return Cost(round(wall, 3), round(used.ru_utime + used.ru_stime, 3), round(resident, 1)), printed.read_text()
