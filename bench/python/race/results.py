"""docs/results.md: each table stands between two comments, so that the next run finds and replaces it."""

from collections.abc import Sequence
from pathlib import Path

END = "<!-- end of "


def put(document: Path, name: str, lines: Sequence[str]) -> None:
    """Replaces the section of that name; a new one goes behind the last there is, or to the end."""
    first, last = f"<!-- bench/run: {name} -->", f"{END}{name} -->"
    section = "\n".join((first, *lines, last))
    text = document.read_text("utf-8")
    before, found, rest = text.partition(first)
    if found:
        _, closed, after = rest.partition(last)
        if not closed:
            raise ValueError(f"{document}: {first} is not followed by {last}")
        document.write_text(before + section + after, "utf-8")
        return
    before, end, rest = text.rpartition(END)
    if end:
        others, _, after = rest.partition("\n")
        document.write_text(f"{before}{end}{others}\n\n{section}\n{after}", "utf-8")
    else:
        document.write_text(f"{text.rstrip()}\n\n{section}\n", "utf-8")
