package io.ichnite.formats.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes tars, good ones and others. */
public final class Tars {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** An ordinary file. */
    public Tars file(String name, String text) throws IOException {
        return member(name, '0', text.getBytes(StandardCharsets.UTF_8));
    }

    /** A member of any type. */
    public Tars member(String name, char type, byte[] bytes) throws IOException {
        return member(name, type, String.format("%011o", bytes.length).getBytes(StandardCharsets.US_ASCII), bytes);
    }

    /** A member that says of its size what it likes. */
    public Tars member(String name, char type, byte[] size, byte[] bytes) throws IOException {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644");
        System.arraycopy(size, 0, header, 124, size.length);
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        put(header, 148, String.format("%06o", sum));
        header[154] = 0;
        out.write(header);
        out.write(Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512));
        return this;
    }

    /** With the two blocks that end it. */
    public byte[] end() throws IOException {
        out.write(new byte[1024]);
        return out.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
