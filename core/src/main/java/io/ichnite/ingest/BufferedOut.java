package io.ichnite.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers and bytes on their way to a file, little-endian; who extends it says where a full buffer goes. */
abstract class BufferedOut {
    final ByteBuffer buffer = ByteBuffer.allocate(1 << 18).order(ByteOrder.LITTLE_ENDIAN);

    final void i32(int number) throws IOException {
        room(4);
        buffer.putInt(number);
    }

    final void i64(long number) throws IOException {
        room(8);
        buffer.putLong(number);
    }

    final void bytes(byte[] from, int count) throws IOException {
        for (int done = 0; done < count; ) {
            room(1);
            int some = Math.min(count - done, buffer.remaining());
            buffer.put(from, done, some);
            done += some;
        }
    }

    final void room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    /** Writes what the buffer holds, and empties it. */
    abstract void flush() throws IOException;
}
