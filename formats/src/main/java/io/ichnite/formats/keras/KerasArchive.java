package io.ichnite.formats.keras;

import io.ichnite.error.BadBundle;
import io.ichnite.formats.file.Utf8;
import io.ichnite.ingest.Shown;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .keras} archive: a zip of which three entries are looked at, {@code metadata.json}, {@code config.json} and
 * {@code model.weights.h5}. Names are compared, never turned into places; whatever else is in it stays there. The directory at
 * the end is believed only where the headers before the data agree with it, and an entry unfolds to no more than it says, and
 * to no more than so many times what is stored of it.
 *
 * <p>Format: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16; stored and deflated entries.
 */
final class KerasArchive {
    static final String METADATA = "metadata.json";
    static final String CONFIG = "config.json";
    static final String WEIGHTS = "model.weights.h5";

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCAL_SIZE = 30;
    private static final int CENTRAL_SIZE = 46;
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int MOST_ENTRIES = 10_000;
    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    /** How many times its stored size a text may unfold to; JSON of layers that are alike comes to thirty. */
    private static final int TEXT_GROWTH = 200;
    /** The same of weights, which hardly shrink. */
    private static final int WEIGHT_GROWTH = 32;

    private static final int LONGEST_TEXT = 32 << 20;

    private final String file;
    private final ByteBuffer in;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private int directory;

    /**
     * Reads the directory alone.
     *
     * @throws BadBundle if it is damaged, or says one thing twice
     */
    KerasArchive(byte[] bytes, String file) {
        this.file = file;
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        directory(end());
    }

