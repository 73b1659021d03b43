package io.ichnite.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.data.ArrayExamples;
import io.ichnite.data.Examples;
import io.ichnite.error.BadShape;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every classifier promises. An implementation's test extends this. */
abstract class ClassifierContract {
    private static final int ROWS = 11;

    /** A classifier of at least two families; closed by the test. */
    abstract Classifier classifier();

    /** How many integers a row has. */
    abstract int length();

    /** What a row's integers lie below. */
    abstract int numbers();

    @Test
    void everyRowIsADistribution() {
        try (Classifier classifier = classifier()) {
            int families = classifier.families().size();
            float[] p = classifier.probabilities(rows());
            assertEquals(ROWS * families, p.length);
            for (int i = 0; i < ROWS; i++) {
                double sum = 0;
                for (int c = 0; c < families; c++) {
                    float one = p[i * families + c];
                    assertTrue(one >= 0 && one <= 1, "found " + one);
                    sum += one;
                }
                assertEquals(1, sum, 1e-5);
            }
        }
    }

    @Test
    void aRowDoesNotDependOnThoseBesideIt() {
        Examples all = rows();
        try (Classifier classifier = classifier()) {
            int families = classifier.families().size();
            float[] together = classifier.probabilities(all);
            for (int i = 0; i < ROWS; i++) {
                int[] row = new int[length()];
                all.row(i, row, 0);
                float[] alone = classifier.probabilities(ArrayExamples.unlabelled(row, length()));
                float[] part = java.util.Arrays.copyOfRange(together, i * families, (i + 1) * families);
                assertArrayEquals(part, alone, 0f, "row " + i);
            }
        }
    }

    @Test
    void askingAgainGivesTheSame() {
        try (Classifier classifier = classifier()) {
            assertArrayEquals(classifier.probabilities(rows()), classifier.probabilities(rows()));
        }
    }

    @Test
    void noRowsGiveNoAnswers() {
        try (Classifier classifier = classifier()) {
            assertEquals(0, classifier.probabilities(ArrayExamples.unlabelled(new int[0], length())).length);
        }
    }

    @Test
    void rowsOfAnotherLengthAreRefused() {
        try (Classifier classifier = classifier()) {
            Examples longer = ArrayExamples.unlabelled(new int[length() + 1], length() + 1);
            assertThrows(BadShape.class, () -> classifier.probabilities(longer));
        }
    }

    private Examples rows() {
        int[] values = new Random(1).ints((long) ROWS * length(), 0, numbers()).toArray();
        return ArrayExamples.unlabelled(values, length());
    }
}
