package io.ichnite.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.drift.ChangeDetector.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every change detector promises. An implementation's test extends this. */
abstract class ChangeDetectorContract {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    /** A detector that has seen nothing. */
    abstract ChangeDetector fresh();

    @Test
    void aLargeLastingChangeIsFoundAfterItsBeginning() {
        double[] numbers = stream(600, 600, 0.02, 0.9);
        List<Integer> changes = changes(fresh(), numbers);
        assertFalse(changes.isEmpty(), "ichnite.seed=" + SEED + ": no change was found");
        assertTrue(
                changes.stream().anyMatch(at -> at >= 600 && at < 800),
                "ichnite.seed=" + SEED + ": found only " + changes);
    }

    @Test
    void whatNeverMovesIsNoChange() {
        ChangeDetector detector = fresh();
        for (int i = 0; i < 2000; i++) {
            assertEquals(Signal.QUIET, detector.add(0), "at " + i);
        }
    }

    @Test
    void sameNumbersSameSignals() {
        double[] numbers = stream(500, 500, 0.1, 0.6);
        assertEquals(-1, difference(signals(fresh(), numbers), signals(fresh(), numbers)));
    }

    @Test
    void afterAChangeItIsAsNew() {
        double[] numbers = stream(700, 700, 0.02, 0.9);
        ChangeDetector used = fresh();
        int at = 0;
        while (used.add(numbers[at]) != Signal.CHANGE) {
            at++;
        }
        double[] rest = Arrays.copyOfRange(numbers, at + 1, numbers.length);
        assertEquals(-1, difference(signals(fresh(), rest), signals(used, rest)), "ichnite.seed=" + SEED);
    }

    @Test
    void whatIsNotANumberIsRefusedAndNotTaken() {
        double[] numbers = stream(600, 300, 0.02, 0.9);
        ChangeDetector bothered = fresh();
        List<Signal> signals = new ArrayList<>();
        for (double number : numbers) {
            for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                assertThrows(IllegalArgumentException.class, () -> bothered.add(bad));
            }
            if (bothered.watchesErrors()) {
                assertThrows(IllegalArgumentException.class, () -> bothered.add(0.5));
            }
            signals.add(bothered.add(number));
        }
        assertEquals(-1, difference(signals(fresh(), numbers), signals));
    }

    @Test
    void hugeNumbersDoNotBreakIt() {
        ChangeDetector detector = fresh();
        if (detector.watchesErrors()) {
            return;
        }
        for (int i = 0; i < 500; i++) {
            detector.add(i % 7 == 0 ? -1e150 : 1e150 * (i % 3));
        }
    }

    /** Errors, or numbers around their rate, whose rate changes. */
    private double[] stream(int before, int after, double rate, double then) {
        Random random = new Random(SEED);
        double[] numbers = new double[before + after];
        boolean errors = fresh().watchesErrors();
        for (int i = 0; i < numbers.length; i++) {
            double now = i < before ? rate : then;
            numbers[i] = errors ? (random.nextDouble() < now ? 1 : 0) : now + random.nextGaussian() / 5;
        }
        return numbers;
    }

    /** Where two lists first differ; −1 if they do not. */
    private static int difference(List<Signal> some, List<Signal> others) {
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i) != others.get(i)) {
                return i;
            }
        }
        return -1;
    }

    private static List<Signal> signals(ChangeDetector detector, double[] numbers) {
        List<Signal> signals = new ArrayList<>();
        for (double number : numbers) {
            signals.add(detector.add(number));
        }
        return signals;
    }

    private static List<Integer> changes(ChangeDetector detector, double[] numbers) {
        List<Signal> signals = signals(detector, numbers);
        List<Integer> changes = new ArrayList<>();
        for (int i = 0; i < signals.size(); i++) {
            if (signals.get(i) == Signal.CHANGE) {
                changes.add(i);
            }
        }
        return changes;
    }
}
