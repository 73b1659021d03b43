package io.ichnite.app.source;

import io.ichnite.app.show.Streams;
import io.ichnite.error.BadConfig;
import io.ichnite.ingest.IngestOptions;
import io.ichnite.ingest.IngestReport;
import io.ichnite.ingest.TraceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens what people name as DATA: a trace store, a trace CSV, ready arrays, files of bytes. */
public final class DataSource {
    private DataSource() {}

    /** As the other, without labels of its own. */
    public static Data open(String name, Streams streams, int threads, boolean firstLabelWins) throws IOException {
        return open(name, streams, threads, firstLabelWins, Map.of());
    }

    /** As the other, with names in a manifest relative to it. */
    public static Data open(
            String name, Streams streams, int threads, boolean firstLabelWins, Map<String, String> labels)
            throws IOException {
        return open(name, streams, threads, firstLabelWins, labels, null);
    }

    /**
     * @param name a store's folder; a CSV or a JSON dump of sequences, plain or compressed, or - for one on stdin, ingested
     *     into a temporary folder; X.npy or X.npy,Y.npy; a manifest of files of bytes, a folder of them, or one
     * @param firstLabelWins whether a CSV's row whose label differs from its file's first one keeps its call
     * @param labels by file_id, which go before those of the data
     * @param root the folder that names in a manifest are relative to; null for the manifest's own
     * @throws io.ichnite.error.BadInput if it is none of these, or damaged
     */
    public static Data open(
            String name,
            Streams streams,
            int threads,
            boolean firstLabelWins,
            Map<String, String> labels,
            @Nullable Path root)
            throws IOException {
        if (name.endsWith(".npy")) {
            if (!labels.isEmpty()) {
                throw new BadConfig("--labels is joined on file_id, which ready arrays do not have");
            }
            return ArrayData.open(name);
        }
        ByteData bytes = name.equals(TraceFiles.STDIN) ? null : bytes(name, new ByteSource(streams, labels), root);
        if (bytes == null && root != null) {
            throw new BadConfig("--root is for a manifest of files; " + name + " is none");
        }
        return bytes != null ? bytes : traces(name, streams, threads, firstLabelWins, labels);
    }

    /** Files of bytes, if that is what is named; else null. */
    private static @Nullable ByteData bytes(String name, ByteSource source, @Nullable Path root) throws IOException {
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            return TraceStore.isStore(path) ? null : source.folder(name);
        }
        if (!Files.isRegularFile(path)) {
            return null;
        }
        if (ByteSource.isManifest(path)) {
            return source.manifest(name, root);
        }
        return ByteSource.isBinary(path) ? source.file(name) : null;
    }

    /**
     * As {@link #open}, of what holds calls and not ready numbers.
     *
     * @throws io.ichnite.error.BadInput if it is no store and no file of traces, or damaged
     */
    public static TraceData traces(
            String name, Streams streams, int threads, boolean firstLabelWins, Map<String, String> labels)
            throws IOException {
        Path path = Path.of(name);
        if (!name.equals(TraceFiles.STDIN)) {
            if (!Files.exists(path)) {
                throw new NoSuchFileException(name);
            }
            if (Files.isDirectory(path)) {
                return new TraceData(name, TraceStore.open(path), labels, 0, () -> {});
            }
        }
        return ingest(name, streams, threads, firstLabelWins, labels);
    }

    private static TraceData ingest(
            String name, Streams streams, int threads, boolean firstLabelWins, Map<String, String> labels)
            throws IOException {
        TemporaryFolder folder = TemporaryFolder.create();
        try {
            Path store = folder.path().resolve("store");
            IngestOptions options =
                    IngestOptions.defaults().withThreads(threads).withFirstLabelWins(firstLabelWins);
            IngestReport report = TraceFiles.ingest(List.of(name), store, options, streams);
            streams.say(name + ": " + report.summary());
            return new TraceData(name, TraceStore.open(store), labels, report.rejected(), folder::close);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }
}
