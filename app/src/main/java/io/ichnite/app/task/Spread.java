package io.ichnite.app.task;

import io.ichnite.metric.Intervals;

/**
 * How far measures would move with other groups.
 *
 * @param by what makes a group
 */
public record Spread(String by, Intervals intervals) {}
