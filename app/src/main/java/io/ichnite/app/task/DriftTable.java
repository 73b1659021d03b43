package io.ichnite.app.task;

import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.Table;
import io.ichnite.drift.Calendar.Bucket;
import io.ichnite.drift.DriftStory.Period;
import io.ichnite.drift.GroupedShare;
import io.ichnite.drift.Movement;
import io.ichnite.drift.Standing;
import io.ichnite.metric.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A row a bucket: as CSV, an empty cell where there is no number, and for a terminal. */
final class DriftTable {
    private DriftTable() {}

    static void write(DriftOutcome outcome, Appendable out) throws IOException {
        List<String> header = new ArrayList<>(List.of(
                "bucket",
                "first",
                "last",
                "part",
                "rows",
                "labelled",
                "groups",
                "accuracy",
                "accuracy_low",
                "accuracy_high",
                "macro_f1",
                "macro_f1_low",
                "macro_f1_high",
                "false_negative_rate",
                "log_loss",
                "calibration_error",
                "risk_coverage",
                "rejected",
                "rejected_low",
                "rejected_high",
                "kept_accuracy",
                "kept_accuracy_low",
                "kept_accuracy_high",
                "rejected_accuracy",
                "coverage",
                "coverage_low",
                "coverage_high"));
        for (String layer : outcome.layers()) {
            String of = "familiarity_" + layer;
            for (double share : Standing.QUANTILES) {
                header.add(of + "_q" + Math.round(share * 100));
            }
            header.addAll(List.of(
                    of + "_auroc",
                    of + "_ks",
                    of + "_ks_chance",
                    of + "_psi",
                    of + "_wasserstein",
                    of + "_ks_before",
                    of + "_psi_before",
                    of + "_wasserstein_before"));
        }
        header.add("features_moved");
        header.add("discrepancy");
        for (String family : outcome.families().names()) {
            header.add("rows_" + family);
            header.add("answered_" + family);
        }
        out.append(String.join(",", header.stream().map(OutputFile::field).toList()))
                .append('\n');
        line(
                outcome,
                out,
                DriftPictures.VALIDATION,
                null,
                "all",
                outcome.story().reference(),
                null);
        for (Period period : outcome.story().periods()) {
            String name = period.bucket().name();
            line(outcome, out, name, period.bucket(), "all", period.all(), period.movement());
            line(outcome, out, name, period.bucket(), "seen", period.seen(), null);
            line(outcome, out, name, period.bucket(), "unseen", period.unseen(), null);
        }
        line(outcome, out, "novel", null, "all", outcome.story().novel(), null);
    }

    private static void line(
            DriftOutcome outcome,
            Appendable out,
            String name,
            @Nullable Bucket bucket,
            String part,
            @Nullable Standing standing,
            @Nullable Movement movement)
            throws IOException {
        if (standing == null) {
            return;
        }
        out.append(name);
        out.append(',').append(bucket == null ? "" : bucket.first().toString());
        out.append(',').append(bucket == null ? "" : bucket.last().toString());
        out.append(',').append(part);
        out.append(',').append(String.valueOf(standing.rows()));
        out.append(',').append(String.valueOf(standing.evaluation().rows()));
        out.append(',').append(String.valueOf(standing.groups()));
        numbers(out, standing.evaluation().accuracy());
        interval(out, standing.accuracy());
        numbers(out, standing.evaluation().macroF1());
        interval(out, standing.macroF1());
        numbers(
                out,
                standing.missed(),
                standing.evaluation().logLoss(),
                standing.calibration(),
                standing.riskCoverage());
        Standing.Rejection rejection = standing.rejection();
        share(out, rejection == null ? null : rejection.rejected());
        share(out, rejection == null ? null : rejection.keptAccuracy());
        numbers(
                out,
                rejection == null ? Double.NaN : rejection.rejectedAccuracy().share());
        share(out, rejection == null ? null : rejection.covered());
        for (Standing.Layer layer : standing.layers()) {
            layer(out, layer);
        }
        out.append(',').append(movement == null ? "" : String.valueOf(movement.moved()));
        numbers(out, movement == null ? Double.NaN : movement.discrepancy());
        for (int c = 0; c < outcome.families().size(); c++) {
            out.append(',').append(String.valueOf(standing.labels().get(c)));
            out.append(',').append(String.valueOf(standing.answers().get(c)));
        }
        out.append('\n');
    }

    private static void layer(Appendable out, Standing.Layer layer) throws IOException {
        for (int i = 0; i < Standing.QUANTILES.size(); i++) {
            numbers(
                    out,
                    layer.quantiles().isEmpty() ? Double.NaN : layer.quantiles().get(i));
        }
        numbers(out, layer.auroc());
        Standing.Distance reference = layer.fromReference();
        Standing.Distance before = layer.fromBefore();
        numbers(
                out,
                reference == null ? Double.NaN : reference.smirnov().distance(),
                reference == null ? Double.NaN : reference.smirnov().chance(),
                reference == null ? Double.NaN : reference.stability(),
                reference == null ? Double.NaN : reference.wasserstein(),
                before == null ? Double.NaN : before.smirnov().distance(),
                before == null ? Double.NaN : before.stability(),
                before == null ? Double.NaN : before.wasserstein());
    }

    private static void share(Appendable out, @Nullable GroupedShare share) throws IOException {
        numbers(out, share == null ? Double.NaN : share.share());
        interval(out, share == null ? null : share.interval());
    }

    private static void interval(Appendable out, @Nullable Interval interval) throws IOException {
        numbers(out, interval == null ? Double.NaN : interval.low(), interval == null ? Double.NaN : interval.high());
    }

    private static void numbers(Appendable out, double... numbers) throws IOException {
        for (double number : numbers) {
            out.append(',').append(CurveFiles.cell(number));
        }
    }

    /** For a terminal. */
    static String text(DriftOutcome outcome) {
        List<String> header = new ArrayList<>(
                List.of("bucket", "rows", "accuracy", "macro-F1", "rejected", "right, kept", "right, rejected"));
        outcome.layers().forEach(layer -> header.add("median, layer " + layer));
        Table table = new Table(header.toArray(String[]::new));
        row(table, DriftPictures.VALIDATION, outcome.story().reference());
        outcome.story().periods().forEach(period -> row(table, period.bucket().name(), period.all()));
        Standing novel = outcome.story().novel();
        if (novel != null) {
            row(table, "novel", novel);
        }
        return table.text();
    }

    private static void row(Table table, String name, Standing standing) {
        table.row(cells(name, standing));
    }

    /** Name, rows, accuracy, macro-F1, rejected, right of kept, right of rejected, and the median of each layer. */
    static List<String> cells(String name, Standing standing) {
        Standing.Rejection rejection = standing.rejection();
        List<String> cells = new ArrayList<>(List.of(
                name,
                Told.count(standing.rows()),
                Told.three(standing.evaluation().accuracy()),
                Told.three(standing.evaluation().macroF1()),
                Told.percent(
                        rejection == null ? Double.NaN : rejection.rejected().share()),
                Told.three(
                        rejection == null
                                ? Double.NaN
                                : rejection.keptAccuracy().share()),
                Told.three(
                        rejection == null
                                ? Double.NaN
                                : rejection.rejectedAccuracy().share())));
        standing.layers().forEach(layer -> cells.add(median(layer)));
        return cells;
    }

    static String median(Standing.Layer layer) {
        return layer.quantiles().isEmpty()
                ? "–"
                : String.format(Locale.ROOT, "%.4g", layer.quantiles().get(2));
    }
}
