package io.ichnite.formats.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * How TensorFlow keeps records one after another in a file: length (eight bytes), the length's check sum, the data, their
 * check sum, all little-endian. A sum is the CRC-32C, rotated and moved by a constant, so that sums of data that hold sums
 * stay telling. A record that is cut off shows by its length; readers stop before it.
 *
 * <p>Format: TensorFlow's guide "TFRecord and tf.train.Example", section "TFRecords format details".
 */
final class TfRecord {
    private static final int MASK = 0xa282ead8;
    /** What a record takes beside its data. */
    private static final int FRAME = 16;

    private TfRecord() {}

    /** Writes one record; gives the number of bytes written. */
    static long write(byte[] data, OutputStream out) throws IOException {
        ByteBuffer record =
                ByteBuffer.allocate(Math.addExact(data.length, FRAME)).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(sum(record.array(), 0, Long.BYTES));
        record.put(data);
        record.putInt(sum(data, 0, data.length));
        out.write(record.array());
        return record.capacity();
    }

    private static int sum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }
}
