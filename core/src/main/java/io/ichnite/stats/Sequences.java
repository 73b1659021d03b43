package io.ichnite.stats;

import io.ichnite.tensor.SplitMix;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Which files have the same calls in the same order; known by 128 bits of SHA-256. Immutable once made. */
final class Sequences {
    private final long[] high;
    private final int[] firstAlike;
    private final int[] firstOfClass;
    private final int distinct;
    private final int[] ofClass;

    /**
     * @param high and {@code low}, a key for each file
     * @param classes of the files
     */
    Sequences(long[] high, long[] low, TraceClasses classes) {
        this.high = high;
        int files = high.length;
        int[] sorted = IntStream.range(0, files)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(file -> high[file])
                        .thenComparingLong(file -> low[file])
                        .thenComparingInt(classes::of)
                        .thenComparingInt(file -> file))
                .mapToInt(file -> file)
                .toArray();
        firstAlike = new int[files];
        firstOfClass = new int[files];
        ofClass = new int[classes.size() + 1];
        int all = 0;
        for (int from = 0; from < files; ) {
            int to = from;
            int first = sorted[from];
            while (to < files && high[sorted[to]] == high[sorted[from]] && low[sorted[to]] == low[sorted[from]]) {
                first = Math.min(first, sorted[to++]);
            }
            int own = sorted[from];
            for (int i = from; i < to; i++) {
                int file = sorted[i];
                boolean another = i == from || classes.of(file) != classes.of(own);
                own = another ? file : own;
                firstAlike[file] = first;
                firstOfClass[file] = own;
                ofClass[row(classes, file)] += another ? 1 : 0;
            }
            all++;
            from = to;
        }
        distinct = all;
    }

    private static int row(TraceClasses classes, int file) {
        int family = classes.of(file);
        return family < 0 ? classes.size() : family;
    }

    /** The first file with the same calls, whatever its class. */
    int firstAlike(int file) {
        return firstAlike[file];
    }

    /** Whether no earlier file of the same class has the same calls. */
    boolean counts(int file) {
        return firstOfClass[file] == file;
    }

    /** A number of a file's sequence in its class: scattered, the same in every run. */
    long mark(int file, int family) {
        return SplitMix.mix(high[file] + SplitMix.GOLDEN * (family + 1L));
    }

    /** How many there are. */
    int distinct() {
        return distinct;
    }

    /** How many a class has; that after the last stands for files without a label. */
    int of(int family) {
        return ofClass[family];
    }
}
