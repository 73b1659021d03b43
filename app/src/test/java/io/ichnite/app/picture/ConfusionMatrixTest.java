package io.ichnite.app.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static List<String> texts(Picture picture) {
        return picture.shapes().stream()
                .filter(Shape.Text.class::isInstance)
                .map(shape -> ((Shape.Text) shape).text())
                .toList();
    }

    @Test
    void everyCountStandsInThePictureWithItsShare() {
        List<String> texts = texts(
                ConfusionMatrix.of("a title", List.of("archive", "gui"), List.of(List.of(21, 8), List.of(0, 17))));
        assertEquals(
                List.of(
                        "a title",
                        "21",
                        "72 %",
                        "8",
                        "28 %",
                        "archive",
                        "17",
                        "100 %",
                        "gui",
                        "archive",
                        "gui",
                        "answered class",
                        "true class"),
                texts);
    }

    @Test
    void aRowIsTheDarkerTheLargerItsShare() {
        List<Ink> fields =
                ConfusionMatrix.of("", List.of("a", "b"), List.of(List.of(1, 3), List.of(0, 0))).shapes().stream()
                        .filter(shape -> shape instanceof Shape.Box box
                                && box.fill() != null
                                && box.fill().kind() == Ink.Kind.HEAT)
                        .map(shape -> ((Shape.Box) shape).fill())
                        .toList();
        assertEquals(List.of(Ink.heat(0.25), Ink.heat(0.75), Ink.heat(0), Ink.heat(0)), fields);
    }

    @Test
    void ofVeryManyTheRareOnesAreOneAndNoCountIsLost() {
        int n = 60;
        List<List<Integer>> counts = new ArrayList<>();
        for (int t = 0; t < n; t++) {
            int truth = t;
            counts.add(IntStream.range(0, n)
                    .mapToObj(p -> p == truth ? 1000 + truth : p == 0 ? 1 : 0)
                    .toList());
        }
        List<String> names = IntStream.range(0, n).mapToObj(i -> "c" + i).toList();
        List<String> texts = texts(ConfusionMatrix.of("", names, counts));
        assertTrue(texts.contains("21 others") && texts.contains("c59") && texts.contains("c21"), texts.toString());
        assertTrue(!texts.contains("c20") && !texts.contains("c0"), texts.toString());
        // the others: 1000 + … + 1020 rows answered rightly, and those of them that were taken for c0, which is among
        // them
        assertTrue(texts.contains("21k"), texts.toString());
    }

    @Test
    void onlyASquareIsDrawn() {
        assertThrows(
                IllegalArgumentException.class,
                () -> ConfusionMatrix.of("", List.of("a", "b"), List.of(List.of(1, 2))));
    }
}
