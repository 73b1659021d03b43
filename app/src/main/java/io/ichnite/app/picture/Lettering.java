package io.ichnite.app.picture;

/**
 * How letters look, and how much room they take. A picture is laid out before anybody knows its reader's fonts, so widths are
 * reckoned for a wide sans-serif: what fits here fits in narrower ones.
 *
 * @param size of the font in pixels
 */
public record Lettering(double size, boolean bold) {
    /** Of captions. */
    public static final Lettering TITLE = new Lettering(16, true);
    /** Of axes and legends. */
    public static final Lettering TEXT = new Lettering(13, false);
    /** Of what stands in small places. */
    public static final Lettering SMALL = new Lettering(11, false);

    /** More signs than that are never drawn, however narrow they are. */
    private static final int MOST = 80;

    /** Nor are more read. */
    private static final int LONGEST = 1000;

    /** Pixels, an upper estimate. */
    public double width(String text) {
        double ems = text.codePoints().mapToDouble(Lettering::ems).sum();
        return ems * size * (bold ? 1.1 : 1);
    }

    /** The text, its middle replaced by … where it is wider than {@code room} pixels: names often differ at their ends. */
    public String fit(String text, double room) {
        int[] signs = text.codePoints().limit(LONGEST + 1L).toArray();
        boolean whole = signs.length <= LONGEST;
        if (whole && signs.length <= MOST && width(text) <= room) {
            return text;
        }
        double left = room - width("…");
        StringBuilder head = new StringBuilder();
        StringBuilder tail = new StringBuilder();
        int from = 0;
        int to = signs.length;
        // of a text without end only the beginning is looked at; else three signs in front for two at the end
        while (from < to && from + signs.length - to < MOST - 1) {
            boolean front = !whole || 2 * from <= 3 * (signs.length - to);
            int sign = front ? signs[from] : signs[to - 1];
            left -= width(Character.toString(sign));
            if (left < 0) {
                break;
            }
            if (front) {
                head.appendCodePoint(sign);
                from++;
            } else {
                tail.insert(0, Character.toString(sign));
                to--;
            }
        }
        return head + "…" + tail;
    }

    /** Widths of DejaVu Sans, which is wider than most, by kinds of letters. */
    private static double ems(int sign) {
        if (sign >= 0x1100) {
            return sign >= 0x2000 && sign < 0x2e80 ? 0.9 : 1.1;
        }
        if ("iIjl.,:;'|! ".indexOf(sign) >= 0) {
            return 0.34;
        }
        if ("ftr()[]{}/\\-".indexOf(sign) >= 0) {
            return 0.42;
        }
        if ("mMW@%".indexOf(sign) >= 0) {
            return 1.0;
        }
        if (sign == 'w' || sign == '+' || sign == '=' || sign == '<' || sign == '>') {
            return 0.84;
        }
        return Character.isUpperCase(sign) ? 0.76 : 0.64;
    }
}
