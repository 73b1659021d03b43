#!/usr/bin/env python3
"""Checks what a race rests on: rows and weights as NumPy reads them, the comparison of answers, the results page.

bench/peers check_race.py
"""

import contextlib
import io
import math
import tempfile
import unittest
from array import array
from pathlib import Path

import malconv
import numpy as np
import published
from race import answers, arrays, files, kernels, options, report, results, sequences, table, weights
from race.errors import Failed, Missing
from race.programs import Work
from race.rounds import Entry
from race.sides import FEATURES, INFERENCE, TRAINING


class InFolder(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))


class Files(InFolder):
    def test_numpy_reads_what_is_written(self):
        for numbers, kind in ((array("i", [1, -2, 3, 4, 5, 6]), np.int32), (array("f", [0.5] * 6), np.float32)):
            arrays.write(self.folder / "some.npy", numbers, (2, 3))
            read = np.load(self.folder / "some.npy")
            self.assertEqual((read.dtype, read.shape), (kind, (2, 3)))
            self.assertEqual(read.ravel().tolist(), numbers.tolist())

    def test_what_numpy_writes_is_read(self):
        written = np.arange(6, dtype=np.float32).reshape(3, 2)
        np.save(self.folder / "some.npy", written)
        numbers, shape = arrays.read(self.folder / "some.npy")
        self.assertEqual((numbers.tolist(), shape), (written.ravel().tolist(), (3, 2)))

    def test_other_kinds_are_refused(self):
        np.save(self.folder / "some.npy", np.zeros(3))
        with self.assertRaisesRegex(ValueError, "expected row-major"):
            arrays.read(self.folder / "some.npy")

    def test_weights_are_the_networks(self):
        weights.make(self.folder / "weights.npy")
        cut = published.split(np.load(self.folder / "weights.npy"))
        self.assertEqual(sum(map(np.size, cut)), 476_552)
        self.assertLess(0.9, abs(cut[0]).max())


    def test_drawn_weights_are_malconvs(self):
        which = weights.make_malconv(self.folder / "weights.npy", self.folder / "absent.h5")
        cut = malconv.split(np.load(self.folder / "weights.npy"))
        self.assertEqual((which, [array.shape for array in cut]), ("drawn weights", list(malconv.SHAPES)))

    def test_random_files_are_about_as_long_as_asked(self):
        lengths = files.make("random", 4, self.folder / "files", self.folder / "absent")
        sizes = [path.stat().st_size for path in sorted((self.folder / "files").iterdir())]
        self.assertEqual((lengths.count, sizes), (4, [172_500, 177_500, 182_500, 187_500]))

    def test_a_missing_corpus_is_named(self):
        with self.assertRaisesRegex(Missing, "absent is missing"):
            files.make("programs", 4, self.folder / "files", self.folder / "absent")


class Sequences(InFolder):
    def rows(self, kind, count):
        sequences.make(kind, count, self.folder / "rows.npy", self.folder)
        return np.load(self.folder / "rows.npy")

    def test_full_rows_have_no_filling(self):
        rows = self.rows("full", 3)
        self.assertEqual(rows.shape, (3, sequences.LENGTH))
        self.assertGreater(rows.min(), 0)
        self.assertLess(rows.max(), published.ROWS)

    def test_filling_stands_in_front(self):
        for row in self.rows("lognormal:2", 16):
            first = np.flatnonzero(row)[0]
            self.assertTrue(row[first:].all())

    def test_few_rows_stand_for_a_log_normal_distribution(self):
        sigma = 1.5
        mu = math.log(sequences.MEAN) - sigma * sigma / 2
        drawn = np.random.default_rng(1).lognormal(mu, sigma, 1_000_000)
        expected = np.minimum(drawn, sequences.LENGTH).mean()
        self.assertLess(abs(np.count_nonzero(self.rows(f"lognormal:{sigma}", 64), 1).mean() - expected), 20)

    def test_missing_data_are_named(self):
        with self.assertRaisesRegex(Missing, "100_calls.zip is missing"):
            self.rows("malapi", 4)


class Answers(InFolder):
    def compare(self, theirs):
        work = Work(self.folder, self.folder / "rows.npy", True, False)
        entries = [Entry(side, 1) for side in INFERENCE if side.name in ("ichnite", "onnx")]
        ours = np.array([[0.25, 0.75], [0.5, 0.5], [0.75, 0.25]], np.float32)
        for entry, given in zip(entries, (ours, (ours + theirs).astype(np.float32)), strict=True):
            np.save(work.answers(entry.side, 1), given)
        return answers.differences("inference", work, entries)["onnx", 1]

    def test_small_differences_are_told(self):
        self.assertAlmostEqual(self.compare(2e-5), 2e-5, places=6)

    def test_others_stop_the_run(self):
        one_nan = np.array([[0, 0], [0, math.nan], [0, 0]])
        for theirs in (2e-4, -2e-4, one_nan):
            with self.assertRaisesRegex(Failed, "onnx answers otherwise"):
                self.compare(theirs)

    def test_rows_that_are_all_alike_say_nothing(self):
        work = Work(self.folder, self.folder / "rows.npy", True, False)
        np.save(work.answers(INFERENCE[0], 1), np.full((3, 2), 0.5, np.float32))
        with self.assertRaisesRegex(Failed, "hardly differ"):
            answers.differences("inference", work, [Entry(INFERENCE[0], 1)])


