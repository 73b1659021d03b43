package io.ichnite.app.picture;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Fails where a shape leaves the picture, letters as wide as they are reckoned. */
final class Extent implements Canvas {
    private final Picture picture;

    private Extent(Picture picture) {
        this.picture = picture;
    }

    static void check(Picture picture) {
        Extent extent = new Extent(picture);
        picture.shapes().forEach(shape -> shape.drawOn(extent));
    }

    private void inside(double x, double y, Object shape) {
        boolean in = x >= 0 && y >= 0 && x <= picture.width() && y <= picture.height();
        assertTrue(
                in,
                () -> x + ", " + y + " of " + shape + " lies outside " + picture.width() + " by " + picture.height());
    }

    @Override
    public void line(Shape.Line line) {
        inside(line.x1(), line.y1(), line);
        inside(line.x2(), line.y2(), line);
    }

    @Override
    public void box(Shape.Box box) {
        assertTrue(box.width() >= 0 && box.height() >= 0, box::toString);
        inside(box.x(), box.y(), box);
        inside(box.x() + box.width(), box.y() + box.height(), box);
    }

    @Override
    public void path(Shape.Path path) {
        for (int i = 0; i < path.points().size(); i++) {
            inside(path.points().x(i), path.points().y(i), path);
        }
    }

    @Override
    public void dot(Shape.Dot dot) {
        inside(dot.x() - dot.radius(), dot.y() - dot.radius(), dot);
        inside(dot.x() + dot.radius(), dot.y() + dot.radius(), dot);
    }

    @Override
    public void text(Shape.Text text) {
        double width = text.lettering().width(text.text());
        double before =
                switch (text.anchor()) {
                    case START -> 0;
                    case MIDDLE -> width / 2;
                    case END -> width;
                };
        double turned = Math.toRadians(text.degrees());
        for (double along : new double[] {-before, width - before}) {
            for (double up : new double[] {0, -text.lettering().size() * 0.75}) {
                inside(
                        text.x() + along * Math.cos(turned) - up * Math.sin(turned),
                        text.y() + along * Math.sin(turned) + up * Math.cos(turned),
                        text);
            }
        }
    }
}
