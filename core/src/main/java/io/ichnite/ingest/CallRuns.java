package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Joins calls that follow each other in one thread to runs and passes these on; begins anew for each part of an input. For one
 * input and one thread.
 */
final class CallRuns implements CallSink {
    private static final int LONGEST_RUN = 4096;

    private final String name;
    private final int input;
    private final ApiNames names;
    private final NameCache cache;
    private final Collector collector;
    private final Parsing parsing;
    private final Runnable step;
    private final short[] apis = new short[LONGEST_RUN];

    private long file;
    private int tid;
    private int index;
    private long line;
    private int count;

    private CallRuns(
            String name, ApiNames names, NameCache cache, Collector collector, Parsing parsing, Runnable step) {
        this.name = name;
        this.input = collector.begin(name);
        this.names = names;
        this.cache = cache;
        this.collector = collector;
        this.parsing = parsing;
        this.step = step;
    }

    /**
     * Reads one input to its end.
     *
     * @param format null for CSV
     * @param step run after each run that was passed on
     */
    static void read(
            InputStream in,
            TraceSource source,
            @Nullable TraceFormat format,
            ApiNames names,
            Collector collector,
            Parsing parsing,
            Runnable step)
            throws IOException {
        new CallRuns(source.name(), names, new NameCache(), collector, parsing, step).read(in, source, format);
    }

    private void read(InputStream in, TraceSource source, @Nullable TraceFormat format) throws IOException {
        if (format == null) {
            parsing.all(in, name, names, collector, step);
        } else {
            collector.times();
            format.read(in, source, this);
            flush();
            step.run();
        }
    }

    @Override
    public long file(String id) {
        return collector.names().number(id, name);
    }

    @Override
    public @Nullable String label(long labelled, String label) throws IOException {
        if (count > 0 && labelled == file) {
            flush();
        }
        return collector.label(labelled, label);
    }

    @Override
    public void part(TraceSource part, @Nullable TraceFormat format, InputStream plain) throws IOException {
        flush();
        try {
            new CallRuns(part.name(), names, cache, collector, parsing, step).read(plain, part, format);
        } catch (BadInput e) {
            collector.refuse(e);
        }
        collector.resume(input);
    }

    @Override
    public @Nullable String call(
            long callFile, int callTid, int callIndex, byte[] text, int from, int to, long callLine)
            throws IOException {
        if (callTid < 0 || callIndex < 0) {
            throw new IllegalArgumentException("thread and index must not be negative: " + callTid + ", " + callIndex);
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
    private void flush() throws IOException {
        if (count > 0) {
            collector.run(file, tid, index, Block.NO_LABEL, apis, 0, count, line);
            count = 0;
            step.run();
        }
    }
}
