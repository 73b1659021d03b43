package io.ichnite.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows made ready to be measured again and again, each group counted so many times: what does not change from one time to the
 * next is summed or sorted once. Safe for use by many threads.
 */
final class GroupedRows {
    private final int classes;
    private final int groups;
    /** For each row its group, true class and answer. */
    private final int[] groupOf;

    private final int[] labelOf;
    private final int[] answerOf;
    /** For each group how many rows it has, and the sum of their losses. */
    private final int[] rowsOf;

    private final double[] lossOf;
    /** For each class the rows by rising score, see {@link #rank}; of two classes only the second has them. */
    private final int[][] ranked;

    /** @param keys of all rows, known or not */
    GroupedRows(Rows rows, int classes, List<?> keys) {
        this.classes = classes;
        int n = rows.known();
        groupOf = new int[n];
        labelOf = new int[n];
        answerOf = new int[n];
        Map<Object, Integer> numbers = new HashMap<>();
        for (int i = 0; i < n; i++) {
            groupOf[i] = numbers.computeIfAbsent(keys.get(rows.row(i)), key -> numbers.size());
            labelOf[i] = rows.label(i);
            answerOf[i] = rows.answer(i);
        }
        groups = numbers.size();
        rowsOf = new int[groups];
        lossOf = new double[groups];
        for (int i = 0; i < n; i++) {
            rowsOf[groupOf[i]]++;
            lossOf[groupOf[i]] += Evaluation.surprise(rows.probability(i, labelOf[i]));
        }
        ranked = new int[classes][];
        for (int c = 0; c < classes; c++) {
            ranked[c] = classes == 2 && c == 0 ? new int[0] : rank(rows, c);
        }
    }

    /**
     * Rows by rising probability of a class, as 4 · group + 2 where the row is of the class + 1 where its score is above the one
     * before: one array to be read from end to end. The group fits, as no float array holds 2³⁰ rows of
     * two classes.
     */
    private int[] rank(Rows rows, int c) {
        long[] sorted = new long[rows.known()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = (long) bits(rows.probability(i, c)) << 32 | i;
        }
        Arrays.sort(sorted);
        int[] order = new int[sorted.length];
        for (int k = 0; k < order.length; k++) {
            int i = (int) sorted[k];
            boolean above = k > 0 && sorted[k] >> 32 != sorted[k - 1] >> 32;
            order[k] = groupOf[i] << 2 | (labelOf[i] == c ? 2 : 0) | (above ? 1 : 0);
        }
        return order;
    }

    /** Whole numbers in the order of the scores; NaN below all, and the two zeros alike, as in {@link ThresholdCurve}. */
    private static int bits(float score) {
        int bits = Float.floatToIntBits(Float.isNaN(score) ? Float.NEGATIVE_INFINITY : score + 0f);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }

    int groups() {
        return groups;
    }

    /**
     * @param times how often each group counts
     * @return log loss, accuracy, macro-F1, AUROC
     */
    double[] measure(int[] times) {
        long rows = 0;
        double loss = 0;
        for (int g = 0; g < groups; g++) {
            rows += (long) times[g] * rowsOf[g];
            // not 0 · loss: a group that is not drawn must not count even where its loss is no number
            loss += times[g] == 0 ? 0 : times[g] * lossOf[g];
        }
        long[] support = new long[classes];
        long[] answered = new long[classes];
        long[] right = new long[classes];
        long allRight = 0;
        for (int i = 0; i < groupOf.length; i++) {
            int weight = times[groupOf[i]];
            support[labelOf[i]] += weight;
            answered[answerOf[i]] += weight;
            if (labelOf[i] == answerOf[i]) {
                right[labelOf[i]] += weight;
                allRight += weight;
            }
        }
        double[] aurocs = new double[classes];
        for (int c = 0; c < classes; c++) {
            aurocs[c] = auroc(ranked[c], times);
        }
        return new double[] {
            loss / rows, (double) allRight / rows, macroF1(support, answered, right), Ranking.whole(aurocs)
        };
    }

    private static double macroF1(long[] support, long[] answered, long[] right) {
        double sum = 0;
        int seen = 0;
        for (int c = 0; c < support.length; c++) {
            if (support[c] + answered[c] > 0) {
                sum += 2.0 * right[c] / (support[c] + answered[c]);
                seen++;
            }
        }
        return sum / seen;
    }

    /** Pairs in which the positive stands above, those of one score half, over all pairs; in whole numbers up to the end. */
    private static double auroc(int[] order, int[] times) {
        long twice = 0; // of the pairs
        long below = 0; // negatives under this score
        long positives = 0;
        long levelPositives = 0;
        long levelNegatives = 0;
        for (int packed : order) {
            if ((packed & 1) != 0) {
                twice += levelPositives * (2 * below + levelNegatives);
                below += levelNegatives;
                positives += levelPositives;
                levelPositives = 0;
                levelNegatives = 0;
            }
            int weight = times[packed >>> 2];
            if ((packed & 2) != 0) {
                levelPositives += weight;
            } else {
                levelNegatives += weight;
            }
        }
        twice += levelPositives * (2 * below + levelNegatives);
        below += levelNegatives;
        positives += levelPositives;
        return twice / (2.0 * positives * below);
    }
}
