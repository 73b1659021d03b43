package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import io.ichnite.data.Split;
import io.ichnite.model.ModelBundle;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which file serves for what, by row.
 *
 * @param projects one a row of the data
 * @param seen first seen after training, of projects that it had
 * @param unseen first seen after training, of other projects
 */
record BytesParts(
        List<String> projects,
        List<Integer> trained,
        List<Integer> validated,
        List<Integer> seen,
        List<Integer> unseen) {
    /** By how training split them; a project that only validated is none that it had. */
    static BytesParts of(Data data, ModelBundle model, Split split, Grouping grouping, LocalDate until)
            throws IOException {
        List<String> projects = grouping.keys(data, model.encoding(), data.rows());
        Set<String> had = new HashSet<>();
        split.train().forEach(row -> had.add(projects.get(row)));
        List<Integer> seen = new ArrayList<>();
        List<Integer> unseen = new ArrayList<>();
        for (int row : data.rows()) {
            LocalDate day = data.firstSeen(row);
            if (day != null && day.isAfter(until) && data.label(row) != null) {
                (had.contains(projects.get(row)) ? seen : unseen).add(row);
            }
        }
        return new BytesParts(projects, split.train(), split.validation(), seen, unseen);
    }

    /** First seen after training. */
    List<Integer> later() {
        List<Integer> later = new ArrayList<>(seen);
        later.addAll(unseen);
        return later;
    }

    /** Of some rows. */
    List<String> projects(List<Integer> rows) {
        return rows.stream().map(projects::get).toList();
    }
}
