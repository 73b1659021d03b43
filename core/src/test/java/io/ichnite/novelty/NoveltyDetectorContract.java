package io.ichnite.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.tensor.KernelChoice;
import io.ichnite.tensor.Kernels;
import io.ichnite.tensor.SplitMix;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every detector of novelty keeps; a test of one inherits this. */
public abstract class NoveltyDetectorContract {
    protected static final int WIDTH = 19;
    protected static final int CLASSES = 3;
    protected static final int ROWS = 90;

    protected final Kernels kernels = KernelChoice.choose("auto").kernels();
    private final Scorer scorer = new Scorer(kernels, 2);

    /** A detector that is fitted on {@link #familiar}. */
    protected abstract NoveltyDetector detector();

    /** ReLU-like rows of three classes in turn, dead and doubled features among them, with what {@link #head} makes of them. */
    protected static FeatureRows familiar(int rows, long seed) {
        SplitMix random = new SplitMix(seed);
        double[] x = new double[rows * WIDTH];
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < WIDTH; j++) {
                double mean = j % CLASSES == r % CLASSES ? 3 : 0.5;
                x[r * WIDTH + j] = Math.max(0, mean + random.normal());
            }
            x[r * WIDTH + 4] = 0;
            x[r * WIDTH + 7] = x[r * WIDTH + 6];
        }
        return withLogits(x);
    }

    protected static FeatureRows withLogits(double[] x) {
        double[] logits = new double[x.length / WIDTH * CLASSES];
        double[] some = new double[CLASSES];
        for (int r = 0; r < x.length / WIDTH; r++) {
            head().logits(x, r * WIDTH, some);
            System.arraycopy(some, 0, logits, r * CLASSES, CLASSES);
        }
        float[] narrow = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            narrow[i] = (float) x[i];
        }
        return FeatureRows.of(narrow, WIDTH).withLogits(logits, CLASSES);
    }

    protected static Head head() {
        double[] w = new double[CLASSES * WIDTH];
        for (int i = 0; i < w.length; i++) {
            w[i] = i % WIDTH % CLASSES == i / WIDTH ? 0.5 : -0.1 - 0.01 * (i % 5);
        }
        return Head.of(Matrix.of(CLASSES, WIDTH, w), new double[] {0.1, -0.2, 0.05});
    }

    protected static TrainingRows training() {
        int[] labels = IntStream.range(0, ROWS).map(r -> r % CLASSES).toArray();
        return TrainingRows.of(familiar(ROWS, 1), labels, CLASSES).withHead(head());
    }

    /** Rows that nothing prepared for: zeros, far out, enormous. */
    private static FeatureRows strange() {
        double[] x = new double[6 * WIDTH];
        for (int j = 0; j < WIDTH; j++) {
            x[WIDTH + j] = 1e3;
            x[2 * WIDTH + j] = -1e6 * (j + 1);
            x[3 * WIDTH + j] = 3e38;
            x[4 * WIDTH + j] = j % 2 == 0 ? 3e38 : -3e38;
            x[5 * WIDTH + j] = 1e-40;
        }
        return withLogits(x);
    }

    @Test
    void scoresAreFinite() {
        NoveltyDetector detector = detector();
        for (FeatureRows rows : new FeatureRows[] {strange(), familiar(50, 2)}) {
            for (Precision precision : Precision.values()) {
                for (double score : scorer.score(detector.in(precision), rows)) {
                    assertTrue(Double.isFinite(score), precision + " " + score);
                }
            }
        }
    }

    @Test
    void aRowsScoreIsItsOwn() {
        NoveltyDetector detector = detector();
        FeatureRows rows = familiar(150, 3);
        double[] all = scorer.score(detector, rows);
        double[] alone = new double[all.length];
        for (int row = 0; row < alone.length; row++) {
            detector.score(rows, row, row + 1, kernels, alone, row);
        }
        assertArrayEquals(all, alone);
        int[] turned = IntStream.range(0, 150).map(i -> 149 - i).toArray();
        double[] others = scorer.score(detector, rows.select(turned));
        for (int i = 0; i < turned.length; i++) {
            assertEquals(all[turned[i]], others[i]);
        }
    }

    @Test
    void threadsBlocksAndKernelsDoNotChangeABit() {
        NoveltyDetector detector = detector();
        int rows = 2 * Scorer.BLOCK + 77;
        FeatureRows many = familiar(rows, 4);
        for (Precision precision : Precision.values()) {
            NoveltyDetector one = detector.in(precision);
            double[] expected = scorer.score(one, many);
            assertArrayEquals(expected, new Scorer(kernels, 5).score(one, many));
            FeatureRows some = many.select(IntStream.range(0, 300).toArray());
            Kernels plain = KernelChoice.choose("plain").kernels();
            double[] found = new Scorer(plain, 1).score(one, some);
            assertArrayEquals(Arrays.copyOf(expected, 300), found);
        }
    }

    @Test
    void floatsAndDoublesOfTheSameValueScoreAlike() {
        NoveltyDetector detector = detector();
        FeatureRows rows = familiar(20, 5);
        double[] wide = new double[20 * WIDTH];
        rows.features(0, 20, wide, 0);
        double[] logits = new double[20 * CLASSES];
        double[] some = new double[CLASSES];
        for (int r = 0; r < 20; r++) {
            rows.logits(r, some);
            System.arraycopy(some, 0, logits, r * CLASSES, CLASSES);
        }
        FeatureRows doubles = FeatureRows.of(wide, WIDTH).withLogits(logits, CLASSES);
        assertArrayEquals(scorer.score(detector, rows), scorer.score(detector, doubles));
    }

    @Test
    void float32IsNearFloat64() {
        NoveltyDetector detector = detector();
        FeatureRows rows = familiar(200, 6);
        double[] wide = scorer.score(detector, rows);
        double[] narrow = scorer.score(detector.in(Precision.FLOAT32), rows);
        double largest = 0;
        for (double score : wide) {
            largest = Math.max(largest, Math.abs(score));
        }
        assertArrayEquals(wide, narrow, 2e-5 * largest);
    }

    @Test
    void noRowsHaveNoScores() {
        assertEquals(0, scorer.score(detector(), familiar(0, 1)).length);
    }

    @Test
    void rowsThatDoNotFitAreRefused() {
        NoveltyDetector detector = detector();
        FeatureRows narrow = FeatureRows.of(new float[2 * (WIDTH - 1)], WIDTH - 1);
        assertThrows(IllegalArgumentException.class, () -> scorer.score(detector, narrow));
        assertThrows(IllegalArgumentException.class, () -> detector.score(narrow, 0, 2, kernels, new double[2], 0));
        if (detector.needsLogits()) {
            FeatureRows without = FeatureRows.of(new float[WIDTH], WIDTH);
            assertThrows(IllegalArgumentException.class, () -> scorer.score(detector, without));
        }
    }
}
