package io.ichnite.ingest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes what a {@link TraceFormat} finds, in the order of the input. Calls of one thread that follow each other are cheap. */
public interface CallSink {
    /**
     * Takes one call.
     *
     * @param file its id, from 0
     * @param tid its thread, from 0
     * @param index its place in the thread, from 0
     * @param text holds the name at {@code [from, to)}; not kept
     * @param line of the input where it stands, from 1
     * @return why it cannot be taken, for the reader to {@link #reject} in its own words of where; null if it was taken
     * @throws io.ichnite.error.BadInput if there are too many names or calls for a store, or the file stands in another
     *     input and no merging is asked for
     */
    @Nullable
    String call(long file, int tid, int index, byte[] text, int from, int to, long line) throws IOException;

    /**
     * Leaves something out: it is counted, and listed with its reason.
     *
     * @throws io.ichnite.error.BadInput if rejects are not put up with
     */
    void reject(long line, String reason) throws IOException;
}
