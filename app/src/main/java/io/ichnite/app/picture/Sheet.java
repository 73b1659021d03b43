package io.ichnite.app.picture;

import io.ichnite.app.picture.Shape.Anchor;
import java.util.ArrayList;
import java.util.List;

/** A picture in the making. Used by one thread. */
final class Sheet {
    private final List<Shape> shapes = new ArrayList<>();

    Sheet add(Shape shape) {
        shapes.add(shape);
        return this;
    }

    Sheet line(double x1, double y1, double x2, double y2, Stroke stroke) {
        return add(new Shape.Line(x1, y1, x2, y2, stroke));
    }

    Sheet text(String text, double x, double y, Anchor anchor, Lettering lettering, Ink ink) {
        return add(new Shape.Text(text, x, y, anchor, lettering, 0, ink));
    }

    /** A title above everything, if there is one. Returns how much room it takes. */
    double title(String title, double width) {
        if (title.isEmpty()) {
            return 8;
        }
        text(Lettering.TITLE.fit(title, width - 32), 16, 28, Anchor.START, Lettering.TITLE, Ink.TEXT);
        return 44;
    }

    /** What was drawn, on paper. */
    Picture picture(String title, double width, double height) {
        List<Shape> all = new ArrayList<>();
        all.add(new Shape.Box(0, 0, width, height, Ink.PAPER, null));
        all.addAll(shapes);
        return new Picture(title, width, height, all);
    }
}
