package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The header of a generation, by which a damaged, short or foreign one is told: magic, version, counts, then length,
 * CRC-32C and SHA-256 of each section, then its own CRC-32C.
 *
 * @param digest SHA-256 over all of the header but its checksum, so over all that the store holds
 */
record StoreHeader(long files, long threads, long calls, int apis, int labels, String digest, Seals seals) {
    static final String NAME = "header.bin";
    /** Bytes that say what a section is. */
    static final int SEAL = 48;

    private static final long MAGIC = ByteBuffer.wrap(new byte[] {'i', 'c', 'h', 't', 'r', 'a', 'c', 'e'})
            .order(ByteOrder.LITTLE_ENDIAN)
            .getLong();
    private static final int VERSION = 1;
    private static final int COUNTS = 48;
    private static final int SIZE = COUNTS + SEAL * Section.values().length;

    /** Length and CRC-32C of each section. */
    static final class Seals {
        private final ByteBuffer bytes;

        private Seals(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        long length(Section section) {
            return bytes.getLong(COUNTS + SEAL * section.place());
        }

        long crc(Section section) {
            return bytes.getLong(COUNTS + SEAL * section.place() + 8);
        }
    }

    /** Writes the header; {@code seals} are of all sections, in their order. */
    static void write(Path folder, long files, long threads, long calls, int apis, int labels, byte[][] seals)
            throws IOException {
        ByteBuffer out = ByteBuffer.allocate(SIZE + 8).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(MAGIC).putInt(VERSION).putInt(0);
        out.putLong(files).putLong(threads).putLong(calls).putInt(apis).putInt(labels);
        for (byte[] seal : seals) {
            out.put(seal);
        }
        out.putLong(crc(out.array()));
        out.flip();
        try (FileChannel channel =
                FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (out.hasRemaining()) {
                channel.write(out);
            }
            channel.force(true);
        }
    }

    /** @throws BadInput if it is no header of this version, or damaged; {@code store} is how the message names it */
    static StoreHeader read(Path folder, String store) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(folder.resolve(NAME), LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes(SIZE + 9);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 12 || in.getLong() != MAGIC) {
            throw BadInput.in(store, "is not a trace store; expected one made by ingest");
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw BadInput.in(
                    store,
                    "is a trace store of version " + version + "; expected version " + VERSION + ", ingest anew");
        }
        if (bytes.length != SIZE + 8 || in.getLong(SIZE) != crc(bytes)) {
            throw damaged(store, NAME + " does not match its checksum");
        }
        in.getInt();
        MessageDigest sha = sha256();
        sha.update(bytes, 0, SIZE);
        String digest = HexFormat.of().formatHex(sha.digest());
        return new StoreHeader(
                in.getLong(), in.getLong(), in.getLong(), in.getInt(), in.getInt(), digest, new Seals(in));
    }

    static BadInput damaged(String store, String what) {
        return BadInput.in(store, "is damaged: " + what + "; ingest anew");
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static long crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(Arrays.copyOf(bytes, SIZE));
        return crc.getValue();
    }
}
