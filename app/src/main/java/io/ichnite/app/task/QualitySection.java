package io.ichnite.app.task;

import io.ichnite.app.picture.NamedBars;
import io.ichnite.app.picture.Picture;
import io.ichnite.app.report.Block;
import io.ichnite.app.report.Block.Grid;
import io.ichnite.app.report.Block.Headline;
import io.ichnite.app.report.Block.Paragraph;
import io.ichnite.app.report.Block.Pictures;
import io.ichnite.app.report.Block.Points;
import io.ichnite.app.report.Block.Shown;
import io.ichnite.app.report.Words;
import io.ichnite.metric.Calibration;
import io.ichnite.metric.Evaluation;
import io.ichnite.metric.Intervals;
import io.ichnite.metric.Ranking;
import io.ichnite.metric.Scores;
import io.ichnite.metric.ThresholdCurve;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How good a model is, for a reader who wants to know whether to believe it.
 *
 * @param measured on rows that it did not learn from
 * @param name of the model in these tables
 * @param leak the same network measured where the split flatters it; null if that was not tried
 */
record QualitySection(Measured measured, String name, @Nullable Measured leak) {
    /** A picture's width where two stand side by side, in pixels. */
    private static final double WIDTH = 400;

    private static final String LEAKED = "the same network, split at random";
    /** Tones of bars: the model, what is to be beaten, and what is not to be believed. */
    private static final int MODEL = 0;

    private static final int BASELINE = 7;
    private static final int LEAK = 1;

