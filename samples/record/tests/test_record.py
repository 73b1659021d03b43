"""Black-box tests of samples/record/record: python3 -m unittest discover samples/record/tests

They need Linux and Python 3.11; those that record need strace, and a network namespace; none needs Wine. As root they
start the recorder as another user. What they record is /bin/sh scripts and true, of their own making.
"""

import csv
import gzip
import hashlib
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

RECORD = Path(__file__).resolve().parent.parent / "record"
USER = 54321
# as root, a Python that another user may start
PYTHON = sys.executable if os.geteuid() or not os.path.exists("/usr/bin/python3") else "/usr/bin/python3"
TRUST = "--i-trust-these-programs"


def find_true():
    return os.path.realpath(shutil.which("true"))


class RecordTest(unittest.TestCase):

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="record-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.programs = self.folder / "programs"
        self.programs.mkdir()
        self.output = self.folder / "output"
        self.output.mkdir()

    def give_away(self):
        if os.geteuid() == 0:
            for path in [self.folder, *self.folder.rglob("*")]:
                os.chown(path, USER, USER, follow_symlinks=False)

    def record(self, *arguments, as_user=True, timeout=40):
        """Runs the recorder; gives its exit code and what it said."""
        self.give_away()
        user = {"user": USER, "group": USER, "extra_groups": []} if as_user and os.geteuid() == 0 else {}
        done = subprocess.run([PYTHON, str(RECORD), *map(str, arguments)], capture_output=True, text=True,
                              timeout=timeout, check=False, **user)
        return done.returncode, done.stdout, done.stderr

    def script(self, name, text):
        """A program for the list: a shell script, so that nothing needs a compiler."""
        path = self.programs / name
        path.write_text("#!/bin/sh\n" + text + "\n", encoding="ascii")
        path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
        return path

    def list(self, *rows, columns="name,class,tool,path,sha256,case,runs,arguments"):
        path = self.programs / "list.csv"
        with open(path, "w", encoding="utf-8", newline="") as stream:
            table = csv.writer(stream)
            table.writerow(columns.split(","))
            table.writerows(rows)
        return path

    def row(self, path, name=None, label="files", runs=1, arguments="", case="run"):
        digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        return [name or path.name, label, "strace", path.name, digest, case, runs, arguments]

    def runs(self):
        with open(self.output / "runs.csv", encoding="utf-8", newline="") as stream:
            return {row["file_id"]: row for row in csv.DictReader(stream)}

    def labels(self):
        with open(self.output / "labels.csv", encoding="utf-8", newline="") as stream:
            return list(csv.reader(stream))

    def log(self, run_id, folder="traces"):
        with gzip.open(self.output / folder / (run_id + ".strace.gz"), "rt", encoding="latin-1") as stream:
            return stream.read()


