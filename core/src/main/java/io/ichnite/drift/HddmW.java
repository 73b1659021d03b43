package io.ichnite.drift;

/**
 * Drift detection by McDiarmid's inequality, on averages that weigh the newest most (Frías-Blanco and others 2014): since the
 * best cut, the faded mean is above that before it by more than chance allows.
 */
public final class HddmW implements ChangeDetector {
    /**
     * How it is set.
     *
     * @param change chance of a false change, below that of a false warning
     * @param warning chance of a false warning
     * @param weight of the newest number in the average
     * @param either whether fewer errors are a change too
     */
    public record Settings(double change, double warning, double weight, boolean either) {
        public Settings {
            if (!(change > 0 && change <= warning && warning < 1 && weight > 0 && weight <= 1)) {
                throw new IllegalArgumentException(
                        "change at " + change + ", warning at " + warning + ", weight " + weight);
            }
        }

        /** River's. */
        public static Settings defaults() {
            return new Settings(0.001, 0.005, 0.05, false);
        }
    }

    /**
     * A faded mean.
     *
     * @param numbers whether there were any
     * @param condition Σ of squared weights, which bounds how far chance moves the mean
     */
    private record Faded(boolean numbers, double mean, double condition) {
        static final Faded NONE = new Faded(false, 0, 1);

        Faded with(double number, double weight) {
            double next = numbers ? weight * number + (1 - weight) * mean : number;
            return new Faded(true, next, weight * weight + (1 - weight) * (1 - weight) * condition);
        }
    }

    private final Settings settings;
    private Faded all = Faded.NONE;
    private Faded beforeRise = Faded.NONE;
    private Faded sinceRise = Faded.NONE;
    private Faded beforeFall = Faded.NONE;
    private Faded sinceFall = Faded.NONE;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    public HddmW(Settings settings) {
        this.settings = settings;
    }

    private void forget() {
        all = Faded.NONE;
        beforeRise = Faded.NONE;
        sinceRise = Faded.NONE;
        beforeFall = Faded.NONE;
        sinceFall = Faded.NONE;
        lowest = Double.POSITIVE_INFINITY;
        highest = Double.NEGATIVE_INFINITY;
    }

    @Override
    public Signal add(double number) {
        all = all.with(Stream.error(number), settings.weight());
        double room = bound(all.condition(), settings.change());
        if (all.mean() + room < lowest) {
            lowest = all.mean() + room;
            beforeRise = all;
            sinceRise = Faded.NONE;
        } else {
            sinceRise = sinceRise.with(number, settings.weight());
        }
        if (all.mean() - room > highest) {
            highest = all.mean() - room;
            beforeFall = all;
            sinceFall = Faded.NONE;
        } else {
            sinceFall = sinceFall.with(number, settings.weight());
        }
        if (moved(settings.change())) {
            forget();
            return Signal.CHANGE;
        }
        return moved(settings.warning()) ? Signal.WARNING : Signal.QUIET;
    }

    private boolean moved(double chance) {
        return above(beforeRise, sinceRise, chance) || settings.either() && above(sinceFall, beforeFall, chance);
    }

    private static boolean above(Faded low, Faded high, double chance) {
        return low.numbers()
                && high.numbers()
                && high.mean() - low.mean() > bound(low.condition() + high.condition(), chance);
    }

    private static double bound(double condition, double chance) {
        return Math.sqrt(condition * StrictMath.log(1 / chance) / 2);
    }

    @Override
    public boolean watchesErrors() {
        return true;
    }
}
