package io.ichnite.ingest;

import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a store, held by the one who writes. What is written goes to a new generation beside the one that is read,
 * and a small file that names the generation is then moved into place: readers see the old or the new, never a part.
 */
final class StoreFolder implements Closeable {
    private static final String CURRENT = "CURRENT";
    private static final String LOCK = "LOCK";
    private static final Pattern GENERATION = Pattern.compile("generation-([1-9][0-9]{0,17})");

    private final Path store;
    private final Path generation;
    private final boolean made;
    private final FileChannel channel;
    private boolean published;

    private StoreFolder(Path store, boolean made, FileChannel channel) throws IOException {
        this.store = store;
        this.made = made;
        this.channel = channel;
        long last = 0;
        for (Path old : generations(store)) {
            last = Math.max(last, number(old));
        }
        generation = Files.createDirectory(store.resolve("generation-" + (last + 1)));
    }

    /**
     * Takes hold of a folder, which is made if it is not there, and begins a generation in it.
     *
     * @throws BadConfig if another writer has it, or if it holds something that is no store
     */
    static StoreFolder hold(Path store) throws IOException {
        boolean made = !Files.exists(store);
        if (!made && !Files.isDirectory(store)) {
            throw new BadConfig(
                    Input.name(store) + ": is a file; expected a folder for the trace store, or nothing there");
        }
        if (!made && !ours(store)) {
            throw new BadConfig(
                    store + ": is a folder with other things in it; expected a trace store, an empty folder,"
                            + " or nothing there");
        }
        Files.createDirectories(store);
        FileChannel channel = FileChannel.open(
                store.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            FileLock lock = locked(channel);
            if (lock == null) {
                throw new BadConfig(
                        Input.name(store) + ": another ingest is writing this store; expected to be the only one");
            }
            return new StoreFolder(store, made, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Whether a generation has been published in the folder. */
    static boolean holdsStore(Path store) {
        return Files.isRegularFile(store.resolve(CURRENT), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * The generation to be read.
     *
     * @throws BadInput if the folder is no store
     */
    static Path current(Path store) throws IOException {
        byte[] name;
        try (InputStream in = Files.newInputStream(store.resolve(CURRENT), LinkOption.NOFOLLOW_LINKS)) {
            name = in.readNBytes(64);
        } catch (NoSuchFileException e) {
            throw BadInput.in(Input.name(store), "is not a trace store; expected a folder made by ingest");
        }
        String text = new String(name, StandardCharsets.US_ASCII).strip();
        if (!GENERATION.matcher(text).matches()) {
            throw StoreHeader.damaged(Input.name(store), CURRENT + " names no generation: " + Shown.of(text));
        }
        return store.resolve(text);
    }

    /** Where to write. */
    Path generation() {
        return generation;
    }

    /** Makes what was written the store, and removes what was there before, as far as it can be removed. */
    void publish() throws IOException {
        Path beside = store.resolve(CURRENT + ".new");
        try (FileChannel out = FileChannel.open(
                beside,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            out.write(StandardCharsets.US_ASCII.encode(generation.getFileName() + "\n"));
            out.force(true);
        }
        Files.move(beside, store.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
        published = true;
        Files.move(generation.resolve(RejectLog.NAME), store.resolve(RejectLog.NAME), StandardCopyOption.ATOMIC_MOVE);
        for (Path old : generations(store)) {
            if (!old.equals(generation)) {
                removeIfPossible(old);
            }
        }
    }

    /** Lets go of the folder; what was not published is removed. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (!published) {
                removeIfPossible(generation);
                if (made) {
                    removeIfPossible(store.resolve(LOCK));
                    Files.deleteIfExists(store);
                }
            }
        }
    }

    /** Whether all that the folder holds is a store's. */
    private static boolean ours(Path store) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(store)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!name.startsWith(CURRENT) && !name.equals(LOCK) && number(entry) < 1) {
                    return holdsStore(store);
                }
            }
        }
        return true;
    }

    private static List<Path> generations(Path store) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(store, "generation-*")) {
            for (Path entry : entries) {
                if (number(entry) > 0) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    private static long number(Path generation) {
        var matcher = GENERATION.matcher(generation.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** Follows no link. Some systems keep a file that a reader has mapped; the next writer tries again. */
    private static void removeIfPossible(Path path) {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
                        throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // Nothing depends on it: what is read is named by CURRENT alone.
        }
    }
}
