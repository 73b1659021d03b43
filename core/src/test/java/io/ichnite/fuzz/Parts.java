package io.ichnite.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several named inputs in one: {@code @@name@@}, a line feed, the bytes, a line feed, the next. Lengths and checksums are put to them
 * by the target, so that a fuzzer may add and take away and still come past these.
 */
public final class Parts {
    private static final String MARK = "@@";

    private Parts() {}

    public static byte[] join(Map<String, byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach((name, bytes) -> {
            out.writeBytes((MARK + name + MARK + "\n").getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes(bytes);
            out.write('\n');
        });
        return out.toByteArray();
    }

    /** What {@link #join} joined; of parts with one name the last. What stands before the first name is passed over. */
    public static Map<String, byte[]> split(byte[] bytes) {
        String text = "\n" + new String(bytes, StandardCharsets.ISO_8859_1);
        List<Integer> starts = new ArrayList<>();
        for (int at = text.indexOf("\n" + MARK); at >= 0; at = text.indexOf("\n" + MARK, at + 1)) {
            starts.add(at);
        }
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (int i = 0; i < starts.size(); i++) {
            int from = starts.get(i) + 1 + MARK.length();
            int to = i + 1 < starts.size() ? starts.get(i + 1) : text.length();
            int end = text.indexOf(MARK + "\n", from);
            if (end < 0 || end > to) {
                continue;
            }
            int content = end + MARK.length() + 1;
            int last = i + 1 < starts.size() || content >= to || text.charAt(to - 1) != '\n' ? to : to - 1;
            parts.put(
                    text.substring(from, end),
                    content > last ? new byte[0] : text.substring(content, last).getBytes(StandardCharsets.ISO_8859_1));
        }
        return parts;
    }
}
