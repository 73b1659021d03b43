package io.ichnite.app.task;

import io.ichnite.app.show.Table;
import io.ichnite.metric.Calibration;
import io.ichnite.metric.Evaluation;
import io.ichnite.metric.Interval;
import io.ichnite.metric.Intervals;
import io.ichnite.metric.Ranking;
import io.ichnite.metric.Scores;
import io.ichnite.metric.ThresholdCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, as text for a terminal. */
final class ScoreTables {
    /** Stands behind a rate that rests on no false positive at all, as there are too few negatives. */
    private static final String COARSE = "*";

    private final Measured measured;
    private final List<String> names;

    ScoreTables(Measured measured) {
        this.measured = measured;
        this.names = measured.families().names();
    }

    /** The measures beside the baselines. */
    String headline(String title) {
        Table table = new Table(measured.evaluation().rows() + " rows", "log loss", "accuracy", "macro-F1", "AUROC");
        table.row(headlineRow(title, measured.scores()));
        // what is hardest to beat stands nearest to the model
        for (int i = measured.baselines().size() - 1; i >= 0; i--) {
            Baseline baseline = measured.baselines().get(i);
            table.row(headlineRow(baseline.name(), baseline.scores()));
        }
        Scores linear = measured.linear();
        return table.text() + (linear == null ? "" : verdict(title, linear) + '\n');
    }

    private String verdict(String title, Scores linear) {
        return Verdict.of(List.of(
                new LearnerScores(title, List.of(measured.scores())),
                new LearnerScores(Baseline.LINEAR, List.of(linear))));
    }

    private static List<String> headlineRow(String title, Scores scores) {
        Evaluation evaluation = scores.evaluation();
        return List.of(
                title,
                digits(evaluation.logLoss()),
                digits(evaluation.accuracy()),
                digits(evaluation.macroF1()),
                digits(scores.ranking().auroc()));
    }

    /** Line by line, each ended by a newline. */
    String details() {
        StringBuilder text = new StringBuilder();
        if (measured.spread() != null) {
            text.append(intervals(measured.spread())).append('\n');
        }
        Ranking ranking = measured.scores().ranking();
        List<String> rates = new ArrayList<>();
        for (double limit : Ranking.LIMITS) {
            rates.add(rate(ranking.truePositiveRateAt(limit), ranking.resolves(limit)) + " at " + percent(limit)
                    + " false ones");
        }
        text.append("true positives: ").append(String.join(", ", rates));
        text.append(names.size() == 2 ? " (class " + names.get(1) + ")" : " (mean over classes)");
        text.append("; average precision ")
                .append(digits(ranking.averagePrecision()))
                .append('\n');
        Calibration calibration = measured.scores().calibration();
        text.append("calibration error: ").append(digits(calibration.ece())).append(" expected, ");
        text.append(digits(calibration.mce())).append(" at most, in ").append(Calibration.BINS);
        text.append(" bins; Brier score ").append(digits(calibration.brier())).append('\n');
        if (text.indexOf(COARSE) >= 0) {
            text.append(COARSE + " too few negatives to show so small a share: no false positive at all is allowed\n");
        }
        return text.toString();
    }

    private static String intervals(Spread spread) {
        Intervals intervals = spread.intervals();
        if (intervals.groups() < 2) {
            return "no intervals: all rows are of one group by " + spread.by();
        }
        return String.format(
                Locale.ROOT,
                "%.0f %% intervals, from %d draws of %d groups by %s: log loss %s, accuracy %s, macro-F1 %s, AUROC %s",
                intervals.plan().level() * 100,
                intervals.plan().resamples(),
                intervals.groups(),
                spread.by(),
                interval(intervals.logLoss()),
                interval(intervals.accuracy()),
                interval(intervals.macroF1()),
                interval(intervals.auroc()));
    }

    private static String interval(Interval interval) {
        return digits(interval.low()) + " to " + digits(interval.high());
    }

    /** A row a class. */
    String perClass() {
        List<String> header =
                new ArrayList<>(List.of("class", "rows", "precision", "recall", "F1", "AUROC", "av. prec."));
        Ranking.LIMITS.forEach(limit -> header.add("TPR at " + percent(limit)));
        Table table = new Table(header.toArray(new String[0]));
        for (int c = 0; c < names.size(); c++) {
            Evaluation.PerClass each = measured.evaluation().classes().get(c);
            ThresholdCurve curve = measured.scores().ranking().classes().get(c);
            List<String> row = new ArrayList<>(List.of(
                    names.get(c),
                    String.valueOf(each.support()),
                    digits(each.precision()),
                    digits(each.recall()),
                    digits(each.f1()),
                    digits(curve.auroc()),
                    digits(curve.averagePrecision())));
            for (double limit : Ranking.LIMITS) {
                row.add(rate(curve.truePositiveRateAt(limit), curve.resolves(limit)));
            }
            table.row(row);
        }
        return table.text();
    }

    /** A row a true class, a column an answered one. */
    String confusion() {
        List<String> header = new ArrayList<>(List.of("true \\ answered"));
        header.addAll(names);
        Table table = new Table(header.toArray(new String[0]));
        for (int c = 0; c < names.size(); c++) {
            List<String> row = new ArrayList<>(List.of(names.get(c)));
            measured.evaluation().confusion().get(c).forEach(count -> row.add(String.valueOf(count)));
            table.row(row);
        }
        return table.text();
    }

    private static String rate(double rate, boolean resolved) {
        return digits(rate) + (Double.isNaN(rate) || resolved ? "" : COARSE);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.01 ? "%.1f %%" : "%.0f %%", share * 100);
    }

    static String digits(double number) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%.4f", number);
    }
}
