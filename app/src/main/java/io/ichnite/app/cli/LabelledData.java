package io.ichnite.app.cli;

import io.ichnite.app.show.Streams;
import io.ichnite.app.source.Data;
import io.ichnite.app.source.DataSource;
import io.ichnite.app.source.LabelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What goes with DATA whose labels are looked at. */
final class LabelledData {
    @Option(
            names = "--labels",
            paramLabel = "L.csv",
            description = "file_id,label; these labels go before those of DATA")
    private @Nullable Path labels;

    @Mixin
    private RootOption root = new RootOption();

    /**
     * Opens it.
     *
     * @param firstLabelWins whether a CSV's row whose label differs from its file's first one keeps its call
     * @throws io.ichnite.error.BadInput if data or labels are damaged
     */
    Data open(String data, Streams streams, int threads, boolean firstLabelWins) throws IOException {
        Map<String, String> given = labels == null ? Map.of() : LabelFile.labels(labels);
        return DataSource.open(data, streams, threads, firstLabelWins, given, root.root());
    }
}
