package io.ichnite.drift;

/**
 * Early drift detection method (Baena-García and others 2006): errors follow each other closer than they did at best. A warning
 * stands until the next error takes it back.
 */
public final class Eddm implements ChangeDetector {
    /**
     * How it is set.
     *
     * @param warmUp so many numbers, and so many errors, are only looked at
     * @param warning below this share of the best distance is a warning
     * @param change below this share of the best distance is a change
     */
    public record Settings(int warmUp, double warning, double change) {
        public Settings {
            if (!(warmUp >= 1 && change > 0 && warning >= change)) {
                throw new IllegalArgumentException(
                        "warm-up " + warmUp + ", warning below " + warning + ", change below " + change);
            }
        }

        /** River's. */
        public static Settings defaults() {
            return new Settings(30, 0.95, 0.9);
        }
    }

    private final Settings settings;
    private RunningMean distances = new RunningMean();
    private int numbers;
    private int lastError;
    private double best;
    private Signal standing = Signal.QUIET;

    public Eddm(Settings settings) {
        this.settings = settings;
        forget();
    }

    private void forget() {
        distances = new RunningMean();
        numbers = 0;
        lastError = 0;
        best = -1;
        standing = Signal.QUIET;
    }

    @Override
    public Signal add(double number) {
        boolean wrong = Stream.error(number) == 1;
        numbers++;
        if (!wrong) {
            return standing;
        }
        distances.add((double) numbers - lastError);
        lastError = numbers;
        if (numbers <= settings.warmUp()) {
            return standing;
        }
        double far = distances.mean() + 2 * distances.deviation();
        if (far > best) {
            best = far;
        } else if (distances.count() > settings.warmUp()) {
            double level = far / best;
            if (level < settings.change()) {
                forget();
                return Signal.CHANGE;
            }
            standing = level < settings.warning() ? Signal.WARNING : Signal.QUIET;
        }
        return standing;
    }

    @Override
    public boolean watchesErrors() {
        return true;
    }
}
