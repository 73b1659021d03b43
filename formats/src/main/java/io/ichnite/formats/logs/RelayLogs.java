package io.ichnite.formats.logs;

import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.ingest.TraceFormat;

/**
 * Logs of Windows programs as Wine writes them with {@code WINEDEBUG=+relay}: with or without the number of the process
 * ({@code +pid}) and the time ({@code +timestamp}, {@code +microsecs}), of 32 or 64 bits. A log is one trace: its threads
 * are those of all processes, its index is one clock, its names are those of the functions alone.
 */
public final class RelayLogs implements TraceKind {
    @Override
    public String word() {
        return "relay";
    }

    /** Whether a line of the head is a call of a module's function, and no byte is zero. */
    @Override
    public boolean recognises(byte[] head) {
        RelayLine line = new RelayLine();
        return Head.anyLine(head, (from, to) -> line.of(head, from, to) == RelayLine.Kind.CALL);
    }

    @Override
    public TraceFormat format(Reading how) {
        return (plain, source, calls) -> new RelayReader(how, source, calls).read(plain);
    }
}
