package io.ichnite.formats.logs;

import io.ichnite.ingest.CallSink;
import java.io.IOException;

/**
 * Calls of one trace on their way to the sink: one clock for all threads, which goes on by one with each call that is
 * taken.
 */
final class Told {
    private final CallSink sink;
    private final long file;
    private int clock;

    Told(CallSink sink, long file) {
        this.sink = sink;
        this.file = file;
    }

    /** Tells one call, or that it could not be taken. */
    void call(int tid, byte[] text, int from, int to, long line) throws IOException {
        String fault = sink.call(file, tid, clock, text, from, to, line);
        if (fault == null) {
            clock++;
        } else {
            sink.reject(line, fault);
        }
    }

    void reject(long line, String reason) throws IOException {
        sink.reject(line, reason);
    }
}
