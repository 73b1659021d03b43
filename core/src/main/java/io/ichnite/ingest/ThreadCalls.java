package io.ichnite.ingest;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one thread as they arrive: two bytes each, and no index as long as each is one more than the one before.
 * From the first that is not, indices are kept as differences.
 */
final class ThreadCalls {
    final int tid;
    /** Calls that are held here, behind those that were spilled. */
    private short[] apis = new short[0];

    private int held;
    private int size;
    private int first;
    private int last;
    /** Steps between the calls that are held, if any of them is not 1; the first from the one before. */
    private @Nullable Varints steps;

    private boolean consecutive = true;
    private boolean ordered = true;

    ThreadCalls(int tid) {
        this.tid = tid;
    }

    /** Appends {@code count} calls whose indices go up by one from {@code index}. */
    void add(short[] from, int at, int count, int index) {
        if (held + count > apis.length) {
            apis = Arrays.copyOf(apis, held == 0 ? count : Varints.grown(apis.length, held + count));
        }
        System.arraycopy(from, at, apis, held, count);
        if (size == 0) {
            first = index;
        } else if (steps != null || index != last + 1) {
            keepSteps(index, count);
        }
        if (size > 0 && index < last) {
            ordered = false;
        }
        held += count;
        size += count;
        last = index + count - 1;
    }

    /** Bytes that its calls take here, about. */
    long bytes() {
        return 2L * apis.length + (steps == null ? 0 : steps.room());
    }

    /** How many of its calls are here and not on the disk. */
    int held() {
        return held;
    }

    /** Lays the calls that are held on the disk, and lets go of them. */
    void spill(SpilledCalls disk) throws IOException {
        disk.i32(held);
        disk.i32(steps == null ? -1 : steps.size());
        disk.names(apis, held);
        if (steps != null) {
            disk.bytes(steps.bytes(), steps.size());
        }
        forget();
    }

    /** One with room for all calls, which {@link #read} takes back in the order in which they were spilled. */
    ThreadCalls restored() {
        ThreadCalls whole = new ThreadCalls(tid);
        whole.apis = new short[size];
        whole.size = size;
        whole.first = first;
        whole.last = last;
        whole.ordered = ordered;
        whole.consecutive = consecutive;
        if (!consecutive) {
            whole.steps = new Varints();
        }
        return whole;
    }

    /** Reads the next piece into one that is {@link #restored()}. */
    void read(SpilledCalls disk) throws IOException {
        int count = disk.readI32();
        int bytes = disk.readI32();
        disk.read(apis, held, count);
        Varints kept = steps;
        if (bytes >= 0) {
            byte[] some = new byte[bytes];
            disk.read(some, 0, bytes);
            Objects.requireNonNull(kept).append(some, bytes);
        } else if (kept != null) {
            ones(kept, held == 0 ? count - 1 : count);
        }
        held += count;
    }

    private static void ones(Varints steps, int count) {
        for (int i = 0; i < count; i++) {
            steps.addSigned(0);
        }
    }

    private void keepSteps(int index, int count) {
        Varints kept = steps;
        if (kept == null) {
            kept = new Varints();
            ones(kept, size == held ? held - 1 : held);
            steps = kept;
            consecutive = false;
        }
        kept.addSigned((long) index - last - 1);
        ones(kept, count - 1);
    }

    int size() {
        return size;
    }

    /** The smallest index if these are {@link #consecutive()}. */
    int first() {
        return first;
    }

    /** Whether each index is one more than the one before. */
    boolean consecutive() {
        return consecutive;
    }

    /** Whether no index is smaller than one before it. */
    boolean ordered() {
        return ordered;
    }

    /** The calls as they arrived, of those that are held; only the first {@link #held()} count. */
    short[] apis() {
        return apis;
    }

    /** The indices as they arrived. */
    int[] indices() {
        int[] indices = new int[size];
        Varints.Reader reader = steps == null ? null : steps.reader();
        long index = first;
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                index += 1 + (reader == null ? 0 : reader.nextSigned());
            }
            indices[i] = (int) index;
        }
        return indices;
    }

    /** Which arrival stands at each place when calls are laid by index, ties as they arrived. */
    int[] byIndex(int[] indices) {
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = (long) indices[i] << 32 | i;
        }
        Arrays.sort(keys);
        int[] arrivals = new int[size];
        for (int i = 0; i < size; i++) {
            arrivals[i] = (int) keys[i];
        }
        return arrivals;
    }

    /** Lets go of the calls, which have been written. */
    void forget() {
        apis = new short[0];
        held = 0;
        steps = null;
    }
}
