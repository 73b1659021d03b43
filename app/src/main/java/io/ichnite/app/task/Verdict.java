package io.ichnite.app.task;

import io.ichnite.metric.Measure;
import java.util.ArrayList;
import java.util.List;

/** Who wins, in a sentence for each baseline; a measure is won by being better on the mean over repeats, by however little. */
final class Verdict {
    /** Sureness and answers: what counts. */
    private static final List<Measure> COUNTED = List.of(Measure.LOG_LOSS, Measure.MACRO_F1);

    private Verdict() {}

    /** @param learners the judged one first */
    static String of(List<LearnerScores> learners) {
        List<String> sentences = new ArrayList<>();
        LearnerScores judged = learners.get(0);
        for (LearnerScores other : learners.subList(1, learners.size())) {
            sentences.add(sentence(judged, other));
        }
        return String.join(" ", sentences);
    }

    private static String sentence(LearnerScores judged, LearnerScores other) {
        List<String> parts = new ArrayList<>();
        for (Measure measure : COUNTED) {
            double one = judged.mean(measure);
            double two = other.mean(measure);
            parts.add(verb(measure, one, two) + " on " + words(measure) + " (" + ScoreTables.digits(one) + " against "
                    + ScoreTables.digits(two) + ")");
        }
        return "Against " + other.name() + ", " + judged.name() + " " + String.join(", ", parts) + ".";
    }

    private static String verb(Measure measure, double one, double two) {
        if (measure.better(one, two)) {
            return "wins";
        }
        return measure.better(two, one) ? "loses" : "does not differ";
    }

    private static String words(Measure measure) {
        return measure == Measure.LOG_LOSS ? "log loss" : "macro-F1";
    }
}
