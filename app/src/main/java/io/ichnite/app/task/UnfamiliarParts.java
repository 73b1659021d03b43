package io.ichnite.app.task;

import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataRows;
import io.ichnite.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What detectors are fitted on and asked about.
 *
 * @param trained they are fitted on these
 * @param kept of the same time, kept from training
 * @param later first seen after it, those first whose projects training had
 * @param seen how many those are
 * @param near of no class, but much like those
 * @param far of no class, and unlike them
 * @param year until which was trained
 */
record UnfamiliarParts(Part trained, Part kept, Part later, int seen, Part near, Part far, String year) {
    /**
     * Files that serve for one thing.
     *
     * @param name for files
     * @param projects one a file
     */
    record Part(String name, Data data, List<String> projects) {}

    /** @param table which project each unfamiliar file is of */
    static UnfamiliarParts of(
            Data known, BytesParts parts, Data near, Data far, Path table, ModelBundle model, BytesPlan plan)
            throws IOException {
        Grouping others = new Grouping(table, "project");
        return new UnfamiliarParts(
                part("trained", known, parts, parts.trained()),
                part("kept", known, parts, parts.validated()),
                part("later", known, parts, parts.later()),
                parts.seen().size(),
                new Part("near", near, others.keys(near, model.encoding(), near.rows())),
                new Part("far", far, others.keys(far, model.encoding(), far.rows())),
                plan.year());
    }

    private static Part part(String name, Data known, BytesParts parts, List<Integer> rows) {
        return new Part(name, new DataRows(known, rows), parts.projects(rows));
    }

    List<Part> all() {
        return List.of(trained, kept, later, near, far);
    }
}
