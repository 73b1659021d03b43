"""docs/results.md: each table stands between two comments, so that the next run finds and replaces it."""

from collections.abc import Sequence
from pathlib import Path


def put(document: Path, name: str, lines: Sequence[str]) -> None:
    """Replaces the block of that name; where there is none yet, it goes to the end."""
    first, last = f"<!-- bench/run: {name} -->", f"<!-- end of {name} -->"
    block = "\n".join((first, *lines, last))
    text = document.read_text("utf-8")
    before, found, rest = text.partition(first)
    if not found:
        document.write_text(f"{text.rstrip()}\n\n{block}\n", "utf-8")
        return
    _, closed, after = rest.partition(last)
    if not closed:
        raise ValueError(f"{document}: {first} is not followed by {last}")
    document.write_text(before + block + after, "utf-8")
