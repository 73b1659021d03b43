package io.ichnite.formats.reports;

import io.ichnite.formats.traces.Reading;
import io.ichnite.formats.traces.TraceKind;
import io.ichnite.ingest.TraceFormat;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of reports that are read. A file is recognised by one of them at most, whatever order they are asked in. CAPE is a
 * descendant of Cuckoo and writes its calls the same way, so these two differ in their words alone.
 */
public enum ReportKind implements TraceKind {
    /** CAPE, seen with reports of 2.2 and 2.4. */
    CAPE("cape", Section.BEHAVIOR),
    /** Cuckoo 1.x and 2.x. Its calls have the shape that their sources give them; no real report was at hand. */
    CUCKOO("cuckoo", Section.BEHAVIOR),
    /**
     * Speakeasy, whole reports and bare lists of entry points. Seen with reports of version 1.1; from 2.0 on ({@code events} in
     * the place of {@code apis}) as the project's documentation and sources have it, without a real report.
     */
    SPEAKEASY("speakeasy", Section.ENTRY_POINTS),
    /** JSON whose beginning does not show which: known when the calls come. What turns out to be no report is refused. */
    ANY("report", null);

    private final String word;
    /** Where its calls are; null for wherever. */
    private final @Nullable Section section;

    ReportKind(String word, @Nullable Section section) {
        this.word = word;
        this.section = section;
    }

    /** All of them. */
    public static List<TraceKind> all() {
        return List.of(values());
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public boolean recognises(byte[] head) {
        return ReportHead.kind(head) == this;
    }

    @Override
    public TraceFormat format(Reading how) {
        return new SandboxReport(section == null ? EnumSet.allOf(Section.class) : EnumSet.of(section), how);
    }
}
