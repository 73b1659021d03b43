package io.ichnite.drift;

/**
 * Page's test (1954) of the mean, as Hinkley's variant sums it: how far the faded sum of deviations has moved from where it
 * stood best.
 */
public final class PageHinkley implements ChangeDetector {
    /** Which way a mean must move. */
    public enum Way {
        UP,
        DOWN,
        EITHER
    }

    /**
     * How it is set.
     *
     * @param grace so many numbers, at least, before an alarm
     * @param slack a move this small, each time, is none
     * @param threshold how far the sum must have moved, in the unit of the numbers
     * @param fading what the sum keeps of itself each time
     */
    public record Settings(int grace, double slack, double threshold, double fading, Way way) {
        public Settings {
            if (!(grace >= 1 && threshold > 0 && fading > 0 && fading <= 1 && Double.isFinite(slack))) {
                throw new IllegalArgumentException(
                        "grace " + grace + ", slack " + slack + ", threshold " + threshold + ", fading " + fading);
            }
        }

        /** River's. */
        public static Settings defaults() {
            return new Settings(30, 0.005, 50, 1 - 0.0001, Way.EITHER);
        }

        public Settings withThreshold(double other) {
            return new Settings(grace, slack, other, fading, way);
        }

        public Settings withWay(Way other) {
            return new Settings(grace, slack, threshold, fading, other);
        }
    }

    private final Settings settings;
    private RunningMean mean = new RunningMean();
    private double rising;
    private double falling;
    private double lowest;
    private double highest;

    public PageHinkley(Settings settings) {
        this.settings = settings;
        forget();
    }

    private void forget() {
        mean = new RunningMean();
        rising = 0;
        falling = 0;
        lowest = Double.POSITIVE_INFINITY;
        highest = -1;
    }

    @Override
    public Signal add(double number) {
        mean.add(Stream.number(number));
        double off = number - mean.mean();
        rising = settings.fading() * rising + off - settings.slack();
        falling = settings.fading() * falling + off + settings.slack();
        lowest = Math.min(lowest, rising);
        highest = Math.max(highest, falling);
        boolean up = settings.way() != Way.DOWN && rising - lowest > settings.threshold();
        boolean down = settings.way() != Way.UP && highest - falling > settings.threshold();
        if (mean.count() >= settings.grace() && (up || down)) {
            forget();
            return Signal.CHANGE;
        }
        return Signal.QUIET;
    }

    @Override
    public boolean watchesErrors() {
        return false;
    }
}
