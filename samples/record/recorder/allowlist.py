"""Reads the allow-list: which programs may run, as which class, with which arguments, and what their bytes must be."""

import csv
import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from .refusal import Refusal, show
from .words import check_template

COLUMNS = ("name", "class", "tool", "toolchain", "path", "sha256", "folder_sha256", "case", "runs", "stop_after",
           "setup", "arguments", "files", "first_seen")
NEEDED = ("name", "class", "tool", "path", "sha256")
TOOLS = ("wine", "strace")
MOST_BYTES = 8 << 20
MOST_ROWS = 20_000
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9+.-]{0,63}")
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True)
class Case:
    """One row of the list: a program and one way of starting it.

    `stop_after` is in seconds, or None where the program ends by itself; `files` is a folder of templates, or None.
    """

    line: int
    name: str
    label: str
    tool: str
    toolchain: str
    path: str
    sha256: str
    folder_sha256: str
    case: str
    runs: int
    stop_after: float | None
    setup: str
    arguments: str
    files: str | None
    first_seen: str

    def run_id(self, run):
        """The id of a run, which is also its log's name without endings."""
        return f"{self.name}_{self.case}_{run:03d}"

    def helpers(self):
        """Names of the programs that its set-up starts."""
        return [part.split()[0] for part in self.setup.split(" && ") if part.strip()]

    @property
    def builtin(self):
        """Wine's own program of that name, or None."""
        return self.path[5:] if self.path.startswith("wine:") else None


def read(path):
    """All rows of the list, in its order; refuses it whole where one row is wrong."""
    path = Path(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refusal(f"{path}: expected a list of at most {MOST_BYTES} bytes, found {path.stat().st_size}")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as failure:
        raise Refusal(f"{path}: expected a CSV file in UTF-8, found: {failure}") from None
    rows = csv.reader(text.splitlines(), strict=True)
    try:
        header = next(rows, [])
        missing = [c for c in NEEDED if c not in header]
        unknown = [c for c in header if c not in COLUMNS]
        if missing or unknown or len(set(header)) != len(header):
            raise Refusal(f"{path}:1: expected a header of {','.join(COLUMNS)} (at least {','.join(NEEDED)}), "
                          f"found {show(','.join(header))}")
        cases = [_case(path, rows.line_num, dict(zip(header, row)), len(row) == len(header)) for row in rows if row]
    except csv.Error as failure:
        raise Refusal(f"{path}:{rows.line_num}: expected CSV, found: {failure}") from None
    if not 0 < len(cases) <= MOST_ROWS:
        raise Refusal(f"{path}: expected 1 to {MOST_ROWS} rows, found {len(cases)}")
    _agree(path, cases)
    return cases


def _case(path, line, row, whole):
    def refuse(expected, found):
        raise Refusal(f"{path}:{line}: expected {expected}, found {show(found) or 'nothing'}")

    if not whole:
        refuse("as many fields as the header has", "another number of them")
    get = lambda column, default="": row.get(column, "").strip() or default  # noqa: E731
    for column in ("name", "class", "case"):
        if not NAME.fullmatch(get(column, "run")):
            refuse(f"a {column} of letters, digits, '+', '.' and '-', at most 64", get(column))
    if get("tool") not in TOOLS:
        refuse("a tool out of " + ", ".join(TOOLS), get("tool"))
    for column in ("sha256", "folder_sha256"):
        if get(column) and not re.fullmatch("[0-9a-f]{64}", get(column)):
            refuse(f"a {column} of 64 hexadecimal digits in lower case", get(column))
    if not get("path") or "\0" in get("path"):
        refuse("a path", get("path"))
    if get("path").startswith("wine:") and (get("tool") != "wine" or not NAME.fullmatch(get("path")[5:])):
        refuse("a name of one of Wine's own programs after 'wine:', and the tool wine", get("path"))
    if not re.fullmatch(r"\d{1,4}", get("runs", "1")):
        refuse("a number of runs from 0 to 9999", get("runs"))
    if not re.fullmatch(r"(\d{1,4}(\.\d{1,3})?|\.\d{1,3})?", get("stop_after")):
        refuse("seconds in stop_after", get("stop_after"))
    if get("first_seen") and not DAY.fullmatch(get("first_seen")):
        refuse("a date YYYY, YYYY-MM or YYYY-MM-DD", get("first_seen"))
    for column in ("arguments", "setup"):
        fault = check_template(get(column))
        if fault:
            refuse(f"{column} that can be filled in", fault)
    return Case(line, get("name"), get("class"), get("tool"), get("toolchain", "unknown"), get("path"), get("sha256"),
                get("folder_sha256"), get("case", "run"), int(get("runs", "1")),
                float(get("stop_after")) if get("stop_after") else None,
                get("setup"), get("arguments"), get("files") or None, get("first_seen"))


def _agree(path, cases):
    """One name is one program, and a case of it occurs once: ids are made of them."""
    programs, ids = {}, set()
    for case in cases:
        one = (case.tool, case.toolchain, case.path, case.sha256, case.folder_sha256)
        if programs.setdefault(case.name, one) != one:
            raise Refusal(f"{path}:{case.line}: expected the same tool, toolchain, path and checksums in all rows "
                          f"of {case.name}, found others")
        key = (case.name + "_" + case.case).lower()
        if key in ids:
            raise Refusal(f"{path}:{case.line}: expected each case of {case.name} once, found {case.case} again")
        ids.add(key)
    for case in cases:
        for name in case.helpers():
            if programs.get(name, ("",))[0] != case.tool:
                raise Refusal(f"{path}:{case.line}: expected set-up by programs of the list with the same tool, found "
                              f"{show(name)}")


def locate(case, programs):
    """The program's file, without following a link in any part of its path below `programs` (or below /).

    Raises FileNotFoundError where there is none, Refusal where a part is a link or it is no ordinary file.
    """
    base, rest = (Path("/"), case.path.lstrip("/")) if case.path.startswith("/") else (Path(programs), case.path)
    at = base
    parts = [p for p in rest.split("/") if p]
    for number, part in enumerate(parts):
        if part in (".", ".."):
            raise Refusal(f"{case.name}: expected a path without '{part}', found {show(case.path)}")
        at = at / part
        kind = os.lstat(at).st_mode
        if stat.S_ISLNK(kind):
            raise Refusal(f"{case.name}: expected a path without links, found that {show(str(at))} is one: "
                          "name the file itself")
        if number == len(parts) - 1 and not stat.S_ISREG(kind):
            raise Refusal(f"{case.name}: expected an ordinary file, found something else at {show(str(at))}")
    return at


def identity(file):
    """What changes when somebody puts another file in its place, or writes to it."""
    told = os.lstat(file)
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns


def file_sha256(path):
    """SHA-256 of a file that is not a link, as hexadecimal digits."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with open(descriptor, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def folder_sha256(folder):
    """SHA-256 over the lines `SHA256  PATH` of all files below a folder, sorted; refuses links."""
    lines = []
    for root, folders, files in os.walk(folder):
        for name in folders + files:
            if os.path.islink(os.path.join(root, name)):
                raise Refusal(f"{show(root)}: expected a folder without links, found {show(name)}")
        for name in files:
            full = os.path.join(root, name)
            lines.append(f"{file_sha256(full)}  {os.path.relpath(full, folder)}\n")
    return hashlib.sha256("".join(sorted(lines)).encode("utf-8", "surrogateescape")).hexdigest()


def has_libraries(program):
    """Whether libraries lie beside the program, which Windows and Wine would load with it."""
    return any(p.suffix.lower() in (".dll", ".drv", ".ocx") for p in program.parent.iterdir())