class RefusalTest(RecordTest):
    """What is refused before anything runs: nothing is left in the output folder."""

    def refused(self, expected, *arguments, **how):
        code, _, said = self.record(*arguments, **how)
        self.assertEqual(2, code, said)
        self.assertIn(expected, said)
        self.assertEqual([], [p for p in self.output.rglob("*.gz")])

    def test_warns_first(self):
        code, told, said = self.record("--help")
        self.assertEqual(0, code)
        self.assertTrue(said.startswith("record: READ THIS FIRST. Neither Wine nor strace is a sandbox."), said)
        self.assertIn("examples:", told)

    def test_needs_trust(self):
        self.refused(TRUST, self.list(self.row(self.script("a", "true"))), "-o", self.output)

    def test_refuses_root(self):
        sheet = self.list(self.row(self.script("a", "true")))
        if os.geteuid() == 0:
            self.refused("--as-root", sheet, "-o", self.output, TRUST, as_user=False)
        else:
            done = subprocess.run(["unshare", "-r", PYTHON, str(RECORD), str(sheet), "-o", str(self.output), TRUST],
                                  capture_output=True, text=True, check=False)
            if "unshare failed" in done.stderr:
                self.skipTest("no user namespaces here")
            self.assertEqual(2, done.returncode)
            self.assertIn("--as-root", done.stderr)

    def test_refuses_other_bytes(self):
        script = self.script("a", "true")
        sheet = self.list(self.row(script))
        script.write_text("#!/bin/sh\nfalse\n", encoding="ascii")
        self.refused("a: expected SHA-256", sheet, "-o", self.output, TRUST)

    def test_refuses_missing_checksum(self):
        script = self.script("a", "true")
        self.refused("expected a sha256 on the list, found none",
                     self.list(["a", "files", "strace", script.name, "", "run", 1, ""]), "-o", self.output, TRUST)

    def test_refuses_link(self):
        real = self.script("real", "true")
        (self.programs / "a").symlink_to(real)
        self.refused("without links", self.list(self.row(self.programs / "a")), "-o", self.output, TRUST)

    def test_refuses_link_in_folder(self):
        (self.programs / "inner").mkdir()
        script = self.script("inner/a", "true")
        (self.programs / "other").symlink_to("inner")
        row = self.row(script)
        row[3] = "other/a"
        self.refused("without links", self.list(row), "-o", self.output, TRUST)

    def test_refuses_way_up(self):
        row = self.row(self.script("a", "true"))
        row[3] = "../programs/a"
        self.refused("'..'", self.list(row), "-o", self.output, TRUST)

    def test_refuses_device(self):
        row = self.row(self.script("a", "true"))
        row[3] = "/dev/null"
        self.refused("ordinary file", self.list(row), "-o", self.output, TRUST)

    def test_refuses_absent_program(self):
        row = self.row(self.script("a", "true"))
        row[3] = "absent"
        self.refused("expected its file, found none", self.list(row), "-o", self.output, TRUST)

    def test_names_line_of_bad_row(self):
        good = self.row(self.script("a", "true"))
        for column, value, expected in ((0, "../a", "a name"), (1, "a b", "a class"), (2, "sh", "a tool"),
                                        (4, "12", "a sha256"), (6, "many", "a number of runs"),
                                        (7, "@{shell:x}", "arguments that"), (7, "'open", "arguments that")):
            with self.subTest(value=value):
                bad = list(good)
                bad[column] = value
                self.refused(f"list.csv:3: expected {expected}", self.list(good, bad), "-o", self.output, TRUST)

    def test_refuses_two_programs_of_one_name(self):
        one, two = self.script("a", "true"), self.script("b", "false")
        self.refused("list.csv:3: expected the same", self.list(self.row(one, "x"), self.row(two, "x", case="c")),
                     "-o", self.output, TRUST)

    def test_escapes_what_it_shows(self):
        bad = self.row(self.script("a", "true"))
        bad[0] = "\x1b[2J\u202e"
        code, _, said = self.record(self.list(bad), "-o", self.output, TRUST)
        self.assertEqual(2, code)
        self.assertNotIn("\x1b", said)
        self.assertIn("\\x1b[2J\\u202e", said)

    def test_checksums_records_nothing(self):
        script = self.script("a", "touch " + str(self.folder / "ran"))
        row = self.row(script)
        row[4] = ""
        code, told, said = self.record(self.list(row), "--checksums")
        self.assertEqual(0, code, said)
        self.assertIn(hashlib.sha256(script.read_bytes()).hexdigest(), told)
        self.assertFalse((self.folder / "ran").exists())


