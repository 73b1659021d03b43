package io.ichnite.app.task;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.Progress;
import io.ichnite.app.show.Streams;
import io.ichnite.app.source.TraceData;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.formats.file.WholeFile;
import io.ichnite.formats.sequences.SequenceDump;
import io.ichnite.sample.Order;
import io.ichnite.sample.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes traces as the published system's JSON dumps. Used by one thread. */
public final class SequenceFiles {
    private static final String FILES = "security_%s_files.json";
    private static final String LABELS = "security_%s_labels.json";
    private static final String IDS = "security_%s_ids.json";

    private final Streams streams;

    /**
     * What was written, in order.
     *
     * @param train files with a label
     * @param test files without one
     */
    public record Written(List<Path> files, int train, int test, long calls) {
        public Written {
            files = List.copyOf(files);
        }

        /** For programs. */
        public String json(long rejected) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("train", train);
            object.put("test", test);
            object.put("calls", calls);
            object.put("rejected", rejected);
            object.put("files", files.stream().map(Path::toString).toList());
            return Json.line(object);
        }
    }

    public SequenceFiles(Streams streams) {
        this.streams = streams;
    }

    /**
     * Writes files with a label to the train dump, those without one to the test dump; a dump that would be empty is not
     * written. All are written before one is moved into its place.
     *
     * @param folder made if it is not there
     * @throws BadInput if there are no files
     * @throws BadConfig if the traces do not keep the order
     */
    public Written write(TraceData data, Order order, Path folder) throws IOException {
        Traces traces = data.traces();
        if (traces.size() == 0) {
            throw BadInput.in(data.name(), "expected files, found none");
        }
        if (!traces.offers(order)) {
            throw new BadConfig(data.name() + ": the order " + order.word() + " is asked for, which it does not keep");
        }
        OutputFile.checkFolder(folder);
        List<Integer> train =
                data.rows().stream().filter(row -> data.label(row) != null).toList();
        List<Integer> test =
                data.rows().stream().filter(row -> data.label(row) == null).toList();
        warn(traces);
        if (!train.isEmpty() && !test.isEmpty()) {
            streams.say(train.size() + " files with a label go to the train dump, " + test.size()
                    + " without one to the test dump");
        }
        long calls = data.rows().stream().mapToLong(traces::length).sum();
        long trainCalls = train.stream().mapToLong(traces::length).sum();
        Map<Path, WholeFile.Content> contents = new LinkedHashMap<>();
        Progress progress = new Progress(streams, System::nanoTime);
        if (!train.isEmpty()) {
            SequenceDump dump = new SequenceDump(traces, train);
            add(
                    contents,
                    folder,
                    FILES,
                    "train",
                    out -> dump.sequences(order, out, done -> progress.part("writing", done, calls)));
            add(contents, folder, LABELS, "train", dump::labels);
            add(contents, folder, IDS, "train", dump::ids);
        }
        if (!test.isEmpty()) {
            SequenceDump dump = new SequenceDump(traces, test);
            add(
                    contents,
                    folder,
                    FILES,
                    "test",
                    out -> dump.sequences(order, out, done -> progress.part("writing", trainCalls + done, calls)));
            add(contents, folder, IDS, "test", dump::ids);
        }
        try {
            Files.createDirectories(folder);
            WholeFile.replace(contents);
        } finally {
            progress.clear();
        }
        return new Written(new ArrayList<>(contents.keySet()), train.size(), test.size(), calls);
    }

    private static void add(
            Map<Path, WholeFile.Content> contents, Path folder, String name, String part, WholeFile.Content content) {
        contents.put(folder.resolve(String.format(name, part)), content);
    }

    /** A dump has a blank between names, so it cannot tell one within a name from those. */
    private void warn(Traces traces) {
        long blanks =
                traces.apis().stream().filter(name -> name.indexOf(' ') >= 0).count();
        if (blanks > 0) {
            streams.say("warning: " + blanks + " names hold a blank, and read as several calls in a dump");
        }
    }
}
