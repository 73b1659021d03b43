package io.ichnite.ingest;

import io.ichnite.sample.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a store should say, found the slow and obvious way: a list of rows that is sorted. */
final class NaiveTraces {
    record Row(long file, int label, String api, int tid, int index) {}

    private final Map<Long, List<Row>> files = new TreeMap<>();

    NaiveTraces(List<Row> rows) {
        for (Row row : rows) {
            files.computeIfAbsent(row.file(), id -> new ArrayList<>()).add(row);
        }
    }

    List<Long> ids() {
        return List.copyOf(files.keySet());
    }

    String label(long id) {
        return Integer.toString(files.getOrDefault(id, List.of()).get(0).label());
    }

    long duplicates() {
        return files.values().stream()
                .mapToLong(rows -> rows.size()
                        - rows.stream()
                                .map(row -> List.of(row.tid(), row.index()))
                                .distinct()
                                .count())
                .sum();
    }

    List<String> calls(long id, Order order) {
        List<Row> rows = new ArrayList<>(files.getOrDefault(id, List.of()));
        Map<Integer, Integer> seen = new LinkedHashMap<>();
        Map<Integer, Integer> lengths = new TreeMap<>();
        for (Row row : rows) {
            seen.putIfAbsent(row.tid(), seen.size());
            lengths.merge(row.tid(), 1, Integer::sum);
        }
        switch (order) {
            case TID -> rows.sort(Comparator.comparing(Row::tid).thenComparing(Row::index));
            case ARRIVAL -> {}
            case CLOCK -> rows.sort(Comparator.comparing(Row::index).thenComparing(Row::tid));
            case FIRST_SEEN ->
                rows.sort(Comparator.comparing((Row row) -> seen.getOrDefault(row.tid(), 0))
                        .thenComparing(Row::index));
            case LONGEST ->
                rows.sort(Comparator.comparing((Row row) -> -lengths.getOrDefault(row.tid(), 0))
                        .thenComparing(Row::tid)
                        .thenComparing(Row::index));
        }
        return rows.stream().map(Row::api).toList();
    }
}
