package io.ichnite.data;

import io.ichnite.sample.Order;
import io.ichnite.sample.Traces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A few traces in memory, laid out anew at each question: slow, and plain to see. */
public final class MemoryTraces implements Traces {
    /** One call. */
    public record Call(String api, int tid, int index) {}

    /** One file, its calls as they arrived. */
    public record File(String id, @Nullable String label, List<Call> calls) {
        /** All calls of one thread. */
        public static File of(String id, @Nullable String label, String... apis) {
            List<Call> calls = new ArrayList<>();
            for (String api : apis) {
                calls.add(new Call(api, 1, calls.size()));
            }
            return new File(id, label, calls);
        }
    }

    private final List<File> files;
    private final List<String> apis;
    private final Set<Order> offered;
    /** How many calls were read so far. */
    private long read;

    public MemoryTraces(List<File> files) {
        this(files, EnumSet.allOf(Order.class));
    }

    public MemoryTraces(List<File> files, Set<Order> offered) {
        this.files = List.copyOf(files);
        this.offered = Set.copyOf(offered);
        TreeSet<String> names = new TreeSet<>();
        files.forEach(file -> file.calls().forEach(call -> names.add(call.api())));
        this.apis = List.copyOf(names);
    }

    /** The names of a file's calls in an order. */
    public List<String> names(int file, Order order) {
        List<Call> calls = new ArrayList<>(files.get(file).calls());
        Map<Integer, Integer> seen = new LinkedHashMap<>();
        Map<Integer, Integer> sizes = new HashMap<>();
        for (Call call : calls) {
            seen.putIfAbsent(call.tid(), seen.size());
            sizes.merge(call.tid(), 1, Integer::sum);
        }
        Comparator<Call> byIndex = Comparator.comparingInt(Call::index);
        Comparator<Call> byThread = Comparator.comparingInt(Call::tid);
        switch (order) {
            case TID -> calls.sort(byThread.thenComparing(byIndex));
            case CLOCK -> calls.sort(byIndex.thenComparing(byThread));
            case FIRST_SEEN ->
                calls.sort(Comparator.comparingInt((Call call) -> seen.getOrDefault(call.tid(), 0))
                        .thenComparing(byIndex));
            case LONGEST ->
                calls.sort(Comparator.comparingInt((Call call) -> -sizes.getOrDefault(call.tid(), 0))
                        .thenComparing(byThread)
                        .thenComparing(byIndex));
            case ARRIVAL -> {}
        }
        return calls.stream().map(Call::api).toList();
    }

    public synchronized long read() {
        return read;
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public String id(int file) {
        return files.get(file).id();
    }

    @Override
    public @Nullable String label(int file) {
        return files.get(file).label();
    }

    @Override
    public int length(int file) {
        return files.get(file).calls().size();
    }

    @Override
    public List<String> apis() {
        return apis;
    }

    @Override
    public boolean offers(Order order) {
        return offered.contains(order);
    }

    @Override
    public synchronized void calls(int file, Order order, int from, int count, int[] into, int at) {
        if (!offers(order) || from < 0 || count < 0 || count > length(file) - from) {
            throw new IllegalArgumentException("not to be had");
        }
        List<String> names = names(file, order);
        for (int i = 0; i < count; i++) {
            into[at + i] = apis.indexOf(names.get(from + i));
        }
        read += count;
    }

    @Override
    public String digest() {
        return "0".repeat(64);
    }
}
