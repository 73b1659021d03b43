package io.ichnite.model;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of its data a model has seen, by name: what is judged by them is judged too well, and what was learned from them may
 * not be used to judge the past.
 *
 * @param trained in the order of the data
 * @param validated rows that chose the epoch, and nothing more
 * @param latest when the last of all these was first seen; null where dates are not known
 */
public record SeenRows(List<String> trained, List<String> validated, @Nullable LocalDate latest) {
    public SeenRows {
        trained = List.copyOf(trained);
        validated = List.copyOf(validated);
    }
}
