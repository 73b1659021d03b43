"""The command line of the recorder."""

import argparse
import csv
import hashlib
import json
import os
import random
import signal
import sys
import time

from . import allowlist, guard, inputs, processes
from .output import Output
from .refusal import Refusal, show
from .server import Server
from .strace import Strace
from .watch import Limits
from .wine import Wine
from .words import Filler

EXAMPLES = """\
examples:
  Look at a list, and fill in the checksums of the programs as they are now (read it before you believe it):
    samples/record/record programs.csv --checksums > pinned.csv
  Record a list into a folder; interrupted, the same line goes on where it stopped:
    samples/record/record pinned.csv -o traces --programs tools --i-trust-these-programs
  Two programs of it, at most ten minutes:
    samples/record/record pinned.csv -o traces --programs tools --only ninja,7za --minutes 10 --i-trust-these-programs
  Then:
    ichnite ingest traces/traces --labels traces/labels.csv -o store
    ichnite crossvalidate store --folds 5 --group traces/runs.csv:program --model linear

exit codes: 0 done; 2 refused, nothing recorded; 3 done in part (a run could not start, or time was over);
130 interrupted, can go on.
"""


def parser():
    made = argparse.ArgumentParser(
        prog="record", formatter_class=argparse.RawDescriptionHelpFormatter, epilog=EXAMPLES, allow_abbrev=False,
        description=guard.WARNING + "\nRecords the calls of programs on an allow-list: Windows programs with Wine's relay "
                                    "log, Linux programs with strace.")
    made.add_argument("list", help="the allow-list, a CSV file (README.md tells its columns)")
    made.add_argument("-o", "--output", metavar="FOLDER", help="where logs, labels.csv and runs.csv go")
    made.add_argument("--programs", metavar="FOLDER", help="what the list's paths start from (default: the list's folder)")
    made.add_argument("--i-trust-these-programs", action="store_true", dest="trusted",
                      help="needed to record: you trust every program on the list with this machine")
    made.add_argument("--as-root", action="store_true", help="record although you are root (refused without)")
    made.add_argument("--network", action="store_true",
                      help="leave programs the network (default: a namespace with a loopback alone, or refuse)")
    made.add_argument("--only", metavar="NAMES", help="these programs of the list alone, with commas between")
    made.add_argument("--skip-absent", action="store_true", help="pass over programs whose file is missing")
    made.add_argument("--checksums", action="store_true",
                      help="record nothing: write the list with the checksums that its programs have now")
    made.add_argument("--runs", type=int, metavar="N", help="at most N runs of each case")
    made.add_argument("--seed", type=int, default=1, help="decides inputs and arguments (default 1)")
    made.add_argument("--seconds", type=float, default=20, help="time limit of a run (default 20)")
    made.add_argument("--calls", type=int, default=400_000, help="most calls of a run (default 400000)")
    made.add_argument("--log-megabytes", type=int, default=256, help="most log of a run, not compressed (default 256)")
    made.add_argument("--file-megabytes", type=int, default=64, help="most bytes of a file it writes (default 64)")
    made.add_argument("--linger", type=float, default=1, metavar="SECONDS",
                      help="how long what a program started may outlive it (default 1)")
    made.add_argument("--least-calls", type=int, default=20, help="set shorter runs apart (default 20)")
    made.add_argument("--minutes", type=float, help="start no run after so many minutes")
    made.add_argument("--display", help="an X display for Wine, as :1 (default: an Xvfb of its own, if installed)")
    made.add_argument("--library", metavar="FILE", action="append", default=[],
                      help="a library of yours that this Wine lacks, put into its system folder (README.md: Rust)")
    made.add_argument("--wine", metavar="FILE", help="Wine's 64-bit loader (default: the system's)")
    return made


