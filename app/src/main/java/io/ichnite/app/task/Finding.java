package io.ichnite.app.task;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an audit has to say about one thing it looked at.
 *
 * @param check what was looked at
 * @param set in which set: train, test, both
 * @param count how many were found
 * @param of out of how many; 0 where that means nothing
 * @param text in a line
 * @param advice what to do about it; empty where there is nothing to do
 */
record Finding(String check, String set, State state, long count, long of, String text, String advice) {
    /** How it stands. */
    enum State {
        /** Something is wrong. */
        FOUND("found", '!'),
        /** Looked at, and in order. */
        CLEAN("clean", '-'),
        /** Not looked at, as something is lacking. */
        UNCHECKED("unchecked", '?');

        private final String word;
        private final char sign;

        State(String word, char sign) {
            this.word = word;
            this.sign = sign;
        }

        String word() {
            return word;
        }

        char sign() {
            return sign;
        }
    }

    static Finding clean(String check, String set, long of, String text) {
        return new Finding(check, set, State.CLEAN, 0, of, text, "");
    }

    static Finding unchecked(String check, String set, String text, String advice) {
        return new Finding(check, set, State.UNCHECKED, 0, 0, text, advice);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("check", check);
        json.put("set", set);
        json.put("state", state.word());
        json.put("count", count);
        json.put("of", of);
        json.put("text", text);
        json.put("advice", advice);
        return json;
    }
}
