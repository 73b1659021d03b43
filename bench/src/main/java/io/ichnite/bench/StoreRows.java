package io.ichnite.bench;

import io.ichnite.ingest.TraceStore;
import io.ichnite.sample.Order;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Writes files of a trace store as a trace CSV: their calls in the order in which they came, which becomes the index, one clock for
 * a file. Which files, under which number and label, a list says: {@code number,label,id} a line, in the order of the rows.
 *
 * <p>{@code java -cp … io.ichnite.bench.StoreRows --store recorded.store --files chosen.csv --out train.csv}
 */
public final class StoreRows {
    private static final int FIELDS = 3;

    private StoreRows() {}

    public static void main(String[] args) throws IOException {
        Arguments options = new Arguments(args, Set.of("store", "files", "out"));
        List<String> wanted = Files.readAllLines(Path.of(options.text("files")));
        try (TraceStore store = TraceStore.open(Path.of(options.text("store")));
                BufferedWriter out = Files.newBufferedWriter(Path.of(options.text("out")), StandardCharsets.US_ASCII)) {
            Map<String, Integer> places = new HashMap<>();
            IntStream.range(0, store.size()).forEach(file -> places.put(store.id(file), file));
            out.write("file_id,label,api,tid,index\n");
            for (String line : wanted) {
                String[] fields = line.split(",", FIELDS);
                Integer file = fields.length == FIELDS ? places.get(fields[2]) : null;
                if (file == null) {
                    throw new IllegalArgumentException(
                            "expected number,label,id of a file in the store, found " + line);
                }
                write(store, file, fields[0] + "," + fields[1] + ",", out);
            }
        }
    }

    private static void write(TraceStore store, int file, String begin, Writer out) throws IOException {
        int length = store.length(file);
        int[] calls = new int[length];
        int[] tids = new int[length];
        int[] arrivals = new int[length];
        store.calls(file, Order.TID, 0, length, calls, 0);
        store.places(file, tids, new int[length], arrivals);
        int[] places = new int[length];
        for (int i = 0; i < length; i++) {
            places[arrivals[i]] = i;
        }
        for (int index = 0; index < length; index++) {
            int place = places[index];
            out.write(begin + store.apis().get(calls[place]) + "," + tids[place] + "," + index + "\n");
        }
    }
}
