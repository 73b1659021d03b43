package io.ichnite.formats.file;

import io.ichnite.error.BadInput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Reads a file at once, and writes one so that it is never seen half done. Thread-safe. */
public final class WholeFile {
    /** The longest array that every JVM can make. */
    private static final long LONGEST = Integer.MAX_VALUE - 8;

    private WholeFile() {}

    /** What goes into a file; need not close the stream. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * The bytes of a file. What is allocated is what is stored.
     *
     * @throws BadInput if it is no ordinary file, or larger than 2 GiB
     * @throws IOException if the disk refuses
     */
    public static byte[] read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw BadInput.in(file.toString(), "expected an ordinary file");
        }
        if (Files.size(file) > LONGEST) {
            throw BadInput.in(file.toString(), "expected at most 2 GiB, found " + Files.size(file) + " bytes");
        }
        return Files.readAllBytes(file);
    }

    /**
     * Writes beside the target, makes sure of the disk, and moves the new file into its place. If anything fails, the
     * target is as it was and nothing is left beside it.
     *
     * @throws IOException if the disk refuses
     */
    public static void replace(Path target, Content content) throws IOException {
        replace(Map.of(target, content));
    }

    /**
     * The same for files that belong together: none is moved before all have been written, in the order of the map.
     *
     * @throws IOException if the disk refuses
     */
    public static void replace(Map<Path, Content> contents) throws IOException {
        Map<Path, Path> besides = new LinkedHashMap<>();
        try {
            for (Map.Entry<Path, Content> entry : contents.entrySet()) {
                Path target = entry.getKey();
                Path beside = folder(target).resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
                besides.put(target, beside);
                write(beside, entry.getValue());
            }
            for (Map.Entry<Path, Path> entry : besides.entrySet()) {
                Files.move(
                        entry.getValue(),
                        entry.getKey(),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            for (Path beside : besides.values()) {
                Files.deleteIfExists(beside);
            }
        }
        for (Path target : besides.keySet()) {
            sync(folder(target));
        }
    }

    private static void write(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static Path folder(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(target + " is no place for a file");
        }
        return folder;
    }

    /** Makes the move itself durable, where the system can open a folder. */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folders, and needs it not: the move is journalled
        }
    }
}
