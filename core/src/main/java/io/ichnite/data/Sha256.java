package io.ichnite.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over numbers and texts, put in one after another; numbers lie big-endian. Not thread-safe. */
public final class Sha256 {
    private final MessageDigest digest;

    public Sha256() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Bytes as they are. */
    public Sha256 add(byte[] bytes) {
        return add(bytes, 0, bytes.length);
    }

    /** Some of them. */
    public Sha256 add(byte[] bytes, int from, int count) {
        digest.update(bytes, from, count);
        return this;
    }

    public Sha256 add(int number) {
        return add(ByteBuffer.allocate(4).putInt(0, number).array());
    }

    /** {@code numbers[from]} and those that follow, so many. */
    public Sha256 add(int[] numbers, int from, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * count);
        bytes.asIntBuffer().put(numbers, from, count);
        return add(bytes.array());
    }

    /** Its length and its UTF-8, so that no two lists of texts look alike. */
    public Sha256 add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return add(bytes.length).add(bytes);
    }

    public Sha256 add(float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
        bytes.asFloatBuffer().put(numbers);
        return add(numbers.length).add(bytes.array());
    }

    /** In hexadecimal; begins anew. */
    public String text() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
