"""The inputs of the race for ingest, made by our own generator; and what is to come of them, as sums."""

import json
import subprocess
import zlib
from pathlib import Path

from race import programs
from race.errors import Failed

SUMS = ("names", "ids", "labels", "lengths", "tokens")
"""What is compared, each by its CRC-32; see io.ichnite.bench.StoreSums."""
CHUNK = 1 << 24


def make(path: Path, rows: int, *words: str) -> None:
    """Writes a trace CSV; `words` are more options of io.ichnite.bench.GenerateTraces."""
    _java("GenerateTraces", "--out", str(path), "--rows", str(rows), *words)


def sums_of_store(store: Path) -> dict[str, int]:
    """Of what ichnite made."""
    return json.loads(_java("StoreSums", "--store", str(store)))


def sums_of_arrays(folder: Path) -> dict[str, int]:
    """Of what another side made."""
    return {name: _sum(folder / ("names.txt" if name == "names" else f"{name}.bin")) for name in SUMS}


def _sum(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            total = zlib.crc32(chunk, total)
    return total


def batches(store: Path, *words: str) -> dict:
    """What io.ichnite.bench.ReadBatches says of a store."""
    return json.loads(_java("ReadBatches", "--store", str(store), *words))


def _java(main: str, *words: str) -> str:
    ended = subprocess.run([*programs.java_command(False, main), *words], capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise Failed(f"{main} ended with {ended.returncode}:\n{ended.stderr[-programs.TAIL :]}")
    return ended.stdout
