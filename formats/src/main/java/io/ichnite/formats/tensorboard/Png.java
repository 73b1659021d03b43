package io.ichnite.formats.tensorboard;

import java.nio.ByteBuffer;

/**
 * The size of a PNG picture, as its header tells.
 *
 * <p>Format: W3C, Portable Network Graphics, sections 5.2 and 11.2.2: eight bytes of signature, then the chunk IHDR, which
 * begins with width and height, big-endian.
 */
record Png(int width, int height) {
    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int HEADER = 0x49484452;
    private static final int HEADER_SIZE = 13;

    /** @throws IllegalArgumentException if the bytes do not begin as a PNG does */
    static Png of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < 24 || in.getLong() != SIGNATURE || in.getInt() != HEADER_SIZE || in.getInt() != HEADER) {
            throw new IllegalArgumentException("expected a PNG picture");
        }
        return new Png(in.getInt(), in.getInt());
    }
}
