package io.ichnite.app.picture;

import io.ichnite.app.picture.Shape.Anchor;
import java.util.List;
import java.util.Locale;

/** Shares as a table: a row a thing, a column a class, each field the darker the larger its share, its percent written on it. */
public final class HeatTable {
    /** More rows than that are not seen at once. */
    public static final int MOST_ROWS = 60;

    /** More columns than that are not told apart. */
    public static final int MOST_COLUMNS = 30;

    private static final double TALL = 22;
    /** Pixels that the name of a row may take, in {@link Lettering#TEXT}. */
    public static final double LONGEST_ROW = 330;

    private static final double LONGEST_COLUMN = 150;
    private static final double MARGIN = 16;
    private static final int SLANT = 40;
    private static final Lettering LETTERS = Lettering.TEXT;

    private HeatTable() {}

    /**
     * One row.
     *
     * @param shares from 0 to 1, one a column; NaN where there is none
     */
    public record Row(String name, List<Double> shares) {
        public Row {
            shares = List.copyOf(shares);
        }
    }

    /**
     * Draws the first {@link #MOST_ROWS} rows.
     *
     * @param title above the picture; none if empty
     * @param columns names, at most {@link #MOST_COLUMNS}
     * @param measure what the percents are of, below the table
     * @param darkest the share whose field is the darkest, above 0
     */
    public static Picture of(String title, List<String> columns, List<Row> rows, String measure, double darkest) {
        if (columns.size() > MOST_COLUMNS) {
            throw new IllegalArgumentException(columns.size() + " columns");
        }
        Sheet sheet = new Sheet();
        List<Row> drawn = rows.subList(0, Math.min(rows.size(), MOST_ROWS));
        List<String> names =
                columns.stream().map(name -> LETTERS.fit(name, LONGEST_COLUMN)).toList();
        double longest = names.stream().mapToDouble(LETTERS::width).max().orElse(0);
        double rowNames = drawn.stream()
                .mapToDouble(row -> LETTERS.width(LETTERS.fit(row.name(), LONGEST_ROW)))
                .max()
                .orElse(0);
        double wide = columns.size() <= 12 ? 52 : 36;
        double left =
                Math.ceil(MARGIN + Math.max(rowNames, longest * StrictMath.cos(Math.toRadians(SLANT)) - wide)) + 10;
        double width = Math.ceil(Math.max(left + wide * columns.size() + MARGIN, 320));
        double top = sheet.title(title, width);
        for (int r = 0; r < drawn.size(); r++) {
            Row row = drawn.get(r);
            if (row.shares().size() != columns.size()) {
                throw new IllegalArgumentException(row.shares().size() + " shares, " + columns.size() + " columns");
            }
            double y = top + r * TALL;
            sheet.text(
                    LETTERS.fit(row.name(), LONGEST_ROW), left - 8, y + TALL / 2 + 4.5, Anchor.END, LETTERS, Ink.TEXT);
            for (int c = 0; c < columns.size(); c++) {
                field(sheet, left + c * wide, y, wide, row.shares().get(c), darkest);
            }
        }
        double bottom = top + TALL * drawn.size();
        for (int c = 0; c < columns.size(); c++) {
            double x = left + (c + 0.5) * wide + 4;
            sheet.add(new Shape.Text(names.get(c), x, bottom + 15, Anchor.END, LETTERS, -SLANT, Ink.TEXT));
        }
        double below = bottom + longest * StrictMath.sin(Math.toRadians(SLANT)) + 40;
        sheet.text(LETTERS.fit(measure, width - 2 * MARGIN), MARGIN, below, Anchor.START, LETTERS, Ink.MUTED);
        return sheet.picture(title.isEmpty() ? measure : title, width, Math.ceil(below + 14));
    }

    private static void field(Sheet sheet, double x, double y, double wide, double share, double darkest) {
        boolean known = Double.isFinite(share);
        double dark = share / darkest;
        sheet.add(new Shape.Box(x, y, wide, TALL, known ? Ink.heat(dark) : null, Stroke.thin(Ink.GRID)));
        if (known && share > 0) {
            sheet.text(
                    percent(share), x + wide / 2, y + TALL / 2 + 4, Anchor.MIDDLE, Lettering.SMALL, Ink.onHeat(dark));
        }
    }

    private static String percent(double share) {
        if (share < 0.005) {
            return "<1";
        }
        return share > 0.995 && share < 1 ? ">99" : String.format(Locale.ROOT, "%.0f", share * 100);
    }
}
