package io.ichnite.app.cli;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.task.CrossValidated;
import io.ichnite.app.task.CrossValidation;
import io.ichnite.app.task.CrossValidationFiles;
import io.ichnite.app.task.CrossValidationRequest;
import io.ichnite.app.task.TrainingRequest;
import io.ichnite.error.BadConfig;
import io.ichnite.tensor.KernelChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How good a network would be on rows of groups that it never saw. */
@Command(
        name = "crossvalidate",
        header = "how good a network is on groups it never saw, each held out in turn",
        customSynopsis = "ichnite crossvalidate DATA --folds K [-o DIR] [OPTIONS]",
        sortOptions = false,
        description = {
            "Deals the rows into folds by whole groups. Each fold is answered for by a network that learned from the others, as"
                    + " train does, with a validation split of its own among them that chooses the epoch; the fold that is held out"
                    + " chooses nothing. The answers of all folds are put together, and measured beside a linear model's and the class mix.",
            "--model linear judges the linear model alone: how far one comes without a network.",
            "With -o, finished folds are kept in DIR/folds until the end, so that an interrupted run goes on with --resume"
                    + " and gives the same bytes; without it nothing is kept."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite crossvalidate train.store --folds 5 --group runs.csv:program -o results",
            "  ichnite crossvalidate train.store --folds 5 --group runs.csv:program -o results --resume",
            "  ichnite crossvalidate train.store --folds 5 --group runs.csv:program --model linear      in seconds",
            "  ichnite crossvalidate train.csv.zst --folds 5 --repeats 3 --network cnn-lstm-small \\",
            "      --length 600 --epochs 15 --learning-rate 1e-3 --json",
            "",
            "DATA is a trace store, a trace CSV (.gz, .zst; - for stdin), two arrays x.npy,y.npy, or files of bytes: a",
            "manifest name,label,first_seen or a folder of them."
        })
final class CrossvalidateCommand implements Callable<Integer> {
    private static final int MOST_FOLDS = 1000;
    private static final String NETWORK = "network";
    private static final String LINEAR = "linear";

    private final Streams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DATA", description = "labelled rows")
    private String data = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description =
                    "folder for crossvalidation.json, folds.csv, out_of_fold.csv, and the tables and curves that evaluate"
                            + " writes")
    private @Nullable Path output;

    @Option(names = "--folds", paramLabel = "K", required = true, description = "how many parts, 2 or more")
    private int folds;

    @Option(
            names = "--repeats",
            paramLabel = "R",
            defaultValue = "1",
            description = "deal and train R times, with seeds N, N+1…; scores are means (default: 1)")
    private int repeats;

    @Option(
            names = "--model",
            paramLabel = "network|linear",
            defaultValue = "network",
            description =
                    "what is judged: a network, or the linear model that else stands beside it, alone (default: network)")
    private String model = NETWORK;

    @Option(
            names = "--baseline",
            paramLabel = "none|linear",
            defaultValue = "linear",
            description =
                    "what answers beside the network, learning from the same folds: a linear model on counts of calls"
                            + " (default: linear)")
    private String baseline = LINEAR;

    @Option(
            names = "--resume",
            description = "go on with the folds that an interrupted run kept in DIR; refused if data or options differ")
    private boolean resume;

    @Mixin
    private FoldTraining training = new FoldTraining();

    @Mixin
    private LabelledData source = new LabelledData();

    @Mixin
    private CommonOptions.Kernel kernel = new CommonOptions.Kernel();

    @Mixin
    private CommonOptions common = new CommonOptions();

    CrossvalidateCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        CrossValidationRequest request = request();
        if (output != null) {
            OutputFile.checkFolder(output);
        } else if (resume) {
            throw new BadConfig("--resume needs -o DIR, where finished folds are kept");
        }
        Path keep = output == null ? null : output.resolve("folds");
        KernelChoice kernels = kernel.choose(streams);
        try (Data rows = source.open(data, streams, common.threads(), false)) {
            CrossValidation work =
                    new CrossValidation(streams, kernels.kernels(), common.threads(), CommandTree.Version.number());
            CrossValidated result = work.run(rows, request, keep, resume);
            if (output != null && keep != null) {
                CrossValidationFiles.write(result, output, new PictureFiles(streams::say));
                CrossValidation.done(keep);
            }
            if (common.json()) {
                streams.result(Json.line(result.json()));
            } else {
                streams.results(result.text());
            }
            return rows.rejected() > 0 ? ExitCodes.PARTLY : ExitCodes.DONE;
        }
    }

    private CrossValidationRequest request() {
        if (folds < 2 || folds > MOST_FOLDS) {
            throw new BadConfig("--folds: expected 2 to " + MOST_FOLDS + ", found " + folds);
        }
        if (repeats < 1 || repeats > MOST_FOLDS) {
            throw new BadConfig("--repeats: expected 1 to " + MOST_FOLDS + ", found " + repeats);
        }
        checkModel();
        TrainingRequest request =
                training.request(training.network(), spec, common.seed()).withBaseline(baseline.equals(LINEAR));
        return new CrossValidationRequest(folds, repeats, training.grouping(), request, model.equals(LINEAR));
    }

    /** Refuses words that are none, and what means nothing to a linear model. */
    private void checkModel() {
        oneOf("--model", model, NETWORK, LINEAR);
        oneOf("--baseline", baseline, "none", LINEAR);
        if (!model.equals(LINEAR)) {
            return;
        }
        List<String> networks = new ArrayList<>(List.of("--network", "--dense", "--validation", "--baseline"));
        CommandSpec.forAnnotatedObject(training.plan()).options().forEach(option -> networks.add(option.longestName()));
        for (String option : networks) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new BadConfig(option + " has no meaning with --model linear");
            }
        }
    }

    private static void oneOf(String option, String found, String one, String other) {
        if (!found.equals(one) && !found.equals(other)) {
            throw new BadConfig(option + ": expected " + one + " or " + other + ", found '" + found + "'");
        }
    }
}
