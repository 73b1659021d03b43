package io.ichnite.app.task;

import io.ichnite.sample.Families;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What there is of each class on either side.
 *
 * @param classes in the order of labels
 * @param unlabelledTrain rows of training without a label
 * @param unlabelledTest rows of the test without a label
 */
record AuditClasses(List<OfClass> classes, int unlabelledTrain, int unlabelledTest) {
    /**
     * One class.
     *
     * @param train what there is of it in training
     * @param test the same of the test
     */
    record OfClass(String name, AuditCopies.Count train, AuditCopies.Count test) {}

    AuditClasses {
        classes = List.copyOf(classes);
    }

    static AuditClasses of(AuditRows rows, AuditCopies copies) {
        Map<String, List<Integer>> train = new HashMap<>();
        Map<String, List<Integer>> test = new HashMap<>();
        Set<String> labels = new LinkedHashSet<>();
        int unlabelledTrain = 0;
        int unlabelledTest = 0;
        for (int row = 0; row < rows.size(); row++) {
            String label = rows.label(row);
            boolean tested = rows.isTest(row);
            if (label == null) {
                unlabelledTrain += tested ? 0 : 1;
                unlabelledTest += tested ? 1 : 0;
            } else {
                labels.add(label);
                (tested ? test : train)
                        .computeIfAbsent(label, name -> new ArrayList<>())
                        .add(row);
            }
        }
        List<OfClass> classes = new ArrayList<>();
        for (String name : Families.of(labels).names()) {
            classes.add(new OfClass(
                    name,
                    copies.count(train.getOrDefault(name, List.of())),
                    copies.count(test.getOrDefault(name, List.of()))));
        }
        return new AuditClasses(classes, unlabelledTrain, unlabelledTest);
    }

    /** Classes of training that the test has no row of. */
    List<String> missingInTest() {
        return classes.stream()
                .filter(c -> c.train().rows() > 0 && c.test().rows() == 0)
                .map(OfClass::name)
                .toList();
    }

    /** Classes of the test that training has no row of. */
    List<OfClass> missingInTrain() {
        return classes.stream()
                .filter(c -> c.train().rows() == 0 && c.test().rows() > 0)
                .toList();
    }
}
