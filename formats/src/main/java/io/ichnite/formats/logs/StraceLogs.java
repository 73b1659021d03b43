package io.ichnite.formats.logs;

import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.ingest.TraceFormat;

/**
 * Logs of Linux programs as strace writes them: of one process or, with {@code -f}, of all; on the error stream, into one
 * file ({@code -o}), or into one for each process ({@code -ff}); with times, call numbers, addresses, descriptors and
 * programs named. A log is one trace: its threads are the numbers of its column, its index is one clock. A call stands
 * where it begins.
 */
public final class StraceLogs implements TraceKind {
    @Override
    public String word() {
        return "strace";
    }

    /** Whether a line of the head is a call with its result, or one that is said to be unfinished, and no byte is zero. */
    @Override
    public boolean recognises(byte[] head) {
        StraceLine line = new StraceLine();
        return Head.anyLine(head, (from, to) -> {
            StraceLine.Kind kind = line.of(head, from, to);
            return kind == StraceLine.Kind.CALL || kind == StraceLine.Kind.UNFINISHED;
        });
    }

    @Override
    public TraceFormat format(Reading how) {
        return (plain, source, calls) -> new StraceReader(how, source, calls).read(plain);
    }
}
