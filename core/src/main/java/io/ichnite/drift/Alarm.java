package io.ichnite.drift;

import java.time.LocalDate;

/**
 * A change that was found.
 *
 * @param detector by whom
 * @param subject in what
 * @param layer whose familiarity changed; empty for errors
 * @param row at which row of those followed
 * @param date of that row
 * @param bucket number of its bucket
 * @param reason what was different, from the reference, in the newest rows up to that one
 */
public record Alarm(
        String detector,
        DriftPlan.Subject subject,
        String layer,
        int row,
        LocalDate date,
        int bucket,
        Movement reason) {}
