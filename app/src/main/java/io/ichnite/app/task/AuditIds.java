package io.ichnite.app.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Names that stand on both sides.
 *
 * @param shared rows of the test whose file_id a row of training has
 * @param same of these, those whose calls or bytes are the same too
 * @param relabelled of those that are the same, those that have another label
 */
record AuditIds(List<Integer> shared, int same, int relabelled) {
    AuditIds {
        shared = List.copyOf(shared);
    }

    static AuditIds of(AuditRows rows, AuditCopies copies) {
        Map<String, Integer> train = new HashMap<>();
        for (int row : rows.ofTrain()) {
            train.put(rows.id(row), row);
        }
        List<Integer> shared = new ArrayList<>();
        int same = 0;
        int relabelled = 0;
        for (int row : rows.ofTest()) {
            Integer other = train.get(rows.id(row));
            if (other == null) {
                continue;
            }
            shared.add(row);
            if (copies.sequence(row) == copies.sequence(other)) {
                same++;
                relabelled += Objects.equals(rows.label(row), rows.label(other)) ? 0 : 1;
            }
        }
        return new AuditIds(shared, same, relabelled);
    }
}
