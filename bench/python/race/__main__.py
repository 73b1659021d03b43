"""bench/run: from what was asked to a table."""

import datetime
import sys
from argparse import Namespace
from pathlib import Path

from race import answers, kernels, machine, programs, report, results, sequences, weights
from race.errors import Failed, Missing
from race.options import parse
from race.rounds import Race


def main(words: list[str]) -> int:
    """Runs what was asked for; gives the exit code."""
    options = parse(words)
    try:
        programs.build()
        now = datetime.datetime.now()
        folder = programs.BENCH / "runs" / f"{options.what}-{now:%Y%m%d-%H%M%S}"
        folder.mkdir(parents=True)
        facts = {
            "machine": machine.describe(programs.ROOT),
            "date": f"{now:%Y-%m-%d}",
            "command": report.command(words),
        }
        ask = kernels.measure if options.what == "kernels" else race
        name, block = ask(options, folder, facts)
    except (Missing, Failed) as error:
        print(f"bench/run: {error}", file=sys.stderr)
        return 2 if isinstance(error, Missing) else 1
    print("\n".join(block))
    if not options.no_write and not options.quick:
        results.put(programs.ROOT / "docs/results.md", name, block)
    return 0


def race(options: Namespace, folder: Path, facts: dict[str, str]) -> tuple[str, list[str]]:
    """A race: the name of its section and the section."""
    inference = options.what == "inference"
    work = programs.Work(folder, inference, options.steps, options.avx2)
    lengths = sequences.make(options.lengths, options.rows, work.rows, options.malapi)
    if inference:
        weights.make(work.weights)
    for script in dict.fromkeys(side.program[0] for side in options.sides):
        if script.endswith(".py"):
            programs.make_environment(script)
    entries = Race(work, folder / "runs.jsonl", options.quick).run(options.sides, options.threads, options.rounds)
    differences = answers.differences(work, entries) if inference else {}
    facts = facts | {
        "rows": str(options.rows),
        "lengths": lengths,
        "rounds": str(options.rounds),
        "steps": str(options.steps),
    }
    name = f"{options.what} {options.lengths}" + (" avx2" if options.avx2 else "")
    return name, report.block(options.what, entries, differences, facts, options.avx2, options.quick)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
