package io.ichnite.model;

import io.ichnite.linear.LinearModel;
import java.util.List;

/**
 * What a network has to beat: what is known of the training rows without a network. Immutable and thread-safe.
 *
 * @param rows of each class in training, in the order of the families
 * @param linear fitted on those rows
 */
public record BaselineModel(List<Integer> rows, LinearModel linear) {
    /** @throws IllegalArgumentException if rows and model differ in classes, a count is below 0, or all are 0 */
    public BaselineModel {
        rows = List.copyOf(rows);
        if (rows.size() != linear.classes()) {
            throw new IllegalArgumentException(
                    "rows of " + rows.size() + " classes, a linear model of " + linear.classes());
        }
        if (rows.stream().anyMatch(n -> n < 0) || rows.stream().allMatch(n -> n == 0)) {
            throw new IllegalArgumentException("expected training rows, none below 0, found " + rows);
        }
    }
}
