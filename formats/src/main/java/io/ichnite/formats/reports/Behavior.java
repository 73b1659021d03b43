package io.ichnite.formats.reports;

import io.ichnite.formats.reports.CallValues.Value;
import io.ichnite.formats.traces.Outcome;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads what CAPE and Cuckoo have under {@code behavior}: processes, each with its calls. CAPE and Cuckoo 1.x write
 * {@code timestamp} as text, {@code thread_id}, {@code status} as true or false and {@code return}; Cuckoo 2.x {@code time} in
 * seconds, {@code tid}, {@code status} as 1 or 0 and {@code return_value}. Either spelling of a value is taken. A process is known
 * by its place in the list and not by its id, which may come after its calls.
 */
final class Behavior {
    private final JsonWalk walk;
    private final ReportCalls report;
    private final CallValues values;
    private final ThreadNumbers threads = new ThreadNumbers();
    private final Clock clock = new Clock();

    Behavior(JsonWalk walk, ReportCalls report) {
        this.walk = walk;
        this.report = report;
        values = new CallValues(walk);
    }

    /** The walk stands at the key. */
    void read() throws IOException {
        if (!report.opens(JsonToken.START_OBJECT, walk.next(), false, "behavior")) {
            return;
        }
        boolean seen = false;
        while (walk.key()) {
            if (!walk.name().equals("processes")) {
                walk.skipValue();
            } else if (report.opens(JsonToken.START_ARRAY, walk.next(), seen, "behavior.processes")) {
                seen = true;
                processes();
            }
        }
    }

    private void processes() throws IOException {
        long process = 0;
        while (walk.element()) {
            process++;
            if (report.opens(JsonToken.START_OBJECT, walk.token(), false, "process " + process)) {
                process(process);
            }
        }
    }

    private void process(long number) throws IOException {
        String words = "process " + number;
        boolean seen = false;
        while (walk.key()) {
            if (!walk.name().equals("calls")) {
                walk.skipValue();
            } else if (report.opens(JsonToken.START_ARRAY, walk.next(), seen, words + ", calls")) {
                seen = true;
                report.part(words, "call");
                while (walk.element()) {
                    report.begin();
                    if (walk.token() == JsonToken.START_OBJECT) {
                        call(number);
                    } else {
                        report.reject("expected an object, found " + walk.found());
                        walk.skip();
                    }
                }
            }
        }
    }

    private void call(long process) throws IOException {
        String api = "";
        long thread = 0;
        long time = 0;
        long repeated = 0;
        Boolean succeeded = null;
        String returned = null;
        values.clear();
        while (walk.key()) {
            switch (walk.name()) {
                case "api" -> api = values.text(Value.API);
                case "thread_id", "tid" -> thread = values.whole(Value.THREAD, CallValues.MOST_ID);
                case "timestamp", "time" -> time = values.time(Value.TIME);
                case "repeated" -> repeated = values.whole(Value.REPEATED, Integer.MAX_VALUE);
                case "status" -> {
                    if (report.outcome() == Outcome.NONE) {
                        walk.skipValue();
                    } else {
                        succeeded = values.flag(Value.STATUS);
                    }
                }
                case "return", "return_value" -> {
                    if (report.outcome() == Outcome.RETURN) {
                        returned = values.returned(Value.RETURNED);
                    } else {
                        walk.skipValue();
                    }
                }
                default -> walk.skipValue();
            }
        }
        tell(process, thread, api, time, repeated, succeeded, returned);
    }

    private void tell(
            long process,
            long thread,
            String api,
            long time,
            long repeated,
            @Nullable Boolean succeeded,
            @Nullable String returned)
            throws IOException {
        values.need(Value.API, "api");
        values.need(Value.THREAD, "thread_id or tid");
        int tid = values.fault() == null ? threads.number(process, thread) : 0;
        if (tid == ThreadNumbers.NONE) {
            values.bad(ThreadNumbers.TOO_MANY);
        }
        int index = values.fault() != null || !values.has(Value.TIME) ? clock.last() : clock.at(time);
        if (index == Clock.NONE) {
            values.bad("its time is more than 12 days from that of the first call");
        }
        String fault = values.fault();
        if (fault == null) {
            report.call(tid, index, report.named(api, succeeded, returned), repeated);
        } else {
            report.reject(fault);
        }
    }
}
