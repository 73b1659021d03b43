package io.ichnite.formats.reports;

import io.ichnite.formats.traces.Outcome;
import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.ToldCalls;
import io.ichnite.ingest.Limits;
import io.ichnite.ingest.TraceSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads reports for tests. */
final class Reports {
    private Reports() {}

    /** One of our own. */
    static byte[] own(String name) {
        try (InputStream in = Reports.class.getResourceAsStream("/reports/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ToldCalls read(ReportKind kind, byte[] report, Outcome outcome, Limits limits) throws IOException {
        return read(kind, new ByteArrayInputStream(report), outcome, limits);
    }

    static ToldCalls read(ReportKind kind, InputStream report, Outcome outcome, Limits limits) throws IOException {
        ToldCalls told = new ToldCalls();
        kind.format(new Reading(limits, outcome)).read(report, new TraceSource("r.json", "r"), told);
        return told;
    }

    /** What is told of it, whatever kind it is of. */
    static List<String> lines(String json) throws IOException {
        return read(ReportKind.ANY, bytes(json), Outcome.NONE, Limits.defaults())
                .lines();
    }

    static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
