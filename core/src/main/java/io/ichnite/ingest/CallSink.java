package io.ichnite.ingest;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Takes what a {@link TraceFormat} finds, in the order of the input. Calls of one thread that follow each other are cheap. */
public interface CallSink {
    /**
     * What stands for a file's id in {@link #call}. A whole number from 0 to 2^63−1, written without leading zeros, stands
     * for itself; whatever else is an id has a number below 0.
     *
     * @param id 1 to 1,024 bytes of UTF-8
     * @throws io.ichnite.error.BadInput if it is none
     */
    long file(String id);

    /**
     * Takes one call.
     *
     * @param file its number, from 0, or one that {@link #file} gave
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
     * Gives a file a label, once it has a call; before, it is passed over.
     *
     * @return why it cannot be taken: it is none that a store can keep, or differs from the one that the file has; null if
     *     it was taken
     */
    @Nullable
    String label(long file, String label) throws IOException;

    /**
     * Leaves something out: it is counted, and listed with its reason.
     *
     * @throws io.ichnite.error.BadInput if rejects are not put up with
     */
    void reject(long line, String reason) throws IOException;

    /**
     * Reads a part of the input, such as a member of an archive, under its own name. If it is damaged, that is a reject of
     * the part alone, and nothing of it is taken.
     *
     * @param format null for CSV
     * @param plain the part's bytes, to its end; not closed
     * @throws io.ichnite.error.BadInput if rejects are not put up with
     */
    void part(TraceSource part, @Nullable TraceFormat format, InputStream plain) throws IOException;
}
