"""The files that all sides of the race for features read."""

import random
import subprocess
import tempfile
from pathlib import Path

from race.errors import Missing
from race.sequences import Lengths

READ = 200_000
"""Bytes of a file that the network sees."""
SHORT, LONG = 170_000, 190_000
"""Of programs that are cut, at equal steps; about 180 KB."""


def make(kind: str, count: int, folder: Path, corpus: Path) -> Lengths:
    """Fills a folder; `kind` is programs, whole (both of the corpus in that archive) or random."""
    folder.mkdir()
    if kind == "random":
        draw = random.Random(1)
        for i, length in enumerate(_about(count)):
            (folder / f"{i:04}.bin").write_bytes(draw.randbytes(length))
        return Lengths(count, "random bytes", f"{SHORT:,} to {LONG:,} bytes a file, none of them zeros in a row")
    if not corpus.is_file():
        raise Missing(f"{corpus} is missing: name it by --corpus, or take --files random")
    with tempfile.TemporaryDirectory() as unpacked:
        if subprocess.run(["tar", "--zstd", "-C", unpacked, "-xf", corpus], check=False).returncode:
            raise Missing(f"{corpus} cannot be unpacked; tar and zstd are needed")
        names = _listed(Path(unpacked) / "dataset.csv")
        programs = [Path(unpacked) / "dataset" / name for name in names]
        if kind == "whole":
            for i, program in enumerate(programs):
                program.rename(folder / f"{i:04}.bin")
            mean = sum(min(READ, path.stat().st_size) for path in folder.iterdir()) / len(programs)
            return Lengths(len(programs), "a whole corpus of dated programs", f"on average {mean:,.0f} bytes of a file are read")
        long_enough = [program for program in programs if program.stat().st_size >= LONG]
        if len(long_enough) < count:
            raise Missing(f"{corpus} has {len(long_enough)} programs of {LONG:,} bytes; {count} are needed")
        for i, length in enumerate(_about(count)):
            content = long_enough[int((i + 0.5) / count * len(long_enough))].read_bytes()
            (folder / f"{i:04}.bin").write_bytes(content[:length])
    return Lengths(count, "programs of about 180 KB", f"dated programs for Windows, cut to {SHORT:,} to {LONG:,} bytes")


def _about(count: int) -> list[int]:
    return [SHORT + round((i + 0.5) / count * (LONG - SHORT)) for i in range(count)]


def _listed(manifest: Path) -> list[str]:
    """File names in the order of a manifest, which is that of time."""
    rows = manifest.read_text("utf-8").splitlines()[1:]
    return [row.split(",")[0].rpartition("/")[2] for row in rows]
