package io.ichnite.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ichnite.metric.Scores;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final int[] LABELS = {0, 1};
    private static final LearnerScores SURE = learner("the network", .9f, .1f, .1f, .9f);
    private static final LearnerScores UNSURE = learner("the class mix", .6f, .4f, .4f, .6f);
    private static final LearnerScores HALF_WRONG = learner("the linear model", .6f, .4f, .6f, .4f);

    private static LearnerScores learner(String name, float... probabilities) {
        return new LearnerScores(name, List.of(Scores.of(probabilities, 2, LABELS)));
    }

    @Test
    void whoWinsIsSaidToWin() {
        assertEquals(
                "Against the linear model, the network wins on log loss (0.1054 against 0.7136), wins on macro-F1 (1.0000"
                        + " against 0.3333).",
                Verdict.of(List.of(SURE, HALF_WRONG)));
    }

    @Test
    void whoLosesIsSaidToLose() {
        assertEquals(
                "Against the network, the linear model loses on log loss (0.7136 against 0.1054), loses on macro-F1 (0.3333"
                        + " against 1.0000).",
                Verdict.of(List.of(HALF_WRONG, SURE)));
    }

    @Test
    void eachMeasureIsJudgedByItself() {
        assertEquals(
                "Against the class mix, the network wins on log loss (0.1054 against 0.5108), does not differ on macro-F1"
                        + " (1.0000 against 1.0000).",
                Verdict.of(List.of(SURE, UNSURE)));
    }

    @Test
    void everyBaselineHasASentence() {
        assertEquals(2, Verdict.of(List.of(SURE, UNSURE, HALF_WRONG)).split("\\. ").length);
    }
}
