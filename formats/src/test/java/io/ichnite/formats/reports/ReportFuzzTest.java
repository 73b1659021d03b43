package io.ichnite.formats.reports;

import io.ichnite.formats.Mutations;
import io.ichnite.formats.traces.Outcome;
import io.ichnite.ingest.Limits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged report is taken or refused, and whatever it holds, no kind of it fails to be told. */
class ReportFuzzTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cape-2.4.json",
                "cuckoo-1.2.json",
                "cuckoo-2.0.json",
                "speakeasy-1.1.json",
                "speakeasy-1.1-entry-points.json",
                "speakeasy-3.0.json"
            })
    void damaged(String name) {
        byte[] report = Reports.own(name);
        Limits limits = Limits.defaults().withDepth(12).withText(256).withCalls(1000);
        Mutations.fuzz(report, report.length, 4000, bytes -> {
            ReportHead.kind(bytes);
            Reports.read(ReportKind.ANY, bytes, Outcome.RETURN, limits);
        });
    }
}
