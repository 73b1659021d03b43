package io.ichnite.formats.tensorboard;

import io.ichnite.formats.protobuf.Fields;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The events of a run as a reader meets them, check sums looked at; written apart from what writes them. */
public final class Events {
    private Events() {}

    /** Of all files of a run, by name; what a file ends with, if it is no whole record, is passed over. */
    public static List<Fields> of(Path run) throws IOException {
        List<Fields> events = new ArrayList<>();
        try (var files = Files.list(run)) {
            for (Path file : files.filter(f -> f.toString().contains("tfevents"))
                    .sorted()
                    .toList()) {
                read(Files.readAllBytes(file), events);
            }
        }
        return events;
    }

    private static void read(byte[] bytes, List<Fields> into) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (in.remaining() >= 12 && in.remaining() >= in.getLong(in.position()) + 16) {
            int at = in.position();
            int length = Math.toIntExact(in.getLong());
            check(in.getInt(), bytes, at, 8);
            byte[] data = new byte[length];
            in.get(data);
            check(in.getInt(), bytes, at + 12, length);
            into.add(new Fields(data));
        }
    }

    private static void check(int stored, byte[] bytes, int from, int length) {
        int rotated = stored - 0xa282ead8;
        int sum = rotated << 15 | rotated >>> 17;
        if (sum != crc32c(bytes, from, length)) {
            throw new AssertionError("the check sum of the bytes from " + from + " differs");
        }
    }

    /** Bit by bit, by the reflected polynomial of Castagnoli. */
    static int crc32c(byte[] bytes, int from, int length) {
        int crc = -1;
        for (int i = from; i < from + length; i++) {
            crc ^= bytes[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0x82f63b78;
            }
        }
        return ~crc;
    }
}
