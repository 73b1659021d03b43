package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What files of classes there are, and what each served for.
 *
 * @param classes by name
 * @param all of them together
 */
record BytesFacts(List<OfClass> classes, OfClass all) {
    /**
     * The files of one class.
     *
     * @param projects that they are of
     * @param seen first seen after training, of projects that it had
     * @param unseen first seen after training, of other projects
     */
    record OfClass(String name, int files, int projects, int trained, int validated, int seen, int unseen) {}

    BytesFacts {
        classes = List.copyOf(classes);
    }

    /** Counts. */
    static BytesFacts of(Data data, BytesParts parts) {
        TreeMap<String, Set<Integer>> byClass = new TreeMap<>();
        for (List<Integer> part : List.of(parts.trained(), parts.validated(), parts.seen(), parts.unseen())) {
            for (int row : part) {
                byClass.computeIfAbsent(String.valueOf(data.label(row)), name -> new HashSet<>())
                        .add(row);
            }
        }
        List<OfClass> classes = new ArrayList<>();
        Set<Integer> all = new HashSet<>();
        byClass.forEach((name, rows) -> {
            classes.add(count(name, rows, parts));
            all.addAll(rows);
        });
        return new BytesFacts(classes, count("all", all, parts));
    }

    private static OfClass count(String name, Set<Integer> rows, BytesParts parts) {
        Set<String> projects = new HashSet<>();
        rows.forEach(row -> projects.add(parts.projects().get(row)));
        return new OfClass(
                name,
                rows.size(),
                projects.size(),
                among(rows, parts.trained()),
                among(rows, parts.validated()),
                among(rows, parts.seen()),
                among(rows, parts.unseen()));
    }

    private static int among(Set<Integer> rows, List<Integer> part) {
        return (int) part.stream().filter(rows::contains).count();
    }

    /** Of how many projects each class is: what has to stand beside every figure. */
    String sample() {
        StringBuilder text = new StringBuilder();
        for (OfClass each : classes) {
            boolean first = text.isEmpty();
            text.append(first ? "" : ", ")
                    .append(each.name())
                    .append(first ? " is " : " ")
                    .append(first ? Told.count(each.projects(), "project") : Told.count(each.projects()));
        }
        return text.append("; toolchains, not malice").toString();
    }
}
