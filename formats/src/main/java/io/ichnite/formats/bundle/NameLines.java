package io.ichnite.formats.bundle;

import java.util.ArrayList;
import java.util.List;

/** Names, one a line. A backslash, a control character and half a surrogate pair are written as escapes. */
final class NameLines {
    private NameLines() {}

    static String write(List<String> names) {
        StringBuilder out = new StringBuilder();
        for (String name : names) {
            name.codePoints().forEach(c -> {
                if (c == '\\') {
                    out.append("\\\\");
                } else if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                    out.append(String.format("\\u%04x", c));
                } else {
                    out.appendCodePoint(c);
                }
            });
            out.append('\n');
        }
        return out.toString();
    }

    /** @throws IllegalArgumentException if this is not what {@link #write} writes */
    static List<String> read(String text) {
        List<String> names = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                throw new IllegalArgumentException("line " + (names.size() + 1) + " is cut off");
            }
            names.add(name(text.substring(start, end), names.size() + 1));
            start = end + 1;
        }
        if (!write(names).equals(text)) {
            throw new IllegalArgumentException("expected a name a line, escaped as ichnite does");
        }
        return names;
    }

    private static String name(String line, int number) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != '\\') {
                out.append(c);
            } else if (line.startsWith("\\\\", i)) {
                out.append('\\');
                i++;
            } else if (line.startsWith("\\u", i) && line.length() >= i + 6) {
                out.append((char) Integer.parseInt(line.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                throw new IllegalArgumentException("line " + number + " has an escape that is none");
            }
        }
        return out.toString();
    }
}
