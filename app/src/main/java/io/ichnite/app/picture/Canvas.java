package io.ichnite.app.picture;

/** What shapes are drawn on. */
interface Canvas {
    void line(Shape.Line line);

    void box(Shape.Box box);

    void path(Shape.Path path);

    void dot(Shape.Dot dot);

    void text(Shape.Text text);
}
