package io.ichnite.app.cli;

import io.ichnite.app.task.SplitChoice;
import io.ichnite.data.Dates;
import io.ichnite.error.BadConfig;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows validate. */
final class SplitOptions {
    /** The published system's. */
    private static final int SEED_TRAIN_FIRST = 10_000;

    @Option(
            names = "--validation",
            paramLabel = "FRACTION",
            description = "this share of the rows validates; 0 for none (default: 0.2)")
    private @Nullable Double fraction;

    @Option(
            names = "--train-first",
            paramLabel = "N",
            description = "the first N rows by file_id train, the others validate")
    private @Nullable Integer first;

    @Option(
            names = "--train-until",
            paramLabel = "DATE",
            description =
                    "rows first seen until then (YYYY, YYYY-MM, YYYY-MM-DD) train; later ones validate or, with --validation,"
                            + " which then draws among the earlier ones, are not looked at. Dates come from a manifest or"
                            + " --labels")
    private @Nullable String until;

    @Option(
            names = "--split",
            paramLabel = "grouped|stratified|random",
            description = "how --validation draws (default: grouped, stratified as far as groups allow)")
    private @Nullable String split;

    @Option(
            names = "--group",
            paramLabel = GroupWord.WORDS,
            description = "rows that never stand on both sides: the same calls, " + GroupWord.NEARLY
                    + ", or the same value in a column of a CSV with file_id (default: sequence)")
    private @Nullable String group;

    /**
     * @param labels a CSV that may hold first_seen; null if none was given
     * @throws BadConfig if the options do not go together
     */
    SplitChoice choice(@Nullable Path labels, boolean seedCompatible) {
        if (first != null && (fraction != null || until != null)) {
            throw new BadConfig("--train-first goes with neither --validation nor --train-until");
        }
        boolean draws = first == null && (until == null || fraction != null) && !(fraction != null && fraction == 0);
        if (!draws && (split != null || group != null)) {
            throw new BadConfig("--split and --group say how --validation FRACTION draws; it is not asked for");
        }
        if (first != null) {
            if (first < 1) {
                throw new BadConfig("--train-first: expected at least 1, found " + first);
            }
            return new SplitChoice.First(first);
        }
        if (until != null) {
            return new SplitChoice.Until(end(until), labels, fraction == null ? null : drawn(fraction));
        }
        if (!draws) {
            return new SplitChoice.None();
        }
        if (seedCompatible && fraction == null && split == null && group == null) {
            return new SplitChoice.First(SEED_TRAIN_FIRST);
        }
        return drawn(fraction == null ? 0.2 : fraction);
    }

    private SplitChoice.Drawn drawn(double share) {
        if (!(share > 0 && share < 1)) {
            throw new BadConfig("--validation: expected at least 0 and below 1, found " + share);
        }
        SplitChoice.Draw draw = draw();
        if (group != null && draw != SplitChoice.Draw.GROUPED) {
            throw new BadConfig("--group needs --split grouped, found " + split);
        }
        return new SplitChoice.Drawn(share, draw, GroupWord.read(group));
    }

    private static LocalDate end(String date) {
        try {
            return Dates.end(date);
        } catch (IllegalArgumentException e) {
            throw new BadConfig("--train-until: " + e.getMessage());
        }
    }

    private SplitChoice.Draw draw() {
        if (split == null) {
            return SplitChoice.Draw.GROUPED;
        }
        for (SplitChoice.Draw draw : SplitChoice.Draw.values()) {
            if (draw.name().toLowerCase(Locale.ROOT).equals(split)) {
                return draw;
            }
        }
        throw new BadConfig("--split: expected grouped, stratified or random, found '" + split + "'");
    }
}
