package io.ichnite.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * Adaptive windowing (Bifet and Gavaldà 2007): a window as long as its numbers agree. It is held in buckets of 1, 2, 4, …
 * numbers, a few of each, so that memory grows with the logarithm of its length; wherever two buckets meet, the mean before is
 * compared with the mean after.
 */
public final class Adwin implements ChangeDetector {
    /**
     * How it is set.
     *
     * @param delta chance of a false alarm
     * @param clock it looks for a change at every so many numbers
     * @param buckets the most of one size that are not put together
     * @param least numbers on either side of a cut
     * @param grace window up to which it does not look for a change
     */
    public record Settings(double delta, int clock, int buckets, int least, int grace) {
        public Settings {
            if (!(delta > 0 && delta < 1 && clock >= 1 && buckets >= 2 && least >= 1 && grace >= 0)) {
                throw new IllegalArgumentException("delta " + delta + ", clock " + clock + ", buckets " + buckets
                        + ", least " + least + ", grace " + grace);
            }
        }

        /** River's. */
        public static Settings defaults() {
            return new Settings(0.002, 32, 5, 5, 10);
        }

        public Settings withDelta(double other) {
            return new Settings(other, clock, buckets, least, grace);
        }

        public Settings withClock(int other) {
            return new Settings(delta, other, buckets, least, grace);
        }
    }

    /**
     * Numbers put together.
     *
     * @param squares their squared deviations from their mean, summed
     */
    private record Bucket(double total, double squares) {}

    private final Settings settings;
    /** By size: at i those of 2ⁱ numbers, the oldest first. The oldest of all is the first of the last list. */
    private final List<List<Bucket>> rows = new ArrayList<>();

    private double width;
    private double total;
    private double squares;
    private int ticks;

    public Adwin(Settings settings) {
        this.settings = settings;
        forget();
    }

    private void forget() {
        rows.clear();
        rows.add(new ArrayList<>());
        width = 0;
        total = 0;
        squares = 0;
        ticks = 0;
    }

    /** How many numbers the window holds. */
    public long width() {
        return (long) width;
    }

    /** Mean of the numbers in the window; 0 without any. */
    public double mean() {
        return width == 0 ? 0 : total / width;
    }

    /** Sum of squared deviations from the mean over the window, as far as buckets tell. */
    public double squares() {
        return squares;
    }

    @Override
    public Signal add(double number) {
        insert(Stream.number(number));
        ticks = (ticks + 1) % settings.clock();
        boolean changed = false;
        if (ticks == 0 && width > settings.grace()) {
            while (cut()) {
                changed = true;
                deleteOldest();
            }
        }
        if (changed) {
            forget();
            return Signal.CHANGE;
        }
        return Signal.QUIET;
    }

    private void insert(double number) {
        rows.get(0).add(new Bucket(number, 0));
        width++;
        if (width > 1) {
            double off = number - total / (width - 1);
            squares += (width - 1) * off * off / width;
        }
        total += number;
        for (int row = 0; rows.get(row).size() > settings.buckets(); row++) {
            if (row + 1 == rows.size()) {
                rows.add(new ArrayList<>());
            }
            double size = size(row);
            Bucket one = rows.get(row).remove(0);
            Bucket other = rows.get(row).remove(0);
            double apart = one.total() / size - other.total() / size;
            rows.get(row + 1)
                    .add(new Bucket(
                            one.total() + other.total(),
                            one.squares() + other.squares() + size * size * apart * apart / (size + size)));
        }
    }

    private void deleteOldest() {
        int row = rows.size() - 1;
        Bucket oldest = rows.get(row).remove(0);
        double size = size(row);
        width -= size;
        total -= oldest.total();
        double apart = oldest.total() / size - total / width;
        squares -= oldest.squares() + size * width * apart * apart / (size + width);
        if (rows.get(row).isEmpty() && row > 0) {
            rows.remove(row);
        }
    }

    /** Whether a cut, from the oldest on, parts numbers of different means. */
    private boolean cut() {
        double before = 0;
        double after = width;
        double totalBefore = 0;
        double totalAfter = total;
        for (int row = rows.size() - 1; row >= 0; row--) {
            double size = size(row);
            for (Bucket bucket : rows.get(row)) {
                before += size;
                after -= size;
                totalBefore += bucket.total();
                totalAfter -= bucket.total();
                if (before >= settings.least()
                        && after >= settings.least()
                        && parted(before, after, totalBefore / before - totalAfter / after)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean parted(double before, double after, double apart) {
        double room = StrictMath.log(2 * StrictMath.log(width) / settings.delta());
        double harmonic = 1 / (before - settings.least() + 1) + 1 / (after - settings.least() + 1);
        double most = Math.sqrt(2 * harmonic * (squares / width) * room) + 2.0 / 3 * room * harmonic;
        return Math.abs(apart) > most;
    }

    private static double size(int row) {
        return Math.scalb(1.0, row);
    }

    @Override
    public boolean watchesErrors() {
        return false;
    }
}
