"""Every run as a line of JSON, kept as soon as it is there."""

import json
from collections.abc import Mapping
from pathlib import Path


class Record:
    """The file runs.jsonl of a folder; its first line says what was run, where and when."""

    def __init__(self, folder: Path, facts: Mapping[str, str]):
        self.file = folder / "runs.jsonl"
        self.add(facts)

    def add(self, line: Mapping[str, object]) -> None:
        """Appends a line."""
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
