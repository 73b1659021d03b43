package io.ichnite.bench;

import io.ichnite.ingest.TraceStore;
import io.ichnite.sample.Order;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Prints CRC-32 sums of what a trace store holds, as one JSON object: of the tokens in the order tid (numbers of the names
 * sorted, from 1, two bytes each), of the files' lengths (four bytes), labels (one) and ids (eight), little-endian, and of
 * the names, each with a line feed. The race for ingest compares them with those of other people's arrays.
 *
 * <p>{@code java -cp … io.ichnite.bench.StoreSums --store traces.store}
 */
public final class StoreSums {
    private static final int PART = 1 << 16;

    private StoreSums() {}

    public static void main(String[] args) throws IOException {
        Arguments options = new Arguments(args, Set.of("store"));
        try (TraceStore store = TraceStore.open(Path.of(options.text("store")))) {
            CRC32 names = new CRC32();
            store.apis().forEach(name -> names.update((name + "\n").getBytes(StandardCharsets.UTF_8)));
            System.out.printf(
                    Locale.ROOT,
                    "{\"names\": %d, \"ids\": %d, \"labels\": %d, \"lengths\": %d, \"tokens\": %d}%n",
                    names.getValue(),
                    ofFiles(store, Long.BYTES, (file, into) -> into.putLong(Long.parseLong(store.id(file)))),
                    ofFiles(store, 1, (file, into) -> into.put((byte) label(store, file))),
                    ofFiles(store, Integer.BYTES, (file, into) -> into.putInt(store.length(file))),
                    tokens(store));
        }
    }

    private interface Field {
        void put(int file, ByteBuffer into);
    }

    private static int label(TraceStore store, int file) {
        return Integer.parseInt(Objects.requireNonNull(store.label(file)));
    }

    private static long ofFiles(TraceStore store, int bytes, Field field) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        CRC32 sum = new CRC32();
        for (int file = 0; file < store.size(); file++) {
            field.put(file, buffer.clear());
            sum.update(buffer.flip());
        }
        return sum.getValue();
    }

    private static long tokens(TraceStore store) {
        int[] calls = new int[PART];
        ByteBuffer buffer = ByteBuffer.allocate(PART * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        CRC32 sum = new CRC32();
        for (int file = 0; file < store.size(); file++) {
            int length = store.length(file);
            for (int from = 0; from < length; from += PART) {
                int count = Math.min(PART, length - from);
                store.calls(file, Order.TID, from, count, calls, 0);
                buffer.clear();
                for (int i = 0; i < count; i++) {
                    buffer.putShort((short) (calls[i] + 1));
                }
                sum.update(buffer.flip());
            }
        }
        return sum.getValue();
    }
}
