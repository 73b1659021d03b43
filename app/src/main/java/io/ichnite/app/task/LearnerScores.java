package io.ichnite.app.task;

import io.ichnite.metric.Measure;
import io.ichnite.metric.Scores;
import java.util.List;

/**
 * How good one way to answer was, repeat by repeat.
 *
 * @param repeats scores of all rows together, each held out once
 */
record LearnerScores(String name, List<Scores> repeats) {
    LearnerScores {
        repeats = List.copyOf(repeats);
    }

    double mean(Measure measure) {
        return repeats.stream().mapToDouble(measure::of).average().orElse(Double.NaN);
    }

    double least(Measure measure) {
        return repeats.stream().mapToDouble(measure::of).min().orElse(Double.NaN);
    }

    double most(Measure measure) {
        return repeats.stream().mapToDouble(measure::of).max().orElse(Double.NaN);
    }
}
