package io.ichnite.app.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A scale with marks on it.
 *
 * @param title what is measured, with its unit
 */
record Axis(Scale scale, List<Tick> ticks, String title) {
    /** Beyond that, numbers are cut, so that their differences stay numbers. */
    private static final double HUGE = 1e300;

    /** Below that, differences are none. */
    private static final double TINY = 1e-290;

    /** Most decades that get a mark each. */
    private static final int DECADES = 10;

    /** A mark, and what stands beside it. */
    record Tick(double value, String label) {}

    Axis {
        ticks = List.copyOf(ticks);
    }

    /**
     * From the lowest to the highest number, both widened to a mark of 1, 2 or 5 times a power of ten. A single number gets some
     * room around it.
     *
     * @param most marks wished for
     */
    static Axis over(double lowest, double highest, int most, String title) {
        double low = cut(lowest);
        double high = cut(highest);
        if (!(high - low > TINY)) {
            double room = Math.abs(low) <= TINY ? 1 : Math.abs(low) * 0.1;
            low -= room;
            high += room;
        }
        double step = step(high - low, most);
        double first = Math.floor(low / step + 1e-9);
        double last = Math.ceil(high / step - 1e-9);
        return new Axis(Scale.linear(first * step, last * step), marks(first, last, step), title);
    }

    /** The same, but exactly as wide as given. */
    static Axis between(double low, double high, int most, String title) {
        double step = step(high - low, most);
        return new Axis(
                Scale.linear(low, high),
                marks(Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9), step),
                title);
    }

    /** Whole numbers: a mark at 1, 2, 5, 10, …; half a step of room at either end where there is one number only. */
    static Axis counting(int first, int last, int most, String title) {
        if (first >= last) {
            return new Axis(
                    Scale.linear(first - 0.5, first + 0.5), List.of(new Tick(first, String.valueOf(first))), title);
        }
        double step = Math.max(1, step((double) last - first, most));
        List<Tick> ticks = new ArrayList<>(marks(Math.ceil(first / step), Math.floor(last / step), step));
        if (first == 1 && step > 1) {
            ticks.add(0, new Tick(1, "1"));
        }
        return new Axis(Scale.linear(first, last), ticks, title);
    }

    /** Powers of ten, widened to whole ones; both numbers above 0. */
    static Axis decades(double lowest, double highest, String title) {
        int first = (int) Math.floor(StrictMath.log10(lowest) + 1e-9);
        int last = Math.max(first + 1, (int) Math.ceil(StrictMath.log10(highest) - 1e-9));
        int every = (last - first) / DECADES + 1;
        List<Tick> ticks = new ArrayList<>();
        for (int power = first; power <= last; power += every) {
            ticks.add(new Tick(power(power), power < -4 || power > 6 ? "1e" + power : label(power(power), power)));
        }
        return new Axis(new Scale(power(first), power(last), true), ticks, title);
    }

    private static List<Tick> marks(double first, double last, double step) {
        int power = (int) Math.floor(StrictMath.log10(step) + 1e-9);
        List<Tick> ticks = new ArrayList<>();
        for (double i = first; i <= last; i++) {
            ticks.add(new Tick(i * step, label(i * step, power)));
        }
        return ticks;
    }

    /** The least of 1, 2, 5, 10, … that makes no more steps than wished for. */
    private static double step(double span, int most) {
        double rough = span / most;
        double power = power((int) Math.floor(StrictMath.log10(rough)));
        for (double times : new double[] {1, 2, 5}) {
            if (times * power >= rough * (1 - 1e-9)) {
                return times * power;
            }
        }
        return 10 * power;
    }

    /** A multiple of a power of ten, with no more digits than that. */
    private static String label(double value, int power) {
        if (value == 0 && power < -5) {
            return "0";
        }
        if (Math.abs(value) >= 1e7 || power < -5) {
            return scientific(value);
        }
        return String.format(Locale.ROOT, "%,." + Math.max(0, -power) + "f", value == 0 ? 0.0 : value);
    }

    /** {@code 2.5e300}: no zeros that say nothing. */
    private static String scientific(double value) {
        String[] parts = String.format(Locale.ROOT, "%.2e", value).split("e", -1);
        return parts[0].replaceAll("\\.?0+$", "") + "e" + Integer.parseInt(parts[1]);
    }

    private static double power(int of) {
        return StrictMath.pow(10, of);
    }

    private static double cut(double value) {
        return Math.max(-HUGE, Math.min(HUGE, value));
    }
}
