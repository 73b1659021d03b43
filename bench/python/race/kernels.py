"""Our own kernels on one core, beside the most that the core can do; measured by JMH."""

import json
import subprocess
from argparse import Namespace
from pathlib import Path

from race import programs
from race.errors import Failed

PEAK = "FmaPeak.chains"
TITLES = {
    PEAK: "peak: chains of fused multiply-adds",
    "Products.forward": "convolution forwards, 6000 × 576 (overlapping rows) by 576 × 64",
    "Products.weightGradient": "its weight gradient, 96 × 576 transposed by 96 × 64",
    "LstmLayer.forward": "LSTM layer forwards, 4 samples, 1,000 steps, 64 to 64",
    "LstmLayer.training": "the same forwards and back, with dropout",
}
QUICK = "3"
"""Iterations of a smoke run."""


def measure(options: Namespace, folder: Path, facts: dict[str, str]) -> tuple[str, list[str]]:
    """Runs all benchmarks; the name of their section and the section."""
    command = programs.java_command(options.avx2, "kernels.Shares") + ([QUICK] if options.quick else [])
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise Failed(f"the benchmarks ended with {ended.returncode}:\n{ended.stderr[-programs.TAIL :]}")
    # the JVMs that JMH starts warn on stdout of the incubating module
    lines = [line for line in ended.stdout.splitlines() if line.startswith("{")]
    (folder / "runs.jsonl").write_text("".join(f"{line}\n" for line in lines))
    rows = {row["name"]: row for row in map(json.loads, lines)}
    peak = rows[PEAK]
    table = ["| | GF/s | best | share of peak | best |", "|--|--|--|--|--|"]
    for name, title in TITLES.items():
        row = rows[name]
        share, best = row["gflops"] / peak["gflops"], row["best_gflops"] / peak["best_gflops"]
        table.append(f"| {title} | {row['gflops']:.1f} | {row['best_gflops']:.1f} | {share:.0%} | {best:.0%} |")
    held = ", held to AVX2" if options.avx2 else ""
    block = [
        f"## Kernels on one core{held}",
        "",
        "Billions of floating-point operations a second (a multiply-add is two) by the median iteration of JMH and by the best. Of "
        "the LSTM only its two products are counted, but activations, masks and the embedding that feeds it take time too.",
        "",
        *table,
        "",
        f"- {peak['engine']}; {facts['machine']}; {facts['date']}",
        "",
        f"    {facts['command']}",
        "",
    ]
    return "kernels" + (" avx2" if options.avx2 else ""), block
