package io.ichnite.formats.logs;

import io.ichnite.error.BadInput;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.TraceSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads one file of names. */
final class ListReader {
    /** More than the longest name; what is longer is seen to be no name by so much of it. */
    private static final int NAME = 256;

    private static final boolean[] BETWEEN_NAMES = separators(" \t,\r");
    private static final boolean[] AFTER_LABEL = separators("\t");
    private static final boolean[] AFTER_LINE = separators("");

    private final int most;
    private final TraceSource source;
    private final CallSink calls;
    private long taken;
    /** Whether the first line with names is the only one. */
    private boolean single;

    /** @param most characters of a label, and of a first line that is looked at to its end */
    ListReader(int most, TraceSource source, CallSink calls) {
        this.most = most;
        this.source = source;
        this.calls = calls;
    }

    void read(InputStream plain) throws IOException {
        byte[] head = plain.readNBytes(TraceKind.HEAD);
        ListShape shape = ListShape.of(head);
        switch (shape) {
            case TABLE -> taken = new TableReader(most, source, calls).read(head, plain);
            case NAMES -> names(new Tokens(head, plain, NAME));
            case SEQUENCES, LABELLED -> sequences(head, plain, shape == ListShape.LABELLED);
        }
        if (taken == 0) {
            throw BadInput.in(source.name(), "expected names of functions, found none");
        }
    }

    /** A name on each line. */
    private void names(Tokens tokens) throws IOException {
        long file = calls.file(source.fileId());
        int index = 0;
        long lineOfLast = 0;
        while (tokens.next(BETWEEN_NAMES, false)) {
            if (tokens.empty()) {
                continue;
            }
            if (tokens.line() == lineOfLast) {
                reject(tokens.line(), "expected one name on each line, as those before have, found more");
                skipLine(tokens);
            } else if (call(file, index, tokens)) {
                index++;
            }
            lineOfLast = tokens.line();
        }
    }

    /** A sequence on each line, behind a label perhaps. */
    private void sequences(byte[] head, InputStream plain, boolean labelled) throws IOException {
        byte[] first = firstLine(head, plain);
        Tokens tokens = new Tokens(first, plain, labelled ? Math.max(most, NAME) : NAME);
        String label = "";
        boolean begun = true;
        long file = 0;
        int index = 0;
        boolean after = false;
        while (tokens.next(begun && labelled ? AFTER_LABEL : BETWEEN_NAMES, false)) {
            if (begun) {
                index = 0;
                file = calls.file(single ? source.fileId() : Long.toString(tokens.line()));
                begun = false;
                if (labelled) {
                    if (tokens.end() == '\n') {
                        if (!blank(tokens)) {
                            reject(tokens.line(), "expected a label, a tab and names, found no tab");
                        }
                        begun = true;
                        continue;
                    }
                    if (tokens.cut()) {
                        reject(tokens.line(), "expected a label of at most " + most + " characters (--max-text)");
                        skipLine(tokens);
                        begun = true;
                        continue;
                    }
                    label = text(tokens).strip();
                    after = !label.isEmpty();
                    continue;
                }
            }
            if (!tokens.empty() && call(file, index, tokens)) {
                index++;
                if (after) {
                    String fault = calls.label(file, label);
                    if (fault != null) {
                        reject(tokens.line(), fault);
                    }
                    after = false;
                }
            }
            begun = tokens.end() == '\n';
        }
    }

    /**
     * The head, and more where it takes more to know whether the first line is the only one; no more than is allowed. What
     * cannot be known is taken for the first of many.
     */
    private byte[] firstLine(byte[] head, InputStream plain) throws IOException {
        byte[] known = head;
        boolean ended = Head.whole(head);
        while (!ended && !moreLines(known) && known.length < most) {
            int asked = (int) Math.min(known.length, (long) most - known.length);
            byte[] more = plain.readNBytes(asked);
            ended = more.length < asked;
            int have = known.length;
            known = Arrays.copyOf(known, have + more.length);
            System.arraycopy(more, 0, known, have, more.length);
        }
        single = ended && !moreLines(known);
        return known;
    }

    private static boolean moreLines(byte[] known) {
        boolean ended = false;
        boolean some = false;
        for (int at = Head.afterMark(known); at < known.length; at++) {
            if (known[at] == '\n') {
                ended = some;
            } else if (!ListShape.separator(known[at])) {
                if (ended) {
                    return true;
                }
                some = true;
            }
        }
        return false;
    }

    private boolean call(long file, int index, Tokens tokens) throws IOException {
        String fault = calls.call(file, 0, index, tokens.bytes(), tokens.from(), tokens.to(), tokens.line());
        taken++;
        if (fault != null) {
            reject(tokens.line(), fault);
        }
        return fault == null;
    }

    private void reject(long line, String reason) throws IOException {
        calls.reject(line, reason);
    }

    private static void skipLine(Tokens tokens) throws IOException {
        if (tokens.end() != '\n') {
            tokens.next(AFTER_LINE, false);
        }
    }

    private static boolean blank(Tokens tokens) {
        for (int at = tokens.from(); at < tokens.to(); at++) {
            if (!ListShape.separator(tokens.bytes()[at])) {
                return false;
            }
        }
        return true;
    }

    static String text(Tokens tokens) {
        return new String(tokens.bytes(), tokens.from(), tokens.to() - tokens.from(), StandardCharsets.UTF_8);
    }

    static boolean[] separators(String bytes) {
        boolean[] separators = new boolean[256];
        separators['\n'] = true;
        for (int i = 0; i < bytes.length(); i++) {
            separators[bytes.charAt(i)] = true;
        }
        return separators;
    }
}
