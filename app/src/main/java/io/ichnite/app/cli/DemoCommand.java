package io.ichnite.app.cli;

import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.Streams;
import io.ichnite.app.task.Demo;
import io.ichnite.error.BadConfig;
import io.ichnite.tensor.KernelChoice;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole story on sample data. */
@Command(
        name = "demo",
        header = "the whole story on sample traces",
        customSynopsis = "ichnite demo [-o DIR] [OPTIONS]",
        sortOptions = false,
        description = {
            "Takes in real traces that ship with ichnite, trains a small network, measures it on programs that it never saw,"
                    + " and labels more traces. Takes a minute or two; a terminal shows how far it is."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite demo",
            "  ichnite demo -o story --threads 2",
            "",
            "Leaves report.html in DIR, for any browser, and all that it tells of: model.ichnite, history.csv, pictures as SVG"
                    + " and PNG, evaluation/, test_labels.csv, log/ for TensorBoard, traces.store."
        })
final class DemoCommand implements Callable<Integer> {
    private final Streams streams;
    private final @Nullable Path home;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "demo",
            description = "folder to write (default: demo)")
    private Path output = Path.of("demo");

    @Mixin
    private CommonOptions.Kernel kernel = new CommonOptions.Kernel();

    @Mixin
    private CommonOptions common = new CommonOptions();

    /** @param home the checkout, where samples lie; null if not known */
    DemoCommand(Streams streams, @Nullable Path home) {
        this.streams = streams;
        this.home = home;
    }

    @Override
    public Integer call() throws Exception {
        if (home == null) {
            throw new BadConfig("demo: where the samples lie is not known; start it by ./ichnite, or set ICHNITE_HOME");
        }
        OutputFile.checkFolder(output);
        KernelChoice kernels = kernel.choose(streams);
        Demo demo = new Demo(streams, kernels.kernels(), common.threads(), CommandTree.Version.number(), common.json());
        boolean whole = demo.run(home.resolve("samples").resolve("traces"), output, common.seed());
        return whole ? ExitCodes.DONE : ExitCodes.PARTLY;
    }
}
