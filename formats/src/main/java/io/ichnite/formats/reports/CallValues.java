package io.ichnite.formats.reports;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * The values of one call, as its keys come. What is wrong with one is kept until the call has been read to its end; the first
 * such decides. Used again for each call.
 */
final class CallValues {
    /** A Windows thread or process has a number of 32 bits. */
    static final long MOST_ID = 0xFFFFFFFFL;

    private static final int LONGEST_NUMBER = 18;

    /** What may be asked of a call. */
    enum Value {
        API,
        PROCESS,
        THREAD,
        TIME,
        REPEATED,
        STATUS,
        RETURNED,
        EVENT,
        POSITION
    }

    private final JsonWalk walk;
    private final Set<Value> given = EnumSet.noneOf(Value.class);
    private @Nullable String fault;

    CallValues(JsonWalk walk) {
        this.walk = walk;
    }

    /** Another call begins. */
    void clear() {
        given.clear();
        fault = null;
    }

    /** Whether it stood in the call. */
    boolean has(Value value) {
        return given.contains(value);
    }

    /** What is wrong with the call; null for nothing. */
    @Nullable
    String fault() {
        return fault;
    }

    /** Something is wrong with it. */
    void bad(String reason) {
        if (fault == null) {
            fault = reason;
        }
    }

    /** Wrong if it did not come. */
    void need(Value value, String key) {
        if (!has(value)) {
            bad(key + " is missing");
        }
    }

    /** Goes to the value of the key that was found. It may come once. */
    JsonToken come(Value value) throws IOException {
        if (!given.add(value)) {
            bad(walk.name() + " stands twice");
        }
        return walk.next();
    }

    /** A text; empty if it is none, which is wrong. */
    String text(Value value) throws IOException {
        if (come(value) == JsonToken.VALUE_STRING) {
            return walk.text();
        }
        expected("a text");
        return "";
    }

    /** A whole number, or a text that is one; 0 if it is none, which is wrong. */
    long whole(Value value, long most) throws IOException {
        JsonToken token = come(value);
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING) {
            long number = digits(walk.text());
            if (number >= 0 && number <= most) {
                return number;
            }
        }
        expected("a whole number from 0 to " + most);
        return 0;
    }

    private static long digits(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = 10 * number + c - '0';
        }
        return number;
    }

    /** True or false, or 1 or 0. */
    boolean flag(Value value) throws IOException {
        JsonToken token = come(value);
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING) {
            long number = digits(walk.text());
            if (number == 0 || number == 1) {
                return number == 1;
            }
        }
        expected("true or false");
        return false;
    }

    /** A text or a number as it is written; null for null. */
    @Nullable
    String returned(Value value) throws IOException {
        JsonToken token = come(value);
        if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
            return walk.text();
        }
        if (token != JsonToken.VALUE_NULL) {
            expected("a text or a whole number");
        }
        return null;
    }

    /** Milliseconds since 1970; 0 for what is no time, which is wrong. */
    long time(Value value) throws IOException {
        JsonToken token = come(value);
        long time = Times.NONE;
        if (token == JsonToken.VALUE_STRING) {
            time = Times.ofText(walk.text());
        } else if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            time = Times.ofSeconds(walk.text());
        }
        if (time == Times.NONE) {
            expected("a time such as '2024-01-31 23:59:59,123', or seconds");
            return 0;
        }
        return time;
    }

    /** The value that was found is none such; it is passed over. */
    void expected(String what) throws IOException {
        if (fault == null) {
            bad(walk.name() + ": expected " + what + ", found " + walk.found());
        }
        walk.skip();
    }
}
