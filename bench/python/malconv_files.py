"""Files as MalConv reads them."""

import time
from pathlib import Path

import numpy as np
from malconv import LENGTH


def read(folder: Path) -> tuple[list[bytes], float]:
    """The files of a folder, by name, and how many seconds it took to read them."""
    started = time.perf_counter()
    files = [path.read_bytes() for path in sorted(folder.iterdir())]
    return files, time.perf_counter() - started


def rows(files: list[bytes], dtype: type = np.uint8) -> np.ndarray:
    """The first LENGTH bytes of each, zeros behind: (files, LENGTH)."""
    padded = np.zeros((len(files), LENGTH), dtype)
    for row, content in zip(padded, files, strict=True):
        some = np.frombuffer(content, np.uint8, min(len(content), LENGTH))
        row[: len(some)] = some
    return padded


def published_rows(files: list[bytes]) -> np.ndarray:
    """The same as the published notebook makes it: lists of integers first, then an array of int64."""
    lists = []
    for content in files:
        numbers = list(content[:LENGTH])
        numbers += [0] * (LENGTH - len(numbers))
        lists.append(numbers)
    return np.array(lists)
