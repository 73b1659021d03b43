package io.ichnite.bench;

import io.ichnite.formats.logs.NameLists;
import io.ichnite.formats.logs.RelayLogs;
import io.ichnite.formats.logs.StraceLogs;
import io.ichnite.formats.traces.Outcome;
import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.Limits;
import io.ichnite.ingest.TraceFormat;
import io.ichnite.ingest.TraceSource;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Times how fast a log or list is taken apart, without a store behind it: the best of some rounds for each way to keep
 * outcomes, by the CPU time of the reading thread. Prints a JSON object a line.
 *
 * <p>{@code java -cp … io.ichnite.bench.ReadLogs --kind relay|strace|text --file FILE [--rounds 6]}
 */
public final class ReadLogs {
    private ReadLogs() {}

    public static void main(String[] args) throws IOException {
        Arguments options = new Arguments(args, Set.of("kind", "file", "rounds"));
        Path file = Path.of(options.text("file"));
        TraceKind kind = List.of(new RelayLogs(), new StraceLogs(), new NameLists()).stream()
                .filter(each -> each.word().equals(options.text("kind")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--kind must be relay, strace or text"));
        for (Outcome outcome : Outcome.values()) {
            TraceFormat format = kind.format(new Reading(Limits.defaults(), outcome));
            long best = Long.MAX_VALUE;
            Count count = new Count();
            for (int round = options.number("rounds", 6); round > 0; round--) {
                count = new Count();
                long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                try (InputStream in = Files.newInputStream(file)) {
                    format.read(in, new TraceSource(file.toString(), "file"), count);
                }
                best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began);
            }
            System.out.printf(
                    Locale.ROOT,
                    "{\"kind\": \"%s\", \"outcome\": \"%s\", \"megabytes_per_cpu_second\": %.0f, \"calls_per_cpu_second\": %.0f,"
                            + " \"calls\": %d, \"rejected\": %d}%n",
                    kind.word(),
                    outcome.word(),
                    Files.size(file) * 1e3 / best,
                    count.calls * 1e9 / best,
                    count.calls,
                    count.rejected);
        }
    }

    /** Takes all and keeps nothing. */
    private static final class Count implements CallSink {
        private long calls;
        private long rejected;

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
            rejected++;
        }

        @Override
        public void part(TraceSource part, @Nullable TraceFormat format, InputStream plain) {
            throw new UnsupportedOperationException("logs have no parts");
        }
    }
}
