package io.ichnite.formats.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.drift.Conformal;
import io.ichnite.drift.Conformal.Form;
import io.ichnite.formats.Goldens;
import io.ichnite.formats.npy.NpyArray;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Both forms of p-values, and what is rejected by them, are those of the reference implementations. */
class ConformalGoldenTest {
    private static final int CLASSES = 4;
    private static final int ROWS = 600;

    @Test
    void pValuesAreThoseOfCrepes() throws IOException {
        Conformal conformal = conformal(Form.PLUS_ONE);
        double[] textbook = doubles("pvals_plus1");
        double[] crepes = doubles("pvals_crepes_mondrian");
        int[] sets = ints("sets_eps0.1");
        for (int row = 0; row < ROWS; row++) {
            double[] strange = strangeness(row);
            for (int c = 0; c < CLASSES; c++) {
                assertEquals(textbook[row * CLASSES + c], conformal.p(c, strange[c]), 1e-12);
                assertEquals(crepes[row * CLASSES + c], conformal.p(c, strange[c]), 1e-12);
                assertEquals(
                        sets[row * CLASSES + c] == 1, conformal.set(strange).contains(c), "row " + row + " class " + c);
            }
        }
    }

    @Test
    void transcendsFormKeepsAndRejectsAsTheReference() throws IOException {
        Conformal conformal = conformal(Form.TRANSCEND);
        double[] expected = doubles("pvals_transcend");
        int[] answers = ints("pred");
        double[] credibility = doubles("credibility");
        double[] confidence = doubles("confidence");
        int[] keep = ints("keep");
        JsonNode reject = JsonMapper.shared()
                .readTree(Goldens.path("novelty/conformal/reject.json").toFile());
        for (int c = 0; c < CLASSES; c++) {
            assertEquals(reject.get("threshold_per_class").get(c).asDouble(), conformal.threshold(c), 1e-12);
        }
        int kept = 0;
        for (int row = 0; row < ROWS; row++) {
            double[] strange = strangeness(row);
            for (int c = 0; c < CLASSES; c++) {
                assertEquals(expected[row * CLASSES + c], conformal.p(c, strange[c]), 1e-12);
            }
            assertEquals(answers[row], Conformal.nearest(strange));
            Conformal.Verdict verdict = conformal.judge(strange, answers[row]);
            assertEquals(credibility[row], verdict.credibility(), 1e-12);
            assertEquals(confidence[row], verdict.confidence(), 1e-12);
            assertEquals(keep[row] == 1, verdict.kept(), "row " + row);
            kept += verdict.kept() ? 1 : 0;
        }
        assertEquals(reject.get("kept").asInt(), kept);
    }

    private static Conformal conformal(Form form) throws IOException {
        return Conformal.of(doubles("cal_ncm"), ints("cal_y"), CLASSES, form, 0.1);
    }

    private static double[] strangeness(int row) throws IOException {
        return Arrays.copyOfRange(TEST, row * CLASSES, (row + 1) * CLASSES);
    }

    private static final double[] TEST = test();

    private static double[] test() {
        try {
            return doubles("test_ncm");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double[] doubles(String name) throws IOException {
        return NpyArray.read(Goldens.path("novelty/conformal/" + name + ".npy")).doubles();
    }

    private static int[] ints(String name) throws IOException {
        return NpyArray.read(Goldens.path("novelty/conformal/" + name + ".npy")).ints();
    }
}
