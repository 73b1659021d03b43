package io.ichnite.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well probabilities met the classes. Without a row whose class is known, the numbers are NaN.
 *
 * @param rows with a known class; the others are left out of all numbers
 * @param unlabelled rows left out
 * @param logLoss mean of −ln p over the rows, p the probability of the true class, clipped to [1e-7, 1 − 1e-7] as Keras does;
 *     nothing is scaled to sum to 1
 * @param accuracy share of rows whose most probable class, the first on ties, is the true one
 * @param macroF1 plain mean of F1 over the classes that occur among the true or the answered ones, as scikit-learn's
 *     {@code f1_score(average="macro")}
 * @param classes one entry a class
 * @param confusion rows of true classes, columns of answered ones, in counts
 */
public record Evaluation(
        int rows,
        int unlabelled,
        double logLoss,
        double accuracy,
        double macroF1,
        List<PerClass> classes,
        List<List<Integer>> confusion) {
    static final double CLIP = 1e-7;

    /**
     * One class; each ratio is 0 where its denominator is.
     *
     * @param precision of the answers of this class, the share that is right
     * @param recall of the rows of this class, the share that is found
     * @param f1 harmonic mean of both
     * @param support rows of this class
     * @param answered rows answered with this class
     */
    public record PerClass(double precision, double recall, double f1, int support, int answered) {}

    public Evaluation {
        classes = List.copyOf(classes);
        confusion = confusion.stream().map(List::copyOf).toList();
    }

    /**
     * Compares answers with the truth.
     *
     * @param probabilities row by row, shape (rows, classes); NaN makes the log loss NaN and is never the most probable
     * @param labels a class from 0 for each row; −1 where it is not known
     * @throws IllegalArgumentException if the sizes do not fit together or a label is no class
     */
    public static Evaluation of(float[] probabilities, int classes, int[] labels) {
        Rows rows = Rows.of(probabilities, classes, labels);
        int[][] confusion = new int[classes][classes];
        int right = 0;
        double loss = 0;
        for (int i = 0; i < rows.known(); i++) {
            int label = rows.label(i);
            int answer = rows.answer(i);
            confusion[label][answer]++;
            right += label == answer ? 1 : 0;
            loss += surprise(rows.probability(i, label));
        }
        List<PerClass> each = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            each.add(perClass(confusion, c));
        }
        double macroF1 = each.stream()
                .filter(c -> c.support() + c.answered() > 0)
                .mapToDouble(PerClass::f1)
                .average()
                .orElse(Double.NaN);
        return new Evaluation(
                rows.known(),
                rows.unknown(),
                loss / rows.known(),
                (double) right / rows.known(),
                macroF1,
                each,
                Arrays.stream(confusion)
                        .map(line -> Arrays.stream(line).boxed().toList())
                        .toList());
    }

    /** −ln p, p clipped; by StrictMath, so that a kept log loss is the same on every machine. */
    static double surprise(double probability) {
        return -StrictMath.log(Math.min(Math.max(probability, CLIP), 1 - CLIP));
    }

    private static PerClass perClass(int[][] confusion, int c) {
        int support = Arrays.stream(confusion[c]).sum();
        int answered = Arrays.stream(confusion).mapToInt(line -> line[c]).sum();
        int right = confusion[c][c];
        return new PerClass(
                ratio(right, answered),
                ratio(right, support),
                ratio(2.0 * right, (double) support + answered),
                support,
                answered);
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
