package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Joins calls that follow each other in one thread to runs and passes these on. For one input and one thread. */
final class CallRuns implements CallSink {
    private static final int LONGEST_RUN = 4096;

    private final String name;
    private final ApiNames names;
    private final Collector collector;
    private final Runnable step;
    private final NameCache cache = new NameCache();
    private final short[] apis = new short[LONGEST_RUN];

    private long file;
    private int tid;
    private int index;
    private long line;
    private int count;

    /**
     * @param name of the input, for messages
     * @param step run after each run that was passed on
     */
    CallRuns(String name, ApiNames names, Collector collector, Runnable step) {
        this.name = name;
        this.names = names;
        this.collector = collector;
        this.step = step;
    }

    @Override
    public @Nullable String call(
            long callFile, int callTid, int callIndex, byte[] text, int from, int to, long callLine)
            throws IOException {
        if (callFile < 0 || callTid < 0 || callIndex < 0) {
            throw new IllegalArgumentException(
                    "file, thread and index must not be negative: " + callFile + ", " + callTid + ", " + callIndex);
        }
        int api = cache.find(text, from, to, NameCache.hash(text, from, to));
        if (api < 0) {
            String fault = ApiNames.fault(text, from, to);
            if (fault != null) {
                return fault;
            }
            api = names.id(text, from, to);
            if (api < 0) {
                throw BadInput.in(name, "there are more than " + ApiNames.MOST + " different API names");
            }
            cache.keep(text, from, to, api);
        }
        boolean goesOn = count > 0 && callFile == file && callTid == tid && callIndex == index + count;
        if (!goesOn || count == LONGEST_RUN) {
            flush();
            file = callFile;
            tid = callTid;
            index = callIndex;
            line = callLine;
        }
        apis[count++] = (short) api;
        return null;
    }

    @Override
    public void reject(long rejectLine, String reason) throws IOException {
        collector.reject(rejectLine, reason);
    }

    /** Passes on what is left. */
    void flush() throws IOException {
        if (count > 0) {
            collector.run(file, tid, index, Block.NO_LABEL, apis, 0, count, line);
            count = 0;
            step.run();
        }
    }
}
