package io.ichnite.linear;

import java.util.Arrays;

/**
 * Which buckets of runs are looked at, and what each weighs. A row's vector has (1 + ln t) · idf for a bucket with t runs
 * and is scaled to length 1; a row without any of these buckets is all 0. Thread-safe, as long as nobody changes the arrays.
 *
 * <p>The weight is scikit-learn's smooth one: idf = 1 + ln((1 + n) / (1 + m)) where m of n training rows have the bucket.
 */
final class Features {
    private final int[] buckets;
    private final float[] idf;

    /**
     * @param buckets ascending
     * @param idf one a bucket
     */
    Features(int[] buckets, float[] idf) {
        this.buckets = buckets;
        this.idf = idf;
    }

    /**
     * Chooses the features of some rows.
     *
     * @param most at most so many, whatever the plan says
     */
    static Features choose(RowReader rows, int most, LinearPlan plan) {
        int[] spread = spread(rows);
        int[] buckets = mostWidespread(spread, Math.min(most, plan.features()), plan);
        float[] idf = new float[buckets.length];
        for (int i = 0; i < idf.length; i++) {
            idf[i] = (float) (1 + StrictMath.log((1.0 + rows.size()) / (1.0 + spread[buckets[i]])));
        }
        return new Features(buckets, idf);
    }

    /** In how many rows each bucket occurs. */
    private static int[] spread(RowReader rows) {
        int[][] counts = new int[rows.lanes()][];
        rows.each((lane, i, runs) -> {
            if (counts[lane] == null) {
                counts[lane] = new int[RunCounter.BUCKETS];
            }
            for (int k = 0; k < runs.distinct(); k++) {
                counts[lane][runs.bucket(k)]++;
            }
        });
        int[] sums = new int[RunCounter.BUCKETS];
        for (int[] some : counts) {
            for (int i = 0; some != null && i < sums.length; i++) {
                sums[i] += some[i];
            }
        }
        return sums;
    }

    /** The features' buckets, ascending. */
    private static int[] mostWidespread(int[] spread, int most, LinearPlan plan) {
        long[] order = new long[spread.length];
        int candidates = 0;
        for (int bucket = 0; bucket < spread.length; bucket++) {
            if (spread[bucket] >= plan.leastRows()) {
                order[candidates++] = (long) -spread[bucket] * RunCounter.BUCKETS + bucket;
            }
        }
        Arrays.sort(order, 0, candidates);
        int[] buckets = new int[Math.min(candidates, most)];
        int kept = 0;
        // each row that has a bucket will hold one entry for it
        long entries = 0;
        while (kept < buckets.length) {
            int bucket = (int) Math.floorMod(order[kept], (long) RunCounter.BUCKETS);
            entries += spread[bucket];
            if (entries > plan.entries()) {
                break;
            }
            buckets[kept++] = bucket;
        }
        buckets = Arrays.copyOf(buckets, kept);
        Arrays.sort(buckets);
        return buckets;
    }

    /** Ascending; not a copy. */
    int[] buckets() {
        return buckets;
    }

    /** One a bucket; not a copy. */
    float[] idf() {
        return idf;
    }

    int size() {
        return buckets.length;
    }

    /** The vector of a row with these runs. */
    SparseRow vector(RunCounter runs) {
        char[] columns = new char[Math.min(runs.distinct(), buckets.length)];
        double[] values = new double[columns.length];
        int count = 0;
        int from = 0;
        double squares = 0;
        for (int i = 0; i < runs.distinct() && from < buckets.length; i++) {
            int at = Arrays.binarySearch(buckets, from, buckets.length, runs.bucket(i));
            if (at < 0) {
                from = -at - 1;
                continue;
            }
            from = at + 1;
            double value = (1 + StrictMath.log(runs.times(i))) * idf[at];
            columns[count] = (char) at;
            values[count++] = value;
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        float[] scaled = new float[count];
        for (int i = 0; i < count; i++) {
            scaled[i] = (float) (values[i] / length);
        }
        return new SparseRow(Arrays.copyOf(columns, count), scaled);
    }
}
