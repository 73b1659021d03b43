package io.ichnite.app.picture;

import io.ichnite.app.picture.Shape.Anchor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Which classes are taken for which: a row a true class, a column an answered one, the number of rows and their share of the
 * true class in each field, a field the darker the larger that share.
 */
public final class ConfusionMatrix {
    /** More classes than that are not told apart on a page; the rest is put together. */
    static final int MOST = 40;

    private static final Lettering LETTERS = Lettering.TEXT;
    private static final Lettering SMALLEST = new Lettering(8, false);
    private static final double LONGEST_NAME = 150;
    private static final double MARGIN = 16;

    private static final String TRUE = "true class";
    private static final String ANSWERED = "answered class";

    private ConfusionMatrix() {}

    /**
     * Draws it. Of more than 40 classes, the 39 with the most rows are shown, in their order, and all others as one.
     *
     * @param title above the picture; none if empty
     * @param classes names of rows and columns
     * @param confusion counts by true, then answered class
     */
    public static Picture of(String title, List<String> classes, List<List<Integer>> confusion) {
        if (confusion.size() != classes.size() || confusion.stream().anyMatch(row -> row.size() != classes.size())) {
            throw new IllegalArgumentException("expected a square of " + classes.size() + " classes");
        }
        if (classes.size() > MOST) {
            return gathered(title, classes, confusion);
        }
        return drawn(
                title,
                classes,
                confusion.stream()
                        .map(row -> row.stream().map(Integer::longValue).toList())
                        .toList());
    }

    private static Picture gathered(String title, List<String> classes, List<List<Integer>> confusion) {
        List<Integer> shown = IntStream.range(0, classes.size())
                .boxed()
                .sorted(Comparator.comparingLong((Integer c) -> -sum(confusion.get(c))))
                .limit(MOST - 1)
                .sorted()
                .toList();
        int[] place = new int[classes.size()];
        Arrays.fill(place, MOST - 1);
        List<String> names = new ArrayList<>();
        for (int c : shown) {
            place[c] = names.size();
            names.add(classes.get(c));
        }
        names.add((classes.size() - names.size()) + " others");
        long[][] sums = new long[MOST][MOST];
        for (int t = 0; t < classes.size(); t++) {
            for (int p = 0; p < classes.size(); p++) {
                sums[place[t]][place[p]] += confusion.get(t).get(p);
            }
        }
        return drawn(
                title,
                names,
                IntStream.range(0, MOST)
                        .mapToObj(t -> IntStream.range(0, MOST)
                                .mapToObj(p -> sums[t][p])
                                .toList())
                        .toList());
    }

    private static long sum(List<Integer> row) {
        return row.stream().mapToLong(Integer::longValue).sum();
    }

    private static Picture drawn(String title, List<String> classes, List<List<Long>> counts) {
        Sheet sheet = new Sheet();
        int n = classes.size();
        double cell = n <= 10 ? 52 : Math.max(24, Math.floor(560.0 / n));
        List<String> names =
                classes.stream().map(name -> LETTERS.fit(name, LONGEST_NAME)).toList();
        double longest = names.stream().mapToDouble(LETTERS::width).max().orElse(0);
        double left = Math.ceil(MARGIN + 24 + longest + 10);
        double side = cell * n;
        int slant = n <= 10 ? 40 : 60;
        double width = Math.ceil(Math.max(left + side + MARGIN, 250));
        double top = sheet.title(title, width);
        for (int t = 0; t < n; t++) {
            row(sheet, counts.get(t), left, top + t * cell, cell);
            sheet.text(names.get(t), left - 8, top + (t + 0.5) * cell + 4.5, Anchor.END, LETTERS, Ink.TEXT);
        }
        for (int t = 0; t < n; t++) {
            // what is right is outlined, after its neighbours, whose edges would cover it
            sheet.add(new Shape.Box(
                    left + t * cell, top + t * cell, cell, cell, null, new Stroke(Ink.TEXT, 1.5, Stroke.Dash.SOLID)));
        }
        double bottom = top + side;
        for (int p = 0; p < n; p++) {
            double x = left + (p + 0.5) * cell + 4;
            sheet.add(new Shape.Text(names.get(p), x, bottom + 15, Anchor.END, LETTERS, -slant, Ink.TEXT));
        }
        double below = bottom + longest * StrictMath.sin(Math.toRadians(slant)) + 40;
        double half = LETTERS.width(ANSWERED) / 2;
        double middle = Math.max(half, Math.min(width - half, left + side / 2));
        sheet.text(ANSWERED, middle, below, Anchor.MIDDLE, LETTERS, Ink.MUTED);
        double beside = Math.max(LETTERS.width(TRUE) / 2 + 2, top + side / 2);
        sheet.add(new Shape.Text(TRUE, MARGIN + 4, beside, Anchor.MIDDLE, LETTERS, -90, Ink.MUTED));
        return sheet.picture(title.isEmpty() ? "confusion matrix" : title, width, Math.ceil(below + 14));
    }

    private static void row(Sheet sheet, List<Long> counts, double left, double y, double cell) {
        long all = Math.max(1, counts.stream().mapToLong(Long::longValue).sum());
        for (int p = 0; p < counts.size(); p++) {
            long count = counts.get(p);
            double share = (double) count / all;
            double x = left + p * cell;
            sheet.add(new Shape.Box(x, y, cell, cell, Ink.heat(share), Stroke.thin(Ink.GRID)));
            if (count == 0) {
                continue;
            }
            String number = number(count, cell - 2);
            boolean withShare = cell >= 44;
            Lettering letters = cell >= 44 ? LETTERS : Lettering.SMALL;
            Ink ink = Ink.onHeat(share);
            if (letters.width(number) > cell - 2) {
                letters = new Lettering(
                        Math.max(SMALLEST.size(), letters.size() * (cell - 2) / letters.width(number)), false);
            }
            if (letters.width(number) <= cell) {
                double base = y + cell / 2 + (withShare ? -1 : letters.size() * 0.36);
                sheet.text(number, x + cell / 2, base, Anchor.MIDDLE, letters, ink);
            }
            if (withShare) {
                sheet.text(percent(share), x + cell / 2, y + cell / 2 + 15, Anchor.MIDDLE, Lettering.SMALL, ink);
            }
        }
    }

    /** Whole, if that can be read in so much room; else in thousands or more. */
    private static String number(long count, double room) {
        String whole = String.valueOf(count);
        if (count < 1000 || SMALLEST.width(whole) <= room) {
            return whole;
        }
        if (count < 1_000_000) {
            return count / 1000 + "k";
        }
        return count < 1_000_000_000 ? count / 1_000_000 + "M" : count / 1_000_000_000 + "G";
    }

    private static String percent(double share) {
        return share < 0.005 ? "<1 %" : String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
