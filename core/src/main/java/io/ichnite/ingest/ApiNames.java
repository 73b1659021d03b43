package io.ichnite.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of one ingest, numbered as they come; shared by its parsers. The numbers are not those of the store. */
final class ApiNames {
    /** As many as a store can number in two bytes. */
    static final int MOST = 65535;
    /** Characters of a name. */
    static final int LONGEST = 128;

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();

    /** The number of a name that was found good; −1 if it is new and there is no room for more. */
    synchronized int id(byte[] bytes, int from, int to) {
        String name = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        Integer id = ids.get(name);
        if (id != null) {
            return id;
        }
        if (names.size() == MOST) {
            return -1;
        }
        names.add(name);
        ids.put(name, names.size() - 1);
        return names.size() - 1;
    }

    synchronized List<String> names() {
        return List.copyOf(names);
    }

    /** Whether the bytes are 1 to 128 printable ASCII characters. */
    static boolean good(byte[] bytes, int from, int to) {
        if (to <= from || to - from > LONGEST) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] < ' ' || bytes[i] > '~') {
                return false;
            }
        }
        return true;
    }
}
