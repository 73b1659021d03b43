package io.ichnite.ingest;

import java.io.IOException;
import java.io.InputStream;

/**
 * A kind of trace file beside CSV, which {@link TraceIngest} reads itself. An implementation hands over every call that it
 * finds and says of what it leaves out where it stood and why; it need not hold more of the input than a buffer. It is
 * asked by one thread, for one input at a time.
 */
@FunctionalInterface
public interface TraceFormat {
    /**
     * Reads one input to its end.
     *
     * @param plain its bytes, unfolded where it was compressed; not closed
     * @throws io.ichnite.error.BadInput if it is not of this kind, or so damaged that no part of it can be trusted
     */
    void read(InputStream plain, TraceSource source, CallSink calls) throws IOException;
}
