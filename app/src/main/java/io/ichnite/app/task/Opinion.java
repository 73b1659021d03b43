package io.ichnite.app.task;

import io.ichnite.sample.Families;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one model says of one file.
 *
 * @param model its name
 * @param probabilities one a family, in their order
 * @param familiar how familiar the file is to it; null where it has no detector
 * @param suspicion how probable its families are together that may mean harm; NaN where it cannot say
 * @param suspicious whether that is enough
 * @param looked what of the file it has looked at
 */
public record Opinion(
        String model,
        Families families,
        List<Float> probabilities,
        @Nullable Familiar familiar,
        double suspicion,
        boolean suspicious,
        LookedAt looked) {
    /**
     * A score of a detector, higher is more familiar.
     *
     * @param threshold the least score of what is familiar
     */
    public record Familiar(double score, double threshold) {
        boolean novel() {
            return score < threshold;
        }
    }

    public Opinion {
        probabilities = List.copyOf(probabilities);
    }

    boolean novel() {
        return familiar != null && familiar.novel();
    }

    /** Indexes of the families, the most probable first, equals in their order. */
    List<Integer> ranked() {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, families.size()).boxed().toList());
        order.sort(Comparator.comparingDouble((Integer c) -> -probabilities.get(c)));
        return order;
    }
}
