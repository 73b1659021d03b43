package io.ichnite.stats;

/** How far the counting is. */
final class Steps {
    private final StatsProgress progress;
    private final long total;
    private long done;

    Steps(StatsProgress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    synchronized void done(long calls) {
        done += calls;
        progress.calls(done, total);
    }
}
