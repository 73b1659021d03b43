package io.ichnite.data;

import io.ichnite.error.BadInput;
import io.ichnite.sample.Families;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The class of each of some rows. */
final class RowClasses {
    private RowClasses() {}

    /** Classes that are not looked at: all −1. */
    static int[] unknown(int rows) {
        int[] classes = new int[rows];
        Arrays.fill(classes, -1);
        return classes;
    }

    /**
     * The classes of the files' labels; −1 where a file has none.
     *
     * @param label of a file; null where it has none
     * @param name what messages call a file
     * @throws BadInput if a label is none of the classes; names the file
     */
    static int[] of(
            List<Integer> files, IntFunction<@Nullable String> label, IntFunction<String> name, Families families) {
        int[] classes = unknown(files.size());
        for (int i = 0; i < classes.length; i++) {
            String given = label.apply(files.get(i));
            if (given == null) {
                continue;
            }
            classes[i] = families.indexOf(given);
            if (classes[i] < 0) {
                throw BadInput.in(
                        name.apply(files.get(i)),
                        "expected a label of " + String.join(", ", families.names()) + ", found '" + given + "'");
            }
        }
        return classes;
    }
}
