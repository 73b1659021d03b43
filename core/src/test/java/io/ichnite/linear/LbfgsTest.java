package io.ichnite.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class LbfgsTest {
    /** Notes what it is told. */
    private static final class Watch implements FitListener {
        final List<Double> values = new ArrayList<>();
        int steps = -1;
        double steepest;
        boolean converged;

        @Override
        public void step(int step, int most, double value, double steepest) {
            assertEquals(values.size() + 1, step);
            values.add(value);
        }

        @Override
        public void end(int steps, double steepest, boolean converged) {
            this.steps = steps;
            this.steepest = steepest;
            this.converged = converged;
        }
    }

    /** Σ scaleᵢ (xᵢ − i)² / 2, the scales from 1 to 10,000. */
    private static double valley(double[] x, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double scale = Math.pow(10, 4.0 * i / x.length);
            gradient[i] = scale * (x[i] - i);
            sum += gradient[i] * (x[i] - i) / 2;
        }
        return sum;
    }

    @Test
    void findsTheBottomOfANarrowValley() {
        double[] x = new double[20];
        Watch watch = new Watch();
        new Lbfgs(LbfgsTest::valley, x.length).minimise(x, 1000, 1e-9, watch);
        double[] bottom = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            bottom[i] = i;
        }
        assertArrayEquals(bottom, x, 1e-8);
        assertTrue(watch.converged && watch.steepest <= 1e-9, watch.steps + " steps to " + watch.steepest);
        assertEquals(watch.values.size(), watch.steps);
        for (int i = 1; i < watch.steps; i++) {
            assertTrue(watch.values.get(i) <= watch.values.get(i - 1), "never up, step " + i);
        }
    }

    @Test
    void findsTheBottomWhereTheSlopeIsNearlyFlat() {
        double[] x = {40};
        new Lbfgs(
                        (at, gradient) -> {
                            gradient[0] = 1 / (1 + StrictMath.exp(-at[0])) - 0.25;
                            return StrictMath.log1p(StrictMath.exp(at[0])) - at[0] / 4;
                        },
                        1)
                .minimise(x, 100, 1e-12, FitListener.none());
        assertEquals(-StrictMath.log(3), x[0], 1e-10);
    }

    @Test
    void endsWhereItIsToldTo() {
        double[] x = new double[20];
        Watch watch = new Watch();
        new Lbfgs(LbfgsTest::valley, x.length).minimise(x, 3, 1e-9, watch);
        assertEquals(3, watch.steps);
        assertFalse(watch.converged);
        double[] gradient = new double[20];
        valley(x, gradient);
        double steepest = 0;
        for (double one : gradient) {
            steepest = Math.max(steepest, Math.abs(one));
        }
        assertEquals(steepest, watch.steepest, "of where it ended");
    }

    @Test
    void goesNowhereFromTheBottom() {
        double[] x = {};
        Watch watch = new Watch();
        new Lbfgs((at, gradient) -> 7, 0).minimise(x, 10, 1e-9, watch);
        assertEquals(0, watch.steps);
        assertTrue(watch.converged);
    }

    @Test
    void anUnreachableToleranceEndsByItself() {
        double[] x = {3, 3, 3};
        Watch watch = new Watch();
        new Lbfgs(
                        (at, gradient) -> {
                            // a value so large that rounding hides the last of the way down
                            double sum = 1e18;
                            for (int i = 0; i < at.length; i++) {
                                gradient[i] = at[i];
                                sum += at[i] * at[i] / 2;
                            }
                            return sum;
                        },
                        3)
                .minimise(x, 100_000, Double.MIN_VALUE, watch);
        assertTrue(watch.steps < 100, watch.steps + " steps");
    }

    @Test
    void stopsWhenAsked() {
        FitListener stop = new FitListener() {
            private int asked;

            @Override
            public boolean stop() {
                return asked++ == 2;
            }
        };
        Lbfgs lbfgs = new Lbfgs(LbfgsTest::valley, 20);
        CancellationException e =
                assertThrows(CancellationException.class, () -> lbfgs.minimise(new double[20], 300, 1e-9, stop));
        assertEquals("stopped after 2 steps", e.getMessage());
    }
}
