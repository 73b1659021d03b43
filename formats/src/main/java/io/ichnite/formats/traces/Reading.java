package io.ichnite.formats.traces;

import io.ichnite.ingest.Limits;

/**
 * How traces of others are read.
 *
 * @param outcome what of a call's outcome becomes part of its name, where the input has it
 */
public record Reading(Limits limits, Outcome outcome) {
    /** The usual limits, names alone. */
    public static Reading defaults() {
        return new Reading(Limits.defaults(), Outcome.NONE);
    }
}
