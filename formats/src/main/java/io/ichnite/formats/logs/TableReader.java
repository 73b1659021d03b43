package io.ichnite.formats.logs;

import io.ichnite.error.BadInput;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.TraceSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table with a sequence on each row; empty cells are no calls. Rows of the same id are files of their own, as such
 * tables have a program that was run twice; their ids tell them apart.
 */
final class TableReader {
    private static final boolean[] CELLS = ListReader.separators(",");
    private static final boolean[] REST = ListReader.separators("");
    private static final int LONGEST_ID = 1024;

    private final int most;
    private final TraceSource source;
    private final CallSink calls;
    /** How often each id was met. */
    private final Map<String, Integer> met = new HashMap<>();

    private long taken;

    /** @param most characters of a cell */
    TableReader(int most, TraceSource source, CallSink calls) {
        this.most = most;
        this.source = source;
        this.calls = calls;
    }

    /** Reads {@code head}, then {@code plain}; how many calls were found. */
    long read(byte[] head, InputStream plain) throws IOException {
        int from = Head.afterMark(head);
        int end = LineFeeds.find(head, from, head.length);
        boolean open = end < 0 && !Head.whole(head);
        TableHeader header = TableHeader.of(head, from, end < 0 ? head.length : end, open);
        if (header == null) {
            throw BadInput.at(source.name(), 1, "expected a header such as sha256,labels,0,1,2");
        }
        Tokens tokens = new Tokens(head, plain, most);
        tokens.next(REST, false);
        while (row(header, tokens)) {}
        return taken;
    }

    private boolean row(TableHeader header, Tokens tokens) throws IOException {
        long file = 0;
        int index = 0;
        String label = "";
        int column = 0;
        for (; ; column++) {
            if (!tokens.next(CELLS, true)) {
                return false;
            }
            long line = tokens.line();
            boolean last = tokens.end() == '\n';
            String fault = null;
            if (column == 0 && last && cell(tokens).isEmpty()) {
                return true;
            }
            if (tokens.cut()) {
                fault = "expected cells of at most " + most + " characters (--max-text)";
            } else if (column >= header.columns()) {
                fault = "expected " + header.columns() + " columns, found more";
            } else if (tokens.to() > tokens.from() && tokens.bytes()[tokens.from()] == '"' && !closed(tokens)) {
                fault = "expected a quote to end in its cell";
            } else if (column == header.id()) {
                String id = cell(tokens);
                fault = idFault(id);
                if (fault == null) {
                    id = ownId(id);
                    fault = idFault(id);
                }
                file = fault == null ? calls.file(id) : 0;
            } else if (column == header.label()) {
                label = cell(tokens);
            } else if (column >= header.calls()
                    && column - header.calls() < header.count()
                    && call(file, index, tokens)) {
                index++;
            }
            if (fault != null) {
                calls.reject(line, fault);
                if (!last) {
                    tokens.next(REST, false);
                }
                last = true;
            }
            if (last) {
                if (index > 0 && !label.isEmpty()) {
                    String unfit = calls.label(file, label);
                    if (unfit != null) {
                        calls.reject(line, unfit);
                    }
                }
                return true;
            }
        }
    }

    /** The id, if it is new; that of the second row with an id is {@code id#2}, and so on. */
    private String ownId(String id) {
        int times = met.merge(id, 1, Integer::sum);
        String own = id;
        while (times > 1) {
            own = id + "#" + times;
            if (met.putIfAbsent(own, 1) == null) {
                return own;
            }
            times = met.merge(id, 1, Integer::sum);
        }
        return own;
    }

    /** Tells one call, if the cell is not empty; whether it was taken. */
    private boolean call(long file, int index, Tokens tokens) throws IOException {
        byte[] bytes = tokens.bytes();
        int from = tokens.from();
        int to = tokens.to();
        while (from < to && blank(bytes[from])) {
            from++;
        }
        while (to > from && blank(bytes[to - 1])) {
            to--;
        }
        if (to - from >= 2 && bytes[from] == '"' && bytes[to - 1] == '"') {
            from++;
            to--;
        }
        if (from == to) {
            return false;
        }
        taken++;
        String fault = calls.call(file, 0, index, bytes, from, to, tokens.line());
        if (fault != null) {
            calls.reject(tokens.line(), fault);
        }
        return fault == null;
    }

    private static @Nullable String idFault(String id) {
        int length = id.length() > LONGEST_ID ? id.length() : id.getBytes(StandardCharsets.UTF_8).length;
        return length == 0 || length > LONGEST_ID ? "expected a file id of 1 to " + LONGEST_ID + " bytes" : null;
    }

    /** A cell's text, without blanks and quotes around it. */
    private static String cell(Tokens tokens) {
        String text = ListReader.text(tokens).strip();
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }

    private static boolean closed(Tokens tokens) {
        String text = cell(tokens);
        return !text.startsWith("\"") || text.startsWith("\"\"");
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
