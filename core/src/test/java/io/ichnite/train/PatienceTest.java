package io.ichnite.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** When training ends, when the rate falls, and when it was too long: by losses written down. */
class PatienceTest {
    private static List<History.Epoch> epochs(double... validationLosses) {
        List<History.Epoch> epochs = new ArrayList<>();
        for (double loss : validationLosses) {
            epochs.add(epoch(epochs.size() + 1, 1.0 / (epochs.size() + 1), loss, 1e-3f));
        }
        return epochs;
    }

    private static History.Epoch epoch(int number, double loss, double validationLoss, float rate) {
        return new History.Epoch(number, loss, 0.5, validationLoss, 0.5, 1, 1, rate);
    }

    /** The rates of epochs with these losses, each chosen after those before it. */
    private static List<Float> rates(Patience patience, double... validationLosses) {
        List<History.Epoch> epochs = new ArrayList<>();
        List<Float> rates = new ArrayList<>();
        for (double loss : validationLosses) {
            float rate = patience.rateAfter(epochs, 1f);
            rates.add(rate);
            epochs.add(epoch(epochs.size() + 1, 1, loss, rate));
        }
        rates.add(patience.rateAfter(epochs, 1f));
        return rates;
    }

    @Test
    void endsAfterSoManyEpochsWithoutALowerLoss() {
        Patience two = Patience.endless().withStopAfter(2);
        assertFalse(two.ends(epochs()));
        assertFalse(two.ends(epochs(1.0)));
        assertFalse(two.ends(epochs(1.0, 1.1)));
        assertTrue(two.ends(epochs(1.0, 1.1, 1.0)), "as low is not lower");
        assertFalse(two.ends(epochs(1.0, 1.1, 0.9)));
        assertFalse(two.ends(epochs(1.0, 1.1, 0.9, 0.95)));
        assertTrue(two.ends(epochs(1.0, 1.1, 0.9, 0.95, 0.91)));
        assertFalse(Patience.endless().ends(epochs(1, 2, 3, 4, 5, 6, 7, 8, 9)));
    }

    /** As Keras' ReduceLROnPlateau with patience 2, factor 0.5, min_delta 0 goes through these. */
    @Test
    void reducesTheRateAgainAndAgainOnAPlateau() {
        Patience two = Patience.endless().withReduceAfter(2).withFactor(0.5f);
        assertEquals(List.of(1f, 1f, 1f, 0.5f, 0.5f, 0.25f), rates(two, 1.0, 1.1, 1.2, 1.3, 1.4));
        assertEquals(List.of(1f, 1f, 1f, 0.5f, 0.5f, 0.5f, 0.25f), rates(two, 1.0, 1.1, 1.2, 0.9, 1.4, 1.5));
        assertEquals(List.of(1f, 1f, 1f, 1f, 1f), rates(two, 1.0, 0.9, 0.8, 0.7));
        Patience one = two.withReduceAfter(1);
        assertEquals(List.of(1f, 1f, 0.5f, 0.25f, 0.25f), rates(one, 1.0, 1.0, 1.0, 0.9));
    }

    @Test
    void epochsAtALowerRateAreNamed() {
        List<History.Epoch> epochs = List.of(
                epoch(1, 1, 1, 1f),
                epoch(2, 1, 1, 1f),
                epoch(3, 1, 1, 0.5f),
                epoch(4, 1, 1, 0.5f),
                epoch(5, 1, 1, 0.25f));
        assertEquals(List.of(3, 5), new History(epochs, 1).lowered());
        assertEquals(List.of(), new History(epochs.subList(0, 2), 1).lowered());
        assertEquals(List.of(), new History(List.of(), 0).lowered());
    }

    @Test
    void numbersOutOfRangeAreASlip() {
        assertThrows(IllegalArgumentException.class, () -> Patience.endless().withStopAfter(-1));
        assertThrows(IllegalArgumentException.class, () -> Patience.endless().withFactor(1f));
        assertThrows(IllegalArgumentException.class, () -> Patience.endless().withFactor(Float.NaN));
    }

    @Test
    void overfittingSetsInAfterTheLowestLoss() {
        assertEquals(OptionalInt.of(3), new History(epochs(1.0, 0.8, 0.9, 1.0), 2).overfitsFrom());
        assertEquals(OptionalInt.empty(), new History(epochs(1.0, 0.8, 0.9), 2).overfitsFrom(), "one epoch is chance");
        assertEquals(OptionalInt.empty(), new History(epochs(1.0, 0.8, 0.9, 0.805), 2).overfitsFrom(), "it came back");
        assertEquals(OptionalInt.empty(), new History(epochs(1.0, 0.9, 0.8, 0.7), 4).overfitsFrom());
        assertEquals(OptionalInt.empty(), new History(epochs(Double.NaN, Double.NaN, Double.NaN), 3).overfitsFrom());
        assertEquals(OptionalInt.empty(), new History(List.of(), 0).overfitsFrom());
        List<History.Epoch> worse =
                List.of(epoch(1, 1, 0.8, 1f), epoch(2, 1.5, 0.9, 1f), epoch(3, 2, 1.0, 1f), epoch(4, 3, 1.2, 1f));
        assertEquals(OptionalInt.empty(), new History(worse, 1).overfitsFrom(), "training got worse too");
    }
}
