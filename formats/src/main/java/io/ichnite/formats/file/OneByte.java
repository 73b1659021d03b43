package io.ichnite.formats.file;

import java.io.IOException;
import java.io.InputStream;

/** For streams that read many bytes at once: what their {@code read()} does. */
public final class OneByte {
    private OneByte() {}

    /** The next byte, 0 to 255; −1 at the end. */
    public static int of(InputStream in) throws IOException {
        byte[] one = new byte[1];
        return in.read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }
}
