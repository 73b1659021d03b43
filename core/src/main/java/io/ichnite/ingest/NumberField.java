package io.ichnite.ingest;

/**
 * Reads the bare numbers of one column. It remembers the bytes of the last one, as neighbouring rows often are of one file
 * and thread. Not for use by several threads.
 */
final class NumberField {
    /** So many digits at most come out below zero if they are too large. */
    private static final int MOST_DIGITS = 19;

    private final long largest;
    private long value;

    /** The last short number: its digits and the byte behind them, how many digits they are, and what they say. */
    private long seen = '0' | ',' << 8;

    private long seenMask = 0xFFFF;
    private int seenDigits = 1;
    private long seenValue;

    NumberField(int column) {
        largest = Columns.largest(column);
    }

    /** What was read or set last. */
    long value() {
        return value;
    }

    void set(long number) {
        value = number;
    }

    /** Where the number that begins here ends; −1 if there is none that the column takes. A word must be there to read. */
    int read(byte[] bytes, int from) {
        long word = Words.at(bytes, from);
        if (((word ^ seen) & seenMask) == 0) {
            value = seenValue;
            return from + seenDigits;
        }
        int digits = Words.before(Words.noDigits(word));
        if (digits == 0) {
            return -1;
        }
        if (digits == Words.BYTES) {
            return readLong(bytes, from);
        }
        value = Words.number(word, digits);
        if (value > largest) {
            return -1;
        }
        seen = word;
        seenMask = -1L >>> 8 * (Words.BYTES - 1 - digits);
        seenDigits = digits;
        seenValue = value;
        return from + digits;
    }

    private int readLong(byte[] bytes, int from) {
        long number = 0;
        int at = from;
        for (int digit = bytes[at] - '0'; digit >= 0 && digit <= 9; digit = bytes[++at] - '0') {
            number = number * 10 + digit;
        }
        value = number;
        return at - from <= MOST_DIGITS && number >= 0 && number <= largest ? at : -1;
    }
}
