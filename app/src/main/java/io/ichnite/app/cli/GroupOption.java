package io.ichnite.app.cli;

import io.ichnite.app.task.Grouping;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows are drawn together where scores get intervals. */
final class GroupOption {
    @Option(
            names = "--group",
            paramLabel = GroupWord.WORDS,
            description = "rows that are drawn together, for intervals: the same calls, " + GroupWord.NEARLY
                    + ", or the same value in a column of a CSV with file_id (default: sequence)")
    private @Nullable String group;

    boolean given() {
        return group != null;
    }

    /** @throws io.ichnite.error.BadConfig if the word says no grouping */
    Grouping grouping() {
        return GroupWord.read(group);
    }
}
