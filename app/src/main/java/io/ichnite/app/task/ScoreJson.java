package io.ichnite.app.task;

import io.ichnite.formats.json.Numbers;
import io.ichnite.metric.Evaluation;
import io.ichnite.metric.Interval;
import io.ichnite.metric.Intervals;
import io.ichnite.metric.Measure;
import io.ichnite.metric.Ranking;
import io.ichnite.metric.Scores;
import io.ichnite.metric.ThresholdCurve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, for programs: names and numbers. */
final class ScoreJson {
    private ScoreJson() {}

    static Map<String, Object> of(Measured measured) {
        Map<String, Object> object = new LinkedHashMap<>(headline(measured.scores()));
        object.put("rows", measured.evaluation().rows());
        object.putAll(baselines(measured));
        Scores linear = measured.linear();
        if (linear != null) {
            object.put("linear", headline(linear));
        }
        if (measured.spread() != null) {
            object.put("intervals", spread(measured.spread()));
        }
        object.put("classes", classes(measured));
        object.put("confusion", measured.evaluation().confusion());
        return object;
    }

    /** Each measure of the whole. */
    static Map<String, Object> headline(Scores scores) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            object.put(measure.word(), measure.of(scores));
        }
        for (double limit : Ranking.LIMITS) {
            object.put(rateName(limit) + "_resolved", scores.ranking().resolves(limit));
        }
        return object;
    }

    /** As it stands in JSON and CSV: {@code tpr_at_fpr_0.01}. */
    static String rateName(double limit) {
        return "tpr_at_fpr_" + Numbers.text(limit);
    }

    private static Map<String, Object> baselines(Measured measured) {
        Evaluation mix = measured.baselines().get(0).scores().evaluation();
        Map<String, Object> majority = new LinkedHashMap<>();
        majority.put("class", measured.families().names().get(Baseline.majority(mix)));
        majority.put("accuracy", mix.accuracy());
        majority.put("macro_f1", mix.macroF1());
        List<Object> all = new ArrayList<>();
        for (Baseline baseline : measured.baselines()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", baseline.name());
            one.putAll(headline(baseline.scores()));
            all.add(one);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("majority", majority);
        object.put("class_mix_log_loss", mix.logLoss());
        object.put("baselines", all);
        return object;
    }

    private static Map<String, Object> spread(Spread spread) {
        Intervals intervals = spread.intervals();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("group", spread.by());
        object.put("groups", intervals.groups());
        object.put("resamples", intervals.plan().resamples());
        object.put("level", intervals.plan().level());
        object.put("accuracy", pair(intervals.accuracy()));
        object.put("macro_f1", pair(intervals.macroF1()));
        object.put("log_loss", pair(intervals.logLoss()));
        object.put("auroc", pair(intervals.auroc()));
        return object;
    }

    private static List<Double> pair(Interval interval) {
        return List.of(interval.low(), interval.high());
    }

    private static List<Object> classes(Measured measured) {
        List<Object> classes = new ArrayList<>();
        for (int c = 0; c < measured.families().size(); c++) {
            Evaluation.PerClass each = measured.evaluation().classes().get(c);
            ThresholdCurve curve = measured.scores().ranking().classes().get(c);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("class", measured.families().names().get(c));
            one.put("rows", each.support());
            one.put("negatives", curve.negatives());
            one.put("precision", each.precision());
            one.put("recall", each.recall());
            one.put("f1", each.f1());
            one.put("auroc", curve.auroc());
            one.put("average_precision", curve.averagePrecision());
            for (double limit : Ranking.LIMITS) {
                one.put(rateName(limit), curve.truePositiveRateAt(limit));
                one.put(rateName(limit) + "_resolved", curve.resolves(limit));
            }
            classes.add(one);
        }
        return classes;
    }
}
