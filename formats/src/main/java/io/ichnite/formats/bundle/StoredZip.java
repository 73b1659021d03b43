package io.ichnite.formats.bundle;

import io.ichnite.error.BadBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The plainest zip there is: entries stored, not deflated, in one order, all dated 1980-01-01, nothing between them. Any
 * unzip opens it. Written by hand because deflate differs between JDKs and {@code ZipOutputStream} adds time stamps of the
 * local zone; read by hand because of the general format's many ways to say two things at once.
 *
 * <p>Format: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
public final class StoredZip {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCAL_SIZE = 30;
    private static final int CENTRAL_SIZE = 46;
    private static final int END_SIZE = 22;
    /** Version 2.0; names in UTF-8; 1980-01-01, the first day a zip can tell. */
    private static final short VERSION = 20;

    private static final short UTF8 = 1 << 11;
    private static final short DAY = 1 << 5 | 1;
    private static final int MOST_ENTRIES = 100;

    private StoredZip() {}

    /** Writes the entries in the map's order. Does not close the stream. */
    public static void write(Map<String, byte[]> entries, OutputStream out) throws IOException {
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        long at = 0;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
            byte[] data = entry.getValue();
            ByteBuffer local = record(LOCAL_SIZE + name.length).putInt(LOCAL).putShort(VERSION);
            out.write(bytes(common(local, name, data).putShort((short) 0).put(name), 0, local.capacity()));
            out.write(data);
            ByteBuffer central = record(CENTRAL_SIZE + name.length)
                    .putInt(CENTRAL)
                    .putShort(VERSION)
                    .putShort(VERSION);
            common(central, name, data).position(42);
            directory.write(bytes(central.putInt(Math.toIntExact(at)).put(name), 0, central.capacity()));
            at += LOCAL_SIZE + name.length + data.length;
        }
        out.write(directory.toByteArray());
        short count = (short) entries.size();
        ByteBuffer end = record(END_SIZE)
                .putInt(END)
                .putInt(0)
                .putShort(count)
                .putShort(count)
                .putInt(directory.size())
                .putInt(Math.toIntExact(at));
        out.write(bytes(end, 0, END_SIZE));
    }

    /**
     * The entries, in the file's order. What is allocated is what is there.
     *
     * @throws BadBundle if the bytes are no such zip, whole, or an entry is damaged
     */
    static Map<String, byte[]> read(byte[] bytes, String file) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < END_SIZE || in.getInt(0) != LOCAL) {
            throw new BadBundle(file, "expected a model made by ichnite, which is a zip; this is none");
        }
        int end = bytes.length - END_SIZE;
        if (in.getInt(end) != END || in.getShort(end + 20) != 0) {
            throw new BadBundle(file, "the zip is cut off, or has something behind it");
        }
        int count = in.getShort(end + 10) & 0xffff;
        long directory = in.getInt(end + 16) & 0xffff_ffffL;
        if (in.getInt(end + 4) != 0
                || in.getShort(end + 8) != (short) count
                || count > MOST_ENTRIES
                || directory + (in.getInt(end + 12) & 0xffff_ffffL) != end) {
            throw new BadBundle(file, "the zip's directory is not where its end says");
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        int local = 0;
        int central = (int) directory;
        for (int i = 0; i < count; i++) {
            String name = name(in, central, CENTRAL, CENTRAL_SIZE, 28, end, file);
            int length = in.getShort(central + 28) & 0xffff;
            byte[] data = entry(in, central, local, (int) directory, name, file);
            if (entries.put(name, data) != null) {
                throw new BadBundle(file, name + ": expected each entry once");
            }
            local += LOCAL_SIZE + length + data.length;
            central += CENTRAL_SIZE + length;
        }
        if (local != directory || central != end) {
            throw new BadBundle(file, "the zip holds bytes that belong to no entry");
        }
        return entries;
    }

    /** The data of one entry, if its two headers agree on it. */
    private static byte[] entry(ByteBuffer in, int central, int local, int limit, String name, String file) {
        if (!name(in, local, LOCAL, LOCAL_SIZE, 26, limit, file).equals(name)) {
            throw new BadBundle(file, name + ": the entry is not where the directory says");
        }
        // version to lengths: the same in both headers, but for where they begin
        ByteBuffer here = in.slice(local + 4, LOCAL_SIZE - 4);
        ByteBuffer there = in.slice(central + 6, LOCAL_SIZE - 4);
        boolean plain = in.getShort(central + 4) == VERSION
                && in.getShort(central + 10) == 0
                && (in.getShort(central + 8) & ~UTF8) == 0
                && in.getInt(central + 20) == in.getInt(central + 24)
                && in.getShort(central + 30) == 0
                && in.getShort(central + 32) == 0
                && in.getLong(central + 34) == 0;
        if (!here.equals(there) || !plain || in.getInt(central + 42) != local) {
            throw new BadBundle(file, name + ": expected a stored entry, without extras, as ichnite writes it");
        }
        int start = local + LOCAL_SIZE + (in.getShort(local + 26) & 0xffff);
        long size = in.getInt(central + 24) & 0xffff_ffffL;
        if (size > limit - start) {
            throw new BadBundle(file, name + ": the entry is cut off");
        }
        byte[] data = bytes(in, start, (int) size);
        if (crc(data) != in.getInt(central + 16)) {
            throw new BadBundle(file, name + ": the entry is damaged (its check sum differs)");
        }
        return data;
    }

    private static String name(ByteBuffer in, int at, int magic, int size, int lengthAt, int limit, String file) {
        if (at > limit - size || in.getInt(at) != magic) {
            throw new BadBundle(file, "the zip lacks a header at byte " + at);
        }
        int length = in.getShort(at + lengthAt) & 0xffff;
        if (length > limit - size - at) {
            throw new BadBundle(file, "the zip has a name that is cut off at byte " + at);
        }
        return new String(bytes(in, at + size, length), StandardCharsets.UTF_8);
    }

    /** Flags to length of the name: what both headers have. */
    private static ByteBuffer common(ByteBuffer header, byte[] name, byte[] data) {
        return header.putShort(UTF8)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(DAY)
                .putInt(crc(data))
                .putInt(data.length)
                .putInt(data.length)
                .putShort((short) name.length);
    }

    private static byte[] bytes(ByteBuffer in, int at, int count) {
        byte[] bytes = new byte[count];
        in.get(at, bytes);
        return bytes;
    }

    private static ByteBuffer record(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int crc(byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(data);
        return (int) crc.getValue();
    }
}
