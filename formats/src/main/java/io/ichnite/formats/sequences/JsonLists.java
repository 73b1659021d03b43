package io.ichnite.formats.sequences;

import io.ichnite.error.BadInput;
import io.ichnite.ingest.IngestOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the lists that lie beside a dump of sequences. Thread-safe. */
public final class JsonLists {
    /** Octets that the longest label can have, or more. */
    private static final int LONGEST_TEXT = 512;
    /** Of a list; what has more is no set of files. */
    private static final int MOST = 10_000_000;

    private JsonLists() {}

    /**
     * Labels: texts of 1 to 128 characters, or whole numbers, which are taken as texts.
     *
     * @param name of the input, for messages
     * @throws BadInput if it is no JSON array of such
     */
    public static List<String> labels(InputStream plain, String name) throws IOException {
        JsonElements elements = new JsonElements(plain, name);
        List<String> labels = new ArrayList<>();
        for (JsonElements.Kind kind = elements.next(); kind != JsonElements.Kind.END; kind = elements.next()) {
            String label = kind == JsonElements.Kind.NUMBER ? elements.number() : text(elements);
            if (!IngestOptions.isLabel(label)) {
                throw elements.bad("expected a label of " + IngestOptions.LABEL);
            }
            add(elements, labels, label);
        }
        return labels;
    }

    /**
     * File ids: whole numbers from 0 to 2^63−1, or texts that are such, none of them twice.
     *
     * @param name of the input, for messages
     * @throws BadInput if it is no JSON array of such
     */
    public static List<Long> ids(InputStream plain, String name) throws IOException {
        JsonElements elements = new JsonElements(plain, name);
        List<Long> ids = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (JsonElements.Kind kind = elements.next(); kind != JsonElements.Kind.END; kind = elements.next()) {
            long id = id(elements, kind == JsonElements.Kind.NUMBER ? elements.number() : text(elements));
            if (!seen.add(id)) {
                throw elements.bad("file_id " + id + " stands twice; expected each once");
            }
            add(elements, ids, id);
        }
        return ids;
    }

    private static long id(JsonElements elements, String text) {
        try {
            if (text.matches("[0-9]{1,19}")) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // More than 2^63−1: said below.
        }
        throw elements.bad("expected a file_id, a whole number from 0 to " + Long.MAX_VALUE);
    }

    private static String text(JsonElements elements) throws IOException {
        byte[] octets = new byte[LONGEST_TEXT];
        int length = 0;
        for (int octet = elements.octet(); octet >= 0; octet = elements.octet()) {
            if (length == LONGEST_TEXT) {
                throw elements.bad("expected a text of at most " + LONGEST_TEXT + " bytes, found a longer one");
            }
            octets[length++] = (byte) octet;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw elements.bad("expected UTF-8, found other bytes");
        }
    }

    private static <T> void add(JsonElements elements, List<T> list, T entry) {
        if (list.size() == MOST) {
            throw elements.bad("expected at most " + MOST + " entries, found more");
        }
        list.add(entry);
    }
}
