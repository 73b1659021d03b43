package io.ichnite.drift;

/** What all detectors refuse. */
final class Stream {
    private Stream() {}

    static double number(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("expected a number, found " + number);
        }
        return number;
    }

    static double error(double number) {
        if (number != 0 && number != 1) {
            throw new IllegalArgumentException("expected 0 or 1, found " + number);
        }
        return number;
    }
}
