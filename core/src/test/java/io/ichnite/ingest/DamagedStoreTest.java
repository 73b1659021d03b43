package io.ichnite.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ichnite.error.BadInput;
import io.ichnite.sample.Order;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that is not whole is told as such, even one whose checksums were mended to hide it. */
class DamagedStoreTest {
    private static final long SEED = Long.getLong("ichnite.seed", 1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path store() {
        return folder.resolve("store");
    }

    private Path generation() {
        return store().resolve("generation-1");
    }

    @BeforeEach
    void ingest() throws IOException {
        Random random = new Random(SEED);
        StringBuilder csv = new StringBuilder(Stores.HEADER);
        for (int i = 0; i < 300; i++) {
            int file = random.nextInt(4);
            int index = file == 0 ? i : file == 1 ? i * 3 : random.nextInt(50);
            csv.append(file + "," + file + ",Api" + random.nextInt(20) + "," + random.nextInt(3) + "," + index + "\n");
        }
        Stores.of(folder, csv.toString()).close();
    }

    private String refusal() {
        String message = String.valueOf(
                assertThrows(BadInput.class, () -> TraceStore.open(store())).getMessage());
        assertTrue(message.startsWith(store() + ": "), message);
        return message;
    }

    @ParameterizedTest
    @EnumSource(Section.class)
    void damagedShortLongOrMissing(Section section) throws IOException {
        Path file = generation().resolve(section.fileName());
        byte[] good = Files.readAllBytes(file);
        byte[] flipped = good.clone();
        flipped[flipped.length / 2] ^= 4;
        Files.write(file, flipped);
        assertTrue(refusal().contains(section.fileName() + " does not match its checksum"));
        Files.write(file, Arrays.copyOf(good, good.length - 1));
        assertTrue(refusal().contains(section.fileName() + " has " + (good.length - 1) + " bytes"));
        Files.write(file, Arrays.copyOf(good, good.length + 1));
        assertTrue(refusal().contains(section.fileName()));
        Files.write(file, new byte[0]);
        assertTrue(refusal().contains(section.fileName()));
        Files.delete(file);
        assertTrue(refusal().contains(section.fileName() + " is missing"));
        Files.write(file, good);
        TraceStore.open(store()).close();
    }

    @Test
    void aHeaderThatIsDamagedForeignShortOrOfAnotherVersion() throws IOException {
        Path file = generation().resolve("header.bin");
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] flipped = good.clone();
            flipped[i] ^= 1;
            Files.write(file, flipped);
            String message = refusal();
            String expected = i < 8 ? "is not a trace store" : i < 12 ? "of version" : "header.bin";
            assertTrue(message.contains(expected), message);
            Files.write(file, Arrays.copyOf(good, i));
            refusal();
        }
        Files.write(file, "PK\3\4 something else".getBytes(StandardCharsets.US_ASCII));
        assertTrue(refusal().contains("is not a trace store"));
        Files.delete(file);
        assertTrue(refusal().contains("header.bin is missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "generation-2\n", "generation-1/../generation-1", "../../etc", "/etc\n", "generation-01"})
    void currentThatNamesNoGeneration(String current) throws IOException {
        Files.writeString(store().resolve("CURRENT"), current);
        assertTrue(TraceStore.isStore(store()));
        refusal();
    }

    @Test
    void noStore() throws IOException {
        assertFalse(TraceStore.isStore(folder));
        assertFalse(TraceStore.isStore(folder.resolve("in.csv")));
        assertFalse(TraceStore.isStore(folder.resolve("nothing")));
        Files.delete(store().resolve("CURRENT"));
        assertTrue(refusal().contains("is not a trace store; expected a folder made by ingest"));
        assertThrows(BadInput.class, () -> TraceStore.open(folder.resolve("nothing")));
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path file = generation().resolve("tokens.u16");
        Path elsewhere = Files.move(file, folder.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);
        assertThrows(IOException.class, () -> TraceStore.open(store()));
    }

    @Test
    void norAreLinksToFoldersOrOfCurrent() throws IOException {
        Path elsewhere = Files.move(generation(), folder.resolve("elsewhere"));
        Files.createSymbolicLink(generation(), elsewhere);
        assertTrue(refusal().contains("generation-1 is a link or a file"));
        Path current = store().resolve("CURRENT");
        Files.move(current, folder.resolve("CURRENT"));
        Files.createSymbolicLink(current, folder.resolve("CURRENT"));
        assertTrue(refusal().contains("CURRENT is a link or a folder"));
        assertFalse(TraceStore.isStore(store()));
        Files.delete(current);
        Files.createDirectory(current);
        assertTrue(refusal().contains("CURRENT is a link or a folder"));
    }

    @Test
    void foreignOnesAreToldAndNotAddedTo() throws IOException {
        IngestOptions append = IngestOptions.defaults().withAppend(true);
        Path header = generation().resolve("header.bin");
        byte[] good = Files.readAllBytes(header);
        byte[] newer = good.clone();
        newer[8] = 2;
        for (byte[] bad : List.of(newer, new byte[0], "PAR1".getBytes(StandardCharsets.US_ASCII))) {
            Files.write(header, bad);
            String told = refusal();
            assertEquals(
                    told,
                    assertThrows(BadInput.class, () -> Stores.ingest(folder.resolve("in.csv"), store(), append))
                            .getMessage());
            assertEquals(List.of("generation-1"), generations(), "what is damaged may be needed");
        }
        assertTrue(refusal().contains("is not a trace store"));
        Files.write(header, newer);
        assertTrue(refusal().contains("is a trace store of version 2; expected version 1"));
        Files.writeString(store().resolve("CURRENT"), "nothing");
        assertThrows(BadInput.class, () -> Stores.ingest(folder.resolve("in.csv"), store(), append));
        assertEquals(List.of("generation-1"), generations());
    }

    private List<String> generations() throws IOException {
        return Stores.entries(store()).stream()
                .filter(name -> name.matches("generation-[0-9]+"))
                .toList();
    }

    @Test
    void anIngestMendsIt() throws IOException {
        Files.write(generation().resolve("header.bin"), new byte[0]);
        Stores.ingest(folder.resolve("in.csv"), store());
        assertEquals(4, TraceStore.open(store()).size());
    }

    @Test
    void whateverIsInItOnlyBadInputComesOfIt() throws IOException {
        Random random = new Random(SEED);
        int opened = 0;
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            Section section = List.of(Section.values()).get(random.nextInt(5));
            Path file = generation().resolve(section.fileName());
            Path header = generation().resolve("header.bin");
            byte[] good = Files.readAllBytes(file);
            byte[] goodHeader = Files.readAllBytes(header);
            byte[] bad = good.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                mutate(bad, random);
            }
            Files.write(file, bad);
            Files.write(header, mended(goodHeader.clone(), section, bad, random));
            String what = "ichnite.seed=" + SEED + " round " + round;
            boolean whole = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> readsWhole(), what);
            opened += whole ? 1 : 0;
            refused += whole ? 0 : 1;
            Files.write(file, good);
            Files.write(header, goodHeader);
        }
        assertTrue(opened > 100 && refused > 100, opened + " opened, " + refused + " refused");
    }

    private boolean readsWhole() throws IOException {
        try (TraceStore store = TraceStore.open(store())) {
            for (int file = 0; file < store.size(); file++) {
                store.id(file);
                store.label(file);
                int[] calls = new int[store.length(file)];
                store.arrivals(file).tell((tid, index, some, count) -> {
                    assertTrue(tid >= 0 && index >= 0 && count > 0 && index + (count - 1) >= index);
                });
                for (Order order : Order.values()) {
                    store.calls(file, order, 0, calls.length, calls, 0);
                    for (int call : calls) {
                        assertTrue(call >= 0 && call < store.apis().size());
                    }
                }
            }
            return true;
        } catch (BadInput e) {
            return false;
        }
    }

    private static void mutate(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 ->
                Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) (random.nextBoolean() ? 0x7F : 0xFF));
            default -> bytes[at] += (byte) (random.nextBoolean() ? 1 : -1);
        }
    }

    /** Gives the header the checksum that the changed section has, and sometimes wrong counts too. */
    private static byte[] mended(byte[] header, Section section, byte[] bytes, Random random) {
        ByteBuffer out = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        out.putLong(48 + 48 * section.place() + 8, crc.getValue());
        if (random.nextInt(8) == 0) {
            int at = 16 + 4 * random.nextInt(8);
            out.putInt(at, random.nextBoolean() ? random.nextInt() : out.getInt(at) + random.nextInt(3) - 1);
        }
        crc.reset();
        crc.update(header, 0, header.length - 8);
        out.putLong(header.length - 8, crc.getValue());
        return header;
    }
}
