package io.ichnite.app.cli;

import io.ichnite.app.task.Grouping;
import io.ichnite.error.BadConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What {@code --group} was given. */
final class GroupWord {
    private GroupWord() {}

    /**
     * The last colon parts file and column, as a Windows path has one too.
     *
     * @param text sequence, or FILE.csv:COLUMN; null for sequence
     * @throws BadConfig if it is neither
     */
    static Grouping read(@Nullable String text) {
        if (text == null || text.equals("sequence")) {
            return Grouping.bySequence();
        }
        int colon = text.lastIndexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new BadConfig("--group: expected sequence or FILE.csv:COLUMN, found '" + text + "'");
        }
        return new Grouping(Path.of(text.substring(0, colon)), text.substring(colon + 1));
    }
}
