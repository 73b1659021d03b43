package io.ichnite.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Items of one class that occur in the same sequences, in all classes: they set the class apart by one and the same evidence.
 *
 * @param first by name, and its counts, which are those of all
 * @param others that occur with it
 */
public record Together(Apart first, List<Apart> others) {
    public Together {
        others = List.copyOf(others);
    }

    /** Those of a class's list, the least likely first. */
    public static List<Together> of(List<Apart> list) {
        Map<Long, List<Apart>> bySequences = new LinkedHashMap<>();
        for (Apart apart : list) {
            bySequences
                    .computeIfAbsent(apart.sequences(), which -> new ArrayList<>())
                    .add(apart);
        }
        return bySequences.values().stream()
                .map(alike -> new Together(alike.get(0), alike.subList(1, alike.size())))
                .toList();
    }
}
