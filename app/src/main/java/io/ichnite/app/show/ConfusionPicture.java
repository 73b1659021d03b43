package io.ichnite.app.show;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * A confusion matrix as an SVG picture: a row a true class, a column a predicted one, the number of rows in each field, and
 * a field the darker the larger its share of the true class. Needs no font but the reader's own.
 */
public final class ConfusionPicture {
    private static final int CELL = 54;
    private static final int LETTER = 8;
    private static final int TOP = 96;
    private static final int MARGIN = 28;
    /** White to a deep blue; counts on fields darker than the middle are white. */
    private static final int[] PALE = {247, 250, 255};

    private static final int[] DEEP = {8, 69, 148};

    private ConfusionPicture() {}

    /**
     * @param title shown as given, every sign of it
     * @param classes names of rows and columns
     * @param confusion counts by true, then predicted class
     */
    public static void write(String title, List<String> classes, List<List<Integer>> confusion, Appendable out)
            throws IOException {
        int longest = classes.stream().mapToInt(String::length).max().orElse(0);
        int left = MARGIN + 24 + LETTER * Math.min(longest, 24);
        int side = CELL * classes.size();
        int width = left + side + MARGIN;
        int height = TOP + side + MARGIN + LETTER * Math.min(longest, 24) + 24;
        line(
                out,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\"",
                width,
                height,
                width,
                height);
        line(out, "  font-family=\"system-ui, sans-serif\" font-size=\"14\" role=\"img\">");
        line(out, "<title>%s</title>", escape(title));
        line(out, "<rect width=\"100%%\" height=\"100%%\" rx=\"10\" fill=\"#ffffff\"/>");
        line(
                out,
                "<text x=\"%d\" y=\"40\" font-size=\"17\" font-weight=\"600\" fill=\"#1a1a1a\">%s</text>",
                MARGIN,
                escape(title));
        line(
                out,
                "<text x=\"%d\" y=\"64\" fill=\"#555555\">rows: what a run is · columns: what the network says</text>",
                MARGIN);
        for (int t = 0; t < classes.size(); t++) {
            row(classes, confusion.get(t), t, left, out);
        }
        for (int t = 0; t < classes.size(); t++) {
            // what is right is outlined, after its neighbours, whose edges would cover it
            line(
                    out,
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#1a1a1a\"/>",
                    left + t * CELL,
                    TOP + t * CELL,
                    CELL,
                    CELL);
        }
        for (int p = 0; p < classes.size(); p++) {
            int x = left + p * CELL + CELL / 2;
            int y = TOP + side + 16;
            line(
                    out,
                    "<text transform=\"translate(%d %d) rotate(-40)\" text-anchor=\"end\" fill=\"#1a1a1a\">%s</text>",
                    x,
                    y,
                    escape(shortened(classes.get(p))));
        }
        line(out, "</svg>");
    }

    private static void row(List<String> classes, List<Integer> counts, int t, int left, Appendable out)
            throws IOException {
        int y = TOP + t * CELL;
        int all = Math.max(1, counts.stream().mapToInt(Integer::intValue).sum());
        line(
                out,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#1a1a1a\">%s</text>",
                left - 12,
                y + CELL / 2 + 5,
                escape(shortened(classes.get(t))));
        for (int p = 0; p < counts.size(); p++) {
            double share = (double) counts.get(p) / all;
            int x = left + p * CELL;
            line(
                    out,
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" stroke=\"%s\"/>",
                    x,
                    y,
                    CELL,
                    CELL,
                    colour(share),
                    p == t ? "#1a1a1a" : "#dddddd");
            if (counts.get(p) > 0) {
                line(
                        out,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"%s\">%d</text>",
                        x + CELL / 2,
                        y + CELL / 2 + 5,
                        share > 0.5 ? "#ffffff" : "#1a1a1a",
                        counts.get(p));
            }
        }
    }

    private static String colour(double share) {
        int[] mixed = new int[3];
        for (int i = 0; i < 3; i++) {
            mixed[i] = (int) Math.round(PALE[i] + share * (DEEP[i] - PALE[i]));
        }
        return String.format(Locale.ROOT, "#%02x%02x%02x", mixed[0], mixed[1], mixed[2]);
    }

    private static String shortened(String name) {
        return name.length() <= 24 ? name : name.substring(0, 23) + "…";
    }

    /** Names come out of other people's files: nothing of them may become markup. */
    private static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> safe.append(c < ' ' || c == 0xFFFE || c == 0xFFFF ? '?' : c);
            }
        }
        return safe.toString();
    }

    private static void line(Appendable out, String format, Object... values) throws IOException {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
