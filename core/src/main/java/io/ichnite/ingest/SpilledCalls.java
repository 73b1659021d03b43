package io.ichnite.ingest;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Calls that were laid on the disk when memory was short, in pieces, each of one file: where a piece begins is all that is held of
 * it. The file beside the generation that is written is made with the first piece, and removed in the end.
 */
final class SpilledCalls extends BufferedOut implements Closeable {
    /** Read at once: a piece is short, and the next one is elsewhere. */
    private static final int READ = 1 << 13;

    private final Path path;
    private final boolean[] used = new boolean[ApiNames.MOST];
    private @Nullable FileChannel channel;
    /** Where the buffer's first byte stands, or will. */
    private long at;

    private boolean reading;

    /** @param folder in which the file may be made */
    SpilledCalls(Path folder) {
        path = folder.resolve("spilled.tmp");
    }

    /** Which names' numbers stand in it. */
    boolean[] used() {
        return used;
    }

    /** Where the next number will be written. */
    long position() {
        return at + buffer.position();
    }

    void names(short[] from, int count) throws IOException {
        for (int done = 0; done < count; ) {
            room(2);
            int some = Math.min(count - done, buffer.remaining() / 2);
            for (int i = 0; i < some; i++) {
                used[from[done + i] & 0xFFFF] = true;
                buffer.putShort(from[done + i]);
            }
            done += some;
        }
    }

    @Override
    void flush() throws IOException {
        if (channel == null) {
            channel = FileChannel.open(
                    path,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
        }
        buffer.flip();
        at += buffer.limit();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** Goes to a piece to be read; nothing can be written from now on. */
    void seek(long position) throws IOException {
        if (!reading) {
            flush();
            reading = true;
            buffer.limit(0);
        }
        if (position >= at && position <= at + buffer.limit()) {
            buffer.position((int) (position - at));
        } else {
            at = position;
            buffer.limit(0);
        }
    }

    int readI32() throws IOException {
        need(4);
        return buffer.getInt();
    }

    void read(byte[] into, int from, int count) throws IOException {
        for (int done = 0; done < count; ) {
            need(1);
            int some = Math.min(count - done, buffer.remaining());
            buffer.get(into, from + done, some);
            done += some;
        }
    }

    void read(short[] into, int from, int count) throws IOException {
        for (int done = 0; done < count; ) {
            need(2);
            int some = Math.min(count - done, buffer.remaining() / 2);
            buffer.asShortBuffer().get(into, from + done, some);
            buffer.position(buffer.position() + 2 * some);
            done += some;
        }
    }

    /** Makes the buffer hold at least so many bytes more. */
    private void need(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        at += buffer.position();
        buffer.compact().limit(READ);
        while (buffer.position() < bytes) {
            if (channel == null || channel.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException(path.getFileName() + " ends before its time");
            }
        }
        buffer.flip();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            Files.deleteIfExists(path);
        }
    }
}
