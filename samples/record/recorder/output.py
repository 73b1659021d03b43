"""The output folder: logs, a journal of what is done, and the tables made of it.

traces/   logs of runs that are kept           labels.csv   file_id,label,first_seen of the kept ones
apart/    logs of the others                   runs.csv     every run, kept or not, and why
.record/  the journal, a lock, work folders
"""

import csv
import fcntl
import io
import json
import os
import shutil

from .refusal import Refusal, show

RUN_COLUMNS = ("file_id", "kept", "reason", "class", "program", "case", "run", "tool", "toolchain", "dlls", "arguments",
               "calls", "names", "processes", "threads", "exit", "seconds", "log_bytes", "sequence", "sha256",
               "first_seen", "recorder")


class Output:
    """One recorder at a time writes here; whatever stands in the journal is done."""

    def __init__(self, folder):
        self.folder = os.path.abspath(folder)
        self.hidden = os.path.join(self.folder, ".record")
        for name in ("traces", "apart", ".record"):
            os.makedirs(os.path.join(self.folder, name), exist_ok=True)
            if os.path.islink(os.path.join(self.folder, name)):
                raise Refusal(f"{show(self.folder)}: expected a folder {name}, found a link")
        self._lock = open(os.path.join(self.hidden, "lock"), "w", encoding="ascii")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refusal(f"{show(self.folder)}: expected to be alone here, found another recorder at work") from None
        self._journal = os.path.join(self.hidden, "journal.jsonl")
        self.done = self._read()

    def _read(self):
        done = {}
        if os.path.exists(self._journal):
            with open(self._journal, "r+b") as stream:
                whole = 0
                for line in stream:
                    if not line.endswith(b"\n"):
                        break
                    row = json.loads(line)
                    done[row["file_id"]] = row
                    whole += len(line)
                stream.truncate(whole)
        return done

    def part(self, run_id, ending):
        """Where a log grows until it is whole."""
        path = os.path.join(self.hidden, run_id + ending)
        if os.path.lexists(path):
            os.unlink(path)
        return path

    def add(self, row, log, ending):
        """Moves a whole log into place, then writes down that it is done."""
        row = dict(row, ending=ending)
        os.replace(log, os.path.join(self.folder, "apart" if row["reason"] else "traces", row["file_id"] + ending))
        with open(self._journal, "ab") as stream:
            stream.write(json.dumps(row, sort_keys=True).encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        self.done[row["file_id"]] = row

    def fail(self, row):
        """Writes down a run that left no log."""
        with open(self._journal, "ab") as stream:
            stream.write(json.dumps(dict(row, ending=""), sort_keys=True).encode() + b"\n")
        self.done[row["file_id"]] = dict(row, ending="")

    def finish(self):
        """Sets apart what two programs or two runs share, and writes both tables; returns rows with their reasons."""
        rows = [self.done[i] for i in sorted(self.done)]
        rows = [dict(row, reason=reason) for row, reason in zip(rows, reasons(rows))]
        for row in rows:
            if row["ending"]:
                name = row["file_id"] + row["ending"]
                here, there = ("apart", "traces") if row["reason"] else ("traces", "apart")
                if os.path.exists(os.path.join(self.folder, there, name)):
                    os.replace(os.path.join(self.folder, there, name), os.path.join(self.folder, here, name))
        self._write("labels.csv", ("file_id", "label", "first_seen"),
                    [(r["file_id"], r["class"], r["first_seen"]) for r in rows if not r["reason"]])
        self._write("runs.csv", RUN_COLUMNS,
                    [[r["file_id"], "no" if r["reason"] else "yes", *(r.get(c, "") for c in RUN_COLUMNS[2:])] for r in rows])
        return rows

    def _write(self, name, header, rows):
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)
        part = os.path.join(self.hidden, name + ".part")
        with open(part, "w", encoding="utf-8") as stream:
            stream.write(text.getvalue())
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, os.path.join(self.folder, name))

    def clear_work(self, *folders):
        """Empties work folders of earlier runs."""
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)


def reasons(rows):
    """Why each run is set apart ("" where it is kept): its own reason, or `shared`, or `repeat`.

    `shared`: another program, or this one in another class, left the same sequence of calls; all of them go.
    `repeat`: the same program left it before, in the order of ids; the first stays.
    """
    owners = {}
    for row in rows:
        if not row["reason"]:
            owners.setdefault(row["sequence"], set()).add((row["program"], row["class"]))
    told, seen = [], set()
    for row in rows:
        reason = row["reason"]
        if not reason and len(owners[row["sequence"]]) > 1:
            reason = "shared"
        elif not reason and row["sequence"] in seen:
            reason = "repeat"
        seen.add(row.get("sequence"))
        told.append(reason)
    return told
