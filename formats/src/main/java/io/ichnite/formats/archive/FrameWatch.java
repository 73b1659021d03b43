package io.ichnite.formats.archive;

import io.ichnite.error.BadInput;

/**
 * Reads along in Zstandard data and looks at the header of every frame before the decompressor does, which would make
 * room for whatever window a header asks for. Goes by RFC 8878, 3.1.1.
 */
final class FrameWatch {
    /** What may be asked for by frames that come in blocks of any number. */
    private static final long WIDEST_WINDOW = 8 << 20;
    /** What may be asked for by frames that are their own window. */
    private static final long LONGEST_SEGMENT = 128 << 20;

    private static final long FRAME = 0xFD2FB528L;

    private static final int DESCRIPTOR = 0;
    private static final int HEADER = 1;
    private static final int BLOCK = 2;
    private static final int CONTENT = 3;
    private static final int MAGIC = 4;

    private final String name;
    private int state = MAGIC;
    /** Bytes until the present part is over, and its bytes so far. */
    private long left = 4;

    private long value;
    private int shift;
    private int skipped;
    private boolean single;
    private boolean checksum;
    private boolean last;

    FrameWatch(String name) {
        this.name = name;
    }

    /** @throws BadInput if a frame asks for too much */
    void see(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (state == CONTENT) {
                long some = Math.min(left, to - at);
                at += (int) some;
                left -= some;
            } else {
                int b = bytes[at++] & 0xFF;
                if (skipped > 0) {
                    skipped--;
                } else if (shift < Long.SIZE) {
                    value |= (long) b << shift;
                    shift += 8;
                }
                left--;
            }
            while (left == 0) {
                next();
            }
        }
    }

    private void next() {
        switch (state) {
            case MAGIC -> {
                // What is no frame is refused by the decompressor; from there on there is nothing to see.
                boolean frame = value == FRAME;
                begin(frame ? DESCRIPTOR : CONTENT, frame ? 1 : Long.MAX_VALUE);
            }
            case DESCRIPTOR -> header((int) value);
            case HEADER -> {
                bound();
                begin(BLOCK, 3);
            }
            case BLOCK -> {
                last = (value & 1) != 0;
                boolean repeated = (value >> 1 & 3) == 1;
                begin(CONTENT, repeated ? 1 : value >> 3);
            }
            default -> {
                if (!last) {
                    begin(BLOCK, 3);
                } else if (checksum) {
                    checksum = false;
                    begin(CONTENT, 4);
                } else {
                    begin(MAGIC, 4);
                }
            }
        }
    }

    private void begin(int state, long length) {
        this.state = state;
        left = length;
        value = 0;
        shift = 0;
        skipped = 0;
    }

    private void header(int descriptor) {
        single = (descriptor & 0x20) != 0;
        checksum = (descriptor & 4) != 0;
        int dictionary = (descriptor & 3) == 0 ? 0 : 1 << (descriptor & 3) - 1;
        int size = descriptor >> 6 == 0 ? 0 : 1 << (descriptor >> 6);
        if (single) {
            begin(HEADER, dictionary + Math.max(1, size));
            skipped = dictionary;
        } else {
            begin(HEADER, 1 + dictionary + size);
        }
    }

    private void bound() {
        if (single) {
            if (value < 0 || value > LONGEST_SEGMENT) {
                throw BadInput.in(name, "a Zstandard segment is longer than " + (LONGEST_SEGMENT >> 20) + " MiB");
            }
            return;
        }
        long base = 1L << 10 + (value >> 3 & 31);
        long window = base + base / 8 * (value & 7);
        if (window > WIDEST_WINDOW) {
            throw BadInput.in(
                    name,
                    "a Zstandard window is " + (window >> 20) + " MiB; expected at most " + (WIDEST_WINDOW >> 20)
                            + " MiB, so compress it without --ultra and --long");
        }
    }
}
