package io.ichnite.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/** Writes one file of a store and keeps count of its length and checksums. */
final class SectionWriter extends BufferedOut implements Closeable {
    private final FileChannel channel;
    private final CRC32C crc = new CRC32C();
    private final MessageDigest digest = StoreHeader.sha256();
    private long length;

    SectionWriter(Path folder, Section section) throws IOException {
        channel = FileChannel.open(
                folder.resolve(section.fileName()), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Writes {@code map[from[i]]} for the first {@code count}, two bytes each. */
    void mapped(short[] from, int count, short[] map) throws IOException {
        for (int done = 0; done < count; ) {
            room(2);
            int some = Math.min(count - done, buffer.remaining() / 2);
            for (int i = 0; i < some; i++) {
                buffer.putShort(map[from[done + i] & 0xFFFF]);
            }
            done += some;
        }
    }

    @Override
    void flush() throws IOException {
        buffer.flip();
        crc.update(buffer.array(), 0, buffer.limit());
        digest.update(buffer.array(), 0, buffer.limit());
        length += buffer.limit();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** Bytes written so far. */
    long length() {
        return length + buffer.position();
    }

    /** Puts all on the disk and says what it was: the length, the CRC-32C, and the SHA-256, 48 bytes in all. */
    byte[] finish() throws IOException {
        flush();
        channel.force(true);
        ByteBuffer seal = ByteBuffer.allocate(StoreHeader.SEAL).order(ByteOrder.LITTLE_ENDIAN);
        return seal.putLong(length).putLong(crc.getValue()).put(digest.digest()).array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
