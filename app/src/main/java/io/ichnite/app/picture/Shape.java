package io.ichnite.app.picture;

import org.jspecify.annotations.Nullable;

/** Something drawn. Positions are CSS pixels, y downwards; whatever is null is not drawn. */
public sealed interface Shape {
    /** Hands this to what draws it. */
    void drawOn(Canvas canvas);

    /** A straight line. */
    record Line(double x1, double y1, double x2, double y2, Stroke stroke) implements Shape {
        @Override
        public void drawOn(Canvas canvas) {
            canvas.line(this);
        }
    }

    /** A rectangle by its upper left corner. */
    record Box(double x, double y, double width, double height, @Nullable Ink fill, @Nullable Stroke edge)
            implements Shape {
        @Override
        public void drawOn(Canvas canvas) {
            canvas.box(this);
        }
    }

    /** A line through points; where it is filled, an area that ends where it began. */
    record Path(Points points, @Nullable Ink fill, @Nullable Stroke stroke) implements Shape {
        @Override
        public void drawOn(Canvas canvas) {
            canvas.path(this);
        }
    }

    /** A filled circle. */
    record Dot(double x, double y, double radius, Ink fill) implements Shape {
        @Override
        public void drawOn(Canvas canvas) {
            canvas.dot(this);
        }
    }

    /**
     * A line of text.
     *
     * @param x of the anchor
     * @param y of the line that letters stand on
     * @param degrees clockwise, around the anchor
     */
    record Text(String text, double x, double y, Anchor anchor, Lettering lettering, double degrees, Ink ink)
            implements Shape {
        @Override
        public void drawOn(Canvas canvas) {
            canvas.text(this);
        }
    }

    /** Which part of a text stands at its position. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }
}
