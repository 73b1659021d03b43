package io.ichnite.app.task;

import io.ichnite.metric.MeanSeparation;
import java.util.List;

/**
 * A family that was left out.
 *
 * @param known rows of the others, each held out once
 * @param knownGroups of kin among them
 * @param novel rows
 * @param novelGroups of kin among them
 * @param kin rows of the family that count as neither, as they have kin in another
 * @param candidates how each parted known and novel rows, the mean over the folds of the others
 * @param chosen the candidate that was chosen on the other families alone; −1 where nothing was chosen
 * @param hindsight the candidate that would have been best
 */
record ComparedFamily(
        String name,
        int known,
        int knownGroups,
        int novel,
        int novelGroups,
        int kin,
        List<MeanSeparation> candidates,
        int chosen,
        int hindsight) {
    ComparedFamily {
        candidates = List.copyOf(candidates);
    }

    MeanSeparation best() {
        return candidates.get(hindsight);
    }

    /** Of the choice; of the best in hindsight where nothing was chosen. */
    MeanSeparation choice() {
        return candidates.get(chosen < 0 ? hindsight : chosen);
    }
}
