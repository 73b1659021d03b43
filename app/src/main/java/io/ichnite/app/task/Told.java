package io.ichnite.app.task;

import io.ichnite.metric.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people: rounded, and a dash where there is none. */
final class Told {
    private static final int BRIEF = 60;

    private Told() {}

    static String two(double number) {
        return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, "%.2f", number);
    }

    static String three(double number) {
        return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, "%.3f", number);
    }

    static String percent(double share) {
        if (Double.isNaN(share)) {
            return "–";
        }
        boolean small = share > 0 && share < 0.01 || share < 1 && share > 0.99;
        return String.format(Locale.ROOT, small ? "%.1f %%" : "%.0f %%", share * 100);
    }

    /** Two digits that count: {@code 0.0002}. */
    static String rate(float rate) {
        return BigDecimal.valueOf(rate)
                .round(new MathContext(2))
                .stripTrailingZeros()
                .toPlainString();
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 3 runs}, {@code 1 run}. */
    static String count(long number, String what) {
        return count(number) + " " + what + (number == 1 ? "" : "s");
    }

    static String range(Interval interval) {
        return Double.isNaN(interval.low()) ? "–" : two(interval.low()) + " to " + two(interval.high());
    }

    /** The whole of a short text, the first 60 signs of a long one: names come out of files of others. */
    static String brief(String text) {
        return text.codePointCount(0, text.length()) <= BRIEF
                ? text
                : text.substring(0, text.offsetByCodePoints(0, BRIEF)) + "…";
    }

    /** As a shell takes it. */
    static String word(String path) {
        return path.matches("[A-Za-z0-9_./:=+-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
