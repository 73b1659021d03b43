package io.ichnite.app.task;

import io.ichnite.metric.Intervals;
import io.ichnite.metric.Scores;

/**
 * A score to expect under one way to share out rows.
 *
 * @param word what is measured on, as in files
 * @param words the same for people
 * @param rows that were measured
 * @param scores of the linear model
 * @param mix of the class mix
 * @param intervals of the linear model's, by whole groups
 */
record AuditScore(String word, String words, int rows, Scores scores, Scores mix, Intervals intervals) {}
