package io.ichnite.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EvaluationTest {
    @Test
    void isWhatScikitLearnAndKerasSay() throws IOException {
        float[] probabilities = SmallNpy.floats("/goldens/metrics/prob32.npy");
        int[] labels = SmallNpy.ints("/goldens/metrics/y.npy");
        JsonNode golden = Goldens.json("metrics.json").get("multiclass");
        Evaluation evaluation = Evaluation.of(probabilities, 8, labels);
        assertEquals(400, evaluation.rows());
        assertEquals(0, evaluation.unlabelled());
        // Keras' number is of float64 probabilities; ours came as float32.
        assertEquals(golden.get("keras_clip1e7").asDouble(), evaluation.logLoss(), 1e-8);
        assertEquals(golden.get("accuracy").asDouble(), evaluation.accuracy(), 1e-12);
        assertEquals(golden.get("macro_f1").asDouble(), evaluation.macroF1(), 1e-12);
        for (int c = 0; c < 8; c++) {
            Evaluation.PerClass one = evaluation.classes().get(c);
            assertEquals(golden.get("precision").get(c).asDouble(), one.precision(), 1e-12);
            assertEquals(golden.get("recall").get(c).asDouble(), one.recall(), 1e-12);
            assertEquals(golden.get("f1").get(c).asDouble(), one.f1(), 1e-12);
            List<Integer> row = golden.get("confusion")
                    .get(c)
                    .valueStream()
                    .map(JsonNode::asInt)
                    .toList();
            assertEquals(row, evaluation.confusion().get(c));
            assertEquals(row.stream().mapToInt(Integer::intValue).sum(), one.support());
        }
    }

    @Test
    void unlabelledRowsAreCountedAndLeftOut() {
        float[] p = {.9f, .1f, .1f, .9f, .5f, .5f};
        Evaluation all = Evaluation.of(p, 2, new int[] {0, -1, 1});
        Evaluation known = Evaluation.of(new float[] {.9f, .1f, .5f, .5f}, 2, new int[] {0, 1});
        assertEquals(1, all.unlabelled());
        assertEquals(2, all.rows());
        assertEquals(known.logLoss(), all.logLoss());
        assertEquals(known.confusion(), all.confusion());
        assertEquals(known.classes(), all.classes());
    }

    @Test
    void theFirstOfTheMostProbableAnswers() {
        Evaluation evaluation = Evaluation.of(new float[] {.2f, .4f, .4f}, 3, new int[] {1});
        assertEquals(List.of(List.of(0, 0, 0), List.of(0, 1, 0), List.of(0, 0, 0)), evaluation.confusion());
    }

    @Test
    void classesThatDoNotOccurDoNotCount() {
        // Class 2 is neither true nor answered; class 1 is answered only: precision, recall and F1 are 0.
        Evaluation evaluation =
                Evaluation.of(new float[] {.8f, .1f, .1f, .1f, .8f, .1f, .8f, .1f, .1f}, 3, new int[] {0, 0, 0});
        assertEquals(0.8 / 2, evaluation.macroF1(), 1e-15);
        assertEquals(
                new Evaluation.PerClass(0, 0, 0, 0, 1), evaluation.classes().get(1));
        assertEquals(
                new Evaluation.PerClass(0, 0, 0, 0, 0), evaluation.classes().get(2));
    }

    @Test
    void certaintyCostsNoMoreThanTheClip() {
        Evaluation wrong = Evaluation.of(new float[] {1, 0}, 2, new int[] {1});
        assertEquals(-Math.log(1e-7), wrong.logLoss(), 1e-12);
        Evaluation right = Evaluation.of(new float[] {1, 0}, 2, new int[] {0});
        assertEquals(1e-7, right.logLoss(), 1e-13);
    }

    @Test
    void whatIsNotANumberShows() {
        Evaluation evaluation = Evaluation.of(new float[] {Float.NaN, Float.NaN}, 2, new int[] {1});
        assertTrue(Double.isNaN(evaluation.logLoss()));
        assertEquals(0, evaluation.accuracy());
        Evaluation none = Evaluation.of(new float[] {.5f, .5f}, 2, new int[] {-1});
        assertTrue(Double.isNaN(none.logLoss()) && Double.isNaN(none.accuracy()) && Double.isNaN(none.macroF1()));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Evaluation.of(new float[3], 2, new int[2]));
        assertThrows(IllegalArgumentException.class, () -> Evaluation.of(new float[4], 2, new int[] {0, 2}));
        assertThrows(IllegalArgumentException.class, () -> Evaluation.of(new float[4], 2, new int[] {0, -2}));
        assertThrows(IllegalArgumentException.class, () -> Evaluation.of(new float[0], 0, new int[0]));
    }
}
