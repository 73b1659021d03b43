package io.ichnite.parquet;

import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.Shown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of one row after another, passed on as they arrived once a row is whole. Used by one thread. */
final class TableRow {
    private static final int LONGEST_ID = 1024;

    private final List<byte[]> names;
    private final boolean indexed;
    private final boolean ordered;
    private final CallSink sink;

    private long number;
    private @Nullable String id;
    private @Nullable String label;
    private int size;
    private int[] apis = new int[1 << 10];
    private int[] tids = new int[1 << 10];
    private int[] indices = new int[1 << 10];
    private int[] arrivals = new int[1 << 10];

    /**
     * @param indexed whether calls have an index
     * @param ordered whether it is said how they arrived
     */
    TableRow(List<byte[]> names, boolean indexed, boolean ordered, CallSink sink) {
        this.names = names;
        this.indexed = indexed;
        this.ordered = ordered;
        this.sink = sink;
    }

    /** Of the present row, from 1; 0 before the first. */
    long number() {
        return number;
    }

    /** Passes the last row on, and begins another. */
    void begin(long next, @Nullable String nextId, @Nullable String nextLabel) throws IOException {
        finish(next);
        number = next;
        id = nextId;
        label = nextLabel;
    }

    /** Takes a call; −1 stands for what is missing or no good number. */
    void add(int api, int tid, int index, int arrival) {
        if (size == apis.length) {
            int room = Math.min(Integer.MAX_VALUE - 8, size + (size >> 1));
            apis = Arrays.copyOf(apis, room);
            tids = Arrays.copyOf(tids, room);
            indices = Arrays.copyOf(indices, room);
            arrivals = Arrays.copyOf(arrivals, room);
        }
        apis[size] = api;
        tids[size] = tid;
        indices[size] = index;
        arrivals[size++] = arrival;
    }

    /** Passes the last row on; there are {@code rows} in all. */
    void end(long rows) throws IOException {
        finish(rows + 1);
    }

    private void finish(long next) throws IOException {
        if (size > 0) {
            String fault = fault();
            if (fault == null) {
                pass();
            } else {
                reject(fault);
            }
            size = 0;
        }
        for (long empty = number + 1; empty < next; empty++) {
            sink.reject(empty, "has no calls");
        }
    }

    private void reject(String reason) throws IOException {
        sink.reject(
                number,
                "file_id " + Shown.plain(String.valueOf(id)) + ": " + reason + "; its calls are left out, " + size);
    }

    /** Why the row cannot be taken; null if it can. Afterwards calls have an index and an arrival. */
    private @Nullable String fault() {
        if (id == null || id.isEmpty() || id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
            return "expected a file_id of 1 to " + LONGEST_ID + " bytes";
        }
        for (int i = 0; i < size; i++) {
            if (apis[i] < 0 || tids[i] < 0 || indices[i] < 0 || arrivals[i] < 0) {
                return "call " + (i + 1) + ": expected an api, and tid, index and arrival of 0..2147483647 beside each";
            }
        }
        if (!indexed) {
            numberByThread();
        }
        return ordered ? orderFault() : null;
    }

    private void numberByThread() {
        Map<Integer, Integer> next = new HashMap<>();
        for (int i = 0; i < size; i++) {
            indices[i] = next.merge(tids[i], 1, Integer::sum) - 1;
        }
    }

    /** Makes of how many calls came before each the place of the call that came next. */
    private @Nullable String orderFault() {
        int[] places = new int[size];
        Arrays.fill(places, -1);
        for (int i = 0; i < size; i++) {
            if (arrivals[i] >= size || places[arrivals[i]] >= 0) {
                return "call " + (i + 1) + ": expected arrivals 0.." + (size - 1) + ", each once";
            }
            places[arrivals[i]] = i;
        }
        System.arraycopy(places, 0, arrivals, 0, size);
        return null;
    }

    private void pass() throws IOException {
        long file = sink.file(String.valueOf(id));
        for (int i = 0; i < size; i++) {
            int at = ordered ? arrivals[i] : i;
            byte[] name = names.get(apis[at]);
            String fault = sink.call(file, tids[at], indices[at], name, 0, name.length, number);
            if (fault != null) {
                sink.reject(number, "call " + (at + 1) + ": " + fault);
            }
        }
        if (label != null) {
            String fault = sink.label(file, label);
            if (fault != null) {
                sink.reject(number, fault);
            }
        }
    }
}