@unittest.skipUnless(shutil.which("strace"), "strace is not installed")
class RecordingTest(RecordTest):
    """What is recorded, and what stays of it."""

    def recorded(self, *arguments, code=0, timeout=60):
        found, _, said = self.record(*arguments, "-o", self.output, TRUST, timeout=timeout)
        if "network namespace" in said:
            self.skipTest("no network namespaces here")
        self.assertEqual(code, found, said)
        return said

    def test_one_program(self):
        script = self.script("a", "echo x > made; read line < in/main.txt")
        self.recorded(self.list(self.row(script)), "--least-calls", 1)
        self.assertEqual([["file_id", "label", "first_seen"], ["a_run_001", "files", ""]], self.labels())
        run = self.runs()["a_run_001"]
        self.assertEqual(("yes", "", "a", "strace", "0", "0", "1", "1"),
                         tuple(run[c] for c in ("kept", "reason", "program", "tool", "arguments", "exit", "processes", "threads")))
        log = self.log("a_run_001")
        self.assertRegex(log, r"^\d+ +execve\(")
        self.assertIn('"made"', log)
        self.assertEqual(int(run["calls"]), sum(1 for line in log.splitlines() if "(" in line.split(" ", 1)[1][:40]
                                                and "resumed" not in line))
        self.assertTrue(run["recorder"].startswith("strace"))

    def test_absolute_path_and_given_arguments(self):
        true = Path(find_true())
        row = self.row(true, "true", arguments="@{n:5:5} @{pick:a b} @{pick:|} @{name:py} @{words:-x @{n:8:8}|-x 8}")
        row[3] = str(true)
        self.recorded(self.list(row), "--least-calls", 1)
        log = self.log("true_run_001")
        self.assertIn('"5", "a b", ', log)
        self.assertIn(".py", log)
        self.assertEqual("5", self.runs()["true_run_001"]["arguments"])
        self.assertIn('.py", "-x", "8"]', log)

    def test_no_network(self):
        listening = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listening.close)
        script = self.script("a", f"exec {PYTHON} -c \"import os,socket;s=socket.socket();s.settimeout(5);"
                                  f"os._exit(10 if s.connect_ex(('127.0.0.1', {listening.getsockname()[1]})) else 20)\"")
        self.recorded(self.list(self.row(script)))
        self.assertEqual("10", self.runs()["a_run_001"]["exit"])
        self.output = self.folder / "second"
        self.output.mkdir()
        self.recorded(self.list(self.row(script)), "--network")
        self.assertEqual("20", self.runs()["a_run_001"]["exit"])

    def test_own_server_answers(self):
        script = self.script("a", f"exec {PYTHON} -c \"import sys,urllib.request;"
                                  "sys.exit(len(urllib.request.urlopen(sys.argv[1]).read()) != 600)\" $1")
        self.recorded(self.list(self.row(script, arguments="@{url:a.txt}")))
        self.assertEqual("0", self.runs()["a_run_001"]["exit"])

    def test_time_limit_ends_all_of_it(self):
        script = self.script("a", "sleep 600 & sleep 601")
        self.recorded(self.list(self.row(script)), "--seconds", 1, timeout=30)
        self.assertEqual(("no", "seconds"), (self.runs()["a_run_001"]["kept"], self.runs()["a_run_001"]["reason"]))
        self.assertTrue((self.output / "apart" / "a_run_001.strace.gz").exists())
        self.assertEqual([["file_id", "label", "first_seen"]], self.labels())
        self.assertEqual([], self.left("a_run_001"))

    def test_what_lingers_is_ended(self):
        script = self.script("a", "setsid sleep 600 > /dev/null 2>&1 &")
        self.recorded(self.list(self.row(script)), "--linger", .3, timeout=30)
        self.assertEqual("yes", self.runs()["a_run_001"]["kept"])
        self.assertEqual([], self.left("a_run_001"))

    def left(self, run_id):
        found = []
        for place in Path("/proc").iterdir():
            try:
                if place.name.isdigit() and f"RECORDED_RUN={run_id}".encode() in (place / "environ").read_bytes():
                    if str(self.output).encode() in (place / "environ").read_bytes():
                        found.append(place.name)
            except OSError:
                continue
        return found

    def test_call_cap(self):
        script = self.script("a", "while :; do cd .; cd ..; done")
        self.recorded(self.list(self.row(script)), "--calls", 200, timeout=30)
        run = self.runs()["a_run_001"]
        self.assertEqual(("calls", 200), (run["reason"], int(run["calls"])))

    def test_log_cap(self):
        script = self.script("a", "while :; do cd ./././././.; done")
        self.recorded(self.list(self.row(script)), "--log-megabytes", 1, timeout=60)
        run = self.runs()["a_run_001"]
        self.assertEqual("bytes", run["reason"])
        self.assertLessEqual(int(run["log_bytes"]), 1 << 20)
        self.assertGreater(int(run["log_bytes"]), 1_000_000)

    def test_file_cap(self):
        script = self.script("a", "exec head -c 3000000 /dev/zero > big")
        self.recorded(self.list(self.row(script)), "--file-megabytes", 1)
        self.assertIn("SIGXFSZ", self.log("a_run_001"))

    def test_fresh_folder_and_home(self):
        script = self.script("a", "ls -A . $HOME; [ ! -e mark ] && [ ! -e $HOME/mark ] || exit 7; touch mark $HOME/mark")
        self.recorded(self.list(self.row(script, runs=2)))
        self.assertEqual({"0"}, {run["exit"] for run in self.runs().values()})

    def test_environment_is_not_ours(self):
        os.environ["SECRET_OF_OURS"] = "x"
        self.addCleanup(os.environ.pop, "SECRET_OF_OURS")
        script = self.script("a", '[ -z "$SECRET_OF_OURS" ] || exit 7')
        self.recorded(self.list(self.row(script)))
        self.assertEqual("0", self.runs()["a_run_001"]["exit"])

    def test_repeats_and_shared_go(self):
        one, two, own = self.script("a", "cd ."), self.script("b", "cd ."), self.script("c", "cd .; cd .")
        self.recorded(self.list(self.row(one), self.row(two), self.row(own, runs=2)))
        reasons = {i: run["reason"] for i, run in self.runs().items()}
        self.assertEqual({"a_run_001": "shared", "b_run_001": "shared", "c_run_001": "", "c_run_002": "repeat"}, reasons)
        self.assertEqual(["c_run_001.strace.gz"], sorted(p.name for p in (self.output / "traces").iterdir()))

    def test_short_runs_go(self):
        self.recorded(self.list(self.row(self.script("a", ":"))), "--least-calls", 100_000)
        self.assertEqual("short", self.runs()["a_run_001"]["reason"])

    def test_interrupted_and_resumed(self):
        counter = self.folder / "output" / "count"
        script = self.script("a", f"echo x >> {counter}; [ $(wc -l < {counter}) != 2 ] || sleep 8; cd $1")
        sheet = self.list(self.row(script, runs=3, arguments="@{in}"))
        self.give_away()
        user = {"user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {}
        with subprocess.Popen([PYTHON, str(RECORD), str(sheet), "-o", str(self.output), TRUST],
                              stderr=subprocess.PIPE, text=True, **user) as first:
            until = time.monotonic() + 30
            while time.monotonic() < until and first.poll() is None:
                if counter.exists() and counter.read_text().count("x") == 2:
                    break
                time.sleep(.05)
            if first.poll() is None:
                first.send_signal(signal.SIGINT)
            said = first.stderr.read()
        if "network namespace" in said:
            self.skipTest("no network namespaces here")
        self.assertEqual(130, first.returncode, said)
        self.assertEqual(["a_run_001"], list(self.runs()))
        kept = (self.output / "traces" / "a_run_001.strace.gz").read_bytes()
        said = self.recorded(sheet)
        self.assertIn("2 runs recorded, 1 were there", said)
        self.assertEqual(3, len(self.runs()))
        self.assertIn(kept, [p.read_bytes() for p in self.output.rglob("a_run_001.strace.gz")])
        self.assertEqual("4", str(counter.read_text().count("x")))

    def test_resuming_with_other_limits_is_refused(self):
        sheet = self.list(self.row(self.script("a", "true")))
        self.recorded(sheet)
        code, _, said = self.record(sheet, "-o", self.output, TRUST, "--seconds", 3)
        self.assertEqual(2, code)
        self.assertIn("another folder", said)

    def test_torn_journal_goes_on(self):
        sheet = self.list(self.row(self.script("a", "true"), runs=2))
        self.recorded(sheet)
        journal = self.output / ".record" / "journal.jsonl"
        journal.write_bytes(journal.read_bytes()[:-10])
        self.assertIn("1 runs recorded, 1 were there", self.recorded(sheet))
        self.assertEqual(2, len(self.runs()))

    def test_set_up_is_not_recorded(self):
        maker, reader = self.script("maker", "echo x > made"), self.script("reader", "read line < made")
        sheet = self.list(self.row(maker) + [""], self.row(reader) + ["maker && maker"],
                          columns="name,class,tool,path,sha256,case,runs,arguments,setup")
        self.recorded(sheet)
        self.assertEqual("0", self.runs()["reader_run_001"]["exit"])
        self.assertNotIn("O_CREAT", self.log("reader_run_001"))

    def test_files_of_a_case(self):
        (self.programs / "case").mkdir()
        (self.programs / "case" / "note.txt").write_text("number @{n:7:7}\n", encoding="ascii")
        script = self.script("a", '[ "$(cat note.txt)" = "number 7" ]')
        self.recorded(self.list(self.row(script) + ["case"], columns="name,class,tool,path,sha256,case,runs,arguments,files"))
        self.assertEqual("0", self.runs()["a_run_001"]["exit"])

    def test_program_that_changes_another_is_stopped(self):
        second = self.script("second", "cd .")
        first = self.script("first", f"echo '#' >> {second}; cd .; cd .")
        said = self.recorded(self.list(self.row(first), self.row(second)), code=2)
        self.assertIn("second: expected the file that was checked", said)
        self.assertEqual(["first_run_001"], list(self.runs()))

    def test_only_some(self):
        one, two = self.script("a", "cd ."), self.script("b", "cd .; cd .")
        self.recorded(self.list(self.row(one), self.row(two)), "--only", "b")
        self.assertEqual(["b_run_001"], list(self.runs()))

    def test_stop_after_ends_what_does_not_listen(self):
        script = self.script("a", "trap '' TERM; cd .; while :; do sleep 1; done")
        self.recorded(self.list(self.row(script) + ["0.3"], columns="name,class,tool,path,sha256,case,runs,arguments,stop_after"),
                      "--seconds", 20, timeout=30)
        run = self.runs()["a_run_001"]
        self.assertEqual(("yes", ""), (run["kept"], run["reason"]))
        self.assertLess(float(run["seconds"]), 10)

    def test_stop_after_is_no_cap(self):
        script = self.script("a", "cd .; exec sleep 60")
        self.recorded(self.list(self.row(script) + ["0.5"], columns="name,class,tool,path,sha256,case,runs,arguments,stop_after"),
                      "--seconds", 20, timeout=30)
        run = self.runs()["a_run_001"]
        self.assertEqual(("yes", ""), (run["kept"], run["reason"]))
        self.assertLess(float(run["seconds"]), 10)


if __name__ == "__main__":
    unittest.main()
