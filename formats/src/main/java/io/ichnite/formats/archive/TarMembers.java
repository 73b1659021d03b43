package io.ichnite.formats.archive;

import io.ichnite.error.BadInput;
import io.ichnite.formats.file.OneByte;
import io.ichnite.ingest.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The members of a tar: POSIX ustar and pax, and GNU's long names. Our own because Apache Commons Compress 1.28 holds a long
 * name of any length, so that a megabyte can ask for a gigabyte; here a name has the limit of any text.
 */
final class TarMembers implements Archive {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int SUM = 148;
    private static final int SUM_LENGTH = 8;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;

    private final Watched source;
    private final String name;
    private final Limits limits;
    /** Bytes of the present member, and of what fills its last block, that are still to come. */
    private long left;

    private long filling;

    TarMembers(Watched source, String name, Limits limits) {
        this.source = source;
        this.name = name;
        this.limits = limits;
    }

    static boolean recognises(byte[] head) {
        return head.length >= BLOCK
                && new String(head, MAGIC, 5, StandardCharsets.US_ASCII).equals("ustar")
                && sum(head) == number(head, SUM, SUM_LENGTH);
    }

    @Override
    public @Nullable Member next() throws IOException {
        String longName = null;
        String paxName = null;
        long paxSize = -1;
        while (true) {
            pass(left + filling);
            byte[] header = block();
            if (header == null) {
                return null;
            }
            char type = (char) header[TYPE];
            long size = number(header, SIZE, SIZE_LENGTH);
            if (paxSize >= 0 && type != 'x' && type != 'L') {
                size = paxSize;
            }
            if (size < 0 || sum(header) != number(header, SUM, SUM_LENGTH)) {
                throw damaged("a header is damaged");
            }
            left = size;
            filling = -size & BLOCK - 1;
            switch (type) {
                case 'L' -> longName = text(held("a name"));
                case 'x' -> {
                    Pax pax = new Pax(held("a header"));
                    paxName = pax.path();
                    paxSize = pax.size();
                }
                case 'K', 'g' -> {
                    // Where a link leads, and what holds for all members: nothing that is wanted.
                }
                case '5' -> {
                    longName = null;
                    paxName = null;
                    paxSize = -1;
                }
                default -> {
                    String path = paxName != null ? paxName : longName != null ? longName : path(header);
                    boolean plain = type == '0' || type == 0 || type == '7';
                    if (plain && path.endsWith("/")) {
                        continue;
                    }
                    return new Member(path, plain ? null : fault(type), new Bytes());
                }
            }
        }
    }

    /** A header; null at the end, which two blocks of zeros tell. */
    private byte @Nullable [] block() throws IOException {
        byte[] block = new byte[BLOCK];
        for (int zeros = 0; zeros < 2; zeros++) {
            int n = source.readNBytes(block, 0, BLOCK);
            if (n < BLOCK) {
                throw damaged("ends too early");
            }
            for (byte b : block) {
                if (b != 0) {
                    return block;
                }
            }
        }
        return null;
    }

    private byte[] held(String what) throws IOException {
        if (left > limits.text()) {
            throw damaged(what + " is longer than " + limits.text() + " bytes, the limit of texts (--max-text)");
        }
        byte[] bytes = source.readNBytes((int) left);
        if (bytes.length < left) {
            throw damaged("ends too early");
        }
        left = 0;
        return bytes;
    }

    private void pass(long bytes) throws IOException {
        for (long rest = bytes; rest > 0; ) {
            long n = source.skip(rest);
            if (n == 0) {
                throw damaged("ends too early");
            }
            rest -= n;
        }
        left = 0;
        filling = 0;
    }

    private BadInput damaged(String what) {
        return BadInput.in(name, "the tar is damaged: " + what + "; expected a whole one");
    }

    private static String path(byte[] header) {
        String own = field(header, 0, NAME);
        boolean posix = header[MAGIC + 5] == 0;
        String prefix = posix ? field(header, PREFIX, PREFIX_LENGTH) : "";
        return prefix.isEmpty() ? own : prefix + "/" + own;
    }

    private static String field(byte[] header, int from, int length) {
        return text(Arrays.copyOfRange(header, from, from + length));
    }

    /** Up to a NUL. */
    private static String text(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** Octal digits among blanks and NULs, or GNU's binary; −1 if it is neither. */
    private static long number(byte[] header, int from, int length) {
        long value = 0;
        if ((header[from] & 0x80) != 0) {
            for (int i = from + length - 8; i < from + length; i++) {
                value = value << 8 | header[i] & 0xFF;
            }
            return header[from] == (byte) 0x80 ? Math.max(-1, value) : -1;
        }
        for (int i = from; i < from + length; i++) {
            if (header[i] >= '0' && header[i] <= '7') {
                value = value << 3 | header[i] - '0';
            } else if (header[i] != ' ' && header[i] != 0) {
                return -1;
            }
        }
        return value;
    }

    /** Of all bytes of a header, its own sum read as blanks. */
    private static long sum(byte[] header) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= SUM && i < SUM + SUM_LENGTH ? ' ' : header[i] & 0xFF;
        }
        return sum;
    }

    private static String fault(char type) {
        return switch (type) {
            case '1', '2' -> "is a link, which is not followed";
            case 'S' -> "is a sparse file, which is not read";
            default -> "is no ordinary file";
        };
    }

    /** The records {@code length key=value} of a pax header. */
    private final class Pax {
        private @Nullable String path;
        private long size = -1;

        Pax(byte[] bytes) {
            int at = 0;
            while (at < bytes.length) {
                int blank = at;
                int length = 0;
                while (blank < bytes.length && bytes[blank] >= '0' && bytes[blank] <= '9' && length <= bytes.length) {
                    length = length * 10 + bytes[blank++] - '0';
                }
                int end = at + length - 1;
                if (blank == bytes.length || bytes[blank] != ' ' || end <= blank || end >= bytes.length) {
                    throw damaged("a pax header is no list of records");
                }
                String record = new String(bytes, blank + 1, end - blank - 1, StandardCharsets.UTF_8);
                if (record.startsWith("path=")) {
                    path = record.substring(5);
                } else if (record.matches("size=[0-9]{1,18}")) {
                    size = Long.parseLong(record.substring(5));
                } else if (record.startsWith("size=")) {
                    throw damaged("a pax header has a size that is no number");
                } else if (record.startsWith("GNU.sparse.")) {
                    throw damaged("a pax header begins a sparse file, which is not read");
                }
                at = end + 1;
            }
        }

        @Nullable
        String path() {
            return path;
        }

        long size() {
            return size;
        }
    }

    private final class Bytes extends InputStream {
        @Override
        public int read() throws IOException {
            return OneByte.of(this);
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = source.read(into, at, (int) Math.min(left, length));
            if (n < 0) {
                throw damaged("ends too early");
            }
            left -= n;
            return n;
        }
    }
}
