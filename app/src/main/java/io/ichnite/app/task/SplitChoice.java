package io.ichnite.app.task;

import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which rows are kept from training to validate. */
public sealed interface SplitChoice {
    /** All rows train. */
    record None() implements SplitChoice {}

    /** The first rows by file_id train, the others validate. */
    record First(int rows) implements SplitChoice {}

    /**
     * Rows first seen until a day train. Later ones validate or, where a share of the earlier ones is drawn for that, are not
     * looked at.
     *
     * @param last that trains
     * @param dates a CSV with file_id and first_seen; null where the data knows its dates
     * @param within how the earlier rows are shared out; null where all of them train
     */
    record Until(LocalDate last, @Nullable Path dates, @Nullable Drawn within) implements SplitChoice {}

    /**
     * A share is drawn.
     *
     * @param share of the rows that validate, above 0 and below 1
     */
    record Drawn(double share, Draw draw, Grouping grouping) implements SplitChoice {}

    /** How a share is drawn. */
    enum Draw {
        /** No group stands on both sides; the class mix is kept as far as groups allow. */
        GROUPED,
        /** Each class gives its share. */
        STRATIFIED,
        /** Any row. */
        RANDOM
    }

    /** The default: a fifth validates, no sequence on both sides. */
    static SplitChoice defaults() {
        return new Drawn(0.2, Draw.GROUPED, Grouping.bySequence());
    }
}
