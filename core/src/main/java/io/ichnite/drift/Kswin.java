package io.ichnite.drift;

import io.ichnite.tensor.MersenneTwister;
import java.util.Arrays;

/**
 * Kolmogorov-Smirnov windowing (Raab, Heusinger and Schleif 2020): the newest numbers of a window are not distributed as some
 * drawn from the older ones. The draws are those of Python's generator. After a change the newest numbers are forgotten too,
 * as river does with its next number.
 */
public final class Kswin implements ChangeDetector {
    /** A distance of distributions up to this is no change, however sure. */
    private static final double LEAST = 0.1;

    /**
     * How it is set.
     *
     * @param chance of a false alarm at each number
     * @param window how many numbers are held
     * @param newest how many of them are compared with as many drawn from the others
     * @param seed of the draws
     */
    public record Settings(double chance, int window, int newest, long seed) {
        public Settings {
            if (!(chance > 0 && chance < 1 && newest >= 1 && window >= 2 * newest)) {
                throw new IllegalArgumentException("chance " + chance + ", window " + window + ", newest " + newest);
            }
        }

        /** River's. */
        public static Settings defaults(long seed) {
            return new Settings(0.005, 100, 30, seed);
        }
    }

    private final Settings settings;
    private final double[] ring;
    private long numbers;
    private MersenneTwister random;

    public Kswin(Settings settings) {
        this.settings = settings;
        ring = new double[settings.window()];
        random = MersenneTwister.python(settings.seed());
    }

    @Override
    public Signal add(double number) {
        double checked = Stream.number(number);
        ring[(int) (numbers++ % ring.length)] = checked;
        if (numbers < ring.length) {
            return Signal.QUIET;
        }
        int older = ring.length - settings.newest();
        double[] drawn = Arrays.stream(random.sample(older, settings.newest()))
                .mapToDouble(this::at)
                .toArray();
        double[] newest = new double[settings.newest()];
        Arrays.setAll(newest, i -> at(older + i));
        KolmogorovSmirnov test = KolmogorovSmirnov.of(drawn, newest);
        if (test.distance() > LEAST && test.exact() <= settings.chance()) {
            numbers = 0;
            random = MersenneTwister.python(settings.seed());
            return Signal.CHANGE;
        }
        return Signal.QUIET;
    }

    /** The i-th oldest that is held. */
    private double at(int i) {
        return ring[(int) ((numbers + i) % ring.length)];
    }

    @Override
    public boolean watchesErrors() {
        return false;
    }
}
