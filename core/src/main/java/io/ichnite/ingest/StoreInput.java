package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A store as an input: hands over its calls as they arrived, so that it does not matter whether its inputs are read again or
 * it is read in their stead.
 */
final class StoreInput {
    /** Bytes of a call, as progress counts them. */
    private static final int CALL = 2;

    private final TraceStore store;
    private final String name;
    private final Collector collector;
    /** Of the store's names, among those of the ingest. */
    private final short[] numbers;

    private StoreInput(TraceStore store, String name, ApiNames names, Collector collector) {
        this.store = store;
        this.name = name;
        this.collector = collector;
        numbers = numbers(store.apis(), name, names);
    }

    /**
     * Reads one store to its end.
     *
     * @param step told after each file how many bytes of calls were read
     * @throws BadInput if it is damaged, or a file stands in another input and no merging is asked for
     */
    static void read(Path folder, ApiNames names, Collector collector, LongConsumer step) throws IOException {
        try (TraceStore store = TraceStore.open(folder)) {
            String name = Input.name(folder);
            collector.begin(name);
            new StoreInput(store, name, names, collector).read(step);
        }
    }

    /** Bytes of its calls; 0 where that cannot be told, of which reading will tell more. */
    static long size(Path folder) {
        try {
            return CALL
                    * StoreHeader.read(StoreFolder.current(folder), Input.name(folder))
                            .calls();
        } catch (IOException | BadInput e) {
            return 0;
        }
    }

    private void read(LongConsumer step) throws IOException {
        short[] apis = new short[Arrivals.LONGEST_RUN];
        long done = 0;
        for (int file = 0; file < store.size(); file++) {
            read(file, apis);
            done += store.length(file);
            step.accept(CALL * done);
        }
    }

    private void read(int file, short[] apis) throws IOException {
        String id = store.id(file);
        String label = store.label(file);
        if (store.length(file) == 0 || label != null && !IngestOptions.isLabel(label)) {
            throw StoreHeader.damaged(name, "file " + file + " has no calls, or no good label");
        }
        long number = collector.names().number(id, name);
        String fault = collector.file(number, label);
        if (fault != null) {
            collector.reject(0, "file_id " + Shown.plain(id) + ": " + fault + "; " + calls(store.length(file)));
            return;
        }
        store.arrivals(file).tell((tid, index, calls, count) -> {
            for (int i = 0; i < count; i++) {
                apis[i] = numbers[calls[i]];
            }
            collector.run(number, tid, index, Block.NO_LABEL, apis, 0, count, 0);
        });
    }

    private static String calls(int count) {
        return count + (count == 1 ? " call is" : " calls are") + " left out";
    }

    private static short[] numbers(List<String> apis, String name, ApiNames names) {
        short[] numbers = new short[apis.size()];
        for (int i = 0; i < numbers.length; i++) {
            byte[] text = apis.get(i).getBytes(StandardCharsets.UTF_8);
            String fault = ApiNames.fault(text, 0, text.length);
            if (fault != null) {
                throw StoreHeader.damaged(name, fault);
            }
            int number = names.id(text, 0, text.length);
            if (number < 0) {
                throw BadInput.in(name, "there are more than " + ApiNames.MOST + " different API names");
            }
            numbers[i] = (short) number;
        }
        return numbers;
    }
}
