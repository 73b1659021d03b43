package io.ichnite.drift;

/**
 * Drift detection by Hoeffding's inequality, on plain averages (Frías-Blanco and others 2014): the mean of all is above the
 * lowest mean that it had, by more than chance allows for any distribution.
 */
public final class HddmA implements ChangeDetector {
    /**
     * How it is set.
     *
     * @param change chance of a false change, below that of a false warning
     * @param warning chance of a false warning
     * @param either whether fewer errors are a change too
     */
    public record Settings(double change, double warning, boolean either) {
        public Settings {
            if (!(change > 0 && change <= warning && warning < 1)) {
                throw new IllegalArgumentException("change at " + change + ", warning at " + warning);
            }
        }

        /** River's. */
        public static Settings defaults() {
            return new Settings(0.001, 0.005, false);
        }
    }

    private final Settings settings;
    private RunningMean all = new RunningMean();
    private RunningMean low = new RunningMean();
    private RunningMean high = new RunningMean();

    public HddmA(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Signal add(double number) {
        all.add(Stream.error(number));
        if (low.count() == 0) {
            low.set(all);
        }
        if (high.count() == 0) {
            high.set(all);
        }
        double room = bound(all.count());
        if (low.mean() + bound(low.count()) >= all.mean() + room) {
            low.set(all);
        }
        if (high.mean() - bound(high.count()) <= all.mean() - room) {
            high.set(all);
        }
        if (moved(low, 1, settings.change()) || settings.either() && moved(high, -1, settings.change())) {
            all = new RunningMean();
            low = new RunningMean();
            high = new RunningMean();
            return Signal.CHANGE;
        }
        boolean warned = moved(low, 1, settings.warning()) || settings.either() && moved(high, -1, settings.warning());
        return warned ? Signal.WARNING : Signal.QUIET;
    }

    private double bound(double n) {
        return Math.sqrt(1 / (2 * n) * StrictMath.log(1 / settings.change()));
    }

    /** @param way 1 for above, −1 for below */
    private boolean moved(RunningMean from, int way, double chance) {
        if (from.count() == all.count()) {
            return false;
        }
        double m = (all.count() - from.count()) / from.count() * (1 / all.count());
        return way * (all.mean() - from.mean()) >= Math.sqrt(m / 2 * StrictMath.log(2 / chance));
    }

    @Override
    public boolean watchesErrors() {
        return true;
    }
}