    /** Whether bytes begin as a zip whose first entry is one of a {@code .keras} archive. */
    static boolean recognises(byte[] head) {
        for (String name : List.of(METADATA, CONFIG, WEIGHTS)) {
            byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
            int end = LOCAL_SIZE + wanted.length;
            if (isZip(head)
                    && head.length >= end
                    && head[26] == wanted.length
                    && Arrays.equals(head, LOCAL_SIZE, end, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    static boolean isZip(byte[] head) {
        return head.length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    /** The names of entries that are not looked at. */
    List<String> others() {
        List<String> others = new ArrayList<>(places.keySet());
        others.removeAll(List.of(METADATA, CONFIG, WEIGHTS));
        return others;
    }

    /** A text in UTF-8. */
    String text(String name) {
        byte[] bytes = unfolded(name, TEXT_GROWTH, LONGEST_TEXT);
        try {
            return Utf8.text(bytes);
        } catch (CharacterCodingException e) {
            throw bad(name, "expected UTF-8");
        }
    }

    /** The file of weights. */
    byte[] weights() {
        return unfolded(WEIGHTS, WEIGHT_GROWTH, Integer.MAX_VALUE - 8);
    }

    /** Whether the file of weights is stored as it is; else what is in it has been unfolded once already. */
    boolean weightsAreStored() {
        return in.getShort(place(WEIGHTS) + 10) == STORED;
    }

    private int end() {
        int last = in.capacity() - END_SIZE;
        for (int at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
            if (in.getInt(at) == END && u16(at + 20) == last - at) {
                return at;
            }
        }
        throw bad("", "the zip has no end; expected a whole file");
    }

    private void directory(int end) {
        int count = u16(end + 10);
        long size = u32(end + 12);
        long begin = u32(end + 16);
        if (u16(end + 4) != 0 || u16(end + 6) != 0 || u16(end + 8) != count) {
            throw bad("", "a zip of several parts, which is not read");
        }
        if (begin + size != end || count > MOST_ENTRIES) {
            throw bad(
                    "", "the zip's directory is not where its end says, or has more than " + MOST_ENTRIES + " entries");
        }
        directory = (int) begin;
        int at = directory;
        for (int i = 0; i < count; i++) {
            if (at > end - CENTRAL_SIZE || in.getInt(at) != CENTRAL) {
                throw bad("", "the zip's directory is damaged at byte " + at);
            }
            int length = u16(at + 28);
            long next = (long) at + CENTRAL_SIZE + length + u16(at + 30) + u16(at + 32);
            if (next > end) {
                throw bad("", "the zip's directory is cut off at byte " + at);
            }
            String name = name(at + CENTRAL_SIZE, length);
            if (places.put(name, at) != null) {
                throw bad(name, "expected each entry once, found two");
            }
            at = (int) next;
        }
        if (at != end) {
            throw bad("", "the zip's directory holds more than its entries");
        }
    }

    private int place(String name) {
        Integer place = places.get(name);
        if (place == null) {
            throw bad(name, "this entry is missing; the archive has " + shown());
        }
        return place;
    }

    private String shown() {
        List<String> names = places.keySet().stream().limit(5).map(Shown::plain).toList();
        return names + (places.size() > 5 ? " and " + (places.size() - 5) + " more" : "");
    }

    private byte[] unfolded(String name, int growth, int longest) {
        int central = place(name);
        int method = u16(central + 10);
        long stored = u32(central + 20);
        long size = u32(central + 24);
        long local = u32(central + 42);
        if ((u16(central + 8) & ENCRYPTED) != 0) {
            throw bad(name, "is encrypted, which is not read");
        }
        if (method != STORED && method != DEFLATED || method == STORED && stored != size) {
            throw bad(name, "expected a stored or deflated entry, found method " + method);
        }
        if (local > directory - LOCAL_SIZE || in.getInt((int) local) != LOCAL) {
            throw bad(name, "the entry is not where the directory says");
        }
        int at = (int) local;
        int length = u16(at + 26);
        long begin = local + LOCAL_SIZE + length + u16(at + 28);
        if (begin + stored > directory || !name(at + LOCAL_SIZE, length).equals(name) || u16(at + 8) != method) {
            throw bad(name, "the entry's header and the directory do not agree, or it is cut off");
        }
        if (size > longest || size > growth * Math.max(1, stored)) {
            throw bad(name, "claims " + size + " bytes, of which " + stored + " are stored");
        }
        byte[] data = new byte[(int) size];
        if (method == STORED) {
            in.get((int) begin, data);
        } else {
            inflate(name, (int) begin, (int) stored, data);
        }
        CRC32 crc = new CRC32();
        crc.update(data);
        if ((int) crc.getValue() != in.getInt(central + 16)) {
            throw bad(name, "the entry is damaged (its check sum differs)");
        }
        return data;
    }

    private void inflate(String name, int begin, int stored, byte[] into) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(in.array(), begin, stored);
            int at = 0;
            while (!inflater.finished()) {
                // one place more than there is: what unfolds to more than it says is found out
                byte[] room = at < into.length ? into : new byte[1];
                int n = inflater.inflate(room, at < into.length ? at : 0, at < into.length ? into.length - at : 1);
                if (n > 0 && room != into || n == 0 && !inflater.finished()) {
                    throw bad(name, "does not unfold to the " + into.length + " bytes that it says");
                }
                at += n;
            }
            if (at != into.length) {
                throw bad(name, "does not unfold to the " + into.length + " bytes that it says");
            }
        } catch (DataFormatException e) {
            throw bad(name, "cannot be unfolded: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    /** A name's bytes, one character each: compared, and shown escaped. */
    private String name(int at, int length) {
        if (length > in.capacity() - at) {
            throw bad("", "the zip has a name that is cut off at byte " + at);
        }
        byte[] bytes = new byte[length];
        in.get(at, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private int u16(int at) {
        return in.getShort(at) & 0xffff;
    }

    private long u32(int at) {
        return in.getInt(at) & 0xffff_ffffL;
    }

    private BadBundle bad(@Nullable String entry, String expected) {
        return new BadBundle(file, entry == null || entry.isEmpty() ? expected : Shown.plain(entry) + ": " + expected);
    }
}
