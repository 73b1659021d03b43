package io.ichnite.app.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.tensor.SplitMix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeanCurveTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    private static double area(Points curve) {
        double area = 0;
        for (int i = 1; i < curve.size(); i++) {
            area += (curve.x(i) - curve.x(i - 1)) * (curve.y(i) + curve.y(i - 1)) / 2;
        }
        return area;
    }

    private static Points curve(double... xy) {
        double[] xs = new double[xy.length / 2];
        double[] ys = new double[xy.length / 2];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = xy[2 * i];
            ys[i] = xy[2 * i + 1];
        }
        return Points.of(xs, ys);
    }

    @Test
    void theMeanOfTheBestAndOfChance() {
        Points mean = MeanCurve.of(List.of(curve(0, 0, 0, 1, 1, 1), curve(0, 0, 1, 1)));
        assertEquals(curve(0, 0, 0, 0.5, 1, 1, 1, 1), mean);
    }

    @Test
    void aStepInTheMiddleStaysAStep() {
        Points mean = MeanCurve.of(List.of(curve(0, 0, 0.5, 0, 0.5, 1, 1, 1)));
        assertEquals(curve(0, 0, 0, 0, 0.5, 0, 0.5, 1, 1, 1, 1, 1), mean);
    }

    @Test
    void itsAreaIsTheMeanOfTheAreas() {
        SplitMix random = new SplitMix(SEED);
        List<Points> curves = new ArrayList<>();
        double areas = 0;
        for (int c = 0; c < 5; c++) {
            List<Double> xy = new ArrayList<>(List.of(0.0, 0.0));
            double x = 0;
            double y = 0;
            for (int i = 0; i < 20; i++) {
                x += random.below(3) == 0 ? 0 : random.uniform() * (1 - x) / 4;
                y += random.below(3) == 0 ? 0 : random.uniform() * (1 - y) / 4;
                xy.addAll(List.of(x, y));
            }
            xy.addAll(List.of(1.0, 1.0));
            Points curve = curve(xy.stream().mapToDouble(v -> v).toArray());
            areas += area(curve) / 5;
            curves.add(curve);
        }
        assertEquals(areas, area(MeanCurve.of(curves)), 1e-12, "-Dichnite.seed=" + SEED);
    }

    @Test
    void ofManyPointsSomeAreLookedAt() {
        double[] steps = new double[100_001];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = i / 100_000.0;
        }
        Points mean = MeanCurve.of(List.of(Points.of(steps, steps)));
        assertTrue(mean.size() <= 4000 && mean.x(0) == 0 && mean.x(mean.size() - 1) == 1, mean.toString());
        assertEquals(0.5, area(mean), 1e-9);
    }
}
