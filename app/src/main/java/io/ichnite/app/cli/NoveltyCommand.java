package io.ichnite.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether a program is like those a network has learned from. */
@Command(
        name = "novelty",
        header = "whether a program is like those that a network has learned from",
        customSynopsis = "ichnite novelty COMMAND [OPTIONS]",
        sortOptions = false,
        description =
                "Detectors of what was never seen. Each is fitted on what a network makes of familiar programs (ichnite"
                        + " features), and gives any other one score: higher = more familiar.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite novelty fit train.features -o familiar.detector",
            "  ichnite novelty score familiar.detector new.features -o new.npy",
            "  ichnite novelty evaluate --known held_out.npy --novel new.npy",
            "  ichnite novelty compare dataset.csv -o results     which detector to use"
        })
final class NoveltyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "expected " + String.join(" or ", spec.subcommands().keySet()));
    }
}
