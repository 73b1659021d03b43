package io.ichnite.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text as one number, the first of them lowest, so that a field's end is found and a field of digits is read
 * without a look at each byte. A mark is the high bit of a byte; only the lowest mark of a word is sure to be right, which
 * is the one that {@link #before} counts to.
 */
final class Words {
    static final int BYTES = Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long COMMAS = ',' * EACH;
    private static final long BLANKS = ' ' * EACH;
    private static final long ZEROS = '0' * EACH;
    /** Lifts what is above a 9 to the high bit. */
    private static final long ABOVE_NINE = (0x7F - '9') * EACH;

    private Words() {}

    static long at(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** The first of a word, fewer than eight; zeros behind them. */
    static long first(long word, int count) {
        return word & (1L << 8 * count) - 1;
    }

    /** As {@link #first} of the word that begins there, where the array may end before the word does. */
    static long some(byte[] bytes, int at, int count) {
        if (at <= bytes.length - BYTES) {
            return first(at(bytes, at), count);
        }
        long word = 0;
        for (int i = count; i > 0; i--) {
            word = word << 8 | bytes[at + i - 1] & 0xFF;
        }
        return word;
    }

    /** Marks commas and control characters, line ends among them. */
    static long fieldEnds(long word) {
        long commas = word ^ COMMAS;
        return (commas - EACH & ~commas | word - BLANKS & ~word) & HIGH;
    }

    /** Marks all but the digits. */
    static long noDigits(long word) {
        return (word + ABOVE_NINE | word - ZEROS) & HIGH;
    }

    /** How many bytes there are before the first mark; 8 if there is none. */
    static int before(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /** The number that the first 1 to 8 bytes say, which are digits. */
    static long number(long word, int digits) {
        // Zeros go in front; then pairs, fours and all of them are added up at once.
        long pairs = (word << 64 - 8 * digits & 0x0F * EACH) * (10 * 0x100 + 1) >>> 8;
        long fours = (pairs & 0x00FF00FF00FF00FFL) * (100 * 0x10000 + 1) >>> 16;
        return (fours & 0x0000FFFF0000FFFFL) * (10_000 * 0x100000000L + 1) >>> 32;
    }
}
