package io.ichnite.formats.reports;

import io.ichnite.error.BadInput;
import io.ichnite.formats.traces.Reading;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.TraceFormat;
import io.ichnite.ingest.TraceSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads reports of any size that are hard to hold, in a process of its own whose heap is smaller than they are. By hand, a GB each
 * in 256 MB (class path: target/classes and target/test-classes of core and formats, Jackson, JSpecify):
 * {@code java -Xmx256m -cp … io.ichnite.formats.reports.SmallHeap 1000}.
 */
final class SmallHeap {
    private static final String CALL = "{\"timestamp\": \"2024-01-17 20:31:18,697\", \"thread_id\": \"7948\","
            + " \"caller\": \"0x7ff60f5411a1\", \"category\": \"network\", \"api\": \"send\", \"status\": true,"
            + " \"return\": \"0x26d1cd72460\", \"arguments\": [{\"name\": \"Name\", \"value\": \"abc\"}],"
            + " \"repeated\": 0, \"id\": 37}";
    private static final String OPEN = "{\"behavior\":{\"processes\":[{\"calls\":[" + CALL;
    private static final String CLOSE = "]}]}}";

    private SmallHeap() {}

    /** @param arguments millions of bytes of each report */
    public static void main(String[] arguments) throws IOException {
        long bytes = Long.parseLong(arguments[0]) * 1_000_000;
        reports(bytes).forEach((what, report) -> {
            long start = System.nanoTime();
            String told;
            try {
                told = read(report);
            } catch (IOException e) {
                told = e.toString();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("%s: %s (%d bytes, %.1f s)%n", what, told, report.length(), seconds);
        });
    }

    /** Each under what it is. */
    private static Map<String, Made> reports(long bytes) {
        Map<String, Made> made = new LinkedHashMap<>();
        made.put("calls", Made.of(bytes, OPEN, "," + CALL, CLOSE));
        made.put("text passed over", Made.of(bytes, OPEN + "],\"x\":\"", "abcdefghijklmno ", "\"}]}}"));
        made.put("text asked for", Made.of(bytes, OPEN + ",{\"api\":\"", "abcdefghijklmno ", "\"}" + CLOSE));
        made.put("number", Made.of(bytes, OPEN + ",{\"x\":1", "0123456789123456", "}" + CLOSE));
        made.put("key", Made.of(bytes, OPEN + ",{\"x", "0123456789123456", "\":1}" + CLOSE));
        made.put("lists", Made.of(bytes, OPEN + ",{\"x\":", "[[[[[[[[[[[[[[[[", "}" + CLOSE));
        made.put("blanks", Made.of(bytes, OPEN, "        \n\t      ", CLOSE));
        made.put("keys in a process", Made.of(bytes, OPEN + "]", ",\"abcdef#########\":1", "}]}}"));
        made.put("keys on top", Made.of(bytes, OPEN + CLOSE.replaceAll("}$", ""), ",\"abcdef#########\":1", "}"));
        made.put("names", Made.of(bytes, OPEN, ",{\"tid\":7,\"api\":\"a#########\"}", CLOSE));
        made.put("threads", Made.of(bytes, OPEN, ",{\"tid\":\"#########\",\"api\":\"a\"}", CLOSE));
        made.put("processes", Made.of(bytes, OPEN + "]}", ",{\"calls\":[{\"tid\":7,\"api\":\"a\"}]}", "]}}"));
        made.put("entry points", Made.of(bytes, "[{\"apis\":[]}", ",{\"apis\":[{\"api_name\":\"a\"}]}", "]"));
        made.put("events", Made.of(bytes, "[{\"events\":[{\"event\":\"b\"}", ",{\"event\":\"c#########\"}", "]}]"));
        return made;
    }

    private static String read(InputStream report) throws IOException {
        Counted counted = new Counted();
        String refused = "";
        try {
            ReportKind.ANY.format(Reading.defaults()).read(report, new TraceSource("r", "r"), counted);
        } catch (BadInput e) {
            refused = ", " + e.getMessage();
        }
        return counted.calls + " calls, " + counted.rejects + " rejects" + refused;
    }

    /** Holds nothing. */
    private static final class Counted implements CallSink {
        private long calls;
        private long rejects;

        @Override
        public long file(String id) {
            return 0;
        }

        @Override
        public @Nullable String call(long file, int tid, int index, byte[] text, int from, int to, long line) {
            calls++;
            return null;
        }

        @Override
        public @Nullable String label(long file, String label) {
            return null;
        }

        @Override
        public void reject(long line, String reason) {
            rejects++;
        }

        @Override
        public void part(TraceSource part, @Nullable TraceFormat format, InputStream plain) {}
    }
}
