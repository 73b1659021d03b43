package io.ichnite.ingest;

import io.ichnite.error.BadConfig;
import io.ichnite.error.BadInput;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
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
    private final boolean replaces;
    private final FileChannel channel;
    private boolean published;

    private StoreFolder(Path store, Path generation, boolean made, boolean replaces, FileChannel channel) {
        this.store = store;
        this.generation = generation;
        this.made = made;
        this.replaces = replaces;
        this.channel = channel;
    }

    /**
     * Takes hold of a folder, which is made if it is not there, and begins a generation in it. What an earlier writer left
     * undone is removed.
     *
     * @throws BadConfig if another writer has it, or if it holds something that is no store
     */
    static StoreFolder hold(Path store) throws IOException {
        boolean made = attributes(store) == null;
        if (!made && !Files.readAttributes(store, BasicFileAttributes.class).isDirectory()) {
            throw new BadConfig(
                    Input.name(store) + ": is a file; expected a folder for the trace store, or nothing there");
        }
        if (!made && !ours(store)) {
            throw new BadConfig(Input.name(store)
                    + ": is a folder with other things in it; expected a trace store, an empty folder,"
                    + " or nothing there");
        }
        if (made) {
            Files.createDirectories(store);
        }
        FileChannel channel = null;
        boolean others = false;
        try {
            channel = FileChannel.open(
                    store.resolve(LOCK),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            others = locked(channel) == null;
            if (others) {
                throw new BadConfig(
                        Input.name(store) + ": another ingest is writing this store; expected to be the only one");
            }
            boolean replaces = attributes(store.resolve(CURRENT)) != null;
            return new StoreFolder(store, begun(store, replaces), made, replaces, channel);
        } catch (IOException | RuntimeException e) {
            if (made && !others) {
                removeMade(store);
            }
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    /** Of what has this name, be it a link; null for nothing. A disk that does not answer is not taken for a no. */
    private static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** A new generation; those are removed that were begun and never published, as their writers are gone. */
    private static Path begun(Path store, boolean replaces) throws IOException {
        Path kept = replaces ? currentIfNamed(store) : null;
        long last = 0;
        for (Path old : generations(store)) {
            last = Math.max(last, number(old));
            if (!replaces || kept != null && !old.equals(kept)) {
                removeIfPossible(old);
            }
        }
        return Files.createDirectory(store.resolve("generation-" + (last + 1)));
    }

    private static @Nullable Path currentIfNamed(Path store) throws IOException {
        try {
            return current(store);
        } catch (BadInput e) {
            return null;
        }
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /**
     * Whether the path is a folder in which something says which generation is published.
     *
     * @throws IOException if the disk does not answer
     */
    static boolean claimsStore(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).isDirectory()
                && attributes(path.resolve(CURRENT)) != null;
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
        BasicFileAttributes attributes = attributes(store.resolve(CURRENT));
        if (attributes == null) {
            throw BadInput.in(Input.name(store), "is not a trace store; expected a folder made by ingest");
        }
        if (!attributes.isRegularFile()) {
            throw StoreHeader.damaged(Input.name(store), CURRENT + " is a link or a folder");
        }
        byte[] name;
        try (InputStream in = Files.newInputStream(store.resolve(CURRENT), LinkOption.NOFOLLOW_LINKS)) {
            name = in.readNBytes(64);
        }
        String text = new String(name, StandardCharsets.US_ASCII).strip();
        if (!GENERATION.matcher(text).matches()) {
            throw StoreHeader.damaged(Input.name(store), CURRENT + " names no generation: " + Shown.of(text));
        }
        attributes = attributes(store.resolve(text));
        if (attributes != null && !attributes.isDirectory()) {
            throw StoreHeader.damaged(Input.name(store), text + " is a link or a file");
        }
        return store.resolve(text);
    }

    /** Where to write. */
    Path generation() {
        return generation;
    }

    /** Whether there is a store already, whole or damaged. */
    boolean replaces() {
        return replaces;
    }

    /**
     * Makes what was written the store, and removes what was there before, as far as it can be removed.
     *
     * @throws IOException if the old store is still in its place; or if the new one is, but not its list of rejects
     */
    void publish() throws IOException {
        sync(generation);
        Path beside = store.resolve(CURRENT + ".new");
        try {
            try (FileChannel out = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS)) {
                ByteBuffer name = StandardCharsets.US_ASCII.encode(generation.getFileName() + "\n");
                while (name.hasRemaining()) {
                    out.write(name);
                }
                out.force(true);
            }
            Files.move(beside, store.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            removeIfPossible(beside);
            throw e;
        }
        published = true;
        Files.move(generation.resolve(RejectLog.NAME), store.resolve(RejectLog.NAME), StandardCopyOption.ATOMIC_MOVE);
        sync(store);
        removeOthers();
    }

    private void removeOthers() {
        try {
            for (Path old : generations(store)) {
                if (!old.equals(generation)) {
                    removeIfPossible(old);
                }
            }
        } catch (IOException e) {
            // The next writer tries again.
        }
    }

    /** Makes what a folder lists durable, where the system can open a folder. */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folders, and needs it not: what they list is journalled.
        }
    }

    /** Lets go of the folder; what was not published is removed. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (!published) {
                removeIfPossible(generation);
                if (made) {
                    removeMade(store);
                }
            }
        }
    }

    /** Removes the folder of a store that was begun and not made; unless something else has come to lie in it. */
    private static void removeMade(Path store) {
        removeIfPossible(store.resolve(LOCK));
        try {
            Files.deleteIfExists(store);
        } catch (IOException e) {
            // An empty folder is as good as none.
        }
    }

    /** Whether all that the folder holds is a store's. */
    private static boolean ours(Path store) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(store)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!name.startsWith(CURRENT) && !name.equals(LOCK) && number(entry) < 1) {
                    BasicFileAttributes current = attributes(store.resolve(CURRENT));
                    return current != null && current.isRegularFile();
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
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    return removed(file);
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failed) {
                    return removed(file);
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) {
                    return removed(folder);
                }
            });
        } catch (IOException e) {
            // As below.
        }
    }

    private static FileVisitResult removed(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Nothing depends on it: what is read is named by CURRENT alone.
        }
        return FileVisitResult.CONTINUE;
    }
}
