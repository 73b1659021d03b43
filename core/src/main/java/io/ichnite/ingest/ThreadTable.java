package io.ichnite.ingest;

import java.io.IOException;

/** What a store knows of each thread, 32 bytes a row. Immutable; safe for use by many threads. */
final class ThreadTable {
    /** Stands for something that is not kept, because it follows from the rest. */
    static final long NONE = -1;

    private static final int ROW = 32;

    private final Mapped rows;

    ThreadTable(Mapped rows) {
        this.rows = rows;
    }

    static void write(SectionWriter out, int tid, int length, int rank, int first, long indices, long arrivals)
            throws IOException {
        out.i32(tid);
        out.i32(length);
        out.i32(rank);
        out.i32(first);
        out.i64(indices);
        out.i64(arrivals);
    }

    long size() {
        return rows.size() / ROW;
    }

    boolean whole() {
        return rows.size() % ROW == 0;
    }

    int tid(long thread) {
        return rows.i32(thread * ROW);
    }

    int length(long thread) {
        return rows.i32(thread * ROW + 4);
    }

    /** How many threads of the file made a call before this one made its first. */
    int rank(long thread) {
        return rows.i32(thread * ROW + 8);
    }

    /** The smallest index. */
    int first(long thread) {
        return rows.i32(thread * ROW + 12);
    }

    /** Where the steps from each index to the next are kept; NONE where all are 1. */
    long indices(long thread) {
        return rows.i64(thread * ROW + 16);
    }

    /** Where the places of the calls as they arrived are kept; NONE where they arrived by index. */
    long arrivals(long thread) {
        return rows.i64(thread * ROW + 24);
    }
}
