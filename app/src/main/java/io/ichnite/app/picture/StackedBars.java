package io.ichnite.app.picture;

import io.ichnite.app.picture.Shape.Anchor;
import io.ichnite.app.picture.Stroke.Dash;
import java.util.ArrayList;
import java.util.List;

/** What rows are made of: a bar of one length each, its parts side by side, how many there are at its end. */
public final class StackedBars {
    /** More bars than that are not seen at once. */
    public static final int MOST = 60;

    private static final double ROW = 24;
    private static final double BAR = 16;
    private static final double NAMES = 0.3;
    private static final Lettering LETTERS = Lettering.TEXT;

    private StackedBars() {}

    /**
     * One bar.
     *
     * @param counts one a part
     */
    public record Bar(String name, List<Integer> counts) {
        public Bar {
            counts = List.copyOf(counts);
        }
    }

    /**
     * Draws the first {@link #MOST} bars; one of no counts is empty.
     *
     * @param title above the picture; none if empty
     * @param width in pixels
     * @param measure what is shared out
     * @param parts names of the parts
     */
    public static Picture of(String title, double width, String measure, List<String> parts, List<Bar> bars) {
        Sheet sheet = new Sheet();
        double top = sheet.title(title, width);
        List<Bar> drawn = bars.subList(0, Math.min(bars.size(), MOST));
        double names = Math.min(
                width * NAMES,
                drawn.stream()
                        .mapToDouble(bar -> LETTERS.width(bar.name()))
                        .max()
                        .orElse(0));
        double numbers = drawn.stream()
                .mapToDouble(bar -> LETTERS.width(String.valueOf(all(bar))))
                .max()
                .orElse(0);
        Frame frame = new Frame(
                Math.round(16 + names + 10),
                top,
                Math.round(width - numbers - 24),
                top + ROW * drawn.size(),
                Axis.between(0, 1, 5, measure),
                new Axis(Scale.linear(0, 1), List.of(), ""));
        frame.draw(sheet);
        for (int i = 0; i < drawn.size(); i++) {
            bar(sheet, frame, drawn.get(i), parts.size(), top + ROW * i, width);
        }
        List<Legend.Entry> entries = new ArrayList<>();
        for (int k = 0; k < parts.size(); k++) {
            entries.add(new Legend.Entry(parts.get(k), new Stroke(Ink.series(k), 10, Dash.SOLID)));
        }
        Legend legend = new Legend(entries, width);
        double below = frame.bottom() + Frame.BELOW;
        legend.draw(sheet, below);
        return sheet.picture(title.isEmpty() ? measure : title, width, below + legend.height());
    }

    private static long all(Bar bar) {
        return bar.counts().stream().mapToLong(Integer::longValue).sum();
    }

    private static void bar(Sheet sheet, Frame frame, Bar bar, int parts, double top, double width) {
        if (bar.counts().size() != parts) {
            throw new IllegalArgumentException(bar.counts().size() + " counts of " + parts + " parts");
        }
        double middle = top + ROW / 2;
        sheet.text(
                LETTERS.fit(bar.name(), width * NAMES), frame.left() - 10, middle + 4.5, Anchor.END, LETTERS, Ink.TEXT);
        long all = all(bar);
        double had = 0;
        for (int k = 0; k < parts && all > 0; k++) {
            double share = (double) bar.counts().get(k) / all;
            double from = frame.x(had);
            double wide = frame.x(Math.min(1, had + share)) - from;
            had += share;
            if (wide > 0) {
                // a line of paper parts neighbours for those who do not see their colours
                sheet.add(new Shape.Box(
                        from, middle - BAR / 2, wide, BAR, Ink.series(k), new Stroke(Ink.PAPER, 1, Dash.SOLID)));
            }
        }
        sheet.text(String.valueOf(all), frame.right() + 8, middle + 4.5, Anchor.START, LETTERS, Ink.MUTED);
    }
}
