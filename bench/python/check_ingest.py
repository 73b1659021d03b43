#!/usr/bin/env python3
"""Checks what the race for ingest rests on: that its rivals read traces right in all their set-ups, its costs and its words.

bench/peers check_ingest.py
"""

import contextlib
import io
import itertools
import random
import shutil
import subprocess
import sys
import tempfile
import unittest
from argparse import Namespace
from pathlib import Path

import numpy as np
from race import contest, cost, growth, ingest, ingest_report, options, report, traces
from race.cost import Cost
from race.errors import Failed
from race.record import Record
from race.sides import INGEST

HERE = Path(__file__).parent
FACTS = report.Facts("some machine", "2000-01-01", "bench/run ingest")
BY_NAME = {side.name: side for side in INGEST}


class InFolder(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))


def rows_of(count, seed=1):
    """Rows in no order, no two of one file with the same thread and index; each file has one label."""
    draw = random.Random(seed)
    places = draw.sample(list(itertools.product((3, 20, 100), (4, 1000, 2), range(60))), count)
    names = ("NtClose", "accept", "RegOpenKeyExA", "a")
    return [(file, file % 7, draw.choice(names), tid, index * 3) for file, tid, index in places]


def write(path, rows):
    lines = ["file_id,label,api,tid,index", *(",".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


class Rivals(InFolder):
    def arrays(self, script, *words):
        out = self.folder / "out"
        command = [sys.executable, HERE / script, "--csv", self.folder / "in.csv", "--out", out, *words]
        shutil.rmtree(out, ignore_errors=True)
        subprocess.run(command, check=True, capture_output=True)
        read = {name: np.fromfile(out / f"{name}.bin", kind).tolist() for name, kind in KINDS.items()}
        return read | {"names": (out / "names.txt").read_text("utf-8").split()}

    def test_all_say_what_a_list_of_rows_says(self):
        rows = rows_of(400)
        write(self.folder / "in.csv", rows)
        expected = naive(rows)
        for side in INGEST[1:]:
            values = side.choices.values()
            for setup in itertools.product(*values):
                words = [word for pair in zip(side.choices, setup, strict=True) for word in pair]
                with self.subTest(side=side.name, setup=setup):
                    self.assertEqual(self.arrays(*side.program, *words), expected)

    def test_pandas_keeps_ties_as_they_came(self):
        rows = [(1, 0, name, 5, 7) for name in "cabdacb"]
        write(self.folder / "in.csv", rows)
        for sort in ("lexsort", *BY_NAME["pandas-keys"].choices["--sort"]):
            self.assertEqual(self.arrays("ingest_pandas.py", "--sort", sort)["tokens"], [3, 1, 2, 4, 1, 3, 2])
        self.assertEqual(self.arrays("ingest_seed.py")["tokens"], [3, 1, 2, 4, 1, 3, 2])


KINDS = {"ids": "<i8", "labels": "<u1", "lengths": "<i4", "tokens": "<u2"}


def naive(rows):
    files = sorted({row[0] for row in rows})
    names = sorted({row[2] for row in rows})
    ordered = sorted(rows, key=lambda row: (row[0], row[3], row[4]))
    return {
        "ids": files,
        "labels": [next(row[1] for row in rows if row[0] == file) for file in files],
        "lengths": [sum(row[0] == file for row in rows) for file in files],
        "tokens": [names.index(row[2]) + 1 for row in ordered],
        "names": names,
    }


class Costs(InFolder):
    def test_what_a_process_starts_is_counted(self):
        work = "import time\nwhile time.process_time() < 0.3: pass\nlist(range(3_000_000))"
        started = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], check=True); print('done')"
        spent, printed = cost.measured("some", [sys.executable, "-c", started], self.folder / "some.log")
        self.assertEqual(printed, "done\n")
        self.assertGreater(spent.cpu_seconds, 0.3)
        self.assertGreater(spent.peak_mb, 80)
        self.assertGreaterEqual(spent.wall_seconds, 0.3)

    def test_a_failure_says_what_was_complained_of(self):
        command = [sys.executable, "-c", "import sys; sys.exit('no such thing')"]
        with self.assertRaisesRegex(Failed, r"(?s)some ended with 1; .*no such thing"):
            cost.measured("some", command, self.folder / "some.log")


class Sums(InFolder):
    def test_sums_are_crc_32(self):
        for name in traces.SUMS:
            (self.folder / ("names.txt" if name == "names" else f"{name}.bin")).write_bytes(b"123456789")
        self.assertEqual(traces.sums_of_arrays(self.folder), dict.fromkeys(traces.SUMS, 0xCBF43926))

    def test_other_calls_stop_the_race(self):
        for name in traces.SUMS:
            (self.folder / ("names.txt" if name == "names" else f"{name}.bin")).write_bytes(b"123456789")
        race = contest.Race(self.folder, Record(self.folder, {}), 1, True)
        race._check(BY_NAME["pandas"], self.folder)
        race._check(BY_NAME["polars"], self.folder)
        (self.folder / "tokens.bin").write_bytes(b"123456788")
        with self.assertRaisesRegex(Failed, "polars made other calls .*: the sum of tokens is .*, expected cbf43926"):
            race._check(BY_NAME["polars"], self.folder)


