package io.ichnite.app.task;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.Table;
import io.ichnite.metric.Interval;
import io.ichnite.metric.Intervals;
import io.ichnite.metric.LeeSeparation;
import io.ichnite.metric.Separation;
import io.ichnite.metric.SeparationIntervals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well scores part known rows from novel ones, in every convention.
 *
 * @param intervals null where none were asked for
 * @param lee the same as Lee's program has it
 */
public record NoveltyEvaluation(Separation separation, @Nullable SeparationIntervals intervals, LeeSeparation lee) {
    /**
     * @param resamples 0 for no intervals
     * @param threads that share them
     */
    public static NoveltyEvaluation of(double[] known, double[] novel, int resamples, long seed, int threads) {
        SeparationIntervals intervals = resamples == 0
                ? null
                : SeparationIntervals.of(known, novel, new Intervals.Plan(resamples, 0.95, seed), threads);
        return new NoveltyEvaluation(Separation.of(known, novel), intervals, LeeSeparation.of(known, novel));
    }

    /** For programs. */
    public String json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("known", separation.known());
        object.put("novel", separation.novel());
        object.put("auroc", separation.auroc());
        object.put("aupr_known", separation.auprKnown());
        object.put("aupr_novel", separation.auprNovel());
        object.put("aupr_known_trapezoid", separation.auprKnownTrapezoid());
        object.put("aupr_novel_trapezoid", separation.auprNovelTrapezoid());
        object.put("fpr95_known_positive", separation.fpr95KnownPositive());
        object.put("fpr95_novel_positive", separation.fpr95NovelPositive());
        object.put("detection_accuracy", separation.detectionAccuracy());
        if (intervals != null) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("level", intervals.plan().level());
            each.put("resamples", intervals.plan().resamples());
            each.put("auroc", pair(intervals.auroc()));
            each.put("aupr_known", pair(intervals.auprKnown()));
            each.put("aupr_novel", pair(intervals.auprNovel()));
            each.put("fpr95_known_positive", pair(intervals.fpr95KnownPositive()));
            each.put("fpr95_novel_positive", pair(intervals.fpr95NovelPositive()));
            each.put("detection_accuracy", pair(intervals.detectionAccuracy()));
            object.put("intervals", each);
        }
        Map<String, Object> theirs = new LinkedHashMap<>();
        theirs.put("tnr_at_tpr95", lee.tnr());
        theirs.put("auroc", lee.auroc());
        theirs.put("detection_accuracy", lee.detectionAccuracy());
        theirs.put("auin", lee.auprKnown());
        theirs.put("auout", lee.auprNovel());
        object.put("lee", theirs);
        return Json.line(object);
    }

    private static List<Double> pair(Interval interval) {
        return List.of(interval.low(), interval.high());
    }

    /** For people. */
    public String text() {
        SeparationIntervals drawn = intervals;
        Table table = new Table("", "", "95 %");
        row(table, "AUROC", separation.auroc(), drawn == null ? null : drawn.auroc());
        row(table, "AUPR known, by steps", separation.auprKnown(), drawn == null ? null : drawn.auprKnown());
        row(table, "AUPR known, by trapezoids", separation.auprKnownTrapezoid(), null);
        row(table, "AUPR novel, by steps", separation.auprNovel(), drawn == null ? null : drawn.auprNovel());
        row(table, "AUPR novel, by trapezoids", separation.auprNovelTrapezoid(), null);
        row(
                table,
                "FPR95 known positive: novel taken for known",
                separation.fpr95KnownPositive(),
                drawn == null ? null : drawn.fpr95KnownPositive());
        row(
                table,
                "FPR95 novel positive: known taken for novel",
                separation.fpr95NovelPositive(),
                drawn == null ? null : drawn.fpr95NovelPositive());
        row(
                table,
                "detection accuracy at the best threshold",
                separation.detectionAccuracy(),
                drawn == null ? null : drawn.detectionAccuracy());
        return separation.known() + " known rows, " + separation.novel() + " novel\n" + table.text();
    }

    private static void row(Table table, String name, double value, @Nullable Interval interval) {
        table.row(
                name,
                number(value),
                interval == null || Double.isNaN(interval.low())
                        ? ""
                        : number(interval.low()) + " to " + number(interval.high()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
