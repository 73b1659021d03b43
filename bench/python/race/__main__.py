"""bench/run: from what was asked to a table."""

import dataclasses
import datetime
import sys
from argparse import Namespace

from race import answers, files, ingest, kernels, machine, programs, report, results, sequences, weights
from race.errors import Failed, Missing
from race.options import parse
from race.record import Record
from race.rounds import Race


def main(words: list[str]) -> int:
    """Runs what was asked for; gives the exit code."""
    options = parse(words)
    try:
        programs.build()
        now = datetime.datetime.now()
        facts = report.Facts(machine.describe(programs.ROOT), f"{now:%Y-%m-%d}", report.command(words))
        folder = programs.BENCH / "runs" / f"{options.what}-{now:%Y%m%d-%H%M%S}"
        folder.mkdir(parents=True)
        record = Record(folder, dataclasses.asdict(facts))
        sections = {"kernels": kernels.measure, "ingest": ingest.measure}.get(options.what, race)(options, record, facts)
    except (Missing, Failed) as error:
        print(f"bench/run: {error}", file=sys.stderr)
        return 2 if isinstance(error, Missing) else 1
    except KeyboardInterrupt:
        print("bench/run: interrupted; nothing was written but what stands in bench/runs", file=sys.stderr)
        return 130
    for name, section in sections:
        print("\n".join(section))
        if not options.no_write and not options.quick:
            results.put(programs.ROOT / "docs/results.md", name, section)
    return 0


def race(options: Namespace, record: Record, facts: report.Facts) -> list[tuple[str, list[str]]]:
    """A race of networks: the name of its section and the section."""
    bytes_raced, answered = options.what == "features", options.what != "training"
    folder = record.file.parent
    work = programs.Work(folder, folder / ("files" if bytes_raced else "rows.npy"), answered, options.avx2)
    if bytes_raced:
        lengths = files.make(options.files, options.rows, work.rows, options.corpus)
        which = weights.make_malconv(work.weights, options.model)
        lengths = lengths._replace(more=f"{lengths.more}; {which}")
    else:
        lengths = sequences.make(options.lengths, options.rows, work.rows, options.malapi)
    if options.what == "inference":
        weights.make(work.weights)
    for script in dict.fromkeys(side.program[0] for side in options.sides):
        if script.endswith(".py"):
            programs.make_environment(script)
    runner = Race(work, record, options.quick)
    entries = runner.run(options.sides, options.threads, options.rounds, options.steps)
    differences = answers.differences(options.what, work, entries) if answered else {}
    conditions = report.Conditions(
        options.what, lengths.count, lengths, options.rounds, options.steps, options.avx2, options.quick
    )
    name = f"{options.what} {options.files if bytes_raced else options.lengths}" + (" avx2" if options.avx2 else "")
    return [(name, report.section(conditions, facts, entries, differences))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
