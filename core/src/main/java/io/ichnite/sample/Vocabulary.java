package io.ichnite.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which number stands for which name in a network's input. 0 is padding in all kinds.
 *
 * @param kind how the numbers were given
 * @param names in the order of their numbers
 */
public record Vocabulary(Kind kind, List<String> names) {
    /** How numbers are given to names. */
    public enum Kind {
        /** 1 stands for every name not seen in training; names follow from 2, sorted by code point. One call, one number. */
        ICHNITE(2),
        /** As Keras' Tokenizer: words, not names, from 1 by falling count; a word not seen vanishes. */
        KERAS(1),
        /** The input is bytes: each is its own number, and 0 is padding too. */
        BYTES(256),
        /** The input is numbers already, as in ready arrays or a model that came without its vocabulary. */
        NONE(0);

        private final int first;

        Kind(int first) {
            this.first = first;
        }

        /** The number of the first name. */
        public int first() {
            return first;
        }
    }

    public Vocabulary {
        names = List.copyOf(names);
    }

    /** For inputs that are numbers already. */
    public static Vocabulary none() {
        return new Vocabulary(Kind.NONE, List.of());
    }

    /** For bytes. */
    public static Vocabulary bytes() {
        return new Vocabulary(Kind.BYTES, List.of());
    }

    /** How many rows an embedding needs: the names, and the numbers below the first. */
    public int rows() {
        return names.size() + kind.first();
    }

    /** The number of every name. */
    public Map<String, Integer> ids() {
        Map<String, Integer> ids = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            ids.put(names.get(i), i + kind.first());
        }
        return ids;
    }
}
