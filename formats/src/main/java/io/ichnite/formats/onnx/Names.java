package io.ichnite.formats.onnx;

import java.util.HashSet;
import java.util.Set;

/**
 * The names of a graph's values, each given once. Of a wish the letters, digits, dots, dashes, slashes and underscores of ASCII stay;
 * what else it has becomes an underscore. Not thread-safe.
 */
final class Names {
    private static final int LONGEST = 100;

    private final Set<String> taken = new HashSet<>();

    /** A name that nothing has yet: as wished, or with a number behind. */
    String fresh(String wished) {
        String cut = wished.length() > LONGEST ? wished.substring(0, LONGEST) : wished;
        String plain = cut.replaceAll("[^A-Za-z0-9._/-]", "_");
        if (plain.isEmpty()) {
            // to ONNX, no name is no value
            plain = "layer";
        }
        String free = plain;
        for (int i = 1; !taken.add(free); i++) {
            free = plain + "_" + i;
        }
        return free;
    }
}
