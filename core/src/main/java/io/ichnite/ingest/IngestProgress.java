package io.ichnite.ingest;

/** Told, on the thread that called, how far an ingest has come. */
@FunctionalInterface
public interface IngestProgress {
    /** Bytes of input read so far, as they lie on the disk, and how many there are in all. */
    void bytes(long done, long total);

    /** Tells nobody. */
    static IngestProgress none() {
        return (done, total) -> {};
    }
}
