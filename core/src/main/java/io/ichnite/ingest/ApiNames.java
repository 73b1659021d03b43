package io.ichnite.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /** Why the bytes are no name, which is 1 to 128 printable ASCII characters; null if they are one. */
    static @Nullable String fault(byte[] bytes, int from, int to) {
        if (to <= from) {
            return "api is empty";
        }
        boolean good = to - from <= LONGEST;
        for (int i = from; i < to && good; i++) {
            good = bytes[i] >= ' ' && bytes[i] <= '~';
        }
        return good ? null : "api is not 1.." + LONGEST + " printable ASCII characters: " + Shown.of(bytes, from, to);
    }
}
