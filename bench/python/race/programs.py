"""Starts one side in a process of its own and reads what it cost."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from race import cost, machine
from race.cost import Cost
from race.errors import Failed, Missing
from race.sides import JAVA_SWITCH, SWITCHES, Side

ROOT = Path(__file__).resolve().parents[3]
BENCH = ROOT / "bench"
PEERS = str(BENCH / "peers")
LAUNCHER = str(ROOT / "ichnite")
ARCHIVE_SECONDS = 60
"""So long is waited for what the launcher's first call leaves for the next ones to start sooner."""
TAIL = 2000
"""Of what a process said before it failed, so many characters are shown."""


def build() -> None:
    """Builds ichnite and the bench, of which nothing is timed."""
    print("building", file=sys.stderr)
    _prepare([str(ROOT / "mvnw"), "-q", "-pl", "bench", "-am", "package", "-DskipTests"], "ichnite cannot be built")
    _prepare([LAUNCHER, "--version"], "ichnite does not start")
    until = time.monotonic() + ARCHIVE_SECONDS
    while not any((ROOT / "app/target/launcher").glob("*.*jsa")) and time.monotonic() < until:
        time.sleep(1)


def make_environment(script: str) -> None:
    """Makes the Python environment of a script where it is missing."""
    print(f"preparing {script}", file=sys.stderr)
    _prepare([PEERS, script, "--help"], f"the Python environment of {script} cannot be made")


def run_peer(script: str, *words: str) -> None:
    """Runs a script of bench/python to its end."""
    _prepare([PEERS, script, *words], f"{script} failed")


def _prepare(command: Sequence[str], complaint: str) -> None:
    try:
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError as error:
        raise Missing(f"{complaint}: {error}") from error
    if ended.returncode != 0:
        raise Missing(f"{complaint}:\n{(ended.stderr or ended.stdout)[-TAIL:]}")


def java_command(avx2: bool, main: str) -> list[str]:
    """A main class of the bench, with the flags that the launcher passes for work on networks."""
    jars = [str(BENCH / "target/classes"), str(ROOT / "app/target/ichnite.jar"), str(BENCH / "target/lib/*")]
    flags = ["-Xlog:disable", "-Xlog:all=error:stderr", "--add-modules=jdk.incubator.vector"]
    flags.append("-XX:ObjectAlignmentInBytes=64")
    held = [JAVA_SWITCH] if avx2 else []
    wished = os.environ.get("ICHNITE_JAVA_OPTS", "").split()
    if not any("GC" in word for word in wished):  # two collectors named are an error
        flags.append("-XX:+UseSerialGC")
    return [machine.java(), *flags, *held, *wished, "-cp", os.pathsep.join(jars), f"io.ichnite.bench.{main}"]


def ingest(heap: str, log: Path, *words: str) -> tuple[Cost, str]:
    """Runs `ichnite ingest` as its users do, in a heap of so many bytes: what it cost, and what it printed."""
    wished = f"-Xmx{heap} {os.environ.get('ICHNITE_JAVA_OPTS', '')}"
    return cost.measured("ichnite", [LAUNCHER, "ingest", *words], log, dict(os.environ) | {"ICHNITE_JAVA_OPTS": wished})


@dataclass(frozen=True)
class Work:
    """What all sides are given."""

    folder: Path
    rows: Path
    """A .npy of call numbers, or a folder of files."""
    answered: bool
    """Whether sides are given weights and leave their answers."""
    avx2: bool

    def run(self, side: Side, threads: int, setup: Mapping[str, str], warm_up: int, steps: int) -> dict:
        """Runs a side once, on as many cores as it has threads; gives what it printed."""
        program, *fixed = side.program
        command = [PEERS, program] if program.endswith(".py") else java_command(self.avx2, program)
        command += [*fixed, "--rows", str(self.rows), "--threads", str(threads)]
        command += ["--steps", str(steps), "--warm-up", str(warm_up)]
        if self.answered:
            command += ["--weights", str(self.weights), "--out", str(self.answers(side, threads))]
        command += [word for pair in setup.items() for word in pair]
        environment = dict(os.environ) | (dict(SWITCHES) if self.avx2 else {})
        environment |= {"OMP_NUM_THREADS": str(threads)}
        log = self.folder / f"{side.name}-{threads}.log"
        with log.open("w") as said, on_cores(threads):
            ended = subprocess.run(
                command, env=environment, stdout=subprocess.PIPE, stderr=said, text=True, check=False
            )
        if ended.returncode != 0:
            raise Failed(f"{side.name} ended with {ended.returncode}; {log}:\n{log.read_text()[-TAIL:]}")
        return json.loads(ended.stdout.splitlines()[-1])

    @property
    def weights(self) -> Path:
        return self.folder / "weights.npy"

    def answers(self, side: Side, threads: int) -> Path:
        """Where a side leaves its answers."""
        return self.folder / f"{side.name}-{threads}.npy"


@contextlib.contextmanager
def on_cores(count: int) -> Iterator[None]:
    """Processes that are started inside may use so many cores and no more, where the system can hold them."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    all_cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(all_cores)[:count])
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_cores)
