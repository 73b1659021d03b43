package io.ichnite.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds which of some sketched rows are near each other, band by band. One for each search; for one thread. */
final class NearSearch {
    /** Of the rows with one band in common, each is compared with so many of the first ones, and of those before it. */
    static final int WINDOW = 128;
    /** So often at most a row is compared exactly, and found not to be near. */
    static final int VAIN = 64;
    /** An estimate that is so many deviations below the threshold is believed. */
    private static final double SURE = 4;

    private final Sketches sketches;
    private final Bands bands;
    private final double similarity;
    private final double hopeless;
    private final Components components;
    private final byte[] vain;
    private final List<NearGroups.Link> links = new ArrayList<>();
    private long left;

    private NearSearch(Sketches sketches, NearPlan plan) {
        this.sketches = sketches;
        this.similarity = plan.similarity();
        this.bands = Bands.of(similarity);
        this.hopeless = similarity - SURE * Math.sqrt(similarity * (1 - similarity) / Sketch.BYTES) - 1e-9;
        this.components = new Components(sketches.size());
        this.vain = new byte[sketches.size()];
    }

    static NearSearch run(Sketches sketches, NearPlan plan) {
        NearSearch search = new NearSearch(sketches, plan);
        long[] sorted = new long[sketches.size()];
        for (int band = 0; band < search.bands.count(); band++) {
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = (long) sketches.band(i, band, search.bands) << Integer.SIZE | i;
            }
            Arrays.sort(sorted);
            int from = 0;
            for (int to = 1; to <= sorted.length; to++) {
                if (to == sorted.length || sorted[to] >> Integer.SIZE != sorted[from] >> Integer.SIZE) {
                    search.bucket(sorted, from, to, band);
                    from = to;
                }
            }
        }
        return search;
    }

    /** Rows that have a band in common: the low halves of {@code sorted[from]} to {@code sorted[to - 1]}, ascending. */
    private void bucket(long[] sorted, int from, int to, int band) {
        for (int at = from + 1; at < to; at++) {
            int row = (int) sorted[at];
            int first = Math.min(at, from + WINDOW);
            for (int k = from; k < first; k++) {
                compare((int) sorted[k], row, band);
            }
            for (int k = Math.max(first, at - WINDOW); k < at; k++) {
                compare((int) sorted[k], row, band);
            }
        }
        long beyond = Math.max(0, to - from - 2L * WINDOW);
        if (beyond > 0 && !together(sorted, from, to)) {
            left += beyond * (beyond - 1) / 2;
        }
    }

    private boolean together(long[] sorted, int from, int to) {
        int one = components.find((int) sorted[from]);
        for (int at = from + 1; at < to; at++) {
            if (components.find((int) sorted[at]) != one) {
                return false;
            }
        }
        return true;
    }

    private void compare(int one, int other, int band) {
        if (components.find(one) == components.find(other)
                || sketches.most(one, other) < similarity
                || sketches.estimate(one, other) < hopeless
                || sketches.met(one, other, band, bands)) {
            return;
        }
        if (vain[other] == VAIN) {
            left++;
            return;
        }
        double exact = sketches.exact(one, other);
        if (exact >= similarity) {
            components.join(one, other);
            links.add(new NearGroups.Link(one, other, exact));
        } else {
            vain[other]++;
        }
    }

    /** The lowest of those that hang together with one. */
    int lowest(int one) {
        return components.find(one);
    }

    List<NearGroups.Link> links() {
        return links;
    }

    long left() {
        return left;
    }
}
