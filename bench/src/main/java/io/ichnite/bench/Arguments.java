package io.ichnite.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What a program was asked on its command line: names that begin with two dashes, each followed by a value. */
final class Arguments {
    private final Map<String, String> values = new HashMap<>();

    /**
     * @param known the names there are, without dashes
     * @throws IllegalArgumentException if a name is not known or has no value
     */
    Arguments(String[] words, Set<String> known) {
        for (int i = 0; i < words.length; i += 2) {
            String name = words[i].startsWith("--") ? words[i].substring(2) : "";
            if (!known.contains(name) || i + 1 == words.length) {
                throw new IllegalArgumentException(
                        "expected pairs of a name and a value, the names of " + known + "; found " + words[i]);
            }
            values.put(name, words[i + 1]);
        }
    }

    /** @throws IllegalArgumentException if it was not given */
    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }
}
