package io.ichnite.formats.archive;

import io.ichnite.error.BadInput;
import io.ichnite.formats.file.OneByte;
import io.ichnite.ingest.Bounded;
import io.ichnite.ingest.Limits;
import io.ichnite.ingest.Shown;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The members of a zip by the JDK's reader, which goes from one local header to the next and stops at whatever is none: that
 * this is the archive's true end, its last record has to say.
 */
final class ZipMembers implements Archive {
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 65535;
    /** Stands for a number that did not fit. */
    private static final int MANY = 0xFFFF;

    private final Watched source;
    private final ZipInputStream zip;
    private final String name;
    private final Limits limits;
    private int members;

    ZipMembers(Watched source, String name, Limits limits) {
        this.source = source;
        this.name = name;
        this.limits = limits;
        // Names that are not marked as UTF-8 may be of any charset; this one keeps their bytes.
        zip = new ZipInputStream(source, StandardCharsets.ISO_8859_1);
    }

    static boolean recognises(byte[] head) {
        return head.length >= 4
                && head[0] == 'P'
                && head[1] == 'K'
                && (head[2] == 3 && head[3] == 4 || head[2] == 5 && head[3] == 6);
    }

    @Override
    public @Nullable Member next() throws IOException {
        ZipEntry entry;
        do {
            try {
                entry = zip.getNextEntry();
            } catch (IOException | IllegalArgumentException e) {
                source.rethrow();
                throw damaged(name, e);
            }
            members++;
        } while (entry != null && entry.isDirectory());
        if (entry == null) {
            members--;
            end();
            return null;
        }
        String path = text(entry.getName());
        String full = name + "!" + Shown.plain(path);
        long start = source.count();
        return new Member(
                path, null, new Bounded(new Bytes(zip, source, full), () -> source.count() - start, limits, full));
    }

    /** The last record is there, with nothing behind it but its comment, and knows as many members as were found. */
    private void end() throws IOException {
        source.transferTo(OutputStream.nullOutputStream());
        for (int comment = 0; comment <= LONGEST_COMMENT; comment++) {
            int at = comment + END_LENGTH - 1;
            boolean record = source.back(at) == 'P'
                    && source.back(at - 1) == 'K'
                    && source.back(at - 2) == 5
                    && source.back(at - 3) == 6
                    && u16(at - 20) == comment;
            if (record) {
                int told = u16(at - 10);
                if (told != MANY && told != members) {
                    throw BadInput.in(name, "the zip says it has " + told + " members; found " + members);
                }
                return;
            }
        }
        throw BadInput.in(name, "the zip ends too early; expected a whole file");
    }

    private int u16(int back) {
        return source.back(back) | source.back(back - 1) << 8;
    }

    private static String text(String latin) {
        byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
        try {
            boolean kept = new String(bytes, StandardCharsets.ISO_8859_1).equals(latin);
            return kept
                    ? StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString()
                    : latin;
        } catch (CharacterCodingException e) {
            return latin;
        }
    }

    private static BadInput damaged(String name, Exception e) {
        return BadInput.in(
                name, "the zip cannot be read (" + e.getMessage() + "); expected a whole one, not encrypted");
    }

    /** Of one member; the JDK's faults become ours. */
    private static final class Bytes extends FilterInputStream {
        private final Watched source;
        private final String name;

        Bytes(InputStream zip, Watched source, String name) {
            super(zip);
            this.source = source;
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            return OneByte.of(this);
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            try {
                return super.read(into, at, length);
            } catch (IOException e) {
                source.rethrow();
                throw damaged(name, e);
            }
        }

        @Override
        public void close() {
            // The zip goes on.
        }
    }
}
