package io.ichnite.bench;

import io.ichnite.data.Encoding;
import io.ichnite.data.TraceEncoder;
import io.ichnite.data.Vocabularies;
import io.ichnite.ingest.TraceStore;
import io.ichnite.sample.Vocabulary;
import io.ichnite.tensor.SplitMix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Times how long a batch of a trace store takes: 32 files drawn at random, the last 6,000 calls of each as numbers of a
 * vocabulary, zeros in front. Prints one JSON object, with milliseconds. {@code bench/run ingest} makes the store.
 *
 * <p>{@code java -cp … io.ichnite.bench.ReadBatches --store traces.store [--batches 5000] [--warm-up 3000]}
 */
public final class ReadBatches {
    private static final int BATCH = 32;

    private ReadBatches() {}

    public static void main(String[] args) throws IOException {
        Arguments options = new Arguments(args, Set.of("store", "batches", "warm-up"));
        long began = System.nanoTime();
        try (TraceStore store = TraceStore.open(Path.of(options.text("store")))) {
            double opening = (System.nanoTime() - began) / 1e6;
            List<Integer> files = IntStream.range(0, store.size()).boxed().toList();
            Vocabulary vocabulary = Vocabularies.fit(store, files, Vocabulary.Kind.ICHNITE);
            TraceEncoder encoder = new TraceEncoder(store, vocabulary, Encoding.defaults());
            int[] rows = new int[BATCH * encoder.length()];
            SplitMix draw = new SplitMix(1);
            long sum = 0;
            for (int i = options.number("warm-up", 3000); i > 0; i--) {
                sum += read(encoder, draw, store.size(), rows);
            }
            long[] nanos = new long[options.number("batches", 5000)];
            for (int i = 0; i < nanos.length; i++) {
                long start = System.nanoTime();
                sum += read(encoder, draw, store.size(), rows);
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            System.out.printf(
                    Locale.ROOT,
                    "{\"files\": %d, \"calls\": %d, \"open_ms\": %.3f, \"median_ms\": %.4f, \"p95_ms\": %.4f,"
                            + " \"most_ms\": %.4f, \"batches\": %d, \"sum\": %d}%n",
                    store.size(),
                    store.calls(),
                    opening,
                    at(nanos, 0.5),
                    at(nanos, 0.95),
                    at(nanos, 1),
                    nanos.length,
                    sum);
        }
    }

    /** Something of what was read, so that reading is not left out. */
    private static int read(TraceEncoder encoder, SplitMix draw, int files, int[] rows) {
        for (int i = 0; i < BATCH; i++) {
            encoder.encode(draw.below(files), rows, i * encoder.length());
        }
        return rows[rows.length - 1];
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }
}
