package io.ichnite.app.task;

import io.ichnite.data.NearPlan;
import io.ichnite.sample.Order;
import org.jspecify.annotations.Nullable;

/**
 * What an audit is asked for.
 *
 * @param order in which the calls of a trace are laid end to end
 * @param length the last so many calls are compared and learned from; null for all to be compared, and as many learned from as is usual
 * @param near when two traces are near copies
 * @param folds of the scores
 * @param scoreRows scores are worked out on so many rows at most, drawn by whole groups; 0 for no scores
 */
public record AuditRequest(Order order, @Nullable Integer length, NearPlan near, int folds, int scoreRows, long seed) {
    boolean scored() {
        return scoreRows > 0;
    }
}
