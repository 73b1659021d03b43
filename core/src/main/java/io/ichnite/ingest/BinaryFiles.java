package io.ichnite.ingest;

import io.ichnite.sample.Binaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files of bytes on a disk. No link is followed, nothing is run, and no file stays open. What cannot be read is left out and
 * told by name. Thread-safe.
 */
public final class BinaryFiles implements Binaries {
    /**
     * A file to be read.
     *
     * @param id its name in the input
     * @param path where it lies
     * @param label null where it is not known
     * @param firstSeen null where it is not known
     */
    public record Entry(String id, Path path, @Nullable String label, @Nullable LocalDate firstSeen) {}

    /** A file that is left out, and why. */
    public record Rejected(String id, String reason) {}

    private final List<Entry> entries;
    private final long[] lengths;
    private final List<Rejected> rejected;

    private BinaryFiles(List<Entry> entries, long[] lengths, List<Rejected> rejected) {
        this.entries = List.copyOf(entries);
        this.lengths = lengths;
        this.rejected = List.copyOf(rejected);
    }

    /** Looks at every file; those that are there, ordinary, readable and not empty stay, in their order. */
    public static BinaryFiles of(List<Entry> wanted) {
        List<Entry> kept = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        long[] lengths = new long[wanted.size()];
        for (Entry entry : wanted) {
            String fault = fault(entry.path());
            if (fault == null) {
                try (FileChannel channel = open(entry.path())) {
                    lengths[kept.size()] = channel.size();
                    fault = channel.size() == 0 ? "is empty" : null;
                } catch (IOException e) {
                    fault = "cannot be read";
                }
            }
            if (fault == null) {
                kept.add(entry);
            } else {
                rejected.add(new Rejected(entry.id(), fault));
            }
        }
        return new BinaryFiles(kept, Arrays.copyOf(lengths, kept.size()), rejected);
    }

    /** What keeps a path from being opened at all; null if nothing does. */
    private static @Nullable String fault(Path path) {
        if (Files.isSymbolicLink(path)) {
            return "is a link, which is not followed";
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return "is not there";
        }
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? null : "is no ordinary file";
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /** The files that are left out. */
    public List<Rejected> rejected() {
        return rejected;
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public String id(int file) {
        return entries.get(file).id();
    }

    @Override
    public @Nullable String label(int file) {
        return entries.get(file).label();
    }

    @Override
    public @Nullable LocalDate firstSeen(int file) {
        return entries.get(file).firstSeen();
    }

    @Override
    public long length(int file) {
        return lengths[file];
    }

    @Override
    public void bytes(int file, long from, int count, byte[] into, int at) {
        int there = (int) Math.max(0, Math.min(count, lengths[file] - from));
        Arrays.fill(into, at + there, at + count, (byte) 0);
        if (there == 0) {
            return;
        }
        Path path = entries.get(file).path();
        try (FileChannel channel = open(path)) {
            ByteBuffer buffer = ByteBuffer.wrap(into, at, there);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, from + buffer.position() - at) < 0) {
                    throw new IOException(path + ": has become shorter while it was read");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
