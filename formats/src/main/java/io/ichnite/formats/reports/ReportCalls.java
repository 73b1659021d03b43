package io.ichnite.formats.reports;

import io.ichnite.formats.traces.Outcome;
import io.ichnite.formats.traces.Reading;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.Limits;
import io.ichnite.ingest.TraceSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Hands on the calls of one report, and says of what is left out which call it was, as many reports are one long line. */
final class ReportCalls {
    private final JsonWalk walk;
    private final TraceSource source;
    private final CallSink sink;
    private final Limits limits;
    private final Outcome outcome;

    private boolean begun;
    private long file;
    private long taken;
    private boolean any;

    private String part = "";
    private String item = "";
    private long number;
    private long line;

    ReportCalls(JsonWalk walk, TraceSource source, CallSink sink, Reading how) {
        this.walk = walk;
        this.source = source;
        this.sink = sink;
        this.limits = how.limits();
        this.outcome = how.outcome();
    }

    /** What of a call's outcome is asked for. */
    Outcome outcome() {
        return outcome;
    }

    /**
     * What follows is of one part of the report.
     *
     * @param words for it, as messages say them
     * @param each what its items are called
     */
    void part(String words, String each) {
        part = words;
        item = each;
        number = 0;
    }

    /** The walk stands at the beginning of the part's next item. */
    void begin() {
        number++;
        line = walk.line();
    }

    /**
     * Takes the item that was begun last, which is a call, once and as often as it was repeated.
     *
     * @param repeated how often more
     */
    void call(int tid, int index, String name, long repeated) throws IOException {
        any = true;
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        if (!begun) {
            file = sink.file(source.fileId());
            begun = true;
        }
        long room = Math.max(0, limits.calls() - taken - 1);
        for (long copy = 0; copy <= Math.min(repeated, room); copy++) {
            String fault = sink.call(file, tid, index, text, 0, text.length, line);
            if (fault != null) {
                reject(fault);
                return;
            }
            taken++;
        }
        if (repeated > room) {
            reject("of " + repeated + " repetitions " + (repeated - room) + " are left out, as a file may have "
                    + limits.calls() + " calls where a count stands for them (--max-calls)");
        }
    }

    /** Leaves out the item that was begun last. */
    void reject(String reason) throws IOException {
        any = true;
        sink.reject(line, part + ", " + item + " " + number + ": " + reason);
    }

    /** Leaves out something that is no call. */
    void reject(long at, String reason) throws IOException {
        sink.reject(at, reason);
    }

    /**
     * Goes to the value of the key that was found, or takes the element that was, and whether it is a list or an object as
     * expected. If it is null there is nothing in it; if it is anything else, that is a reject.
     *
     * @param seen whether there was one already, which is a reject too
     * @param what it is, for messages
     */
    boolean opens(JsonToken expected, JsonToken found, boolean seen, String what) throws IOException {
        if (found == expected && !seen) {
            return true;
        }
        if (seen) {
            reject(walk.line(), what + " stands twice; only the first is read");
        } else if (found != JsonToken.VALUE_NULL) {
            reject(
                    walk.line(),
                    what + ": expected " + (expected == JsonToken.START_ARRAY ? "a list" : "an object") + ", found "
                            + walk.found());
        }
        walk.skip();
        return false;
    }

    /** The report has been read. A store holds no file without a call, so one that has none is a reject. */
    void end() throws IOException {
        if (!any) {
            sink.reject(0, "holds no calls");
        }
    }

    /** A name with what is asked for of the call's outcome. */
    String named(String api, @Nullable Boolean succeeded, @Nullable String returned) {
        return switch (outcome) {
            case NONE -> api;
            case STATUS -> Boolean.FALSE.equals(succeeded) ? api + "!" : api;
            case RETURN -> api + Returned.suffix(succeeded, returned);
        };
    }
}
