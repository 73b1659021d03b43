package io.ichnite.data;

import io.ichnite.tensor.Lanes;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sketches of distinct rows: 132 bytes each. Exact similarities are worked out from the rows again. For one thread. */
final class Sketches {
    /** So many hashes are kept for exact similarities: 32 MiB. */
    private static final int KEPT = 1 << 22;

    private static final int UNIT = 16;
    private static final int BLOCK = 1 << 10;

    private final DistinctRows distinct;
    private final Shingles shingles;
    private final long[] sketches;
    private final int[] sizes;
    private final Map<Integer, long[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int keptHashes;

    private Sketches(DistinctRows distinct, Shingles shingles, long[] sketches, int[] sizes) {
        this.distinct = distinct;
        this.shingles = shingles;
        this.sketches = sketches;
        this.sizes = sizes;
    }

    static Sketches of(Sequences rows, DistinctRows distinct, NearPlan plan, Lanes lanes, NearGroups.Watcher watcher) {
        int count = distinct.size();
        long[] sketches = new long[Math.multiplyExact(count, Sketch.LONGS)];
        int[] sizes = new int[count];
        Shingles[] own = new Shingles[lanes.count()];
        for (int lane = 0; lane < own.length; lane++) {
            own[lane] = new Shingles(rows, plan);
        }
        for (int from = 0; from < count; from += BLOCK) {
            int first = from;
            int here = Math.min(BLOCK, count - from);
            lanes.run((here + UNIT - 1) / UNIT, (lane, unit) -> {
                int until = first + Math.min(here, (unit + 1) * UNIT);
                for (int i = first + unit * UNIT; i < until; i++) {
                    long[] hashes = own[lane].of(distinct.first(i));
                    sizes[i] = hashes.length;
                    Sketch.of(hashes, sketches, i * Sketch.LONGS);
                }
            });
            watcher.done((long) from + here, count);
        }
        return new Sketches(distinct, own[0], sketches, sizes);
    }

    int size() {
        return sizes.length;
    }

    /** The most that two can have in common, as they are of different sizes. */
    double most(int a, int b) {
        return Math.min(sizes[a], sizes[b]) / (double) Math.max(sizes[a], sizes[b]);
    }

    double estimate(int a, int b) {
        return Sketch.estimate(sketches, a * Sketch.LONGS, b * Sketch.LONGS);
    }

    double exact(int a, int b) {
        return Shingles.jaccard(hashes(a), hashes(b));
    }

    /** A hash of one band of a sketch. */
    int band(int a, int band, Bands bands) {
        int hash = 1;
        for (int i = band * bands.rows(); i < (band + 1) * bands.rows(); i++) {
            hash = hash * 0x01000193 + Sketch.at(sketches, a * Sketch.LONGS, i);
        }
        return hash;
    }

    /** Whether two have a band in common before that one, so that they were compared there. */
    boolean met(int a, int b, int band, Bands bands) {
        for (int earlier = 0; earlier < band; earlier++) {
            if (band(a, earlier, bands) == band(b, earlier, bands)) {
                return true;
            }
        }
        return false;
    }

    private long[] hashes(int a) {
        long[] known = kept.get(a);
        if (known != null) {
            return known;
        }
        long[] hashes = shingles.of(distinct.first(a));
        kept.put(a, hashes);
        keptHashes += hashes.length;
        Iterator<long[]> oldest = kept.values().iterator();
        while (keptHashes > KEPT && kept.size() > 2) {
            keptHashes -= oldest.next().length;
            oldest.remove();
        }
        return hashes;
    }
}
