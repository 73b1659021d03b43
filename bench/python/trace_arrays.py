"""What every Python side of the race for ingest is asked, and leaves: calls in order, as flat little-endian files.

Tokens are numbers of the names sorted by code point, from 1. Files stand by ascending id; the calls of one by thread,
then index. A file's label is that of its first row.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np

COLUMNS = ("file_id", "label", "api", "tid", "index")


def options(description: str) -> argparse.ArgumentParser:
    """The options that all sides have."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--csv", type=Path, required=True, help="traces, with the header " + ",".join(COLUMNS))
    parser.add_argument("--out", type=Path, required=True, help="folder to make, for the arrays")
    parser.add_argument("--threads", type=int, default=2)
    return parser


def write(
    folder: Path,
    names: Iterable[str],
    ids: np.ndarray,
    labels: np.ndarray,
    lengths: np.ndarray,
    tokens: np.ndarray,
) -> None:
    """Leaves the result; `names` sorted, ids ascending, tokens of all files end to end."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "names.txt").write_text("".join(f"{name}\n" for name in names), "utf-8")
    for name, array, kind in (
        ("ids", ids, "<i8"),
        ("labels", labels, "<u1"),
        ("lengths", lengths, "<i4"),
        ("tokens", tokens, "<u2"),
    ):
        np.asarray(array).astype(kind, copy=False).tofile(folder / f"{name}.bin")


def numbers(names: Iterable[str]) -> np.ndarray:
    """The token of each name, whatever their order."""
    names = np.asarray(names, dtype=object)
    tokens = np.empty(len(names), np.uint16)
    tokens[np.argsort(names)] = np.arange(1, len(names) + 1)
    return tokens


def cut(files: np.ndarray) -> np.ndarray:
    """Where each file begins, in a column of ascending ids."""
    return np.flatnonzero(np.concatenate(([True], files[1:] != files[:-1])))


def lengths(starts: np.ndarray, rows: int) -> np.ndarray:
    """How many rows each file has."""
    return np.diff(starts, append=rows)
