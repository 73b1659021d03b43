package io.ichnite.drift;

/**
 * Drift detection method (Gama and others 2004): the error rate has risen above its best by more deviations than chance would
 * have it.
 */
public final class Ddm implements ChangeDetector {
    /**
     * How it is set.
     *
     * @param warmUp so many numbers are only looked at
     * @param warning deviations above the best rate that are a warning
     * @param change deviations above the best rate that are a change
     */
    public record Settings(int warmUp, double warning, double change) {
        public Settings {
            if (!(warmUp >= 1 && warning > 0 && change >= warning)) {
                throw new IllegalArgumentException(
                        "warm-up " + warmUp + ", warning at " + warning + ", change at " + change);
            }
        }

        /** River's. */
        public static Settings defaults() {
            return new Settings(30, 2, 3);
        }
    }

    private final Settings settings;
    private RunningMean errors = new RunningMean();
    private double bestRate;
    private double bestDeviation;
    private double best;

    public Ddm(Settings settings) {
        this.settings = settings;
        forget();
    }

    private void forget() {
        errors = new RunningMean();
        bestRate = 0;
        bestDeviation = 0;
        best = Double.POSITIVE_INFINITY;
    }

    @Override
    public Signal add(double number) {
        errors.add(Stream.error(number));
        double rate = errors.mean();
        double deviation = Math.sqrt(Math.max(0, rate * (1 - rate)) / errors.count());
        if (errors.count() <= settings.warmUp()) {
            return Signal.QUIET;
        }
        if (rate + deviation <= best) {
            bestRate = rate;
            bestDeviation = deviation;
            best = rate + deviation;
        }
        if (rate + deviation > bestRate + settings.change() * bestDeviation) {
            forget();
            return Signal.CHANGE;
        }
        return rate + deviation > bestRate + settings.warning() * bestDeviation ? Signal.WARNING : Signal.QUIET;
    }

    @Override
    public boolean watchesErrors() {
        return true;
    }
}
