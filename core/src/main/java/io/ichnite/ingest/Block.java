package io.ichnite.ingest;

import java.util.Arrays;

/**
 * Some whole lines of one input and what a parser made of them; used again and again. A run is rows on consecutive lines,
 * of one file, thread and label, whose indices go up by one; so long traces cost two bytes a call here.
 */
final class Block {
    /** The shortest row, with its line end, is {@code 1,a,0,0}. */
    private static final int SHORTEST_ROW = 8;
    /** Stands for a label in an input that has none. */
    static final short NO_LABEL = -1;

    final byte[] bytes;
    int to;
    int lines;

    int runs;
    long[] file = new long[1024];
    int[] tid = new int[1024];
    int[] index = new int[1024];
    short[] label = new short[1024];
    int[] count = new int[1024];
    int[] line = new int[1024];
    /** Where the names of each run begin. */
    int[] at = new int[1024];

    /** Whether runs may be laid down in the order that {@link #order} says. */
    boolean arranged;

    int[] order = {};

    int rows;
    final short[] api;

    int rejects;
    int[] rejectLine = new int[64];
    int[] rejectAt = new int[64];

    Block(int size) {
        bytes = new byte[CsvBlocks.room(size)];
        api = new short[bytes.length / SHORTEST_ROW + 1];
    }

    /** Makes it an unparsed one that holds {@code to} bytes, the last of them a line feed. */
    Block filled(int to) {
        this.to = to;
        lines = 0;
        runs = 0;
        rows = 0;
        rejects = 0;
        arranged = false;
        return this;
    }

    void startRun(long file, int tid, int index, int label, int line) {
        if (runs == count.length) {
            int room = runs * 2;
            this.file = Arrays.copyOf(this.file, room);
            this.tid = Arrays.copyOf(this.tid, room);
            this.index = Arrays.copyOf(this.index, room);
            this.label = Arrays.copyOf(this.label, room);
            this.count = Arrays.copyOf(this.count, room);
            this.line = Arrays.copyOf(this.line, room);
            at = Arrays.copyOf(at, room);
        }
        this.file[runs] = file;
        this.tid[runs] = tid;
        this.index[runs] = index;
        this.label[runs] = (short) label;
        this.line[runs] = line;
        at[runs] = rows;
        this.count[runs++] = 0;
    }

    /** Adds a row to the last run. */
    void row(int api) {
        this.api[rows++] = (short) api;
        count[runs - 1]++;
    }

    /** Marks a line as rejected; why is found out again when it is told, so that a block of bad lines stays small. */
    void reject(int line, int at) {
        if (rejects == rejectLine.length) {
            rejectLine = Arrays.copyOf(rejectLine, rejects * 2);
            rejectAt = Arrays.copyOf(rejectAt, rejects * 2);
        }
        rejectLine[rejects] = line;
        rejectAt[rejects++] = at;
    }

    /** Where the line that begins at {@code from} ends, without its line feed. */
    int endOfLine(int from) {
        int end = from;
        while (bytes[end] != '\n') {
            end++;
        }
        return end;
    }
}
