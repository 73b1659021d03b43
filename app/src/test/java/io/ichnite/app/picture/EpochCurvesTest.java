package io.ichnite.app.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.app.picture.EpochCurves.Marks;
import io.ichnite.app.picture.EpochCurves.Measure;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EpochCurvesTest {
    private static Picture picture(int epochs, Marks marks) {
        List<Double> falling =
                Stream.iterate(2.0, loss -> loss * 0.9).limit(epochs).toList();
        return EpochCurves.of("", 400, Measure.LOSS, falling, Collections.nCopies(epochs, 1.5), marks);
    }

    private static <T extends Shape> List<T> shapes(Picture picture, Class<T> kind) {
        return picture.shapes().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static List<String> texts(Picture picture) {
        return shapes(picture, Shape.Text.class).stream().map(Shape.Text::text).toList();
    }

    @Test
    void whatIsWorthMarkingIsNamed() {
        List<String> texts = texts(picture(15, new Marks(7, 8, List.of(10))));
        assertTrue(texts.containsAll(
                List.of("kept: epoch 7", "overfits from epoch 8", "training", "validation", "learning rate lowered")));
        List<String> none = texts(picture(15, Marks.none()));
        assertFalse(none.contains("learning rate lowered") || none.stream().anyMatch(text -> text.contains("kept")));
    }

    @Test
    void withoutValidationThereIsOneCurve() {
        Picture alone = EpochCurves.of(
                "", 400, Measure.ACCURACY, List.of(0.1, 0.2), List.of(Double.NaN, Double.NaN), Marks.none());
        assertEquals(1, shapes(alone, Shape.Path.class).size());
        assertFalse(texts(alone).contains("validation"));
    }

    /** Wherever the two epochs lie, and however many there are. */
    @Test
    void noLineGoesThroughWords() {
        for (int epochs = 2; epochs < 30; epochs++) {
            for (int kept = 1; kept < epochs; kept++) {
                Picture picture = picture(epochs, new Marks(kept, kept + 1, List.of()));
                for (Shape.Text text : shapes(picture, Shape.Text.class)) {
                    if (text.text().contains("epoch ")) {
                        crossed(picture, text, epochs + " epochs, kept " + kept);
                    }
                }
            }
        }
    }

    private static void crossed(Picture picture, Shape.Text text, String where) {
        double width = text.lettering().width(text.text());
        double from = text.anchor() == Shape.Anchor.END ? text.x() - width : text.x();
        for (Shape.Line line : shapes(picture, Shape.Line.class)) {
            boolean upright = line.x1() == line.x2() && line.y1() < text.y() && line.y2() > text.y();
            assertFalse(upright && line.x1() > from && line.x1() < from + width, where);
        }
    }
}
