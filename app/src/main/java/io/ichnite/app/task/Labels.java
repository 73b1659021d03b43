package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import io.ichnite.data.Examples;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.sample.Families;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which rows have a label, and which classes these make. */
final class Labels {
    private Labels() {}

    /**
     * The rows that have a label.
     *
     * @param say is told if some have none
     * @throws BadInput if none has
     */
    static List<Integer> labelled(Data data, Consumer<String> say) {
        if (data.size() == 0) {
            throw BadInput.in(data.name(), "expected rows, found none");
        }
        List<Integer> rows =
                data.rows().stream().filter(row -> data.label(row) != null).toList();
        if (rows.isEmpty()) {
            throw BadInput.in(data.name(), "expected labels, found none; a column 'label', or --labels, gives them");
        }
        if (rows.size() < data.size()) {
            say.accept((data.size() - rows.size()) + " of " + data.size() + " rows have no label and are left out");
        }
        return rows;
    }

    /**
     * The classes asked for, else those of the labels.
     *
     * @throws BadInput if a label is none of those asked for
     * @throws BadConfig if a class is named twice, or there is only one
     */
    static Families families(Data data, List<Integer> rows, @Nullable List<String> asked) {
        Set<String> found = new LinkedHashSet<>();
        for (int row : rows) {
            found.add(label(data, row));
        }
        Families families;
        if (asked == null) {
            families = Families.of(found);
        } else {
            List<String> names = new ArrayList<>();
            asked.forEach(name -> names.add(name.strip()));
            try {
                families = new Families(names);
            } catch (IllegalArgumentException e) {
                throw new BadConfig("--classes: " + e.getMessage());
            }
        }
        check(data, rows, families);
        if (families.size() < 2) {
            throw new BadConfig("expected at least two classes, found " + families.names());
        }
        return families;
    }

    /** @throws BadInput if a row's label is none of these classes */
    static void check(Data data, List<Integer> rows, Families families) {
        for (int row : rows) {
            if (families.indexOf(label(data, row)) < 0) {
                throw BadInput.in(
                        data.name(),
                        "file_id " + data.id(row) + ": expected a label of " + String.join(", ", families.names())
                                + ", found '" + label(data, row) + "'");
            }
        }
    }

    /** The class of each row, −1 where it is not known. */
    static int[] of(Examples rows) {
        int[] labels = new int[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = rows.label(i);
        }
        return labels;
    }

    /** The same of data; −1 where a row has no label, or one that is none of the families. */
    static int[] of(Data data, Families families) {
        int[] labels = new int[data.size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = families.indexOf(label(data, row));
        }
        return labels;
    }

    private static String label(Data data, int row) {
        String label = data.label(row);
        return label == null ? "" : label;
    }
}
