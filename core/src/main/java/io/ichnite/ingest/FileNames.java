package io.ichnite.ingest;

import io.ichnite.error.BadInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ids of files as numbers: a whole number is itself, any other text is below 0, by first appearance. */
final class FileNames {
    private static final int LONGEST = 1024;
    /** So many digits are below 2^63 whatever they are. */
    private static final int SURE_DIGITS = 18;

    private final List<String> texts = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();

    /** @throws BadInput if the text is no id; {@code input} is how the message says where */
    long number(String id, String input) {
        if (whole(id)) {
            return Long.parseLong(id);
        }
        Long known = numbers.get(id);
        if (known != null) {
            return known;
        }
        int length = id.length() > LONGEST ? id.length() : id.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > LONGEST) {
            throw BadInput.in(input, "expected a file id of 1 to " + LONGEST + " bytes, found " + Shown.of(id));
        }
        texts.add(id);
        long number = -texts.size();
        numbers.put(id, number);
        return number;
    }

    /** The id itself. */
    String text(long number) {
        return number >= 0 ? Long.toString(number) : texts.get((int) (-number - 1));
    }

    /** Whole numbers first, by size, then the other texts by their bytes. */
    Comparator<Long> order() {
        return Comparator.comparingLong((Long number) -> number < 0 ? Long.MAX_VALUE : number)
                .thenComparing(number -> number >= 0 ? 0 : 1)
                .thenComparing(
                        number -> number >= 0 ? new byte[0] : text(number).getBytes(StandardCharsets.UTF_8),
                        Arrays::compareUnsigned);
    }

    private static boolean whole(String id) {
        if (id.isEmpty() || id.length() > SURE_DIGITS + 1 || id.charAt(0) == '0' && id.length() > 1) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return false;
            }
        }
        return id.length() <= SURE_DIGITS || id.compareTo(Long.toString(Long.MAX_VALUE)) <= 0;
    }
}
