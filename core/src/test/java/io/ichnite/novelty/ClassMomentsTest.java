package io.ichnite.novelty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import io.ichnite.tensor.SplitMix;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sums of parts, merged, are those of the whole; and those of the whole are what the formulas say. */
class ClassMomentsTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);
    private final Kernels kernels = KernelChoice.choose("auto").kernels();

    private record Case(int n, int d, int classes, FeatureRows rows, int offset) {}

    private static Case random(SplitMix random) {
        int d = 1 + random.below(40);
        int n = 2 + random.below(700);
        double[] x = new double[n * d];
        int offset = random.below(3) * 1000;
        for (int i = 0; i < x.length; i++) {
            x[i] = (offset + random.normal()) * (1 + i % d);
        }
        return new Case(n, d, 1 + random.below(4), FeatureRows.of(x, d), offset);
    }

    private static int[] labels(Case one, SplitMix random) {
        return IntStream.range(0, one.n)
                .map(r -> r < one.classes ? r : random.below(one.classes + 1) - 1)
                .toArray();
    }

    private static void near(Matrix expected, Matrix got, String what) {
        double largest = Arrays.stream(expected.values()).map(Math::abs).max().orElse(0);
        for (int i = 0; i < expected.values().length; i++) {
            assertEquals(expected.values()[i], got.values()[i], 1e-10 * largest, what + " " + i);
        }
    }

    @Test
    void twoHalvesMergedAreTheWhole() {
        SplitMix random = new SplitMix(SEED);
        for (int round = 0; round < 60; round++) {
            Case one = random(random);
            int[] labels = labels(one, random);
            int cut = random.below(one.n + 1);
            ClassMoments whole = ClassMoments.of(one.rows, labels, one.classes, kernels);
            ClassMoments merged = part(one, labels, 0, cut).merge(part(one, labels, cut, one.n));
            String what = "ichnite.seed=" + SEED + " round " + round + " " + one;
            assertEquals(whole.rows(), merged.rows());
            near(whole.means(), merged.means(), what);
            for (Covariance.Estimator estimator : Covariance.Estimator.values()) {
                Covariance expected = whole.shared(estimator);
                Covariance got = merged.shared(estimator);
                assertEquals(expected.shrinkage(), got.shrinkage(), 1e-10, what);
                near(expected.matrix(), got.matrix(), what);
                near(
                        whole.whole().shared(estimator).matrix(),
                        merged.whole().shared(estimator).matrix(),
                        what);
            }
        }
    }

    private ClassMoments part(Case one, int[] labels, int from, int to) {
        int[] rows = IntStream.range(from, to).toArray();
        return ClassMoments.of(one.rows.select(rows), Arrays.copyOfRange(labels, from, to), one.classes, kernels);
    }

    @Test
    void theWholeIsWhatTheFormulasSay() {
        SplitMix random = new SplitMix(SEED + 1);
        for (int round = 0; round < 20; round++) {
            Case one = random(random);
            int[] labels = labels(one, random);
            ClassMoments moments = ClassMoments.of(one.rows, labels, one.classes, kernels);
            double[] x = new double[one.n * one.d];
            one.rows.features(0, one.n, x, 0);
            double[] scatter = new double[one.d * one.d];
            double fourth = 0;
            int known = 0;
            for (int r = 0; r < one.n; r++) {
                if (labels[r] < 0) {
                    continue;
                }
                known++;
                double square = 0;
                for (int i = 0; i < one.d; i++) {
                    double u = x[r * one.d + i] - moments.means().get(labels[r], i);
                    square += u * u;
                    for (int j = 0; j < one.d; j++) {
                        scatter[i * one.d + j] +=
                                u * (x[r * one.d + j] - moments.means().get(labels[r], j));
                    }
                }
                fourth += square * square;
            }
            for (Covariance.Estimator estimator : Covariance.Estimator.values()) {
                Covariance expected = Covariance.of(estimator, scatter, fourth, known, one.d);
                near(expected.matrix(), moments.shared(estimator).matrix(), "ichnite.seed=" + SEED + " " + one);
            }
        }
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        ClassMoments one = ClassMoments.of(FeatureRows.of(new float[4], 2), new int[2], 1, kernels);
        ClassMoments wider = ClassMoments.of(FeatureRows.of(new float[6], 3), new int[2], 1, kernels);
        assertThrows(IllegalArgumentException.class, () -> one.merge(wider));
        assertThrows(
                IllegalArgumentException.class,
                () -> ClassMoments.of(FeatureRows.of(new float[4], 2), new int[] {0, 5}, 1, kernels));
        assertThrows(
                IllegalArgumentException.class,
                () -> ClassMoments.of(FeatureRows.of(new float[4], 2), new int[3], 1, kernels));
    }
}
