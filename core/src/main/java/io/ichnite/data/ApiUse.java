package io.ichnite.data;

import io.ichnite.sample.Traces;
import java.util.List;
import java.util.function.IntPredicate;

/** Which names some files call, and how often. Names are numbered as in {@link Traces#apis()}. Immutable. */
public final class ApiUse {
    private final List<String> names;
    private final int[] files;
    private final long[] calls;
    private final int allFiles;
    private final long allCalls;

    private ApiUse(List<String> names, int[] files, long[] calls, int allFiles, long allCalls) {
        this.names = names;
        this.files = files;
        this.calls = calls;
        this.allFiles = allFiles;
        this.allCalls = allCalls;
    }

    /** Reads the files once. */
    public static ApiUse of(Traces traces, List<Integer> files) {
        CallTally tally = new CallTally(traces);
        int[] callers = new int[traces.apis().size()];
        long[] calls = new long[callers.length];
        long all = 0;
        for (int file : files) {
            tally.read(file);
            all += tally.length();
            for (int i = 0; i < tally.distinct(); i++) {
                callers[tally.api(i)]++;
                calls[tally.api(i)] += tally.count(i);
            }
        }
        return new ApiUse(traces.apis(), callers, calls, files.size(), all);
    }

    /** How many of some files call a name that is one of those. */
    public static int callers(Traces traces, List<Integer> files, IntPredicate names) {
        CallTally tally = new CallTally(traces);
        int callers = 0;
        for (int file : files) {
            tally.read(file);
            boolean any = false;
            for (int i = 0; i < tally.distinct() && !any; i++) {
                any = names.test(tally.api(i));
            }
            callers += any ? 1 : 0;
        }
        return callers;
    }

    /** All that the traces know; some may not be called by these files. */
    public List<String> names() {
        return names;
    }

    /** How many files call a name. */
    public int files(int api) {
        return files[api];
    }

    /** How often it is called. */
    public long calls(int api) {
        return calls[api];
    }

    /** How many files there are. */
    public int files() {
        return allFiles;
    }

    /** How many calls they make. */
    public long calls() {
        return allCalls;
    }
}
