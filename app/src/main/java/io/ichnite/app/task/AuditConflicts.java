package io.ichnite.app.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sequences under two labels.
 *
 * @param identical groups of copies that have more than one label
 * @param near groups of near copies that have more than one label, but for those where copies have
 * @param rows in groups of copies that have more than one label
 * @param nearRows in the others
 * @param wrong rows of identical ones that cannot be answered right, however good a model is: all but the commonest label's
 */
record AuditConflicts(List<Integer> identical, List<Integer> near, int rows, int nearRows, int wrong) {
    AuditConflicts {
        identical = List.copyOf(identical);
        near = List.copyOf(near);
    }

    static AuditConflicts of(AuditRows rows, AuditCopies copies) {
        List<Integer> identical = new ArrayList<>();
        List<Integer> near = new ArrayList<>();
        int inIdentical = 0;
        int inNear = 0;
        int wrong = 0;
        for (int sequence = 0; sequence < copies.identical().size(); sequence++) {
            if (copies.identical().rows(sequence) < 2) {
                continue;
            }
            Map<String, Integer> labels = labels(rows, copies.identical().of(sequence));
            if (labels.size() > 1) {
                identical.add(sequence);
                int all = labels.values().stream().mapToInt(n -> n).sum();
                inIdentical += all;
                wrong += all - labels.values().stream().mapToInt(n -> n).max().orElse(0);
            }
        }
        for (int group = 0; group < copies.alike().size(); group++) {
            int[] members = copies.alike().of(group);
            if (members.length < 2 || labels(rows, members).size() < 2) {
                continue;
            }
            boolean within = false;
            for (int row : members) {
                within |= java.util.Collections.binarySearch(identical, copies.sequence(row)) >= 0;
            }
            if (!within) {
                near.add(group);
                inNear +=
                        labels(rows, members).values().stream().mapToInt(n -> n).sum();
            }
        }
        return new AuditConflicts(identical, near, inIdentical, inNear, wrong);
    }

    /** How many of some rows have each label. */
    static Map<String, Integer> labels(AuditRows rows, int[] some) {
        Map<String, Integer> labels = new LinkedHashMap<>();
        for (int row : some) {
            String label = rows.label(row);
            if (label != null) {
                labels.merge(label, 1, Integer::sum);
            }
        }
        return labels;
    }
}
