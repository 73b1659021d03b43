package io.ichnite.app.task;

import io.ichnite.metric.Measure;
import java.util.List;
import java.util.Map;

/**
 * What came of a cross-validation. Rows are held out once a repeat; their answers are put together before anything is measured.
 *
 * @param learners the judged one first, then the baselines, of which the class mix is the first
 * @param first all of repeat 1: its intervals, tables and curves stand for all repeats
 * @param folds of all repeats
 * @param outOfFold the judged answers
 */
public record CrossValidated(
        int foldCount, List<LearnerScores> learners, Measured first, List<FoldScores> folds, OutOfFold outOfFold) {
    public CrossValidated {
        learners = List.copyOf(learners);
        folds = List.copyOf(folds);
    }

    int repeats() {
        return learners.get(0).repeats().size();
    }

    double mean(Measure measure) {
        return learners.get(0).mean(measure);
    }

    /** All of it, for a terminal. */
    public String text() {
        return new CrossValidationText(this).text();
    }

    /** All of it, for programs. */
    public Map<String, Object> json() {
        return CrossValidationJson.of(this);
    }
}
