package io.ichnite.app.task;

import io.ichnite.metric.Scores;
import java.util.List;

/**
 * One fold.
 *
 * @param repeat from 1
 * @param fold from 1
 * @param rows held out
 * @param groups held out
 * @param trained rows that were learned from, those that chose the epoch among them
 * @param epoch whose weights answered; 0 where there are none
 * @param learners of the held-out rows, the judged one first
 */
record FoldScores(int repeat, int fold, int rows, int groups, int trained, int epoch, List<Scores> learners) {
    FoldScores {
        learners = List.copyOf(learners);
    }
}
