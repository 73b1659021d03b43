package io.ichnite.app.task;

import io.ichnite.metric.Measure;
import java.util.ArrayList;
import java.util.List;

/** Who wins, in a sentence for each baseline; a measure is won by being better, by however little. */
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
        List<String> won = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        for (Measure measure : COUNTED) {
            double one = judged.mean(measure);
            double two = other.mean(measure);
            String told = words(measure) + " (" + ScoreTables.digits(one) + " against " + ScoreTables.digits(two) + ")";
            (measure.better(one, two) ? won : lost).add(told);
        }
        String subject =
                Character.toUpperCase(judged.name().charAt(0)) + judged.name().substring(1);
        if (lost.isEmpty()) {
            return subject + " wins against " + other.name() + ": " + String.join(", ", won) + ".";
        }
        if (won.isEmpty()) {
            return subject + " does not beat " + other.name() + ": " + String.join(", ", lost) + ".";
        }
        return subject + " beats " + other.name() + " by " + String.join(", ", won) + ", but not by "
                + String.join(", ", lost) + ".";
    }

    private static String words(Measure measure) {
        return measure == Measure.LOG_LOSS ? "log loss" : "macro-F1";
    }
}
