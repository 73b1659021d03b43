package io.ichnite.formats.sequences;

import io.ichnite.formats.json.Json;
import io.ichnite.sample.Order;
import io.ichnite.sample.Traces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes traces as the published system dumps them: byte for byte what Python's {@code json.dump} makes of the same lists.
 * The same traces give the same bytes. Immutable; safe for use by many threads.
 */
public final class SequenceDump {
    /** Calls that are asked for at a time: the orders that mix threads go through a file anew each time. */
    private static final int BLOCK = 1 << 20;

    private final Traces traces;
    private final List<Integer> files;

    /** Told how many calls have been written. */
    @FunctionalInterface
    public interface Watcher {
        void calls(long done);
    }

    /** @param files of the traces, in the order in which they are written */
    public SequenceDump(Traces traces, List<Integer> files) {
        this.traces = traces;
        this.files = List.copyOf(files);
    }

    /**
     * The sequences: a text a file, the names of its calls with a blank between. Holds a block of calls at most.
     *
     * @throws IllegalArgumentException if the traces do not offer the order
     */
    public void sequences(Order order, OutputStream out, Watcher watcher) throws IOException {
        byte[][] names = traces.apis().stream().map(SequenceDump::escaped).toArray(byte[][]::new);
        long done = 0;
        out.write('[');
        for (int i = 0; i < files.size(); i++) {
            int file = files.get(i);
            int length = traces.length(file);
            int[] calls = new int[Math.min(BLOCK, length)];
            separate(out, i);
            out.write('"');
            for (int from = 0; from < length; from += BLOCK) {
                int count = Math.min(BLOCK, length - from);
                traces.calls(file, order, from, count, calls, 0);
                for (int call = 0; call < count; call++) {
                    if (from + call > 0) {
                        out.write(' ');
                    }
                    out.write(names[calls[call]]);
                }
                done += count;
                watcher.calls(done);
            }
            out.write('"');
        }
        out.write(']');
    }

    /** The labels, as texts. */
    public void labels(OutputStream out) throws IOException {
        out.write('[');
        for (int i = 0; i < files.size(); i++) {
            String label = traces.label(files.get(i));
            if (label == null) {
                throw new IllegalArgumentException("file " + traces.id(files.get(i)) + " has no label");
            }
            separate(out, i);
            out.write(Json.line(label).getBytes(StandardCharsets.US_ASCII));
        }
        out.write(']');
    }

    /** The ids, as whole numbers. */
    public void ids(OutputStream out) throws IOException {
        out.write('[');
        for (int i = 0; i < files.size(); i++) {
            separate(out, i);
            out.write(traces.id(files.get(i)).getBytes(StandardCharsets.US_ASCII));
        }
        out.write(']');
    }

    private static void separate(OutputStream out, int i) throws IOException {
        if (i > 0) {
            out.write(',');
            out.write(' ');
        }
    }

    /** A name within a JSON text. */
    private static byte[] escaped(String name) {
        String quoted = Json.line(name);
        return quoted.substring(1, quoted.length() - 1).getBytes(StandardCharsets.US_ASCII);
    }
}
