package io.ichnite.ingest;

/**
 * How much an input may ask for beyond what it stores. What goes beyond is told as a reject or as a refusal, never passed
 * over.
 *
 * @param depth how deep lists and objects may lie in each other
 * @param text characters of a name, a number or a line that has to be held
 * @param ratio bytes that a compressed byte may unfold to, once 64 MiB have been unfolded
 * @param entries members of an archive, or files of a folder
 * @param size bytes that an input, or a member of an archive, may unfold to
 * @param calls that a file may have where a count stands for them
 */
public record Limits(int depth, int text, int ratio, int entries, long size, long calls) {
    public Limits {
        check(depth >= 1 && depth <= 10_000, "depth");
        check(text >= 256 && text <= 1 << 28, "text");
        check(ratio >= 1, "ratio");
        check(entries >= 1, "entries");
        check(size >= 1, "size");
        check(calls >= 1 && calls <= Integer.MAX_VALUE - 8, "calls");
    }

    /** 128 deep, 1 MiB of text, 2,000-fold, a million members, 256 GiB, 20 million calls. */
    public static Limits defaults() {
        return new Limits(128, 1 << 20, 2000, 1_000_000, 1L << 38, 20_000_000);
    }

    public Limits withDepth(int value) {
        return new Limits(value, text, ratio, entries, size, calls);
    }

    public Limits withText(int value) {
        return new Limits(depth, value, ratio, entries, size, calls);
    }

    public Limits withRatio(int value) {
        return new Limits(depth, text, value, entries, size, calls);
    }

    public Limits withEntries(int value) {
        return new Limits(depth, text, ratio, value, size, calls);
    }

    public Limits withSize(long value) {
        return new Limits(depth, text, ratio, entries, value, calls);
    }

    public Limits withCalls(long value) {
        return new Limits(depth, text, ratio, entries, size, value);
    }

    private static void check(boolean good, String what) {
        if (!good) {
            throw new IllegalArgumentException("the limit of " + what + " is out of range");
        }
    }
}
