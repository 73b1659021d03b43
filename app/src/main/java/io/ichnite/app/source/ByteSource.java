package io.ichnite.app.source;

import io.ichnite.app.show.Streams;
import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import io.ichnite.formats.csv.ManifestTable;
import io.ichnite.ingest.BinaryFiles;
import io.ichnite.ingest.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds files of bytes: by a manifest, in a folder, or one alone. What is missing, empty or unreadable is told by name. */
final class ByteSource {
    private static final int HEAD = 4096;
    private static final int SHOWN = 20;
    private static final int MOST_FILES = 10_000_000;
    /** What the published manifest writes before every name, and its notebook cuts off again. */
    private static final String SEED_FOLDER = "dataset/";

    private final Streams streams;
    private final Map<String, String> labels;

    /** @param labels by name, which go before those of a manifest */
    ByteSource(Streams streams, Map<String, String> labels) {
        this.streams = streams;
        this.labels = labels;
    }

    /** Whether an ordinary file is a manifest: its first line names a column {@code name}, and none of a trace. */
    static boolean isManifest(Path file) throws IOException {
        String head = new String(head(file), StandardCharsets.UTF_8);
        String line = head.lines().findFirst().orElse("").replace("\uFEFF", "").strip();
        List<String> columns = Arrays.stream(line.split(",", -1))
                .map(column -> column.strip().replace("\"", ""))
                .toList();
        return columns.contains("name") && !columns.contains("api") && !columns.contains("file_id");
    }

    /** Whether an ordinary file is bytes and no text: it has a zero among its first, and is neither compressed nor called a table. */
    static boolean isBinary(Path file) throws IOException {
        if (file.toString().endsWith(".csv") || file.toString().endsWith(".json")) {
            return false;
        }
        byte[] head = head(file);
        boolean gzip = head.length > 1 && head[0] == 0x1F && head[1] == (byte) 0x8B;
        boolean zstd = head.length > 3 && head[0] == 0x28 && head[1] == (byte) 0xB5 && head[2] == 0x2F;
        for (byte b : head) {
            if (b == 0) {
                return !gzip && !zstd;
            }
        }
        return false;
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    /**
     * The files that a manifest names.
     *
     * @param root the folder that names are relative to; null for the manifest's own
     * @throws BadInput if it is no manifest, or none of its files can be read
     */
    ByteData manifest(String name, @Nullable Path root) throws IOException {
        Path file = Path.of(name);
        Path parent = file.toAbsolutePath().getParent();
        Path base = root != null ? root : parent == null ? Path.of("") : parent;
        if (!Files.isDirectory(base)) {
            throw new BadConfig("--root " + base + ": expected a folder");
        }
        List<BinaryFiles.Entry> entries = new ArrayList<>();
        List<BinaryFiles.Rejected> refused = new ArrayList<>();
        for (ManifestTable.Row row : ManifestTable.read(file).rows()) {
            Path place = place(base.toRealPath(), row.name());
            if (place == null) {
                refused.add(new BinaryFiles.Rejected(row.name(), "lies outside of its folder, or behind a link"));
                continue;
            }
            String label = labels.getOrDefault(row.name(), row.label());
            entries.add(new BinaryFiles.Entry(row.name(), place, label, row.firstSeen()));
            if (row.firstSeen() == null && !row.given().isEmpty()) {
                streams.say(Shown.plain(name) + ":" + row.line()
                        + ": expected first_seen as YYYY, YYYY-MM or YYYY-MM-DD, found '" + Shown.plain(row.given())
                        + "'; taken as unknown");
            }
        }
        return data(name, entries, refused);
    }

    /** All ordinary files of a folder and below, by name. */
    ByteData folder(String name) throws IOException {
        Path base = Path.of(name);
        List<BinaryFiles.Entry> entries = new ArrayList<>();
        Files.walkFileTree(base, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && entries.size() < MOST_FILES) {
                    String id = base.relativize(file).toString().replace('\\', '/');
                    entries.add(new BinaryFiles.Entry(id, file, labels.get(id), null));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                streams.say(Shown.plain(file.toString()) + ": cannot be read; left out");
                return FileVisitResult.CONTINUE;
            }
        });
        entries.sort(Comparator.comparing(BinaryFiles.Entry::id));
        return data(name, entries, List.of());
    }

    /** One file. */
    ByteData file(String name) {
        Path path = Path.of(name);
        String id = String.valueOf(path.getFileName());
        return data(name, List.of(new BinaryFiles.Entry(id, path, labels.get(id), null)), List.of());
    }

    private ByteData data(String name, List<BinaryFiles.Entry> entries, List<BinaryFiles.Rejected> refused) {
        BinaryFiles files = BinaryFiles.of(entries);
        List<BinaryFiles.Rejected> rejected = new ArrayList<>(refused);
        rejected.addAll(files.rejected());
        rejected.stream()
                .limit(SHOWN)
                .forEach(one -> streams.say(Shown.plain(one.id()) + ": " + one.reason() + "; left out"));
        if (rejected.size() > SHOWN) {
            streams.say("and " + (rejected.size() - SHOWN) + " more are left out");
        }
        if (files.size() == 0) {
            throw BadInput.in(name, "expected files that can be read, found none");
        }
        streams.say(String.format(
                Locale.ROOT, "%s: %,d files, %,d left out", Shown.plain(name), files.size(), rejected.size()));
        return new ByteData(name, files, rejected.size());
    }

    /** Where a name leads, below a folder and over no link; null if it leads elsewhere. A file that is missing has its place too. */
    private static @Nullable Path place(Path base, String name) {
        Path place = below(base, name);
        boolean shortened = place != null && Files.notExists(place) && name.startsWith(SEED_FOLDER);
        return shortened ? below(base, name.substring(SEED_FOLDER.length())) : place;
    }

    private static @Nullable Path below(Path base, String name) {
        try {
            Path place = base.resolve(name).normalize();
            Path parent = place.getParent();
            if (Path.of(name).isAbsolute() || !place.startsWith(base) || place.equals(base) || parent == null) {
                return null;
            }
            return Files.notExists(parent) || parent.toRealPath().equals(parent) ? place : null;
        } catch (InvalidPathException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
