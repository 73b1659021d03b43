package io.ichnite.ingest;

import java.io.IOException;

/** What a store knows of each file, 48 bytes a row. Immutable; safe for use by many threads. */
final class FileTable {
    private static final int ROW = 48;

    private final Mapped rows;

    FileTable(Mapped rows) {
        this.rows = rows;
    }

    static void write(
            SectionWriter out, long tokens, long order, long firstThread, int length, int threads, int turns, int label)
            throws IOException {
        out.i64(tokens);
        out.i64(order);
        out.i64(firstThread);
        out.i32(length);
        out.i32(threads);
        out.i32(turns);
        out.i32(label);
        out.i64(0);
    }

    long size() {
        return rows.size() / ROW;
    }

    boolean whole() {
        return rows.size() % ROW == 0;
    }

    /** The number of its first call among all calls. */
    long tokens(int file) {
        return rows.i64((long) file * ROW);
    }

    /** Where its turns begin in the order section: pairs of a thread, by first appearance, and its calls in a row. */
    long order(int file) {
        return rows.i64((long) file * ROW + 8);
    }

    /** The number of its first thread among all threads. */
    long firstThread(int file) {
        return rows.i64((long) file * ROW + 16);
    }

    int length(int file) {
        return rows.i32((long) file * ROW + 24);
    }

    int threads(int file) {
        return rows.i32((long) file * ROW + 28);
    }

    int turns(int file) {
        return rows.i32((long) file * ROW + 32);
    }

    /** The number of its label; −1 if it has none. */
    int label(int file) {
        return rows.i32((long) file * ROW + 36);
    }
}
