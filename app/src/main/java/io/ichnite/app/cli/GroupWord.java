package io.ichnite.app.cli;

import io.ichnite.app.task.Grouping;
import io.ichnite.data.NearPlan;
import io.ichnite.error.BadConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What {@code --group} was given. */
final class GroupWord {
    private GroupWord() {}

    /** As options describe it. */
    static final String WORDS = "sequence|near[:S]|FILE.csv:COLUMN";

    /** The same in words. */
    static final String NEARLY = "nearly the same (of the runs of 4 calls in either, S in both; default 0.9)";

    private static final String NEAR = "near";
    /** Groups are those of the data, whatever else is drawn. */
    private static final long SEED = 1;

    /**
     * The last colon parts file and column, as a Windows path has one too.
     *
     * @param text sequence, near, near:SIMILARITY, or FILE.csv:COLUMN; null for sequence
     * @throws BadConfig if it is none of these
     */
    static Grouping read(@Nullable String text) {
        if (text == null || text.equals("sequence")) {
            return Grouping.bySequence();
        }
        if (text.equals(NEAR)) {
            return Grouping.byNearness(NearPlan.defaults(SEED));
        }
        if (text.startsWith(NEAR + ":")) {
            return Grouping.byNearness(plan(text.substring(NEAR.length() + 1)));
        }
        int colon = text.lastIndexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new BadConfig(
                    "--group: expected sequence, near, near:SIMILARITY or FILE.csv:COLUMN, found '" + text + "'");
        }
        return new Grouping(Path.of(text.substring(0, colon)), text.substring(colon + 1));
    }

    private static NearPlan plan(String similarity) {
        try {
            return NearPlan.defaults(SEED).withSimilarity(Double.parseDouble(similarity));
        } catch (IllegalArgumentException e) {
            throw new BadConfig("--group near: expected a similarity of 0.5 to 1, found '" + similarity + "'");
        }
    }
}
