package io.ichnite.bench;

import io.ichnite.sample.Binaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a folder, by name, as bytes in memory: so that reading is timed apart. Thread-safe. */
final class HeldBinaries implements Binaries {
    private final List<Path> files;
    private final byte[][] bytes;

    private HeldBinaries(List<Path> files, byte[][] bytes) {
        this.files = files;
        this.bytes = bytes;
    }

    static HeldBinaries read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        byte[][] bytes = new byte[files.size()][];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Files.readAllBytes(files.get(i));
        }
        return new HeldBinaries(files, bytes);
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public String id(int file) {
        return files.get(file).toString();
    }

    @Override
    public @Nullable String label(int file) {
        return null;
    }

    @Override
    public @Nullable LocalDate firstSeen(int file) {
        return null;
    }

    @Override
    public long length(int file) {
        return bytes[file].length;
    }

    @Override
    public void bytes(int file, long from, int count, byte[] into, int at) {
        int there = (int) Math.max(0, Math.min(count, bytes[file].length - from));
        if (there > 0) {
            System.arraycopy(bytes[file], (int) from, into, at, there);
        }
        Arrays.fill(into, at + there, at + count, (byte) 0);
    }
}
