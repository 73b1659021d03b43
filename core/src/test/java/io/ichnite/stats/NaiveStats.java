package io.ichnite.stats;

import io.ichnite.data.MemoryTraces;
import io.ichnite.sample.Order;
import io.ichnite.sample.Threads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts as one would with paper and pencil: names in sets, file by file. */
final class NaiveStats implements Threads {
    final List<MemoryTraces.File> files;
    final MemoryTraces traces;

    NaiveStats(List<MemoryTraces.File> files) {
        this.files = List.copyOf(files);
        traces = new MemoryTraces(files);
    }

    /** Files of some classes and a few without a label; some repeat another, in the same class or in one that differs. */
    static NaiveStats random(long seed, int files, int classes, int longest) {
        Random random = new Random(seed);
        List<MemoryTraces.File> made = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            String label = random.nextInt(8) == 0 ? null : "c" + random.nextInt(classes);
            List<MemoryTraces.Call> calls = new ArrayList<>();
            if (i > 0 && random.nextInt(4) == 0) {
                calls.addAll(made.get(random.nextInt(i)).calls());
            } else {
                int length = random.nextInt(longest + 1);
                int threads = 1 + random.nextInt(4);
                for (int k = 0; k < length; k++) {
                    calls.add(new MemoryTraces.Call(
                            "Api" + (char) ('A' + Math.abs((int) (random.nextGaussian() * 5))),
                            1 + random.nextInt(threads),
                            random.nextInt(3) == 0 ? random.nextInt(longest + 1) : k));
                }
            }
            made.add(new MemoryTraces.File("f" + i, label, calls));
        }
        return new NaiveStats(made);
    }

    @Override
    public int threads(int file) {
        Set<Integer> tids = new HashSet<>();
        files.get(file).calls().forEach(call -> tids.add(call.tid()));
        return tids.size();
    }

    /** By giving each thread's calls a name of its own. */
    @Override
    public int turns(int file, Order order) {
        List<MemoryTraces.Call> named = new ArrayList<>();
        files.get(file)
                .calls()
                .forEach(call -> named.add(new MemoryTraces.Call("t" + call.tid(), call.tid(), call.index())));
        List<String> owners = new MemoryTraces(List.of(new MemoryTraces.File("0", null, named))).names(0, order);
        int turns = 0;
        for (int i = 0; i < owners.size(); i++) {
            turns += i == 0 || !owners.get(i).equals(owners.get(i - 1)) ? 1 : 0;
        }
        return turns;
    }

    /** Labels in their order. */
    List<String> classes() {
        Set<String> labels = new TreeSet<>();
        for (MemoryTraces.File file : files) {
            if (file.label() != null) {
                labels.add(file.label());
            }
        }
        return List.copyOf(labels);
    }

    /** The distinct sequences of each class; of files without a label under the empty text. */
    Map<String, Set<List<String>>> sequences(Order order) {
        Map<String, Set<List<String>>> sequences = new LinkedHashMap<>();
        for (int file = 0; file < files.size(); file++) {
            sequences
                    .computeIfAbsent(text(files.get(file).label()), label -> new HashSet<>())
                    .add(traces.names(file, order));
        }
        return sequences;
    }

    static String text(@Nullable String label) {
        return label == null ? "" : label;
    }

    /** In how many of them each item occurs. */
    static Map<List<String>, Integer> occurrences(Set<List<String>> sequences, boolean pairs) {
        Map<List<String>, Integer> counts = new TreeMap<>(Comparator.comparing(List::toString));
        for (List<String> sequence : sequences) {
            Set<List<String>> items = new HashSet<>();
            for (int i = pairs ? 1 : 0; i < sequence.size(); i++) {
                items.add(pairs ? List.of(sequence.get(i - 1), sequence.get(i)) : List.of(sequence.get(i)));
            }
            items.forEach(item -> counts.merge(item, 1, Integer::sum));
        }
        return counts;
    }
}
