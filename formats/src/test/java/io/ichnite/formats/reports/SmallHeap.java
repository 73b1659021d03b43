package io.ichnite.formats.reports;

import io.ichnite.error.BadInput;
import io.ichnite.formats.traces.Reading;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.TraceFormat;
import io.ichnite.ingest.TraceSource;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads reports of any size that are hard to hold, in a process of its own whose heap is smaller than they are. By hand, with
 * {@code CP=core/target/classes:formats/target/classes:formats/target/test-classes} and the jars of Jackson and JSpecify, a GB of
 * each, and a real report that is made 33 times as long:
 *
 * <pre>
 * java -Xmx256m -cp $CP io.ichnite.formats.reports.SmallHeap 1000
 * java -Xmx256m -cp $CP io.ichnite.formats.reports.SmallHeap report.json.gz 33
 * </pre>
 */
final class SmallHeap {
    private static final String CALL = "{\"timestamp\": \"2024-01-17 20:31:18,697\", \"thread_id\": \"7948\","
            + " \"caller\": \"0x7ff60f5411a1\", \"category\": \"network\", \"api\": \"send\", \"status\": true,"
            + " \"return\": \"0x26d1cd72460\", \"arguments\": [{\"name\": \"Name\", \"value\": \"abc\"}],"
            + " \"repeated\": 0, \"id\": 37}";
    private static final String OPEN = "{\"behavior\":{\"processes\":[{\"calls\":[" + CALL;
    private static final String CLOSE = "]}]}}";

    private SmallHeap() {}

    /** @param arguments millions of bytes of each report; or a report, which is held, and how many times as long it shall be */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 2) {
            multiplied(Path.of(arguments[0]), Long.parseLong(arguments[1]));
            return;
        }
        reports(Long.parseLong(arguments[0]) * 1_000_000).forEach(SmallHeap::tell);
    }

    private static void multiplied(Path file, long times) throws IOException {
        byte[] report;
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            report = plain.readAllBytes();
        }
        for (int round = 0; round < 5; round++) {
            tell("round " + round, Made.multiplied(report, times));
        }
    }

    private static void tell(String what, Made report) {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long start = thread.getCurrentThreadCpuTime();
        String told;
        try {
            told = read(report);
        } catch (IOException e) {
            told = e.toString();
        }
        double seconds = (thread.getCurrentThreadCpuTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%s: %s (%d bytes, %.2f CPU s)%n", what, told, report.length(), seconds);
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
