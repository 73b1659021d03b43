package io.ichnite.app.task;

import io.ichnite.sample.Traces;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What labelled traces there are.
 *
 * @param classes by name, as labels sort
 * @param all of them together
 * @param lengths of all runs, in calls
 */
record DataFacts(List<OfClass> classes, OfClass all, List<Integer> lengths) {
    /**
     * The runs of one class.
     *
     * @param programs that have such a run; a program may have runs of several classes
     * @param median calls a run
     */
    record OfClass(String name, int runs, int programs, long calls, int median) {}

    DataFacts {
        classes = List.copyOf(classes);
        lengths = List.copyOf(lengths);
    }

    /**
     * Counts.
     *
     * @param programs by file_id; a run that is not among them counts as a program of its own
     */
    static DataFacts of(Traces traces, Map<String, String> programs) {
        Map<String, List<Integer>> lengths = new TreeMap<>();
        Map<String, Set<String>> of = new TreeMap<>();
        List<Integer> every = new ArrayList<>();
        Set<String> everyProgram = new HashSet<>();
        for (int file = 0; file < traces.size(); file++) {
            String label = traces.label(file);
            if (label == null) {
                continue;
            }
            String program = programs.getOrDefault(traces.id(file), "run " + traces.id(file));
            lengths.computeIfAbsent(label, name -> new ArrayList<>()).add(traces.length(file));
            of.computeIfAbsent(label, name -> new HashSet<>()).add(program);
            every.add(traces.length(file));
            everyProgram.add(program);
        }
        List<OfClass> classes = new ArrayList<>();
        lengths.forEach((name, calls) -> classes.add(facts(name, calls, of.getOrDefault(name, Set.of()))));
        return new DataFacts(classes, facts("all", every, everyProgram), every);
    }

    private static OfClass facts(String name, List<Integer> calls, Collection<String> programs) {
        List<Integer> sorted = calls.stream().sorted().toList();
        int median = sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) / 2);
        return new OfClass(
                name,
                calls.size(),
                programs.size(),
                calls.stream().mapToLong(Integer::longValue).sum(),
                median);
    }

    /** The share of runs with more calls than that. */
    double longerThan(int calls) {
        return (double) lengths.stream().filter(length -> length > calls).count() / Math.max(1, lengths.size());
    }
}
