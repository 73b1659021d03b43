package io.ichnite.ingest;

import io.ichnite.fuzz.Parts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** A store whose sections are bytes in {@link Parts}, all checksums made right, and its counts too where they are not given. */
final class StoreParts {
    private static final String COUNTS = "counts";
    private static final int COUNTS_SIZE = 32;
    /** Mapped memory goes back when the last buffer is collected, which nothing but this would bring about. */
    private static final int COLLECT = 2000;

    private int rounds;

    void read(byte[] bytes, Path scratch) throws IOException {
        if (++rounds % COLLECT == 0) {
            System.gc();
        }
        try (TraceStore store = TraceStore.open(write(Parts.split(bytes), scratch.resolve("made")))) {
            IngestFuzzTargets.told(store);
            store.digest();
        }
    }

    private static Path write(Map<String, byte[]> parts, Path store) throws IOException {
        Path generation = Files.createDirectories(store.resolve("generation-1"));
        Files.writeString(store.resolve("CURRENT"), "generation-1\n");
        byte[][] seals = new byte[Section.values().length][];
        long[] sizes = new long[seals.length];
        for (Section section : Section.values()) {
            byte[] content = parts.getOrDefault(section.fileName(), new byte[0]);
            Files.write(generation.resolve(section.fileName()), content);
            CRC32C crc = new CRC32C();
            crc.update(content);
            seals[section.place()] = ByteBuffer.allocate(StoreHeader.SEAL)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(content.length)
                    .putLong(crc.getValue())
                    .put(StoreHeader.sha256().digest(content))
                    .array();
            sizes[section.place()] = content.length;
        }
        byte[] given = parts.getOrDefault(COUNTS, new byte[0]);
        ByteBuffer counts = ByteBuffer.allocate(COUNTS_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        if (given.length >= COUNTS_SIZE) {
            counts.put(given, 0, COUNTS_SIZE);
        } else {
            counts.putLong(sizes[Section.FILES.place()] / 48)
                    .putLong(sizes[Section.THREADS.place()] / 32)
                    .putLong(sizes[Section.TOKENS.place()] / 2)
                    .putInt(given.length > 0 ? given[0] & 0xFF : 1)
                    .putInt(given.length > 1 ? given[1] & 0xFF : 0);
        }
        counts.flip();
        Files.deleteIfExists(generation.resolve(StoreHeader.NAME));
        StoreHeader.write(
                generation,
                counts.getLong(),
                counts.getLong(),
                counts.getLong(),
                counts.getInt(),
                counts.getInt(),
                seals);
        return store;
    }

    /** Stores that were ingested: one, and one whose threads come by turns, out of order and with gaps. */
    static List<byte[]> seeds() throws IOException {
        StringBuilder turns = new StringBuilder(Stores.HEADER);
        for (int i = 0; i < 24; i++) {
            turns.append(i % 3 + "," + i % 3 + ",Api" + i % 5 + "," + i % 2 + "," + i * 37 % 50 + "\n");
        }
        List<byte[]> seeds = new ArrayList<>();
        for (String csv : List.of(Stores.HEADER + "1,2,A,1,0\n1,2,B,1,1\n", turns.toString())) {
            Path folder = Files.createTempDirectory("ichnite-fuzz");
            Stores.of(folder, csv).close();
            Path generation = Stores.generation(folder.resolve("store"));
            Map<String, byte[]> parts = new LinkedHashMap<>();
            byte[] header = Files.readAllBytes(generation.resolve(StoreHeader.NAME));
            parts.put(COUNTS, java.util.Arrays.copyOfRange(header, 16, 16 + COUNTS_SIZE));
            for (Section section : Section.values()) {
                parts.put(section.fileName(), Files.readAllBytes(generation.resolve(section.fileName())));
            }
            seeds.add(Parts.join(parts));
            parts.put(COUNTS, new byte[] {header[16 + 24], header[16 + 28]});
            seeds.add(Parts.join(parts));
        }
        return seeds;
    }
}
