package io.ichnite.app.source;

import io.ichnite.error.BadInput;
import io.ichnite.ingest.Limits;
import io.ichnite.ingest.Shown;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a folder that is one set of traces. */
final class TraceFolder {
    private TraceFolder() {}

    /**
     * All that is no folder, at any depth, by path; links are among them and not followed.
     *
     * @param but a file that is left out; null for none
     * @throws BadInput if there are too many, or none
     */
    static List<Path> files(Path folder, Limits limits, @Nullable Path but) throws IOException {
        List<Path> found = new ArrayList<>();
        Path beside = but == null ? null : but.toAbsolutePath().normalize();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toAbsolutePath().normalize().equals(beside)) {
                    return FileVisitResult.CONTINUE;
                }
                if (found.size() == limits.entries()) {
                    throw BadInput.in(
                            Shown.plain(folder.toString()),
                            "has more than " + limits.entries() + " files, the limit of a folder (--max-entries)");
                }
                found.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        if (found.isEmpty()) {
            throw BadInput.in(Shown.plain(folder.toString()), "is a folder without a file; expected traces");
        }
        found.sort(Comparator.comparing(file -> path(folder, file)));
        return found;
    }

    /** From the folder on, with slashes. */
    static String path(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
