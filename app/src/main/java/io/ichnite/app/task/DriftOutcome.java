package io.ichnite.app.task;

import io.ichnite.drift.DriftRows;
import io.ichnite.drift.DriftStory;
import io.ichnite.sample.Families;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code drift} found, with the names that people know.
 *
 * @param model as the user named it
 * @param data as the user named it
 * @param layers their numbers, in the order of the story's
 * @param trained rows that the detector was fitted on
 * @param reference validation rows
 * @param rows those followed, in the order of the data, or as they were drawn
 * @param names of those followed
 * @param novel null where none was given
 * @param undated names of rows whose day is not known
 * @param outside how many rows lie before the first bucket, or after the last, and served neither training nor validation
 * @param foreign labels that are no class of the model, and how many followed rows have each
 * @param notes what a reader should know
 * @param rejected rows that were left out when data was opened
 */
public record DriftOutcome(
        String model,
        String data,
        DriftRequest request,
        DriftStory story,
        Families families,
        List<String> layers,
        int trained,
        DriftRows reference,
        DriftRows rows,
        List<String> names,
        @Nullable DriftRows novel,
        List<String> undated,
        int outside,
        SortedMap<String, Integer> foreign,
        List<String> notes,
        long rejected) {
    public DriftOutcome {
        layers = List.copyOf(layers);
        names = List.copyOf(names);
        undated = List.copyOf(undated);
        foreign = new TreeMap<>(foreign);
        notes = List.copyOf(notes);
    }

    /** Whether something was left out, and is listed. */
    public boolean partly() {
        return rejected > 0 || !undated.isEmpty();
    }
}
