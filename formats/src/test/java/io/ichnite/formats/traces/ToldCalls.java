package io.ichnite.formats.traces;

import io.ichnite.error.BadInput;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.TraceFormat;
import io.ichnite.ingest.TraceSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reader handed over, as lines to compare: {@code file tid index name @line}, {@code label …}, {@code reject …}. */
public final class ToldCalls implements CallSink {
    private final List<String> lines = new ArrayList<>();
    private final Map<Long, String> ids = new LinkedHashMap<>();
    private long calls;

    /** All of it, in order. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** How many calls were taken. */
    public long calls() {
        return calls;
    }

    /** The names alone, of all calls that were taken. */
    public List<String> names() {
        return lines.stream()
                .filter(line -> line.startsWith("call "))
                .map(line -> line.replaceAll("^call \\S+ \\S+ \\S+ (.*) @\\d+$", "$1"))
                .toList();
    }

    @Override
    public long file(String id) {
        if (id.isEmpty()) {
            throw BadInput.in("told", "expected a file id of 1 to 1024 bytes, found ''");
        }
        if (id.matches("0|[1-9][0-9]{0,17}")) {
            return Long.parseLong(id);
        }
        for (Map.Entry<Long, String> known : ids.entrySet()) {
            if (known.getValue().equals(id)) {
                return known.getKey();
            }
        }
        ids.put(-1L - ids.size(), id);
        return -ids.size();
    }

    @Override
    public @Nullable String call(long file, int tid, int index, byte[] text, int from, int to, long line) {
        if (tid < 0 || index < 0) {
            throw new IllegalArgumentException("thread and index must not be negative: " + tid + ", " + index);
        }
        String name = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
        if (name.isEmpty()) {
            return "api is empty";
        }
        if (!name.matches("[ -~]{1,128}")) {
            return "api is not 1..128 printable ASCII characters";
        }
        calls++;
        lines.add("call " + shown(file) + " " + tid + " " + index + " " + name + " @" + line);
        return null;
    }

    @Override
    public @Nullable String label(long file, String label) {
        lines.add("label " + shown(file) + " " + label);
        return null;
    }

    @Override
    public void reject(long line, String reason) {
        if (line < 0 || reason.isEmpty()) {
            throw new IllegalArgumentException("a reject needs a line and a reason");
        }
        lines.add("reject " + line + " " + reason);
    }

    @Override
    public void part(TraceSource part, @Nullable TraceFormat format, InputStream plain) throws IOException {
        lines.add("part " + part.name() + " " + part.fileId() + (format == null ? " csv" : ""));
        if (format != null) {
            try {
                format.read(plain, part, this);
            } catch (BadInput e) {
                lines.add("refused " + e.getMessage());
            }
        }
    }

    private String shown(long file) {
        return file >= 0 ? Long.toString(file) : ids.getOrDefault(file, "?");
    }
}
