package io.ichnite.nn;

/** How windows treat the ends of a sequence. */
public enum Padding {
    /** Windows lie wholly inside; what does not fill one at the end is dropped. */
    VALID,
    /** ⌈n/stride⌉ windows; the shortage is shared out in front (rounded down) and behind. */
    SAME;

    /** How many windows a sequence of {@code n} gives; 0 if it is too short for one. */
    public int windows(int n, int size, int stride) {
        return this == SAME ? (n + stride - 1) / stride : n < size ? 0 : (n - size) / stride + 1;
    }

    /** How many places of the first window lie before the sequence. */
    public int before(int n, int size, int stride) {
        return this == SAME ? Math.max(0, (windows(n, size, stride) - 1) * stride + size - n) / 2 : 0;
    }
}
