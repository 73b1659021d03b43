package io.ichnite.app.cli;

import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.Streams;
import io.ichnite.app.task.Demo;
import io.ichnite.app.task.DemoPlaces;
import io.ichnite.error.BadConfig;
import io.ichnite.tensor.KernelChoice;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole story on sample data. */
@Command(
        name = "demo",
        header = "the whole story on sample data",
        customSynopsis = "ichnite demo [-o DIR] [--offline] [OPTIONS]",
        sortOptions = false,
        description = {
            "What programs do: takes in real traces that ship with ichnite, trains a small network, measures it on programs"
                    + " that it never saw, and labels more traces.",
            "What programs are: a network learns from the bytes of dated files of published packages, is followed through the"
                    + " years after, and is asked about files that are like nothing it was shown. These files (40 MB of"
                    + " packages) are fetched once, by Maven, and kept in a cache; without them the demo says so and tells its"
                    + " first half.",
            "Takes two or three minutes; a terminal shows how far it is."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ichnite demo",
            "  ichnite demo -o story --threads 2",
            "  ichnite demo --offline",
            "",
            "Leaves report.html in DIR, for any browser, and all that it tells of: model.ichnite, history.csv, pictures as SVG"
                    + " and PNG, evaluation/, test_labels.csv, log/ for TensorBoard, traces.store; and in bytes/ the second"
                    + " half's model, features, detectors and drift/.",
            "The cache is ICHNITE_CACHE, else ichnite in XDG_CACHE_HOME, ~/.cache or LOCALAPPDATA."
        })
final class DemoCommand implements Callable<Integer> {
    private final Streams streams;
    private final Surroundings surroundings;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "demo",
            description = "folder to write (default: demo)")
    private Path output = Path.of("demo");

    @Option(names = "--offline", description = "fetch nothing; what is in the cache is used (also: ICHNITE_OFFLINE=1)")
    private boolean offline;

    @Mixin
    private CommonOptions.Kernel kernel = new CommonOptions.Kernel();

    @Mixin
    private CommonOptions common = new CommonOptions();

    /** @param surroundings where samples lie and fetched files go */
    DemoCommand(Streams streams, Surroundings surroundings) {
        this.streams = streams;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Path home = surroundings.home();
        if (home == null) {
            throw new BadConfig("demo: where the samples lie is not known; start it by ./ichnite, or set ICHNITE_HOME");
        }
        OutputFile.checkFolder(output);
        DemoPlaces places = new DemoPlaces(home, surroundings.cache(), offline || surroundings.offline());
        KernelChoice kernels = kernel.choose(streams);
        Demo demo = new Demo(streams, kernels.kernels(), common.threads(), CommandTree.Version.number(), common.json());
        boolean whole = demo.run(places, output, common.seed());
        return whole ? ExitCodes.DONE : ExitCodes.PARTLY;
    }
}
