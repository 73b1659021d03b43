package io.ichnite.app.source;

import io.ichnite.app.show.Streams;
import io.ichnite.app.source.TraceFiles.Wanted;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.formats.archive.Archive;
import io.ichnite.formats.archive.Zstandard;
import io.ichnite.formats.dataset.TraceKinds;
import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.ingest.BinaryFiles;
import io.ichnite.ingest.IngestOptions;
import io.ichnite.ingest.IngestReport;
import io.ichnite.ingest.TraceIngest;
import io.ichnite.ingest.TraceStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What people name as FILE to be judged: told apart by what it holds, opened one after another. A file is read, never run. Used by one
 * thread.
 */
public final class ScanSource {
    /** What bundles, zips of stored entries, call their first entry; a zip of anything else is an archive. */
    private static final byte[] FIRST_ENTRY = "manifest.json".getBytes(StandardCharsets.US_ASCII);

    private static final int ZIP_NAME = 30;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final List<String> CALLED_MODELS = List.of(".ichnite", ".h5", ".hdf5", ".keras", ".onnx");

    private final Streams streams;
    private final Wanted wanted;
    private final Set<Kind> kinds;
    private final int threads;

    /** What a file is to models. */
    public enum Kind {
        TRACES("calls"),
        BYTES("bytes");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** What a model of this kind takes. */
        public String words() {
            return words;
        }
    }

    /**
     * Rows to be judged. To be closed.
     *
     * @param data a row a file
     * @param single whether the whole input is one file
     * @param rejected rows or files of it that were left out
     * @param reasons of the first of these
     */
    public record Opened(Data data, Kind kind, boolean single, long rejected, List<String> reasons)
            implements AutoCloseable {
        public Opened {
            reasons = List.copyOf(reasons);
        }

        @Override
        public void close() {
            data.close();
        }
    }

    /**
     * @param kinds that there are models for
     * @param format of traces
     */
    public ScanSource(Streams streams, Set<Kind> kinds, InputFormat format, Reading how, int threads) {
        this.streams = streams;
        this.kinds = Set.copyOf(kinds);
        this.wanted = new Wanted(format, how, null);
        this.threads = threads;
    }

    /**
     * Whether an argument is a model, and not a file to be judged: it is called so, or is a bundle or HDF5. An archive is a zip too,
     * but begins otherwise.
     */
    public static boolean isModel(String name) throws IOException {
        Path file = Path.of(name);
        if (name.equals(TraceFiles.STDIN) || !Files.isRegularFile(file)) {
            return false;
        }
        if (CALLED_MODELS.stream().anyMatch(name::endsWith)) {
            return true;
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(ZIP_NAME + FIRST_ENTRY.length);
        }
        return begins(head, 0, ZIP) ? begins(head, ZIP_NAME, FIRST_ENTRY) : ModelSource.isModel(file);
    }

    private static boolean begins(byte[] head, int at, byte[] with) {
        if (head.length < at + with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if (head[at + i] != with[i]) {
                return false;
            }
        }
        return true;
    }

    /** The inputs that an argument stands for: the files of a folder where each may be of another kind, else itself. */
    public List<String> inputs(String name) throws IOException {
        Path path = Path.of(name);
        if (kinds.size() < 2 || name.equals(TraceFiles.STDIN) || !Files.isDirectory(path) || TraceStore.isStore(path)) {
            return List.of(name);
        }
        return TraceFolder.files(path, wanted.how().limits(), null).stream()
                .map(Path::toString)
                .toList();
    }

    /**
     * Opens one input.
     *
     * @throws BadInput if it is damaged, or holds no row
     * @throws BadConfig if no model takes what it is
     */
    public Opened open(String name) throws IOException {
        if (name.equals(TraceFiles.STDIN)) {
            return stdin();
        }
        if (!Files.exists(Path.of(name))) {
            throw new NoSuchFileException(name);
        }
        return open(name, Path.of(name), () -> {});
    }

    private Opened stdin() throws IOException {
        TemporaryFolder folder = TemporaryFolder.create();
        try {
            Path copy = folder.path().resolve("stdin");
            Files.copy(streams.in(), copy);
            return open(TraceFiles.STDIN, copy, folder::close);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** @param last is run when what is returned is closed */
    private Opened open(String name, Path file, Runnable last) throws IOException {
        Kind kind = kind(file);
        if (!kinds.contains(kind)) {
            throw new BadConfig(name + ": holds " + kind.words() + "; no model given takes them, all take "
                    + kinds.iterator().next().words());
        }
        Opened opened = kind == Kind.BYTES ? bytes(name, file, last) : traces(name, file, last);
        if (opened.data().size() == 0) {
            opened.close();
            throw BadInput.in(
                    name,
                    opened.reasons().isEmpty()
                            ? "holds no calls"
                            : opened.reasons().get(0));
        }
        return opened;
    }

    /** What a file is; where there are models of bytes alone, any file is bytes. */
    private Kind kind(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            boolean traces = TraceStore.isStore(file) || kinds.contains(Kind.TRACES);
            return traces ? Kind.TRACES : Kind.BYTES;
        }
        if (!kinds.contains(Kind.TRACES)) {
            return Kind.BYTES;
        }
        byte[] head;
        try (InputStream plain = TraceIngest.plain(file, new Zstandard())) {
            head = plain.readNBytes(TraceKind.HEAD);
        }
        boolean known = Archive.recognises(head) || ParquetModule.recognises(head) || TraceKinds.of(head) != null;
        return known || !hasZero(head) ? Kind.TRACES : Kind.BYTES;
    }

    private static boolean hasZero(byte[] head) {
        for (byte b : head) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private Opened bytes(String name, Path file, Runnable last) throws IOException {
        ByteSource source = new ByteSource(streams, Map.of());
        if (Files.isDirectory(file) || ByteSource.isManifest(file)) {
            Data data = Files.isDirectory(file) ? source.folder(name) : source.manifest(name, null);
            return new Opened(
                    data, Kind.BYTES, false, data.rejected(), List.of("files that are left out are named above"));
        }
        String id = name.equals(TraceFiles.STDIN) ? name : String.valueOf(file.getFileName());
        BinaryFiles files = BinaryFiles.of(List.of(new BinaryFiles.Entry(id, file, null, null)));
        if (files.size() == 0) {
            last.run();
            throw BadInput.in(name, files.rejected().get(0).reason());
        }
        return new Opened(new ByteData(name, files, 0, last), Kind.BYTES, true, 0, List.of());
    }

    private Opened traces(String name, Path file, Runnable last) throws IOException {
        if (TraceStore.isStore(file)) {
            Data data = new TraceData(name, TraceStore.open(file), Map.of(), 0, last);
            return new Opened(data, Kind.TRACES, false, 0, List.of());
        }
        TemporaryFolder folder = TemporaryFolder.create();
        try {
            Path store = folder.path().resolve("store");
            IngestReport report = TraceFiles.ingest(
                    List.of(file.toString()),
                    wanted,
                    store,
                    IngestOptions.defaults().withThreads(threads).withFirstLabelWins(true),
                    streams);
            TraceData data = new TraceData(name, TraceStore.open(store), Map.of(), report.rejected(), () -> {
                folder.close();
                last.run();
            });
            boolean single = data.size() == 1 && !Files.isDirectory(file);
            return new Opened(data, Kind.TRACES, single, report.rejected(), report.firstRejects());
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }
}
