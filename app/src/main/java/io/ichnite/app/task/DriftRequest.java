package io.ichnite.app.task;

import io.ichnite.novelty.DetectorPlan;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code drift} was asked.
 *
 * @param until the last day of training
 * @param bucket as {@link io.ichnite.drift.Calendar#read} takes it
 * @param sample the share of each bucket's rows that is followed, above 0 and at most 1
 * @param layers by number or name
 * @param detector of each layer's familiarity
 * @param groups what makes rows belong together; null for each row by itself
 * @param errorRate share of fitting answers that may be rejected
 * @param transcend whether p-values and rejection are Transcend's
 * @param budget files that are looked at in a day
 * @param manifest whose texts of dates are compared as the published system compares them, in whose order rows are drawn as it
 *     draws them; null for dates and draws of our own
 */
public record DriftRequest(
        LocalDate until,
        String bucket,
        double sample,
        List<String> layers,
        DetectorPlan detector,
        @Nullable Grouping groups,
        double errorRate,
        boolean transcend,
        int budget,
        @Nullable Path manifest,
        long seed) {
    public DriftRequest {
        layers = List.copyOf(layers);
    }
}
