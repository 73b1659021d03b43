package io.ichnite.app.picture;

import java.util.List;

/**
 * What is to be seen, as data: shapes on a sheet, in CSS pixels, from the upper left corner.
 *
 * @param title what it shows, for those who do not see it
 * @param shapes in the order in which they are drawn: later ones lie on earlier ones
 */
public record Picture(String title, double width, double height, List<Shape> shapes) {
    public Picture {
        if (!(width > 0 && width <= 10_000 && height > 0 && height <= 10_000)) {
            throw new IllegalArgumentException("a picture of " + width + " by " + height + " pixels");
        }
        shapes = List.copyOf(shapes);
    }

    /** Draws all of it. */
    void drawOn(Canvas canvas) {
        shapes.forEach(shape -> shape.drawOn(canvas));
    }
}
