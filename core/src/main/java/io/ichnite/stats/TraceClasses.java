package io.ichnite.stats;

import io.ichnite.sample.Families;
import io.ichnite.sample.Traces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which class each file is of: its label. Where there are more labels than can be told apart in memory that does not grow with
 * them, those with the fewest files stand together as one class, the last. Immutable.
 */
public final class TraceClasses {
    /** What the labels that stand together are called. */
    public static final String OTHERS = "other labels";

    private final List<String> names;
    private final int[] classOf;
    private final int[] files;
    private final int together;

    private TraceClasses(List<String> names, int[] classOf, int together) {
        this.names = List.copyOf(names);
        this.classOf = classOf;
        this.together = together;
        files = new int[names.size() + 1];
        for (int each : classOf) {
            files[each < 0 ? names.size() : each]++;
        }
    }

    /** @param most classes that are told apart, 1 or more */
    static TraceClasses of(Traces traces, int most) {
        Map<String, Integer> counts = new HashMap<>();
        for (int file = 0; file < traces.size(); file++) {
            String label = traces.label(file);
            if (label != null) {
                counts.merge(label, 1, Integer::sum);
            }
        }
        List<String> labels = Families.of(counts.keySet()).names();
        List<String> told = told(labels, counts, most);
        int together = labels.size() - told.size();
        List<String> names = new ArrayList<>(told);
        if (together > 0) {
            names.add(OTHERS);
        }
        Map<String, Integer> numbers = new HashMap<>();
        told.forEach(label -> numbers.put(label, numbers.size()));
        int[] classOf = new int[traces.size()];
        for (int file = 0; file < classOf.length; file++) {
            classOf[file] = number(traces.label(file), numbers, told.size());
        }
        return new TraceClasses(names, classOf, together);
    }

    private static int number(@Nullable String label, Map<String, Integer> numbers, int others) {
        return label == null ? -1 : numbers.getOrDefault(label, others);
    }

    /** All labels; of more than {@code most} those with the most files, in their order, one place left for the others. */
    private static List<String> told(List<String> labels, Map<String, Integer> counts, int most) {
        if (labels.size() <= most) {
            return labels;
        }
        Map<String, Integer> places = new HashMap<>();
        labels.forEach(label -> places.put(label, places.size()));
        return labels.stream()
                .sorted(Comparator.comparingInt(label -> -counts.getOrDefault(label, 0)))
                .limit(most - 1L)
                .sorted(Comparator.comparingInt(label -> places.getOrDefault(label, 0)))
                .toList();
    }

    /** Whole numbers ascending if all labels are, else by code point; then {@link #OTHERS}, if there are any. */
    public List<String> names() {
        return names;
    }

    /** How many classes. */
    public int size() {
        return names.size();
    }

    /** The class of a file; −1 if it has no label. */
    public int of(int file) {
        return classOf[file];
    }

    /** How many files a class has. */
    public int files(int family) {
        return files[family];
    }

    /** How many files have no label. */
    public int unlabelled() {
        return files[names.size()];
    }

    /** How many labels stand together as the last class; 0 if all are told apart. */
    public int together() {
        return together;
    }
}
