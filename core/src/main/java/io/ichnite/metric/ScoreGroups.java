package io.ichnite.metric;

import java.util.Arrays;

/** The different scores of known and novel rows, falling, and which rows have which: sorted once, measured often. */
final class ScoreGroups {
    private static final double RATE = 0.95;

    private final int groups;
    private final int[] known;
    private final int[] novel;

    ScoreGroups(double[] knownScores, double[] novelScores) {
        double[] all = new double[knownScores.length + novelScores.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = ordered(i < knownScores.length ? knownScores[i] : novelScores[i - knownScores.length]);
        }
        double[] different = all.clone();
        Arrays.sort(different);
        int count = 0;
        for (int i = 0; i < different.length; i++) {
            if (i == 0 || different[i] != different[i - 1]) {
                different[count++] = different[i];
            }
        }
        groups = count;
        int[] places = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            places[i] = count - 1 - Arrays.binarySearch(different, 0, count, all[i]);
        }
        known = Arrays.copyOf(places, knownScores.length);
        novel = Arrays.copyOfRange(places, knownScores.length, places.length);
    }

    /** NaN below all numbers; and the two zeros are one number. */
    private static double ordered(double score) {
        return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score + 0.0;
    }

    int groups() {
        return groups;
    }

    /** The group of each known row, from 0, which is the highest score's. */
    int[] known() {
        return known;
    }

    int[] novel() {
        return novel;
    }

    /** Of each row once. */
    Separation all() {
        int[] in = new int[groups];
        int[] out = new int[groups];
        for (int group : known) {
            in[group]++;
        }
        for (int group : novel) {
            out[group]++;
        }
        return measure(in, out, known.length, novel.length);
    }

    /** Of so many rows in each group. */
    static Separation measure(int[] in, int[] out, int knowns, int novels) {
        if (knowns == 0 || novels == 0) {
            double none = Double.NaN;
            return new Separation(knowns, novels, none, none, none, none, none, none, none, none);
        }
        Side familiar = new Side(in, out, knowns, novels, 1);
        Side unfamiliar = new Side(out, in, novels, knowns, -1);
        return new Separation(
                knowns,
                novels,
                familiar.twice / (2.0 * knowns * novels),
                familiar.steps / knowns,
                unfamiliar.steps / novels,
                familiar.trapezoids / knowns,
                unfamiliar.trapezoids / novels,
                familiar.atRate,
                unfamiliar.atRate,
                familiar.best);
    }

    /** A walk through the groups, from the most positive on; one side is called positive. */
    private static final class Side {
        /** Twice the area under the curve of both rates, in pairs: whole numbers, so nothing is rounded before the end. */
        private long twice;

        /** Sums over the positives; divided at the end, so that a perfect one is 1. */
        private double steps;

        private double trapezoids;
        private double atRate = Double.NaN;
        private double best = 0.5;

        Side(int[] positive, int[] negative, int positives, int negatives, int direction) {
            long tp = 0;
            long fp = 0;
            double before = 1;
            int at = direction > 0 ? 0 : positive.length - 1;
            for (int i = 0; i < positive.length; i++, at += direction) {
                int found = positive[at];
                int wrong = negative[at];
                if (found == 0 && wrong == 0) {
                    continue;
                }
                twice += wrong * (2 * tp + found);
                tp += found;
                fp += wrong;
                double precision = (double) tp / (tp + fp);
                steps += found * precision;
                trapezoids += found * (precision + before) / 2;
                before = precision;
                double rate = (double) tp / positives;
                if (Double.isNaN(atRate) && rate >= RATE) {
                    atRate = (double) fp / negatives;
                }
                best = Math.max(best, (rate + 1 - (double) fp / negatives) / 2);
            }
        }
    }
}
