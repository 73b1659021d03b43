package io.ichnite.app.show;

import io.ichnite.formats.file.WholeFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Places where results go: looked at before the work that leads to them, written whole or not at all. */
public final class OutputFile {
    private OutputFile() {}

    /** Writes lines of text. */
    @FunctionalInterface
    public interface Lines {
        void writeTo(Appendable out) throws IOException;
    }

    /**
     * Refuses a place where no file could be put.
     *
     * @throws IOException if its folder is not there or cannot be written to, or a folder has its name
     */
    public static void check(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder; expected the name of a file");
        }
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (!Files.isWritable(folder)) {
            throw new FileSystemException(folder.toString(), null, "cannot be written to");
        }
    }

    /**
     * Refuses a place where no folder is or could be made.
     *
     * @throws IOException if a file has its name
     */
    public static void checkFolder(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new FileSystemException(folder.toString(), null, "is a file; expected a folder");
        }
    }

    /** Text in UTF-8, its lines ended as the writer ends them. */
    public static void write(Path file, Lines lines) throws IOException {
        check(file);
        WholeFile.replace(file, out -> {
            BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            lines.writeTo(text);
            text.flush();
        });
    }

    /** A field of a CSV line, quoted where it has to be. */
    public static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
