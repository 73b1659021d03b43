package io.ichnite.app.task;

import io.ichnite.app.task.AuditCopies.Count;
import io.ichnite.data.NearGroups;
import io.ichnite.data.NearPlan;
import io.ichnite.metric.Interval;
import io.ichnite.metric.Intervals;
import io.ichnite.metric.Measure;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An audit for programs: one object. What is of two sets is there only where two were given. */
final class AuditJson {
    private AuditJson() {}

    static Map<String, Object> of(AuditOutcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("train", side(outcome.rows().train(), outcome.train()));
        AuditSide tested = outcome.rows().test();
        Count test = outcome.test();
        if (tested != null && test != null) {
            json.put("test", side(tested, test));
            Map<String, Object> leaks = new LinkedHashMap<>();
            leaks.put("copies", outcome.copies().leaked().size());
            leaks.put("near_copies", outcome.copies().nearlyLeaked().size());
            json.put("leaks", leaks);
        }
        json.put("near", near(outcome));
        json.put("conflicts", conflicts(outcome.conflicts()));
        json.put(
                "classes",
                outcome.classes().classes().stream()
                        .map(c -> ofClass(c, tested != null))
                        .toList());
        AuditIds ids = outcome.ids();
        if (ids != null) {
            Map<String, Object> shared = new LinkedHashMap<>();
            shared.put("shared", ids.shared().size());
            shared.put("same_content", ids.same());
            shared.put("relabelled", ids.relabelled());
            json.put("ids", shared);
            json.put("dates", dates(outcome.dates()));
        }
        if (outcome.vocabulary() != null) {
            json.put("vocabulary", vocabulary(outcome.vocabulary()));
        }
        if (outcome.kin() != null) {
            json.put("groups", kin(outcome.kin()));
        }
        json.put("folds", outcome.request().folds());
        json.put("scores", outcome.scores().stream().map(AuditJson::score).toList());
        json.put(
                "test_scores",
                outcome.testScores().stream().map(AuditJson::score).toList());
        json.put("findings", outcome.findings().stream().map(Finding::json).toList());
        json.put("rejected", outcome.rejected());
        return json;
    }

    private static Map<String, Object> side(AuditSide side, Count count) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", side.data().name());
        json.put("rows", count.rows());
        json.put("distinct", count.distinct());
        json.put("repeats", count.repeats());
        json.put("repeated", count.repeated());
        json.put("largest", count.largest());
        json.put("near_groups", count.nearGroups());
        json.put("near_rows", count.nearRows());
        json.put("repeats_or_nearly", count.alike());
        return json;
    }

    private static Map<String, Object> near(AuditOutcome outcome) {
        NearPlan plan = outcome.request().near();
        NearGroups groups = outcome.copies().near();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("looked_for", groups != null);
        json.put("shingle", plan.shingle());
        json.put("similarity", plan.similarity());
        json.put("seed", plan.seed());
        json.put("not_compared", groups == null ? 0 : groups.left());
        return json;
    }

    private static Map<String, Object> conflicts(AuditConflicts conflicts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sequences", conflicts.identical().size());
        json.put("rows", conflicts.rows());
        json.put("cannot_be_right", conflicts.wrong());
        json.put("near_groups", conflicts.near().size());
        json.put("near_rows", conflicts.nearRows());
        return json;
    }

    private static Map<String, Object> ofClass(AuditClasses.OfClass each, boolean tested) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("class", each.name());
        json.put("train_rows", each.train().rows());
        json.put("train_distinct", each.train().distinct());
        json.put("train_near_groups", each.train().groups());
        if (tested) {
            json.put("test_rows", each.test().rows());
            json.put("test_distinct", each.test().distinct());
            json.put("test_near_groups", each.test().groups());
        }
        return json;
    }

    private static Map<String, Object> dates(AuditDates dates) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("train", span(dates.train()));
        json.put("test", span(dates.test()));
        json.put("train_after_first_test", dates.later());
        json.put("test_before_last_train", dates.earlier());
        json.put("pairs_out_of_order", dates.wrong());
        return json;
    }

    private static Map<String, Object> span(AuditDates.Span span) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dated", span.dated());
        json.put("first", text(span.first()));
        json.put("last", text(span.last()));
        return json;
    }

    private static String text(@Nullable LocalDate date) {
        return date == null ? "" : date.toString();
    }

    private static Map<String, Object> vocabulary(AuditVocabulary vocabulary) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("test_not_in_train", missing(vocabulary.unseen()));
        json.put("train_not_in_test", missing(vocabulary.gone()));
        MixShift shift = vocabulary.shift();
        Map<String, Object> mix = new LinkedHashMap<>();
        mix.put("jensen_shannon", shift.divergence());
        mix.put("by_chance_median", shift.usual());
        mix.put("by_chance_95", shift.high());
        mix.put("p", shift.chance());
        mix.put("dealt", shift.dealt());
        mix.put("groups", shift.groups());
        mix.put("train_files", shift.trainFiles());
        mix.put("test_files", shift.testFiles());
        json.put("mix", mix);
        return json;
    }

    private static Map<String, Object> missing(AuditVocabulary.Missing missing) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("names", missing.names());
        json.put("all_names", missing.allNames());
        json.put("calls", missing.calls());
        json.put("all_calls", missing.allCalls());
        json.put("files", missing.files());
        json.put("all_files", missing.allFiles());
        return json;
    }

    private static Map<String, Object> kin(AuditKin kin) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("column", kin.name());
        json.put("train", kin.train());
        json.put("train_of_several_rows", kin.several());
        if (kin.known()) {
            json.put("test", kin.test());
            json.put("shared", kin.shared());
            json.put("test_rows_of_shared", kin.leaked().size());
        }
        return json;
    }

    private static Map<String, Object> score(AuditScore score) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", score.word());
        json.put("what", score.words());
        json.put("rows", score.rows());
        for (Measure measure : List.of(Measure.MACRO_F1, Measure.LOG_LOSS, Measure.ACCURACY, Measure.AUROC)) {
            json.put(measure.word(), measure.of(score.scores()));
        }
        Intervals intervals = score.intervals();
        json.put("interval_groups", intervals.groups());
        json.put("macro_f1_interval", pair(intervals.macroF1()));
        json.put("log_loss_interval", pair(intervals.logLoss()));
        json.put("accuracy_interval", pair(intervals.accuracy()));
        json.put("class_mix_macro_f1", Measure.MACRO_F1.of(score.mix()));
        json.put("class_mix_log_loss", Measure.LOG_LOSS.of(score.mix()));
        json.put("class_mix_accuracy", Measure.ACCURACY.of(score.mix()));
        return json;
    }

    private static List<Double> pair(Interval interval) {
        return Arrays.asList(interval.low(), interval.high());
    }
}
