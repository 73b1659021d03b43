package io.ichnite.formats.logs;

import io.ichnite.formats.traces.Outcome;
import java.nio.charset.StandardCharsets;

/** What is put behind a name to say how a call ended. */
final class Outcomes {
    /** Nothing is known, or nothing asked. */
    static final byte[] NONE = new byte[0];

    private static final byte[] FAILED = bytes("!");
    private static final byte[] ZERO = bytes("=0");
    private static final byte[] ALL_BITS = bytes("=-1");
    private static final byte[] OTHER = bytes("=+");

    private Outcomes() {}

    /** Of a failure, by its code. */
    static byte[] failed(Outcome wanted, byte[] text, int from, int to) {
        return switch (wanted) {
            case NONE -> NONE;
            case STATUS -> FAILED;
            case RETURN -> bytes("=" + new String(text, from, to - from, StandardCharsets.US_ASCII));
        };
    }

    /** Of a failed call into the kernel of Windows, by its status. */
    static byte[] failed(Outcome wanted, int status) {
        if (wanted != Outcome.RETURN) {
            return FAILED;
        }
        byte[] text = bytes("=0x00000000");
        for (int at = text.length - 1, rest = status; rest != 0; at--, rest >>>= 4) {
            text[at] = (byte) Character.forDigit(rest & 15, 16);
        }
        return text;
    }

    /** Of a value that is no failure as far as one knows. */
    static byte[] returned(Outcome wanted, boolean zero, boolean allBits) {
        if (wanted != Outcome.RETURN) {
            return NONE;
        }
        return zero ? ZERO : allBits ? ALL_BITS : OTHER;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
