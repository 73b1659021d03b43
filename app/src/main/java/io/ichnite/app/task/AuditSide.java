package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import io.ichnite.app.source.LabelFile;
import io.ichnite.data.Encoding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the sets that are audited.
 *
 * @param dates by file_id, which go before those of the data
 * @param kin of each row: what it belongs to; null where that is not known
 * @param kinName what that is called; empty where it is not known
 */
public record AuditSide(Data data, Map<String, LocalDate> dates, @Nullable List<String> kin, String kinName) {
    public AuditSide {
        dates = Map.copyOf(dates);
        kin = kin == null ? null : List.copyOf(kin);
    }

    /**
     * A set and what is known of it beside.
     *
     * @param labels a CSV that may hold dates; null for none
     * @param column what rows belong to; null where that is not known
     * @throws io.ichnite.error.BadInput if a file is damaged, or the column's lacks a row
     */
    public static AuditSide of(Data data, @Nullable Path labels, @Nullable Grouping column) throws IOException {
        return new AuditSide(
                data,
                labels == null ? Map.of() : LabelFile.dates(labels),
                column == null ? null : column.keys(data, Encoding.defaults(), data.rows()),
                column == null ? "" : column.name());
    }

    @Nullable
    LocalDate date(int row) {
        LocalDate given = dates.get(data.id(row));
        return given == null ? data.firstSeen(row) : given;
    }
}
