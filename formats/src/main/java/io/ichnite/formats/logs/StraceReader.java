package io.ichnite.formats.logs;

import io.ichnite.error.BadInput;
import io.ichnite.formats.traces.Outcome;
import io.ichnite.formats.traces.Reading;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.TraceSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads one log of strace's. */
final class StraceReader {
    /** More than the longest name; what is longer is seen to be no name by so much of it. */
    private static final int NAME = 256;

    private final Outcome outcome;
    private final int held;
    private final TraceSource source;
    private final Told told;
    private final AwaitedCalls awaited;
    private final StraceLine line = new StraceLine();
    private final StraceThreads threads = new StraceThreads();
    private long recognised;

    /** The name of a call that was broken off by what the program wrote; empty if there is none. */
    private byte[] brokenOff = Outcomes.NONE;

    private int brokenThread;
    private long brokenLine;
    /** Whether it is a call for certain, and waits for its outcome. */
    private boolean brokenOpen;

    StraceReader(Reading how, TraceSource source, CallSink calls) {
        outcome = how.outcome();
        held = how.limits().text();
        this.source = source;
        told = new Told(calls, calls.file(source.fileId()));
        awaited = new AwaitedCalls(told);
    }

    void read(InputStream plain) throws IOException {
        Lines lines = new Lines(plain, held);
        while (lines.next()) {
            StraceLine.Kind kind = line.of(lines.bytes(), lines.from(), lines.to());
            threads.attached(line.attached());
            switch (kind) {
                case CALL, UNFINISHED, ATTACHING, BROKEN_OFF -> call(kind, lines);
                case RESUMED -> resumed(lines);
                case REST -> rest(lines);
                case EVENT -> forget();
                case ATTACHED, OTHER -> {}
            }
        }
        if (brokenOff.length > 0 && !brokenOpen && lines.last() && brokenLine == lines.number()) {
            awaited.known(brokenThread, brokenOff, 0, brokenOff.length, Outcomes.NONE, brokenLine);
            brokenOff = Outcomes.NONE;
        }
        forget();
        awaited.end();
        if (recognised == 0) {
            throw BadInput.in(
                    source.name(),
                    "expected a log of strace's with lines such as 'close(3) = 0', found none in " + lines.number()
                            + " lines");
        }
    }

    private void call(StraceLine.Kind kind, Lines lines) throws IOException {
        forget();
        recognised++;
        if (kind != StraceLine.Kind.CALL && lines.cut()) {
            tooLong(lines);
            return;
        }
        int thread = thread(lines);
        if (thread < 0) {
            return;
        }
        byte[] bytes = lines.bytes();
        if (outcome != Outcome.NONE) {
            awaited.abandon(thread);
        }
        if (kind == StraceLine.Kind.CALL || kind != StraceLine.Kind.BROKEN_OFF && outcome == Outcome.NONE) {
            awaited.known(thread, bytes, line.nameFrom(), line.nameTo(), ending(lines), lines.number());
            return;
        }
        if (kind != StraceLine.Kind.BROKEN_OFF) {
            awaited.open(thread, bytes, line.nameFrom(), line.nameTo(), lines.number());
        }
        if (kind != StraceLine.Kind.UNFINISHED) {
            brokenOff = Arrays.copyOfRange(bytes, line.nameFrom(), Math.min(line.nameTo(), line.nameFrom() + NAME));
            brokenThread = thread;
            brokenLine = lines.number();
            brokenOpen = kind == StraceLine.Kind.ATTACHING;
        }
    }

    private void resumed(Lines lines) throws IOException {
        forget();
        recognised++;
        int thread = thread(lines);
        if (thread < 0 || outcome == Outcome.NONE) {
            return;
        }
        if (line.valueFrom() < 0 && lines.cut()) {
            tooLong(lines);
        }
        awaited.outcome(thread, lines.bytes(), line.nameFrom(), line.nameTo(), ending(lines));
    }

    /** The call that was broken off goes on. */
    private void rest(Lines lines) throws IOException {
        if (brokenOff.length == 0) {
            return;
        }
        if (line.valueFrom() < 0 && outcome != Outcome.NONE) {
            if (!brokenOpen) {
                awaited.open(brokenThread, brokenOff, 0, brokenOff.length, brokenLine);
            }
        } else if (brokenOpen) {
            awaited.outcome(brokenThread, brokenOff, 0, brokenOff.length, ending(lines));
        } else {
            awaited.known(brokenThread, brokenOff, 0, brokenOff.length, ending(lines), brokenLine);
        }
        brokenOff = Outcomes.NONE;
    }

    /** What was taken for the beginning of a call did not go on. */
    private void forget() throws IOException {
        if (brokenOff.length > 0 && !brokenOpen) {
            told.reject(brokenLine, "expected a call to end with ') = ' and its result or with '<unfinished ...>'");
        }
        brokenOff = Outcomes.NONE;
    }

    private void tooLong(Lines lines) throws IOException {
        told.reject(
                lines.number(),
                "expected the result of a call within " + held + " characters (--max-text), found a longer line");
    }

    /** Of the present line; −1 if it is none, which is rejected. */
    private int thread(Lines lines) throws IOException {
        long number = line.thread();
        if (number > Integer.MAX_VALUE) {
            told.reject(
                    lines.number(), "expected a process of at most " + Integer.MAX_VALUE + ", found a larger number");
            return -1;
        }
        return threads.of((int) number);
    }

    /** What the result on the present line puts behind a name. */
    private byte[] ending(Lines lines) {
        if (outcome == Outcome.NONE || line.valueFrom() < 0) {
            return Outcomes.NONE;
        }
        byte[] bytes = lines.bytes();
        int from = line.valueFrom();
        int end = from;
        while (end < lines.to() && bytes[end] > ' ' && bytes[end] <= '~' && bytes[end] != '<') {
            end++;
        }
        byte first = bytes[from];
        if (first == '?' || end == from) {
            return Outcomes.NONE;
        }
        if (first == '-' && end == from + 2 && bytes[from + 1] == '1') {
            int code = end + 1;
            int to = code;
            while (to < lines.to() && to - code < 32 && bytes[to] > ' ' && bytes[to] <= '~') {
                to++;
            }
            return code < to && bytes[code] == 'E'
                    ? Outcomes.failed(outcome, bytes, code, to)
                    : Outcomes.failed(outcome, bytes, from, end);
        }
        return Outcomes.returned(outcome, first == '0' && end == from + 1, false);
    }
}
