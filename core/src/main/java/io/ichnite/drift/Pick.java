package io.ichnite.drift;

/**
 * A row that somebody should look at.
 *
 * @param row of those followed
 * @param day on which, from 1, if every day has its budget
 * @param fit how well the answer fits its class: the p-value; where there is none, the share of reference rows that are less
 *     familiar
 * @param margin of the answer's probability over the next
 */
public record Pick(int row, int day, double fit, double margin) {}
