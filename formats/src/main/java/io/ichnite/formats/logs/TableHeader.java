package io.ichnite.formats.logs;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table with a sequence on each row: {@code sha256,labels,0,1,2,…} or {@code hash,t_0,t_1,…,malware}. The
 * columns of calls are counted up from 0, those at the end may have no name; one before them holds the id, the next that is none, if there is one, the label.
 *
 * @param columns how many there are; the largest number if the line goes on beyond what is known of it
 * @param calls the first one that is a call's
 * @param count how many calls' there are
 * @param id where the id stands
 * @param label where the label stands; −1 if there is none
 */
record TableHeader(int columns, int calls, int count, int id, int label) {
    private static final int LONGEST_NAME = 64;

    /**
     * Of a line; null if it is no such header.
     *
     * @param open whether the line goes on: calls' columns are taken to
     */
    static @Nullable TableHeader of(byte[] head, int from, int end, boolean open) {
        int to = end > from && head[end - 1] == '\r' ? end - 1 : end;
        int columns = 0;
        int calls = -1;
        int count = 0;
        int id = -1;
        int label = -1;
        for (int at = from; at <= to; columns++) {
            int comma = at;
            while (comma < to && head[comma] != ',') {
                comma++;
            }
            if (comma == to && open) {
                break;
            }
            if (comma - at > LONGEST_NAME) {
                return null;
            }
            String name = new String(head, at, comma - at, StandardCharsets.ISO_8859_1)
                    .strip()
                    .toLowerCase(Locale.ROOT);
            if (name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"")) {
                name = name.substring(1, name.length() - 1);
            }
            String next = Integer.toString(count);
            if (name.equals(next) || name.equals("t_" + next) || count > 0 && name.isEmpty()) {
                if (count > 0 && columns != calls + count) {
                    return null;
                }
                calls = count == 0 ? columns : calls;
                count++;
            } else if (!name.matches("[a-z][a-z0-9_ ]*")) {
                return null;
            } else if (id < 0 && count == 0) {
                id = columns;
            } else if (label < 0) {
                label = columns;
            } else {
                return null;
            }
            at = comma + 1;
        }
        if (count == 0 || id < 0) {
            return null;
        }
        int most = Integer.MAX_VALUE;
        return open ? new TableHeader(most, calls, most, id, label) : new TableHeader(columns, calls, count, id, label);
    }
}
