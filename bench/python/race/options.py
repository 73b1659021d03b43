"""What may be asked of bench/run."""

import argparse
from pathlib import Path

from race import machine
from race.programs import ROOT
from race.sides import RACES

MILLION = 1_000_000
USUAL_TRACES = [5 * MILLION, 30 * MILLION, 90 * MILLION]
"""Rows of a trace CSV."""
QUICK_TRACE = 200_000
PARTS = ("race", "growth", "batches")
EXAMPLES = """
examples:
  bench/run training                                  all sides, all cores, all rows full; into docs/results.md
  bench/run training --lengths malapi --threads 1,2   real lengths, on one core and on two
  bench/run inference --lengths lognormal:1.5 --rounds 5
  bench/run training --avx2 --sides ichnite,keras     both held to AVX2
  bench/run inference --quick                         a smoke run of a minute or two, which writes nothing
  bench/run features                                  MalConv's layers 7 and 8 of 64 programs of about 180 KB
  bench/run features --files whole --steps 1          of the whole corpus of dated programs, as it is
  bench/run ingest --rows 5M,30M --rounds 2           trace CSVs to ordered calls, beside pandas, polars and DuckDB
  bench/run ingest --parts growth --rows 90M          ichnite alone, where rows lie badly
  bench/run kernels                                   ours alone, as shares of the peak that one core reaches here

kernels heeds --rounds, --avx2, --quick and --no-write alone; ingest --rows, --rounds, --sides, --threads, --parts, --quick and
--no-write. ingest keeps up to 6 GB in the folder for temporary files (TMPDIR) while it runs.
Environment: JAVA_HOME (which JDK), ICHNITE_JAVA_OPTS (more options for it), PYTHON (3.11 or later; for peers too).
Every run is kept under bench/runs/ with its rows, its answers and one line of JSON for each process.
Exit codes: 0 done, 1 a side failed or answered otherwise than ichnite, 2 wrongly asked, or something is missing.
"""


def parse(words: list[str]) -> argparse.Namespace:
    """Reads the command line; explains and exits with 2 where it is wrong."""
    parser = argparse.ArgumentParser(
        prog="bench/run",
        description="Runs ichnite and its rivals by turns on the same work; writes their costs into docs/results.md.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", choices=(*RACES, "kernels"))
    parser.add_argument(
        "--threads", type=_threads, default=[machine.cores()], help="one or more, as 1,2; default: all cores"
    )
    parser.add_argument("--rounds", type=_positive, default=3, help="how often each side runs (3)")
    parser.add_argument("--steps", type=_positive, help="timed steps of a run (training 6, others 3)")
    parser.add_argument(
        "--rows",
        type=_sizes,
        help="samples of a step (training 32: the batch; others 64); for ingest rows of the CSV, one or more numbers"
        " (5M,30M,90M)",
    )
    parser.add_argument(
        "--parts",
        type=_parts,
        default=PARTS,
        help=f"for ingest, some of {','.join(PARTS)}: all sides; ichnite alone on more inputs; batches (default: all)",
    )
    parser.add_argument(
        "--lengths", type=_lengths, default="full", help="full (the default), malapi or lognormal:SIGMA"
    )
    parser.add_argument(
        "--malapi", type=Path, default=ROOT.parent / "shared/data/malapi2019", help="folder of Mal-API-2019"
    )
    parser.add_argument(
        "--files",
        choices=("programs", "whole", "random"),
        default="programs",
        help="for features: programs of about 180 KB (default), the whole corpus of them as it is, or random bytes",
    )
    parser.add_argument(
        "--corpus", type=Path, default=ROOT.parent / "shared/data/pe/pe.tar.zst", help="archive of dated programs"
    )
    parser.add_argument(
        "--model",
        type=Path,
        default=ROOT.parent / "shared/goldens/keras/seed_b/m4.tf2.0.h5",
        help="a four-class MalConv for features; where it is absent, weights are drawn",
    )
    names = "; ".join(f"{race}: {', '.join(side.name for side in sides)}" for race, sides in RACES.items())
    parser.add_argument("--sides", type=lambda text: text.split(","), help=f"which race, ichnite always ({names})")
    parser.add_argument("--avx2", action="store_true", help="hold all sides to AVX2, where they can be held")
    parser.add_argument(
        "--quick", action="store_true", help="1 round of 1 step, few rows, no set-ups tried; implies --no-write"
    )
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args(words)
    if options.quick:
        options.rounds, options.steps = 1, 1
        options.rows = [QUICK_TRACE] if options.what == "ingest" else [8]
    if options.what in RACES:
        _complete(parser, options)
    return options


def _complete(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """What depends on more than one option."""
    sides = RACES[options.what]
    usual = (side.name for side in sides if not (options.avx2 and side.hopeless))
    options.named = bool(options.sides)
    wanted = {"ichnite", *(options.sides or usual)}
    unknown = wanted - {side.name for side in sides}
    if unknown:
        known = ", ".join(side.name for side in sides)
        parser.error(f"--sides: no {', '.join(sorted(unknown))} in {options.what}; there are {known}")
    options.sides = [side for side in sides if side.name in wanted]
    training = options.what == "training"
    options.steps = options.steps or (6 if training else 3)
    if options.what == "ingest":
        options.rows = options.rows or USUAL_TRACES
        if len(options.threads) > 1:
            parser.error("--threads: ingest takes one number")
        return
    options.rows = options.rows or [32 if training else 64]
    if len(options.rows) > 1:
        parser.error(f"--rows: {options.what} takes one number")
    options.rows = options.rows[0]


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"expected a number from 1 on, found {text}")
    return int(text)


def _sizes(text: str) -> list[int]:
    """Numbers that may end in M for a million."""
    return sorted(_positive(word.removesuffix("M")) * (MILLION if word.endswith("M") else 1) for word in text.split(","))


def _parts(text: str) -> tuple[str, ...]:
    parts = tuple(text.split(","))
    if not set(parts) <= set(PARTS):
        raise argparse.ArgumentTypeError(f"expected some of {','.join(PARTS)}, found {text}")
    return parts


def _threads(text: str) -> list[int]:
    counts = [_positive(word) for word in text.split(",")]
    if max(counts) > machine.cores():
        raise argparse.ArgumentTypeError(f"there are {machine.cores()} cores, so no more threads are of use")
    return counts


def _lengths(text: str) -> str:
    kind, _, sigma = text.partition(":")
    if kind == "lognormal":
        try:
            if 0 < float(sigma) <= 10:
                return text
        except ValueError:
            pass
    elif text in ("full", "malapi"):
        return text
    raise argparse.ArgumentTypeError(f"expected full, malapi or lognormal:SIGMA, as lognormal:1.5; found {text}")
