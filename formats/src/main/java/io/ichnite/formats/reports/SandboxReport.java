package io.ichnite.formats.reports;

import io.ichnite.error.BadInput;
import io.ichnite.formats.traces.Reading;
import io.ichnite.ingest.CallSink;
import io.ichnite.ingest.Shown;
import io.ichnite.ingest.TraceFormat;
import io.ichnite.ingest.TraceSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads one report as a stream, its keys in whatever order. All its calls are of one file, which has the id of the source. What
 * spoils a call rejects it; what is no report, or no JSON, is refused. Holds one call, and a number for each thread. Immutable;
 * safe for use by many threads.
 */
final class SandboxReport implements TraceFormat {
    /** Keys that a refusal names. */
    private static final int NAMED = 4;

    private final EnumSet<Section> sections;
    private final Reading how;

    /** @param sections what is taken for a report's calls */
    SandboxReport(EnumSet<Section> sections, Reading how) {
        this.sections = EnumSet.copyOf(sections);
        this.how = how;
    }

    @Override
    public void read(InputStream plain, TraceSource source, CallSink calls) throws IOException {
        try (JsonWalk walk = new JsonWalk(plain, source.name(), how.limits())) {
            ReportCalls report = new ReportCalls(walk, source, calls, how);
            JsonToken first = walk.next();
            if (first == JsonToken.START_OBJECT) {
                object(walk, report, source);
            } else if (first == JsonToken.START_ARRAY && sections.contains(Section.ENTRY_POINTS)) {
                new EntryPoints(walk, report).readBare(source.name());
            } else {
                throw BadInput.at(
                        source.name(),
                        walk.line(),
                        "expected a JSON object with the key " + Section.words(sections) + ", found " + walk.found());
            }
            walk.end();
            report.end();
        }
    }

    private void object(JsonWalk walk, ReportCalls report, TraceSource source) throws IOException {
        EnumSet<Section> found = EnumSet.noneOf(Section.class);
        List<String> others = new ArrayList<>();
        while (walk.key()) {
            Section section = section(walk.name());
            if (section == null) {
                if (others.size() <= NAMED) {
                    others.add(others.size() < NAMED ? Shown.of(walk.name()) : "...");
                }
                walk.skipValue();
            } else if (!found.isEmpty()) {
                report.reject(walk.line(), "a second list of calls, under " + section.key() + ", is left out");
                walk.skipValue();
            } else {
                found.add(section);
                read(section, walk, report);
            }
        }
        if (found.isEmpty()) {
            throw BadInput.in(
                    source.name(),
                    "expected a report with the key " + Section.words(sections) + ", found "
                            + (others.isEmpty() ? "an empty object" : "the keys " + String.join(", ", others)));
        }
    }

    private @Nullable Section section(String key) {
        for (Section section : sections) {
            if (section.key().equals(key)) {
                return section;
            }
        }
        return null;
    }

    private static void read(Section section, JsonWalk walk, ReportCalls report) throws IOException {
        switch (section) {
            case BEHAVIOR -> new Behavior(walk, report).read();
            case ENTRY_POINTS -> new EntryPoints(walk, report).read();
        }
    }
}
