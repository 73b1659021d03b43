package io.ichnite.nn;

/**
 * Which windows of a sequence a tap of a sliding kernel meets: tap k of window t reads place {@code t · stride + k − before},
 * and only places inside the sequence count.
 *
 * @param time length of the sequence
 * @param windows how many there are
 */
record Taps(int time, int windows, int size, int stride, int before) {
    static Taps of(int time, int size, int stride, Padding padding) {
        return new Taps(time, padding.windows(time, size, stride), size, stride, padding.before(time, size, stride));
    }

    /** Each place is a window of its own. */
    static Taps each(int time) {
        return new Taps(time, time, 1, 1, 0);
    }

    /** The place that tap {@code k} of window {@code t} reads. */
    int place(int t, int k) {
        return t * stride + k - before;
    }

    /** The first tap of window {@code t} that lies inside. */
    int firstTap(int t) {
        return Math.max(0, before - t * stride);
    }

    /** The tap after the last of window {@code t} that lies inside. */
    int endTap(int t) {
        return Math.min(size, time - t * stride + before);
    }

    /** How many first windows see nothing but the places before {@code places}, and the shortage before the sequence. */
    int within(int places) {
        return Math.max(0, Math.min(windows, Math.floorDiv(places - size + before, stride) + 1));
    }
}
