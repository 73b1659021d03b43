package io.ichnite.ingest;

import java.util.Arrays;

/**
 * Whole numbers from 0, seven bits a byte, the lowest first, the high bit set on all but the last byte; so small ones take
 * one byte. Numbers of either sign are folded: 0, −1, 1, −2 become 0, 1, 2, 3.
 */
final class Varints {
    private static final int LONGEST = 5;

    private byte[] bytes = new byte[8];
    private int size;

    /** Appends a number below 2^35, from 0. */
    void add(long number) {
        if (size + LONGEST > bytes.length) {
            bytes = Arrays.copyOf(bytes, grown(bytes.length, size + LONGEST));
        }
        long rest = number;
        while (rest > 127) {
            bytes[size++] = (byte) (rest | 128);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Appends a number of either sign whose size is below 2^34. */
    void addSigned(long number) {
        add(number << 1 ^ number >> 63);
    }

    /** Appends numbers that were written elsewhere. */
    void append(byte[] written, int count) {
        if (size + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, grown(bytes.length, size + count));
        }
        System.arraycopy(written, 0, bytes, size, count);
        size += count;
    }

    int size() {
        return size;
    }

    /** Bytes that are held. */
    int room() {
        return bytes.length;
    }

    /** Forgets all, and lets go of the bytes. */
    void release() {
        bytes = new byte[8];
        size = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    void clear() {
        size = 0;
    }

    Reader reader() {
        return new Reader();
    }

    /** A length for an array that has to hold {@code needed}: half as much again as it was, or what is needed. */
    static int grown(int length, int needed) {
        if (needed < 0) {
            throw new OutOfMemoryError("more than 2147483647 elements are needed in one array");
        }
        return Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, length + (length >> 1) + 4L));
    }

    /** Goes once through what has been written. */
    final class Reader {
        private int at;

        long next() {
            long number = 0;
            int shift = 0;
            while (bytes[at] < 0) {
                number |= (bytes[at++] & 127L) << shift;
                shift += 7;
            }
            return number | (long) bytes[at++] << shift;
        }

        long nextSigned() {
            long folded = next();
            return folded >>> 1 ^ -(folded & 1);
        }
    }
}
