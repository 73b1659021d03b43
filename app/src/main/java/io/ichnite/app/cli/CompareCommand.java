package io.ichnite.app.cli;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.KerasChoice;
import io.ichnite.app.source.ModelSource;
import io.ichnite.app.task.AnswersCompared;
import io.ichnite.app.task.Comparing;
import io.ichnite.app.task.ComparisonFiles;
import io.ichnite.app.task.ComparisonText;
import io.ichnite.app.task.Grouping;
import io.ichnite.app.task.ModelSide;
import io.ichnite.app.task.ModelsCompared;
import io.ichnite.error.BadConfig;
import io.ichnite.tensor.KernelChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Two models side by side. */
@Command(
        name = "compare",
        header = "two models side by side; with data, on the same rows",
        customSynopsis = "ichnite compare A B [DATA] [-o DIR] [OPTIONS]",
        sortOptions = false,
        description = {
            "Shows what two models are and where they differ: layers, input, vocabulary, families, options, and what their"
                    + " manifests say of them, which is of each one's own rows.",
            "With DATA both are asked about the same rows, each by its own vocabulary and encoding: how often they agree, who is"
                    + " right where, how far their scores differ with intervals of draws of groups that both share, and the rows"
                    + " of which they think most differently. Models of different families are compared on those they share, as"
                    + " if each had to choose among these; fewer than two shared are refused.",
            "Rows that trained a model flatter it: --unseen leaves out those that trained either, where DATA is what it was"
                    + " trained on."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite compare old.ichnite new.ichnite",
            "  ichnite compare old.ichnite new.ichnite labelled.csv.zst -o results",
            "  ichnite compare a.ichnite b.ichnite train.store --unseen --group runs.csv:program --json",
            "  ichnite compare malconv.h5 malconv.ichnite manifest.csv --root binaries"
        })
final class CompareCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(index = "0", paramLabel = "A", description = "a model")
    private Path first = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "the other one")
    private Path second = Path.of("");

    @Parameters(index = "2", arity = "0..1", paramLabel = "DATA", description = "rows to ask both about")
    private @Nullable String data;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "folder for report.html, comparison.json, answers.csv, and pictures, .svg and .png")
    private @Nullable Path output;

    @Mixin
    private GroupOption group = new GroupOption();

    @Option(names = "--unseen", description = "leave out rows that trained either model")
    private boolean unseen;

    @Mixin
    private LabelledData source = new LabelledData();

    @Mixin
    private CommonOptions.Kernel kernel = new CommonOptions.Kernel();

    @Mixin
    private CommonOptions common = new CommonOptions();

    CompareCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        if (output != null) {
            OutputFile.checkFolder(output);
        }
        if (data == null && (group.given() || unseen)) {
            throw new BadConfig("--group and --unseen are about rows; expected DATA behind the two models");
        }
        Grouping grouping = group.grouping();
        ModelsCompared models = ModelsCompared.of(side(first), side(second));
        if (data == null) {
            tell(models, null);
            return ExitCodes.DONE;
        }
        KernelChoice kernels = kernel.choose(streams);
        try (Data rows = source.open(data, streams, common.threads(), false)) {
            Comparing comparing = new Comparing(streams, kernels.kernels(), common.threads());
            tell(models, comparing.of(models, rows, grouping, unseen, common.seed()));
            return rows.rejected() > 0 ? ExitCodes.PARTLY : ExitCodes.DONE;
        }
    }

    private ModelSide side(Path file) throws IOException {
        KerasChoice choice = KerasChoice.none();
        return new ModelSide(file.toString(), ModelSource.open(file, choice, streams::say));
    }

    private void tell(ModelsCompared models, @Nullable AnswersCompared answers) throws IOException {
        if (output != null) {
            ComparisonFiles.write(
                    models, answers, CommandTree.Version.number(), output, new PictureFiles(streams::say));
        }
        if (common.json()) {
            streams.result(Json.line(ComparisonFiles.json(models, answers)));
        } else {
            streams.results(new ComparisonText(models, answers).text());
        }
    }
}
