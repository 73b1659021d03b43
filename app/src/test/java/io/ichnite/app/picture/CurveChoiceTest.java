package io.ichnite.app.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveChoiceTest {
    private static NamedCurve curve(String name, double score) {
        return new NamedCurve(name, score, Points.of(new double[0], new double[0]));
    }

    private static List<NamedCurve> curves(int count) {
        List<NamedCurve> curves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            curves.add(curve("c" + i, i * 7 % count));
        }
        return curves;
    }

    private static List<Double> scores(CurveChoice choice) {
        return choice.drawn().stream().map(NamedCurve::score).toList();
    }

    @Test
    void aFewAreAllDrawnInTheirOrder() {
        assertEquals(curves(8), CurveChoice.of(null, curves(8)).drawn());
        assertEquals(0, CurveChoice.of(null, curves(8)).left());
    }

    @Test
    void ofManyTheMeanTheBestAndTheWorst() {
        CurveChoice choice = CurveChoice.of(curve("mean", 99), curves(20));
        assertEquals(List.of(99.0, 19.0, 18.0, 17.0, 2.0, 1.0, 0.0), scores(choice));
        assertEquals(14, choice.left());
    }

    @Test
    void curvesWithoutAScoreGoFirst() {
        List<NamedCurve> curves = curves(4);
        for (int i = 0; i < 8; i++) {
            curves.add(curve("n" + i, Double.NaN));
        }
        CurveChoice choice = CurveChoice.of(null, curves);
        assertEquals(List.of(3.0, 2.0, 1.0, 0.0), scores(choice));
        assertEquals(8, choice.left());
    }
}
