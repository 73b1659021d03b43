"""Our own kernels on one core, beside the most that the core can do; measured by JMH."""

import json
import subprocess
from argparse import Namespace

from race import programs, report
from race.errors import Failed
from race.record import Record

PEAK = "FmaPeak.chains"
TITLES = {
    PEAK: "peak: chains of fused multiply-adds",
    "Products.forward": "convolution forwards, 6000 × 576 (overlapping rows) by 576 × 64",
    "Products.weightGradient": "its weight gradient, 96 × 576 transposed by 96 × 64",
    "LstmLayer.forward": "LSTM layer forwards, 4 samples, 1,000 steps, 64 to 64",
    "LstmLayer.training": "the same forwards and back, with dropout",
}
WHAT = (
    "Billions of floating-point operations a second (a multiply-add is two), by the median iteration of JMH and by the"
    " best. Of the LSTM only its two products are counted, but activations, masks and what feeds it take time too."
)
QUICK = "3"
"""Iterations of a smoke run."""


def measure(options: Namespace, record: Record, facts: report.Facts) -> tuple[str, list[str]]:
    """Runs all benchmarks; the name of their section and the section."""
    command = programs.java_command(options.avx2, "kernels.Shares") + ([QUICK] if options.quick else [])
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise Failed(f"the benchmarks ended with {ended.returncode}:\n{ended.stderr[-programs.TAIL :]}")
    # the JVMs that JMH starts warn on stdout of the incubating module
    runs = [json.loads(line) for line in ended.stdout.splitlines() if line.startswith("{")]
    for run in runs:
        record.add(run)
    rows = {run["name"]: run for run in runs}
    peak = rows[PEAK]
    table = ["| | GF/s | share of peak | best GF/s | share of best peak |", "|--|--|--|--|--|"]
    for name, title in TITLES.items():
        row = rows[name]
        share, best = row["gflops"] / peak["gflops"], row["best_gflops"] / peak["best_gflops"]
        table.append(f"| {title} | {row['gflops']:.1f} | {share:.0%} | {row['best_gflops']:.1f} | {best:.0%} |")
    held = ", held to AVX2" if options.avx2 else ""
    block = [
        f"## Kernels on one core{held}",
        "",
        WHAT,
        "",
        *table,
        "",
        *report.closing(facts, [peak["engine"]]),
    ]
    return "kernels" + (" avx2" if options.avx2 else ""), block
