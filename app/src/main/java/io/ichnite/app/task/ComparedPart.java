package io.ichnite.app.task;

import io.ichnite.metric.Separation;
import java.util.List;

/**
 * How one network's candidates parted its known rows from a family's novel ones.
 *
 * @param novel family
 * @param alsoOut another family that was left out; empty where there was none
 * @param fold held out, from 1
 * @param candidates one a candidate
 */
record ComparedPart(String novel, String alsoOut, int fold, List<Separation> candidates) {
    ComparedPart {
        candidates = List.copyOf(candidates);
    }
}
