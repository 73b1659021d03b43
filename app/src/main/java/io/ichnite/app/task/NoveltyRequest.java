package io.ichnite.app.task;

import io.ichnite.novelty.DetectorPlan;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A detector to be fitted.
 *
 * @param features an array, or a folder made by {@code features}
 * @param labels an array; null to take those of the folder
 * @param plan which detector, and how; of several layers, that of each
 * @param anyNeighbour whether the plan's neighbour was not asked for, so that fewer rows take a nearer one
 * @param first to fit on so many rows from the begin alone; null for all
 * @param layers of the folder; empty for the one that the detector takes by itself
 * @param combine whether to combine the layers by logistic regression
 * @param known folder of familiar rows to combine by; null to keep a quarter of the rows from the fit
 * @param novel folder of unfamiliar rows to combine by; null where layers are not combined
 */
public record NoveltyRequest(
        Path features,
        @Nullable Path labels,
        DetectorPlan plan,
        boolean anyNeighbour,
        @Nullable Integer first,
        List<String> layers,
        boolean combine,
        @Nullable Path known,
        @Nullable Path novel) {
    public NoveltyRequest {
        layers = List.copyOf(layers);
    }
}