    /** Beside what is had without it. */
    List<Block> baselines() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Pictures(List.of(new Shown(
                "Macro-F1 beside what is had without a network",
                Words.of("1 is perfect. Every class counts alike, however many runs it has."
                        + (intervals() == null
                                ? ""
                                : " The thin line is how far the number would move with other programs.")),
                bars(WIDTH, "")))));
        blocks.add(new Grid(
                "Log loss: lower is better. All others: higher is better.",
                List.of("", "macro-F1", "accuracy", "AUROC", "log loss"),
                scoreRows(),
                List.of(),
                List.of(0)));
        blocks.add(verdict());
        return blocks;
    }

    /** The bars alone. */
    Picture bars(double width, String title) {
        List<NamedBars.Bar> bars = new ArrayList<>();
        Evaluation evaluation = measured.evaluation();
        Intervals intervals = intervals();
        bars.add(new NamedBars.Bar(
                name,
                evaluation.macroF1(),
                intervals == null ? Double.NaN : intervals.macroF1().low(),
                intervals == null ? Double.NaN : intervals.macroF1().high(),
                Told.two(evaluation.macroF1()),
                MODEL));
        for (Baseline baseline : strongestFirst()) {
            double macroF1 = baseline.scores().evaluation().macroF1();
            bars.add(new NamedBars.Bar(baseline.name(), macroF1, Double.NaN, Double.NaN, Told.two(macroF1), BASELINE));
        }
        if (leak != null) {
            double macroF1 = leak.evaluation().macroF1();
            bars.add(new NamedBars.Bar(LEAKED + ": a leak", macroF1, Double.NaN, Double.NaN, Told.two(macroF1), LEAK));
        }
        return NamedBars.of(title, width, 1, "macro-F1", bars);
    }

    private List<Baseline> strongestFirst() {
        List<Baseline> baselines = new ArrayList<>(measured.baselines());
        Collections.reverse(baselines);
        return baselines;
    }

    private @Nullable Intervals intervals() {
        Spread spread = measured.spread();
        return spread == null || spread.intervals().groups() < 2 ? null : spread.intervals();
    }

    private List<List<String>> scoreRows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(name, measured.scores()));
        Intervals intervals = intervals();
        if (intervals != null) {
            rows.add(List.of(
                    String.format(
                            Locale.ROOT,
                            "  its %.0f %% interval",
                            intervals.plan().level() * 100),
                    Told.range(intervals.macroF1()),
                    Told.range(intervals.accuracy()),
                    Told.range(intervals.auroc()),
                    Told.range(intervals.logLoss())));
        }
        strongestFirst().forEach(baseline -> rows.add(row(baseline.name(), baseline.scores())));
        if (leak != null) {
            rows.add(row(LEAKED + ": a leak", leak.scores()));
        }
        return rows;
    }

    private static List<String> row(String title, Scores scores) {
        Evaluation evaluation = scores.evaluation();
        return List.of(
                title,
                Told.three(evaluation.macroF1()),
                Told.three(evaluation.accuracy()),
                Told.three(scores.ranking().auroc()),
                Told.three(evaluation.logLoss()));
    }

    /** Says in words who wins. */
    Block verdict() {
        List<Words> points = new ArrayList<>();
        Evaluation own = measured.evaluation();
        for (Baseline baseline : strongestFirst()) {
            Evaluation other = baseline.scores().evaluation();
            points.add(Words.of("Against " + baseline.name() + ", the network ")
                    .strong(outcome(own.macroF1(), other.macroF1()))
                    .and(" in macro-F1 (" + Told.two(own.macroF1()) + " to " + Told.two(other.macroF1()) + ") and ")
                    .strong(outcome(-own.logLoss(), -other.logLoss()))
                    .and(" in log loss (" + Told.two(own.logLoss()) + " to " + Told.two(other.logLoss())
                            + ", lower is better)."));
        }
        return new Points(points);
    }

    private static String outcome(double own, double other) {
        return own > other ? "wins" : own < other ? "loses" : "draws";
    }

    /** Class by class, and which is taken for which. */
    List<Block> classes() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Headline("Class by class"));
        blocks.add(
                Paragraph.of("Precision: of the runs that were called so, the share that are. Recall: of the runs that"
                        + " are so, the share that was found. F1 joins both. AUROC: how often a run of the class looks more like it"
                        + " than any other run does. TPR: the share that is found if one in a hundred, or in a thousand, of the"
                        + " others may be called so wrongly."));
        List<List<String>> rows = new ArrayList<>();
        boolean coarse = false;
        for (int c = 0; c < measured.families().size(); c++) {
            Evaluation.PerClass each = measured.evaluation().classes().get(c);
            ThresholdCurve curve = measured.scores().ranking().classes().get(c);
            List<String> row = new ArrayList<>(List.of(
                    measured.families().names().get(c),
                    Told.count(each.support()),
                    Told.two(each.precision()),
                    Told.two(each.recall()),
                    Told.two(each.f1()),
                    Told.two(curve.auroc())));
            for (double limit : Ranking.LIMITS) {
                double rate = curve.truePositiveRateAt(limit);
                boolean unseen = !Double.isNaN(rate) && !curve.resolves(limit);
                coarse |= unseen;
                row.add(Told.two(rate) + (unseen ? " *" : ""));
            }
            rows.add(row);
        }
        List<String> header = new ArrayList<>(List.of("class", "runs", "precision", "recall", "F1", "AUROC"));
        Ranking.LIMITS.forEach(limit -> header.add("TPR at " + Told.percent(limit)));
        blocks.add(Grid.of("Each class against all others.", header, rows));
        if (coarse) {
            blocks.add(Paragraph.of("* There are too few other runs to show so small a share: no false alarm at all is"
                    + " allowed there."));
        }
        String confused = confused();
        blocks.add(new Pictures(List.of(new Shown(
                "What is taken for what",
                Words.of("A row is what a run is, a column what the network says; each field has the number of runs and"
                        + " their share of the row. The outlined fields are right." + confused),
                new EvaluationPictures(measured, WIDTH, false).confusion()))));
        return blocks;
    }

    private String confused() {
        List<String> names = measured.families().names();
        int most = 0;
        String text = "";
        for (int t = 0; t < names.size(); t++) {
            for (int p = 0; p < names.size(); p++) {
                int count = measured.evaluation().confusion().get(t).get(p);
                if (t != p && count > most) {
                    most = count;
                    text = " Most often, " + names.get(t) + " is taken for " + names.get(p) + ": " + count + " of "
                            + Told.count(measured.evaluation().classes().get(t).support(), "run") + ".";
                }
            }
        }
        return text;
    }

    /** At every threshold, and whether sureness can be believed. */
    List<Block> curves() {
        EvaluationPictures pictures = new EvaluationPictures(measured, WIDTH, false);
        Calibration calibration = measured.scores().calibration();
        return List.of(
                new Headline("At every threshold"),
                new Pictures(List.of(
                        new Shown(
                                "ROC curves",
                                Words.of(
                                        "How many of a class are found (up) for how many false alarms (right). The upper"
                                                + " left corner is best, the diagonal is chance."),
                                pictures.roc()),
                        new Shown(
                                "The same at few false alarms",
                                Words.of("An analyst who looks at every alarm lives here: one in a hundred, one in a"
                                        + " thousand."),
                                pictures.rocLogarithmic()),
                        new Shown(
                                "Precision and recall",
                                Words.of(
                                        "How many alarms are right (up) for how many of a class that are found (right)."
                                                + " The upper right corner is best."),
                                pictures.precisionRecall()),
                        new Shown("Calibration", Words.of(sureness(calibration)), pictures.calibration()))));
    }

    private String sureness(Calibration calibration) {
        double mean = 0;
        int rows = 0;
        for (Calibration.Bin bin : calibration.bins()) {
            mean += bin.rows() == 0 ? 0 : bin.rows() * bin.confidence();
            rows += bin.rows();
        }
        double sure = mean / rows;
        double right = measured.evaluation().accuracy();
        return "When the network says 80 %, is it right in 80 of 100 cases? On average it is " + Told.percent(sure)
                + " sure and " + Told.percent(right) + " right: "
                + (sure > right ? "surer than it should be." : "not surer than it should be.");
    }
}