def main(arguments):
    print(guard.WARNING, file=sys.stderr, flush=True)
    options = parser().parse_args(arguments)
    options.programs = options.programs or os.path.dirname(os.path.abspath(options.list))
    try:
        programs = allowlist.read(options.list)
        if options.checksums:
            return _checksums(options)
        cases = programs if options.only is None else _only(programs, options.only.split(","))
        needed = {c.name for c in cases} | {name for c in cases for name in c.helpers()}
        return _record(options, cases, [c for c in programs if c.name in needed])
    except Refusal as refusal:
        print(f"record: {refusal}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("record: interrupted; the same command goes on from here", file=sys.stderr)
        return 130


def _only(cases, names):
    absent = set(names) - {c.name for c in cases}
    if absent:
        raise Refusal("--only: expected names on the list, found " + show(", ".join(sorted(absent))))
    return [c for c in cases if c.name in names]


def _checksums(options):
    """Copies the list to standard output with the checksums of the files that are there."""
    with open(options.list, encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    columns = [c for c in allowlist.COLUMNS if rows and c in rows[0] or c in ("sha256", "folder_sha256")]
    table = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    table.writeheader()
    memory = {}
    for row in rows:
        path = row["path"]
        if path not in memory:
            memory[path] = _checksum(row, options.programs)
        row["sha256"], row["folder_sha256"] = memory[path] or (row["sha256"], row.get("folder_sha256", ""))
        table.writerow(row)
    return 0 if all(memory.values()) else 3


def _checksum(row, programs):
    case = allowlist.Case(0, row["name"], "", row["tool"], "", row["path"], "", "", "", 0, None, "", "", None, "")
    try:
        if case.builtin:
            for place in ("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows", "/usr/lib64/wine/x86_64-windows"):
                if os.path.exists(os.path.join(place, case.builtin)):
                    return allowlist.file_sha256(os.path.join(place, case.builtin)), ""
            raise FileNotFoundError(case.path)
        file = allowlist.locate(case, programs)
        folder = case.tool == "wine" and allowlist.has_libraries(file)
        return allowlist.file_sha256(file), allowlist.folder_sha256(file.parent) if folder else ""
    except OSError as failure:
        print(f"record: {row['name']}: {failure}", file=sys.stderr)
        return None


def _record(options, cases, programs):
    if not options.output:
        raise Refusal("expected --output FOLDER")
    guard.check_trust(options.trusted)
    guard.check_user(options.as_root)
    if not options.network:
        guard.leave_network()
    guard.adopt_orphans()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    output = Output(options.output)
    tools = [kind for kind in (Strace, Wine) if any(c.tool == kind.kind for c in programs)]
    tools = [kind(options, output.hidden) for kind in tools]
    server = Server()
    tally = {"recorded": 0, "resumed": 0, "failed": 0, "late": 0}
    try:
        for tool in tools:
            tool.open()
        known = _check(programs, tools, options.skip_absent)
        for tool in tools:
            mine = [c for c in cases if c.tool == tool.kind and c.name in known]
            _all_runs(options, tool, mine, {c.name: c for c in programs if c.name in known}, known, output, server, tally)
    finally:
        for tool in tools:
            tool.close()
        server.close()
        rows = output.finish()
        _tell(rows, tally, options.output)
    return 3 if tally["failed"] or tally["late"] else 0


def _check(cases, tools, skip_absent):
    """The programs whose bytes are those of the list, with their files' identities; refuses all where one has others."""
    known, wrong, absent = {}, [], []
    for case in {c.name: c for c in cases}.values():
        tool = next(t for t in tools if t.kind == case.tool)
        try:
            file, folder = tool.checksums(case)
        except FileNotFoundError:
            absent.append(case.name)
            continue
        if not case.sha256:
            wrong.append(f"{case.name}: expected a sha256 on the list, found none (the file has {file})")
        elif file != case.sha256:
            wrong.append(f"{case.name}: expected SHA-256 {case.sha256}, found {file}")
        elif folder != case.folder_sha256:
            wrong.append(f"{case.name}: expected folder_sha256 {case.folder_sha256 or '(none)'}, found {folder}, as "
                         "libraries lie beside the program")
        else:
            known[case.name] = tool.identity(case)
    if wrong or absent and not skip_absent:
        raise Refusal("; ".join(wrong + [f"{n}: expected its file, found none" for n in absent]))
    for name in absent:
        print(f"record: {name}: no file, passed over", file=sys.stderr)
    return known


def _all_runs(options, tool, cases, programs, known, output, server, tally):
    limits = Limits(options.seconds, options.calls, options.log_megabytes << 20, options.file_megabytes << 20,
                    options.linger)
    until = time.monotonic() + options.minutes * 60 if options.minutes else None
    names = list(dict.fromkeys(c.name for c in cases))
    for number, name in enumerate(names, 1):
        started = False
        for case in (c for c in cases if c.name == name):
            runs = case.runs if options.runs is None else min(case.runs, options.runs)
            for run in range(1, runs + 1):
                run_id = case.run_id(run)
                key = _key(options, case, run, tool.version)
                if run_id in output.done:
                    if output.done[run_id]["key"] != key:
                        raise Refusal(f"{run_id}: expected to go on with the list, limits, seed and versions that this folder "
                                      "was begun with, found others: record into another folder")
                    tally["resumed"] += 1
                    continue
                if until is not None and time.monotonic() >= until:
                    tally["late"] += 1
                    continue
                if not started and tool.identity(case) != known[name]:
                    raise Refusal(f"{name}: expected the file that was checked at the start, found another")
                if not started:
                    print(f"record: {number}/{len(names)} {name}", file=sys.stderr, flush=True)
                    tool.fresh(name)
                    started = True
                _one_run(options, tool, case, run, run_id, key, programs, output, server, limits, tally)


def _key(options, case, run, version):
    """Everything that decides a run, as a digest."""
    told = [case.sha256, case.folder_sha256, case.label, case.tool, case.setup, case.arguments, case.files,
            case.stop_after, run, options.seed, options.seconds, options.calls, options.log_megabytes,
            options.file_megabytes, options.linger, options.least_calls, options.network, version]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


class Place:
    """A run's folders and input files as its program sees them; `port` is the loopback server's."""

    def __init__(self, tool, files, port):
        self._tool, self._files, self.port = tool, files, port

    def path(self, name):
        return self._tool.path(name)

    def of(self, ending):
        return [f for f in self._files if not ending or f.endswith("." + ending)] or self._files


def _one_run(options, tool, case, run, run_id, key, programs, output, server, limits, tally):
    chance = random.Random(f"{options.seed} {run_id}")
    output.clear_work(tool.work, os.path.join(output.hidden, "home"))
    os.makedirs(os.path.join(output.hidden, "home"))
    os.makedirs(tool.work)
    files = inputs.make(chance, tool.work)
    fill = Filler(chance, Place(tool, files, server.port))
    if case.files:
        _templates(os.path.join(os.path.dirname(os.path.abspath(options.list)), case.files), tool.work, fill)
    setup = fill.commands(case.setup)
    words = fill.words(case.arguments)
    row = {"file_id": run_id, "key": key, "class": case.label, "program": case.name, "case": case.case, "run": run,
           "tool": case.tool, "toolchain": case.toolchain, "arguments": len(words), "sha256": case.sha256,
           "first_seen": case.first_seen, "recorder": tool.version}
    log = output.part(run_id, tool.ending)
    try:
        for command in setup:
            if command[0] not in programs:
                raise FileNotFoundError(f"no file of {command[0]}, which sets it up")
            tool.set_up(programs[command[0]], command[1:], options.seconds)
        result = tool.run(case, run_id, words, log, limits)
    except OSError as failure:
        tally["failed"] += 1
        output.fail(dict(row, reason="not-started", sequence=""))
        print(f"record: {run_id}: {failure}", file=sys.stderr)
        return
    reason = result.pop("capped") or ("crashed" if result.pop("crashed") else "")
    row.update(result)
    if not reason and row["calls"] < options.least_calls:
        reason = "short"
    output.add(dict(row, reason=reason), log, tool.ending)
    processes.reap_orphans(tool.helpers() | {server.process})
    tally["recorded"] += 1


def _templates(folder, work, fill):
    """Copies a case's files into the working folder, filled in; follows no link."""
    if os.path.islink(folder) or not os.path.isdir(folder):
        raise Refusal(f"expected a folder of files for a case, found {show(folder)}")
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if os.path.islink(path) or not os.path.isfile(path) or os.path.getsize(path) > 1 << 20:
            raise Refusal(f"expected ordinary files of at most 1 MiB for a case, found {show(path)}")
        with open(path, encoding="utf-8") as stream:
            text = fill.text(stream.read())
        with open(os.path.join(work, name), "w", encoding="utf-8", newline="") as stream:
            stream.write(text)


def _tell(rows, tally, folder):
    kept = [r for r in rows if not r["reason"]]
    apart = {}
    for row in rows:
        if row["reason"]:
            apart[row["reason"]] = apart.get(row["reason"], 0) + 1
    print(f"record: {tally['recorded']} runs recorded, {tally['resumed']} were there, {tally['failed']} could not start, "
          f"{tally['late']} not begun in time; {show(folder)} keeps {len(kept)} of {len(rows)} runs, "
          f"{sum(r['calls'] for r in kept)} calls"
          + "".join(f", {n} apart ({why})" for why, n in sorted(apart.items())), file=sys.stderr)
