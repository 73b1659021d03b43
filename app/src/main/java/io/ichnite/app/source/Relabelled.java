package io.ichnite.app.source;

import io.ichnite.sample.Order;
import io.ichnite.sample.Traces;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same traces under other labels. */
final class Relabelled implements Traces {
    private final Traces traces;
    private final Map<String, String> labels;

    /** @param labels by file_id; files that are not among them keep their own */
    Relabelled(Traces traces, Map<String, String> labels) {
        this.traces = traces;
        this.labels = Map.copyOf(labels);
    }

    @Override
    public int size() {
        return traces.size();
    }

    @Override
    public String id(int file) {
        return traces.id(file);
    }

    @Override
    public @Nullable String label(int file) {
        String label = labels.get(traces.id(file));
        return label == null ? traces.label(file) : label;
    }

    @Override
    public int length(int file) {
        return traces.length(file);
    }

    @Override
    public List<String> apis() {
        return traces.apis();
    }

    @Override
    public boolean offers(Order order) {
        return traces.offers(order);
    }

    @Override
    public void calls(int file, Order order, int from, int count, int[] into, int at) {
        traces.calls(file, order, from, count, into, at);
    }

    /** Of the traces as they were read. */
    @Override
    public String digest() {
        return traces.digest();
    }
}
