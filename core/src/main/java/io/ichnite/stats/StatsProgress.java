package io.ichnite.stats;

/** Told how far the counting has come; by many threads, but never by two at once. */
@FunctionalInterface
public interface StatsProgress {
    /** Calls gone through so far, and how many there are to go through. */
    void calls(long done, long total);

    /** Tells nobody. */
    static StatsProgress none() {
        return (done, total) -> {};
    }
}
