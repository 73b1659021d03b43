package io.ichnite.app.source;

import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.error.BadConfig;
import io.ichnite.formats.archive.Zstandard;
import io.ichnite.formats.traces.Reading;
import io.ichnite.ingest.IngestOptions;
import io.ichnite.ingest.IngestReport;
import io.ichnite.ingest.TraceIngest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files of traces, taken in. */
public final class TraceFiles {
    /** What stands for stdin. */
    static final String STDIN = "-";

    private static final int SHOWN_REJECTS = 10;

    private TraceFiles() {}

    /**
     * Reads files into a store; shows how far it is, and the first rejected rows.
     *
     * @param names of files; - for stdin, which is kept on the disk meanwhile
     * @throws io.ichnite.error.BadInput if an input is refused
     */
    public static IngestReport ingest(List<String> names, Path store, IngestOptions options, Streams streams)
            throws IOException {
        return ingest(names, new Wanted(InputFormat.AUTO, Reading.defaults(), null), store, options, streams);
    }

    /**
     * How files are to be read.
     *
     * @param but a file among them that is no trace, as one of labels; null for none
     */
    public record Wanted(InputFormat format, Reading how, @Nullable Path but) {}

    /** As the other, of files and folders that are read as is wanted. */
    public static IngestReport ingest(
            List<String> names, Wanted wanted, Path store, IngestOptions options, Streams streams) throws IOException {
        if (names.stream().filter(STDIN::equals).count() > 1) {
            throw new BadConfig("- : stdin can be read only once");
        }
        if (!names.contains(STDIN)) {
            return run(names.stream().map(Path::of).toList(), wanted, store, options, streams);
        }
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            Path copy = folder.path().resolve("stdin");
            Files.copy(streams.in(), copy);
            List<Path> inputs = new ArrayList<>();
            names.forEach(name -> inputs.add(name.equals(STDIN) ? copy : Path.of(name)));
            return run(inputs, wanted, store, options, streams);
        }
    }

    private static IngestReport run(List<Path> files, Wanted wanted, Path store, IngestOptions options, Streams streams)
            throws IOException {
        for (Path input : files) {
            if (!Files.exists(input)) {
                throw new NoSuchFileException(input.toString());
            }
        }
        Zstandard zstandard = new Zstandard();
        TraceInputs inputs =
                TraceInputs.of(files, wanted.format(), wanted.how(), wanted.but(), zstandard, options.firstLabelWins());
        Map<String, String> labels = new HashMap<>(inputs.labels());
        labels.putAll(options.labels());
        Progress progress = new Progress(streams, System::nanoTime);
        IngestReport report;
        try {
            report = TraceIngest.runAll(
                    inputs.inputs(),
                    store,
                    options.withLabels(labels).withLimits(wanted.how().limits()),
                    zstandard,
                    (done, total) -> progress.part("reading", done, total));
        } finally {
            progress.clear();
        }
        List<String> rejects = report.firstRejects();
        List<String> shown = rejects.subList(0, Math.min(SHOWN_REJECTS, rejects.size()));
        shown.forEach(streams::say);
        if (report.rejected() > shown.size()) {
            streams.say("… and " + (report.rejected() - shown.size()) + " more");
        }
        return report;
    }
}
