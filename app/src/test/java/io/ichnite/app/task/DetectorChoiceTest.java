package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ichnite.error.BadConfig;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DetectorChoiceTest {
    private static final List<Integer> FAMILIES = List.of(0, 2, 5, 7);

    @Test
    void neverAsksForTheFamilyItself() {
        DetectorChoice.choose(3, FAMILIES, (candidate, out, novel) -> {
            assertNotEquals(out, novel);
            return 0.5;
        });
    }

    @Test
    void whatIsKnownOfAFamilyDoesNotChangeItsOwnChoice() {
        Random random = new Random(1);
        double[][] auroc = new double[6][8];
        for (double[] row : auroc) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextDouble();
            }
        }
        List<Integer> before = DetectorChoice.choose(6, FAMILIES, (c, out, novel) -> auroc[c][novel]);
        // Candidate 4 now tells family 5 better than any other tells anything.
        auroc[4][5] = 100;
        List<Integer> after = DetectorChoice.choose(6, FAMILIES, (c, out, novel) -> auroc[c][novel]);
        assertEquals(before.get(2), after.get(2), "the choice for family 5");
        assertEquals(List.of(4, 4, 4), List.of(after.get(0), after.get(1), after.get(3)));
        assertNotEquals(4, before.get(2));
    }

    @Test
    void takesTheBestMeanOverTheOthersAndTheFirstOfEqualOnes() {
        double[][] auroc = {{0.5, 0.9, 0.7}, {0.8, 0.8, 0.6}, {0.8, 0.8, 0.6}};
        assertEquals(List.of(0, 1, 1), DetectorChoice.choose(3, List.of(0, 1, 2), (c, out, novel) -> auroc[c][novel]));
    }

    @Test
    void aCandidateWithoutANumberIsNotTaken() {
        assertEquals(1, DetectorChoice.best(List.of(List.of(Double.NaN, 1.0), List.of(0.1), List.of(0.05))));
    }

    @Test
    void wordsThatAreNoneAreRefused() {
        assertEquals(DetectorChoice.How.PAIRS, DetectorChoice.How.of("pairs"));
        assertThrows(BadConfig.class, () -> DetectorChoice.How.of("PAIRS"));
    }
}
