package io.ichnite.ingest;

import io.ichnite.sample.Order;
import io.ichnite.sample.Traces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the tests of this package do again and again. */
final class Stores {
    static final String HEADER = "file_id,label,api,tid,index\n";

    private Stores() {}

    static Path write(Path file, String text) throws IOException {
        return Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static IngestReport ingest(Path input, Path store) throws IOException {
        return ingest(input, store, IngestOptions.defaults());
    }

    static IngestReport ingest(Path input, Path store, IngestOptions options) throws IOException {
        return TraceIngest.run(List.of(input), store, options, Decompression.none(), IngestProgress.none());
    }

    static TraceStore of(Path folder, String csv) throws IOException {
        ingest(write(folder.resolve("in.csv"), csv), folder.resolve("store"));
        return TraceStore.open(folder.resolve("store"));
    }

    static List<String> calls(Traces traces, int file, Order order) {
        int[] calls = new int[traces.length(file)];
        traces.calls(file, order, 0, calls.length, calls, 0);
        List<String> names = new ArrayList<>();
        for (int call : calls) {
            names.add(traces.apis().get(call));
        }
        return names;
    }

    /** All that a store holds, in words: {@code id/label: names by thread and index} for each file. */
    static List<String> told(Traces traces) {
        List<String> told = new ArrayList<>();
        for (int file = 0; file < traces.size(); file++) {
            told.add(traces.id(file) + "/" + traces.label(file) + ": "
                    + String.join(" ", calls(traces, file, Order.TID)));
        }
        return told;
    }

    static List<String> told(Path store) throws IOException {
        try (TraceStore open = TraceStore.open(store)) {
            return told(open);
        }
    }

    static Path generation(Path store) throws IOException {
        return StoreFolder.current(store);
    }

    /** What lies below a folder, apart from the lock. */
    static List<String> entries(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.equals(folder))
                    .map(path -> folder.relativize(path).toString())
                    .filter(name -> !name.equals("LOCK"))
                    .sorted()
                    .toList();
        }
    }
}
