package io.ichnite.formats.reports;

import io.ichnite.error.BadInput;
import io.ichnite.formats.reports.CallValues.Value;
import io.ichnite.formats.traces.Outcome;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads Speakeasy's entry points, which it emulates one after another. To version 1.x each has its calls under {@code apis} and
 * is a thread: 0, 1, 2… From 2.0 on calls stand among other events under {@code events}, each with its process and thread. As a
 * report is written in the order of emulation, a call's index is how many came before it. A name is the function's, without the
 * module before it, whose spelling hangs on the program; where a function has but a number, the module stays, in small letters.
 *
 * <p>Checked with real reports of version 1.1. {@code events} (2.0 to 5.0) follow the project's documentation and sources.
 */
final class EntryPoints {
    private final JsonWalk walk;
    private final ReportCalls report;
    private final CallValues values;
    private final ThreadNumbers threads = new ThreadNumbers();
    private long calls;
    /** Of the call that is being read. */
    private long process;

    private long thread;

    EntryPoints(JsonWalk walk, ReportCalls report) {
        this.walk = walk;
        this.report = report;
        values = new CallValues(walk);
    }

    /** The walk stands at the key. */
    void read() throws IOException {
        if (report.opens(JsonToken.START_ARRAY, walk.next(), false, "entry_points")) {
            long point = 0;
            while (walk.element()) {
                point(++point, false);
            }
        }
    }

    /**
     * The walk stands at the beginning of the list, which is all there is.
     *
     * @throws BadInput if its first element is no entry point
     */
    void readBare(String name) throws IOException {
        long point = 0;
        while (walk.element()) {
            long line = walk.line();
            if (!point(++point, point == 1) && point == 1) {
                throw BadInput.at(
                        name,
                        line,
                        "expected a report, or a list of Speakeasy's entry points with apis or events, found another list");
            }
        }
    }

    /**
     * Whether it is one.
     *
     * @param quiet if it is none the caller says so
     */
    private boolean point(long number, boolean quiet) throws IOException {
        long line = walk.line();
        String words = "entry point " + number;
        if (!report.opens(JsonToken.START_OBJECT, walk.token(), false, words)) {
            return false;
        }
        boolean is = false;
        boolean seen = false;
        while (walk.key()) {
            String key = walk.name();
            boolean events = key.equals("events");
            if (events || key.equals("apis")) {
                is = true;
                if (report.opens(JsonToken.START_ARRAY, walk.next(), seen, words + ", " + key)) {
                    seen = true;
                    report.part(words, events ? "event" : "call");
                    calls(number - 1, events);
                }
            } else {
                is |= key.equals("ep_type");
                walk.skipValue();
            }
        }
        if (!is && !quiet) {
            report.reject(line, words + ": expected apis or events, found neither");
        }
        return is;
    }

    private void calls(long point, boolean events) throws IOException {
        while (walk.element()) {
            report.begin();
            if (walk.token() == JsonToken.START_OBJECT) {
                call(point, events);
            } else {
                report.reject("expected an object, found " + walk.found());
                walk.skip();
            }
        }
    }

    private void call(long point, boolean events) throws IOException {
        String event = events ? "" : "api";
        String api = "";
        String returned = null;
        thread = point;
        process = 0;
        values.clear();
        while (walk.key()) {
            switch (walk.name()) {
                case "api_name" -> api = values.text(Value.API);
                case "ret_val" -> {
                    if (report.outcome() == Outcome.RETURN) {
                        returned = values.returned(Value.RETURNED);
                    } else {
                        walk.skipValue();
                    }
                }
                case "event" -> {
                    String found = values.text(Value.EVENT);
                    // One that stands twice may be a call, and is told.
                    event = event.isEmpty() ? found : "api";
                }
                case "pos" -> position(events);
                default -> walk.skipValue();
            }
        }
        if (events) {
            values.need(Value.EVENT, "event");
            values.need(Value.THREAD, "pos.tid");
        }
        if (event.isEmpty() || event.equals("api")) {
            tell(api, returned);
        }
    }

    private void position(boolean events) throws IOException {
        if (!events) {
            walk.skipValue();
            return;
        }
        if (values.come(Value.POSITION) != JsonToken.START_OBJECT) {
            values.expected("an object");
            return;
        }
        while (walk.key()) {
            switch (walk.name()) {
                case "tid" -> thread = values.whole(Value.THREAD, CallValues.MOST_ID);
                case "pid" -> process = values.whole(Value.PROCESS, CallValues.MOST_ID);
                default -> walk.skipValue();
            }
        }
    }

    private void tell(String api, @Nullable String returned) throws IOException {
        values.need(Value.API, "api_name");
        int tid = values.fault() == null ? threads.number(process, thread) : 0;
        if (tid == ThreadNumbers.NONE) {
            values.bad(ThreadNumbers.TOO_MANY);
        }
        String fault = values.fault();
        if (fault == null) {
            int index = (int) Math.min(calls, Integer.MAX_VALUE);
            calls++;
            report.call(tid, index, report.named(function(api), null, returned), 0);
        } else {
            report.reject(fault);
        }
    }

    /** {@code KERNEL32.CreateFileA} is {@code CreateFileA}; {@code WS2_32.ordinal_115} is {@code ws2_32.ordinal_115}. */
    private static String function(String api) {
        int dot = api.indexOf('.');
        String function = api.substring(dot + 1);
        if (dot < 0 || function.isEmpty()) {
            return api;
        }
        return function.startsWith("ordinal_")
                ? api.substring(0, dot).toLowerCase(Locale.ROOT) + "." + function
                : function;
    }
}
