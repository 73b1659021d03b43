package io.ichnite.ingest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one thread as they arrive: two bytes each, and no index as long as each is one more than the one before.
 * From the first that is not, indices are kept as differences.
 */
final class ThreadCalls {
    final int tid;
    private short[] apis = new short[0];
    private int size;
    private int first;
    private int last;
    private @Nullable Varints steps;
    private boolean ordered = true;

    ThreadCalls(int tid) {
        this.tid = tid;
    }

    /** Appends {@code count} calls whose indices go up by one from {@code index}. */
    void add(short[] from, int at, int count, int index) {
        if (size + count > apis.length) {
            apis = Arrays.copyOf(apis, size == 0 ? count : Varints.grown(apis.length, size + count));
        }
        System.arraycopy(from, at, apis, size, count);
        if (size == 0) {
            first = index;
        } else if (steps != null || index != last + 1) {
            keepSteps(index, count);
        }
        if (size > 0 && index < last) {
            ordered = false;
        }
        size += count;
        last = index + count - 1;
    }

    private void keepSteps(int index, int count) {
        Varints kept = steps;
        if (kept == null) {
            kept = new Varints();
            for (int i = 1; i < size; i++) {
                kept.addSigned(0);
            }
            steps = kept;
        }
        kept.addSigned((long) index - last - 1);
        for (int i = 1; i < count; i++) {
            kept.addSigned(0);
        }
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
        return steps == null;
    }

    /** Whether no index is smaller than one before it. */
    boolean ordered() {
        return ordered;
    }

    /** The calls as they arrived; only the first {@link #size()} count. */
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
        steps = null;
    }
}