class Words(InFolder):
    def test_shares_are_of_the_same_kind_of_peak(self):
        runs = [
            {"name": name, "gflops": peak * factor, "best_gflops": 2 * peak * factor}
            for peak in (80, 120, 100)
            for name, factor in ((kernel, 1 if kernel == kernels.PEAK else 0.5) for kernel in kernels.TITLES)
        ]
        lines = kernels.table(runs)
        self.assertTrue(lines[2].endswith("| 100.0 | 100% | 240.0 | 100% |"), lines[2])
        self.assertTrue(lines[3].endswith("| 50.0 | 50% | 120.0 | 50% |"), lines[3])

    def test_figures_are_medians_and_ratios(self):
        ours, theirs = Entry(TRAINING[0], 2), Entry(TRAINING[1], 2, {"--jit": "off"})
        ours.runs = [{"samples": 10, "seconds": [1.0, 2.0, 9.0], "cpu_seconds": 6.0, "peak_mb": 100.0}]
        theirs.runs = [
            {"samples": 10, "seconds": [4.0], "cpu_seconds": 8.0, "peak_mb": 300.0},
            {"samples": 10, "seconds": [4.0], "cpu_seconds": 8.0, "peak_mb": 400.0},
        ]
        lines = table.lines([ours, theirs], {})
        self.assertEqual(lines[2], "| 2 | ichnite | 10.0 | 5.0 |  | 200.0 |  | 100 |  |")
        self.assertEqual(lines[3], "| 2 | Keras 3 (jit off) | 2.5 | 2.5 | 2.00 | 800.0 | 0.25 | 400 | 0.25 |")

    def test_reading_is_told_where_it_was_timed_apart(self):
        entry = Entry(FEATURES[0], 2)
        run = {"samples": 10, "seconds": [1.0], "cpu_seconds": 2.0, "peak_mb": 100.0, "reading_seconds": 0.0125}
        entry.runs = [run]
        lines = table.lines([entry], {("ichnite", 2): 0})
        self.assertTrue(lines[0].endswith("| reading ms | differs by |"), lines[0])
        self.assertTrue(lines[2].endswith("|  | 12 |  |"), lines[2])

    def test_a_section_is_replaced_and_the_rest_kept(self):
        page = self.folder / "results.md"
        page.write_text("# Results\n\nSaid.\n", "utf-8")
        results.put(page, "training full", ["old"])
        page.write_text(page.read_text("utf-8") + "\n## More\n", "utf-8")
        results.put(page, "inference full", ["other"])
        results.put(page, "training full", ["new"])
        expected = (
            "# Results\n\nSaid.\n\n<!-- bench/run: training full -->\nnew\n<!-- end of training full -->\n\n"
            "<!-- bench/run: inference full -->\nother\n<!-- end of inference full -->\n\n## More\n"
        )
        self.assertEqual(page.read_text("utf-8"), expected)

    def test_commands_can_be_typed_again(self):
        self.assertEqual(report.command(["training", "--malapi", "a b"]), "bench/run training --malapi 'a b'")

    def test_wrong_options_are_refused(self):
        for words in ("", "cooking", "training --sides onnx", "training --lengths lognormal:x", "training --threads 0"):
            with contextlib.redirect_stderr(io.StringIO()), self.assertRaises(SystemExit) as refused:
                options.parse(words.split())
            self.assertEqual(refused.exception.code, 2, words)

    def test_what_avx2_makes_hopeless_is_left_out_unless_named(self):
        usual = options.parse(["training", "--avx2"]).sides
        named = options.parse(["training", "--avx2", "--sides", "torch-bf16"]).sides
        self.assertEqual([side.name for side in usual], ["ichnite", "keras", "tf_keras", "torch"])
        self.assertEqual([side.name for side in named], ["ichnite", "torch-bf16"])

    def test_ichnite_always_runs(self):
        sides = options.parse(["inference", "--sides", "onnx", "--quick"]).sides
        self.assertEqual([side.name for side in sides], ["ichnite", "onnx"])


if __name__ == "__main__":
    unittest.main()
