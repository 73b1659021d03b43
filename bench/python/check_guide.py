#!/usr/bin/env python3
"""Runs every line of code of docs/guides/python.md, in its order and in a folder of its own.

A block of `sh` runs with the launcher as `ichnite`, a block of `python` as a script of its own in this environment; the guide's
asserts are the check.

    bench/peers check_guide.py
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs/guides/python.md"
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PATIENCE = 900  # seconds


def main():
    text = GUIDE.read_text()
    blocks = list(BLOCK.finditer(text))
    if len(blocks) * 2 != text.count("```"):
        sys.exit("check_guide.py: a block of the guide is neither sh nor python")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "samples").symlink_to(ROOT / "samples")
        environment = dict(os.environ) | {"PATH": f"{ROOT}{os.pathsep}{os.environ['PATH']}"}
        for block in blocks:
            kind, code = block.groups()
            line = text.count("\n", 0, block.start()) + 1
            command = ["sh", "-euc", code] if kind == "sh" else [sys.executable, "-c", code]
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
            if done.returncode != 0:
                sys.exit(f"check_guide.py: {GUIDE.name}:{line}: the {kind} block fails:\n{done.stdout[-3000:]}")
    print(f"{GUIDE.name}: {len(blocks)} blocks of code run and hold")


if __name__ == "__main__":
    main()
