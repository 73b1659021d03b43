package io.ichnite.formats.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text of other people's bytes: what is no UTF-8 is refused, not replaced by question marks. */
public final class Utf8 {
    private Utf8() {}

    /** @throws CharacterCodingException if the bytes are no UTF-8 */
    public static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