class Trials(InFolder):
    def chosen(self, entries, cpu):
        race = contest.Race(self.folder, Record(self.folder, {}), 1, False)
        tried = []

        def once(entry, setup, csv, stage):
            tried.append(tuple(setup.values()))
            return Cost(1.0, cpu[tuple(setup.values())], 1.0)

        race._once = once
        for entry in entries:
            race._choose(entry, self.folder)
        return tried

    def test_the_cheapest_set_up_races_and_is_kept_for_more_rows(self):
        few = contest.Entry(BY_NAME["duckdb"], 1000)
        many = contest.Entry(BY_NAME["duckdb"], contest.MOST_TRIED + 1)
        cpu = {("sort", "table"): 3.0, ("lists", "table"): 2.0, ("lists", "twice"): 2.5}
        self.assertEqual(self.chosen([few, many], cpu), list(cpu))
        for entry in (few, many):
            self.assertEqual(entry.setup, {"--plan": "lists", "--load": "table"})

    def test_without_fewer_rows_more_are_tried(self):
        many = contest.Entry(BY_NAME["polars"], contest.MOST_TRIED + 1)
        self.assertEqual(self.chosen([many], {("lists",): 3.0, ("sort",): 2.0}), [("lists",), ("sort",)])
        self.assertEqual(many.setup, {"--plan": "sort"})


class Words(unittest.TestCase):
    def test_sizes_may_be_millions(self):
        asked = options.parse(["ingest", "--rows", "30M,5000000", "--parts", "race,batches"])
        self.assertEqual((asked.rows, asked.parts), ([5_000_000, 30_000_000], ("race", "batches")))
        for words in ("ingest --rows M", "ingest --parts all", "inference --rows 8,9", "ingest --threads 1,1"):
            with self.subTest(words), self.assertRaises(SystemExit), contextlib.redirect_stderr(io.StringIO()):
                options.parse(words.split())

    def test_what_needs_too_much_memory_is_left_out_unless_named(self):
        usual = ingest.sides_for(90_000_000, options.parse(["ingest"]))
        named = ingest.sides_for(90_000_000, options.parse(["ingest", "--sides", "seed"]))
        self.assertEqual([side.name for side in usual], ["ichnite", "pandas", "pandas-keys", "polars", "duckdb"])
        self.assertEqual([side.name for side in named], ["ichnite", "seed"])

    def test_the_table_has_medians_and_ratios(self):
        ours = contest.Entry(BY_NAME["ichnite"], 1000, {}, [Cost(1.0, c, p) for c, p in ((2.0, 90), (9.0, 100), (1.0, 80))])
        said = {"engine": "pandas 0", "stages": {"read": 1.25}}
        theirs = contest.Entry(BY_NAME["seed"], 1000, {}, [Cost(5.0, 20.5, 1234.0)], said)
        lines = ingest_report.race_table([ours, theirs])
        self.assertEqual(lines[2], "| 1,000 | ichnite | 2.00 |  | 1.00 |  | 100 |  |")
        self.assertEqual(lines[3], "| 1,000 | as published | 20.5 | 10.2 | 5.00 | 5.0 | 1,234 | 12.3 |")

    def test_absence_is_told(self):
        few = [contest.Entry(side, 1000, {}, [Cost(1.0, 1.0, 1.0)], {"engine": side.name}) for side in INGEST]
        many = [contest.Entry(INGEST[0], 2000, {}, [Cost(1.0, 1.0, 1.0)])]
        asked = Namespace(rows=[1000, 2000], rounds=1, threads=[2], quick=True)
        text = " ".join(ingest_report.race([*few, *many], asked, FACTS))
        self.assertIn("as published: left out at 2,000 rows; its Python lists", text)
        self.assertIn("1,000 and 2,000 rows", text)

    def test_growth_is_told_per_row(self):
        runs = [
            growth.Run(title, rows, heap, [Cost(1.0, cpu, 100.0)])
            for title, rows, heap, cpu in (
                (growth.NEAR, 1000, growth.SMALL, 1.0),
                (growth.NEAR, 2000, growth.SMALL, 1.5),
                (growth.SHUFFLED, 1000, growth.SMALL, 3.0),
                (growth.SHUFFLED, 1000, growth.LARGE, 2.0),
                (growth.SHUFFLED, 2000, growth.SMALL, 6.0),
                (growth.SHUFFLED, 2000, growth.LARGE, 6.0),
            )
        ]
        notes = ingest_report.compared(runs)
        self.assertIn("at 2,000 rows is 0.75 times that at 1,000", notes[0])
        self.assertIn("1,000 rows: in 512 MB 1.50 times the CPU time of 4 GB, and 3.0 times that of rows as", notes[1])
        self.assertEqual(
            ingest_report.growth_table(runs)[2], "| 1,000 | as generated | 512 MB | 1.00 | 1000000 | 1.00 | 100 |"
        )


if __name__ == "__main__":
    unittest.main()
