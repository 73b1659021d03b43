package io.ichnite.app.picture;

import io.ichnite.app.picture.Shape.Anchor;
import java.util.List;

/** Which line is which, in columns below a field. */
final class Legend {
    private static final double SAMPLE = 30;
    private static final double ROW = 20;
    private static final Lettering LETTERS = Lettering.TEXT;

    /** A line and its name. */
    record Entry(String name, Stroke stroke) {}

    private final List<Entry> entries;
    private final double width;
    private final int columns;

    /** @param width of the picture */
    Legend(List<Entry> entries, double width) {
        this.entries = List.copyOf(entries);
        this.width = width - 32;
        double widest = entries.stream()
                .mapToDouble(entry -> LETTERS.width(entry.name()) + SAMPLE + 8)
                .max()
                .orElse(1);
        this.columns = (int) Math.max(1, Math.min(entries.size(), this.width / widest));
    }

    double height() {
        return entries.isEmpty() ? 0 : (entries.size() + columns - 1) / columns * ROW + 8;
    }

    void draw(Sheet sheet, double top) {
        double column = width / columns;
        int rows = (entries.size() + columns - 1) / columns;
        for (int i = 0; i < entries.size(); i++) {
            double x = 16 + i / rows * column;
            double y = top + i % rows * ROW + 10;
            sheet.line(x, y, x + SAMPLE - 6, y, entries.get(i).stroke());
            sheet.text(
                    LETTERS.fit(entries.get(i).name(), column - SAMPLE - 4),
                    x + SAMPLE,
                    y + 4.5,
                    Anchor.START,
                    LETTERS,
                    Ink.TEXT);
        }
    }
}
