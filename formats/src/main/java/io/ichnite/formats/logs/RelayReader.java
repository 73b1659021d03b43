package io.ichnite.formats.logs;

import io.ichnite.error.BadInput;
import io.ichnite.formats.traces.Outcome;
import io.ichnite.formats.traces.Reading;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.TraceSource;
import java.io.IOException;
import java.io.InputStream;

/** Reads one relay log. */
final class RelayReader {
    /** Names stand near the beginning of a line; so much of it is enough. */
    private static final int HELD = 4096;

    private final Outcome outcome;
    private final int held;
    private final TraceSource source;
    private final Told told;
    private final AwaitedCalls awaited;
    private final RelayLine line = new RelayLine();
    private long recognised;

    RelayReader(Reading how, TraceSource source, CallSink calls) {
        outcome = how.outcome();
        held = Math.min(HELD, how.limits().text());
        this.source = source;
        told = new Told(calls, calls.file(source.fileId()));
        awaited = new AwaitedCalls(told);
    }

    void read(InputStream plain) throws IOException {
        Lines lines = new Lines(plain, held);
        while (lines.next()) {
            byte[] bytes = lines.bytes();
            switch (line.of(bytes, lines.from(), lines.to())) {
                case CALL -> call(bytes, lines.number());
                case RETURN -> returned(bytes, lines.to());
                case BROKEN -> broken(lines);
                case OTHER -> {}
            }
        }
        awaited.end();
        if (recognised == 0) {
            throw BadInput.in(
                    source.name(),
                    "expected a Wine relay log with lines such as '0024:Call ntdll.NtClose(…', found none in "
                            + lines.number() + " lines");
        }
    }

    private void call(byte[] bytes, long at) throws IOException {
        recognised++;
        if (line.thread() > Integer.MAX_VALUE) {
            told.reject(at, "expected a thread of at most 7fffffff, found " + Long.toHexString(line.thread()));
            return;
        }
        int thread = (int) line.thread();
        if (awaits(bytes)) {
            awaited.open(thread, bytes, line.nameFrom(), line.nameTo(), at);
        } else {
            awaited.known(thread, bytes, line.nameFrom(), line.nameTo(), Outcomes.NONE, at);
        }
    }

    private void returned(byte[] bytes, int to) throws IOException {
        if (!awaits(bytes) || line.thread() > Integer.MAX_VALUE || !line.returned(bytes, to)) {
            return;
        }
        byte[] ending = line.failed(bytes)
                ? Outcomes.failed(outcome, (int) line.value())
                : Outcomes.returned(outcome, line.value() == 0, line.allBits());
        awaited.outcome((int) line.thread(), bytes, line.nameFrom(), line.nameTo(), ending);
    }

    /** Whether the outcome of a function of the present name matters. */
    private boolean awaits(byte[] bytes) {
        return outcome == Outcome.RETURN
                || outcome == Outcome.STATUS && RelayLine.status(bytes, line.nameFrom(), line.nameTo());
    }

    private void broken(Lines lines) throws IOException {
        recognised++;
        told.reject(
                lines.number(),
                lines.cut()
                        ? "expected a call's name within " + held + " characters of the line (--max-text)"
                        : "expected 'Call module.function(' right after the thread's number");
    }
}
