package io.ichnite.app.task;

import io.ichnite.app.show.Table;
import io.ichnite.app.source.TraceData;
import io.ichnite.ingest.Shown;
import io.ichnite.metric.Interval;
import io.ichnite.metric.Measure;
import java.util.List;
import java.util.Locale;

/** An audit as text for a terminal. */
final class AuditText {
    private static final String INDENT = " ".repeat(22);

    private final AuditOutcome outcome;

    AuditText(AuditOutcome outcome) {
        this.outcome = outcome;
    }

    String text() {
        StringBuilder text = new StringBuilder(side("train", outcome.rows().train()));
        AuditSide test = outcome.rows().test();
        if (test != null) {
            text.append(side("test", test));
        }
        text.append("\n! found  - in order  ? not looked at\n\n");
        for (Finding finding : outcome.findings()) {
            String what = finding.check() + (finding.set().equals("both") ? "" : ", " + finding.set());
            text.append(
                    String.format(Locale.ROOT, "%c %-19s %s%n", finding.state().sign(), what, finding.text()));
            if (!finding.advice().isEmpty()) {
                text.append(INDENT).append("> ").append(finding.advice()).append('\n');
            }
        }
        scores(text, "train, " + outcome.request().folds() + " folds", outcome.scores());
        scores(text, "learned on train, asked of test", outcome.testScores());
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static String side(String name, AuditSide side) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-6s%s: %s",
                name,
                Shown.plain(side.data().name()),
                Told.count(side.data().size(), "row")));
        if (side.data() instanceof TraceData traces) {
            long calls = 0;
            for (int row = 0; row < traces.size(); row++) {
                calls += traces.traces().length(row);
            }
            text.append(", ").append(Told.count(calls, "call"));
            text.append(", ").append(Told.count(traces.traces().apis().size(), "name"));
        }
        return text.append('\n').toString();
    }

    private static void scores(StringBuilder text, String title, List<AuditScore> scores) {
        if (scores.isEmpty()) {
            return;
        }
        Table table = new Table(title, "rows", "macro-F1", "95 %", "log loss", "accuracy", "class mix: F1", "log loss");
        for (AuditScore score : scores) {
            Interval interval = score.intervals().macroF1();
            table.row(
                    score.words(),
                    String.valueOf(score.rows()),
                    Told.three(Measure.MACRO_F1.of(score.scores())),
                    range(interval),
                    Told.three(Measure.LOG_LOSS.of(score.scores())),
                    Told.three(Measure.ACCURACY.of(score.scores())),
                    Told.three(Measure.MACRO_F1.of(score.mix())),
                    Told.three(Measure.LOG_LOSS.of(score.mix())));
        }
        text.append('\n').append(table.text());
    }

    static String range(Interval interval) {
        return Double.isNaN(interval.low()) ? "–" : Told.three(interval.low()) + " to " + Told.three(interval.high());
    }
}
