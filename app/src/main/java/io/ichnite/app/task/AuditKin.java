package io.ichnite.app.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What rows belong to, by a column that was named.
 *
 * @param name of the column
 * @param train groups that training has
 * @param test groups that the test has
 * @param shared groups that both have
 * @param leaked rows of the test whose group training has
 * @param several groups of training that have more than one row
 * @param known whether it is known of the test, too
 */
record AuditKin(String name, int train, int test, int shared, List<Integer> leaked, int several, boolean known) {
    AuditKin {
        leaked = List.copyOf(leaked);
    }

    static AuditKin of(AuditRows rows) {
        Map<String, Integer> train = new HashMap<>();
        for (int row : rows.ofTrain()) {
            train.merge(Objects.requireNonNull(rows.kin(row)), 1, Integer::sum);
        }
        AuditSide test = rows.test();
        Set<String> tested = new HashSet<>();
        List<Integer> leaked = new ArrayList<>();
        boolean known = test != null && test.kin() != null;
        if (known) {
            for (int row : rows.ofTest()) {
                String kin = Objects.requireNonNull(rows.kin(row));
                tested.add(kin);
                if (train.containsKey(kin)) {
                    leaked.add(row);
                }
            }
        }
        int shared = (int) tested.stream().filter(train::containsKey).count();
        int several = (int) train.values().stream().filter(n -> n > 1).count();
        return new AuditKin(rows.train().kinName(), train.size(), tested.size(), shared, leaked, several, known);
    }
}
