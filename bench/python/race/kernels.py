"""Our own kernels on one core, beside the most that the core can do; measured by JMH."""

import json
import subprocess
import sys
from argparse import Namespace
from collections.abc import Sequence
from statistics import median

from race import programs, report
from race.errors import Failed
from race.record import Record

PEAK = "FmaPeak.chains"
TITLES = {
    PEAK: "peak: chains of fused multiply-adds",
    "Products.forward": "convolution forwards, 6000 × 576 (overlapping rows) by 576 × 64",
    "Products.weightGradient": "its weight gradient, 96 × 576 transposed by 96 × 64",
    "ConvolutionLayer.forward": "the whole convolution layer forwards, 4 samples of 6,000 steps",
    "ConvolutionLayer.training": "the same forwards and back",
    "LstmLayer.forward": "a whole LSTM layer forwards, 4 samples of 1,000 steps, 64 to 64",
    "LstmLayer.training": "the same forwards and back, with dropout",
    "Familiarity.wide128": "Mahalanobis scores of 8,192 rows of 128 features, 4 classes, float64",
    "Familiarity.narrow128": "the same in float32",
    "Familiarity.wide64": "of 64 features, float64",
    "Familiarity.narrow64": "the same in float32",
    "Familiarity.fit": "fit of 2,476 rows of 128 and of 64 features, float64",
}
WHAT = (
    "Billions of floating-point operations a second (a multiply-add is two): the median round, a round by the median of"
    " JMH's iterations; and the best iteration of all. Layers run as they do in a network: counted are the operations"
    " of their products by definition, though a convolution may do fewer, and activations, masks and what feeds them"
    " take time too."
)
QUICK = "3"
"""Iterations of a smoke run."""


def measure(options: Namespace, record: Record, facts: report.Facts) -> list[tuple[str, list[str]]]:
    """Runs all benchmarks; the name of their section and the section."""
    command = programs.java_command(options.avx2, "kernels.Shares") + ([QUICK] if options.quick else [])
    runs = []
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
        runs += _once(command, record)
    held = ", held to AVX2" if options.avx2 else ""
    section = [
        f"## Kernels on one core{held}",
        "",
        *report.paragraph(WHAT),
        "",
        *table(runs),
        "",
        *report.closing(facts, (run["engine"] for run in runs)),
    ]
    return [("kernels" + (" avx2" if options.avx2 else ""), section)]


def table(runs: Sequence[dict]) -> list[str]:
    """A line for each benchmark, over all rounds."""
    peak, best_peak = _figures(runs, PEAK)
    lines = ["| | GF/s | share of peak | best GF/s | share of best peak |", "|--|--|--|--|--|"]
    for name, title in TITLES.items():
        usual, best = _figures(runs, name)
        lines.append(f"| {title} | {usual:.1f} | {usual / peak:.0%} | {best:.1f} | {best / best_peak:.0%} |")
    return lines


def _figures(runs: Sequence[dict], name: str) -> tuple[float, float]:
    """The median round and the best iteration of a benchmark, in GF/s."""
    own = [run for run in runs if run["name"] == name]
    return median(run["gflops"] for run in own), max(run["best_gflops"] for run in own)


def _once(command: Sequence[str], record: Record) -> list[dict]:
    """All benchmarks once."""
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise Failed(f"the benchmarks ended with {ended.returncode}:\n{ended.stderr[-programs.TAIL :]}")
    # the JVMs that JMH starts warn on stdout of the incubating module
    runs = [json.loads(line) for line in ended.stdout.splitlines() if line.startswith("{")]
    for run in runs:
        record.add(run)
    return runs
