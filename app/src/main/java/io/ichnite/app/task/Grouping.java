package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import io.ichnite.data.Encoding;
import io.ichnite.data.NearGroups;
import io.ichnite.data.NearPlan;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.formats.csv.CsvColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What makes rows belong together.
 *
 * @param file a CSV with file_id, or name; null where calls make a group
 * @param column of that CSV; null with no file
 * @param near how alike calls have to be; null where they have to be the same
 */
public record Grouping(@Nullable Path file, @Nullable String column, @Nullable NearPlan near) {
    /** Rows with the same value in a column of a CSV. */
    public Grouping(@Nullable Path file, @Nullable String column) {
        this(file, column, null);
    }

    /** Rows that hang together by near copies. */
    public static Grouping byNearness(NearPlan plan) {
        return new Grouping(null, null, plan);
    }

    /** Rows with the same calls. */
    public static Grouping bySequence() {
        return new Grouping(null, null);
    }

    /** What it is called: the column, sequence, or near copies. */
    String name() {
        if (near != null) {
            return "near copies";
        }
        return column == null ? "sequence" : column;
    }

    /**
     * A key for each row, equal where rows belong together.
     *
     * @throws BadConfig if a column is asked for and rows have no file_id, or near copies and rows are no calls
     * @throws BadInput if the CSV lacks a row
     */
    List<String> keys(Data data, Encoding encoding, List<Integer> rows) throws IOException {
        if (near != null) {
            return NearGroups.of(data.sequences(rows, encoding), near, 1, (done, all) -> {})
                    .keys();
        }
        if (file == null || column == null) {
            return data.sequenceKeys(rows, encoding);
        }
        if (data.ready()) {
            throw new BadConfig(
                    "--group " + file + ":" + column + " is joined on file_id, which ready arrays do not have");
        }
        Map<String, String> values = CsvColumn.read(file, List.of("file_id", "name"), column);
        List<String> keys = new ArrayList<>();
        for (int row : rows) {
            String value = values.get(data.id(row));
            if (value == null) {
                throw BadInput.in(file.toString(), "expected a row for file_id " + data.id(row) + ", found none");
            }
            keys.add(value);
        }
        return keys;
    }
}
