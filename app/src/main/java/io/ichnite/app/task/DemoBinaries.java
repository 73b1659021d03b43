package io.ichnite.app.task;

import io.ichnite.app.show.OutputFile;
import io.ichnite.data.Sha256;
import io.ichnite.error.BadInput;
import io.ichnite.formats.file.WholeFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The demo's binary files: taken out of published packages the first time, and from the cache ever after. A folder of the
 * cache belongs to one state of the table that names the files, and appears in it whole or not at all; its files are checked
 * against the table whenever they are asked for. Used by one thread; several programs may share a cache.
 */
final class DemoBinaries {
    private static final String TABLE = "members.csv";
    private static final int DIGITS = 12;

    private final Path samples;
    private final Path cache;
    private final @Nullable PublishedPackages packages;
    private final Consumer<String> say;

    /**
     * @param samples the folder of {@code members.csv}
     * @param cache made where it is missing
     * @param packages where packages come from; null to stay with what is in the cache
     * @param say gets a line for people before anything is fetched
     */
    DemoBinaries(Path samples, Path cache, @Nullable PublishedPackages packages, Consumer<String> say) {
        this.samples = samples;
        this.cache = cache;
        this.packages = packages;
        this.say = say;
    }

    /** Either the files or the reason why there are none. */
    sealed interface Outcome permits Found, Missing {}

    /**
     * There are none.
     *
     * @param why a sentence for people, without its full stop
     */
    record Missing(String why) implements Outcome {}

    /**
     * The files as they lie in the cache.
     *
     * @param manifest {@code name,label,first_seen,project}: the files that have a class; names are paths from its folder
     * @param near a folder of unfamiliar files that are much like those: programs for Windows, made otherwise
     * @param far a folder of files that are unlike them: programs for other systems
     */
    record Found(Path manifest, Path near, Path far) implements Outcome {
        private static Found in(Path folder) {
            return new Found(folder.resolve("manifest.csv"), folder.resolve("near"), folder.resolve("far"));
        }
    }

    /** The table that names the files: {@code name,…,project}. */
    Path table() {
        return samples.resolve(TABLE);
    }

    /**
     * Finds the files, fetching them where that is needed and may be.
     *
     * @throws BadInput if the table is damaged
     */
    Outcome find() throws IOException {
        Path table = table();
        List<PackagedFile> files = PackagedFile.read(table);
        Path folder = cache.resolve(
                "binaries-" + new Sha256().add(WholeFile.read(table)).text().substring(0, DIGITS));
        if (whole(folder, files)) {
            return Found.in(folder);
        }
        if (packages == null) {
            return new Missing("the binary files are not in " + cache + ", and nothing is to be fetched");
        }
        try {
            fetch(packages, folder, files);
        } catch (BadInput | IOException e) {
            return new Missing("the binary files could not be had: " + e.getMessage());
        }
        return Found.in(folder);
    }

    /** Whether all files lie in a folder as the table has them. */
    private static boolean whole(Path folder, List<PackagedFile> files) throws IOException {
        if (!Files.isRegularFile(Found.in(folder).manifest())) {
            return false;
        }
        for (PackagedFile file : files) {
            Path path = folder.resolve(file.folder()).resolve(file.name());
            if (!Files.isRegularFile(path)
                    || Files.size(path) != file.bytes()
                    || !new Sha256().add(WholeFile.read(path)).text().equals(file.sha256())) {
                return false;
            }
        }
        return true;
    }

    private void fetch(PublishedPackages source, Path folder, List<PackagedFile> files) throws IOException {
        Files.createDirectories(cache);
        Map<String, List<PackagedFile>> byArchive = files.stream()
                .collect(Collectors.groupingBy(PackagedFile::archive, LinkedHashMap::new, Collectors.toList()));
        say.accept("fetching " + byArchive.size() + " published packages, once, into " + cache);
        Path work = Files.createTempDirectory(cache, "fetching-");
        try {
            Path archives = Files.createDirectory(work.resolve("packages"));
            Path made = Files.createDirectory(work.resolve("made"));
            source.into(archives);
            for (String name : List.of("known", "near", "far")) {
                Files.createDirectory(made.resolve(name));
            }
            for (Map.Entry<String, List<PackagedFile>> archive : byArchive.entrySet()) {
                new PackageArchive(archives.resolve(archive.getKey()))
                        .take(
                                archive.getValue(),
                                (file, content) ->
                                        Files.write(made.resolve(file.folder()).resolve(file.name()), content));
            }
            describe(Found.in(made), files);
            place(made, folder, files);
        } finally {
            delete(work);
        }
    }

    private static void describe(Found made, List<PackagedFile> files) throws IOException {
        OutputFile.write(made.manifest(), out -> {
            out.append("name,label,first_seen,project\n");
            for (PackagedFile file : files) {
                if (file.known()) {
                    out.append("known/" + file.name() + "," + file.label() + "," + file.firstSeen() + ","
                            + file.project() + "\n");
                }
            }
        });
    }

    /** Moves what was made into its place; what lay there is damaged, or another program was quicker. */
    private static void place(Path made, Path folder, List<PackagedFile> files) throws IOException {
        try {
            Files.move(made, folder);
        } catch (FileSystemException e) {
            if (!whole(folder, files)) {
                delete(folder);
                Files.move(made, folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
