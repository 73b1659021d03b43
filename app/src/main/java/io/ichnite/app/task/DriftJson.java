package io.ichnite.app.task;

import io.ichnite.drift.Alarm;
import io.ichnite.drift.DriftStory;
import io.ichnite.drift.GroupedShare;
import io.ichnite.drift.Standing;
import io.ichnite.metric.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of a model, for programs. */
final class DriftJson {
    private DriftJson() {}

    static Map<String, Object> of(DriftOutcome outcome) {
        DriftStory story = outcome.story();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("until", outcome.request().until().toString());
        json.put("detector", outcome.request().detector().kind().word());
        json.put("trained", outcome.trained());
        json.put("validation", standing(outcome, story.reference()));
        List<Map<String, Object>> buckets = new ArrayList<>();
        for (DriftStory.Period period : story.periods()) {
            Map<String, Object> bucket = new LinkedHashMap<>();
            bucket.put("bucket", period.bucket().name());
            bucket.put("first", period.bucket().first().toString());
            bucket.put("last", period.bucket().last().toString());
            bucket.putAll(standing(outcome, period.all()));
            bucket.put("features_moved", period.movement().moved());
            bucket.put("discrepancy", period.movement().discrepancy());
            put(bucket, "seen", outcome, period.seen());
            put(bucket, "unseen", outcome, period.unseen());
            buckets.add(bucket);
        }
        json.put("buckets", buckets);
        put(json, "novel", outcome, story.novel());
        Map<String, Object> aut = new LinkedHashMap<>();
        aut.put("periods", story.overall().periods());
        aut.put("macro_f1", story.overall().macroF1());
        aut.put("false_negative_rate", story.overall().missed());
        aut.put("accuracy", story.overall().accuracy());
        json.put("aut", aut);
        json.put(
                "alarms",
                story.alarms().stream().map(alarm -> alarm(outcome, alarm)).toList());
        json.put(
                "look_first",
                story.first().stream()
                        .map(pick -> outcome.names().get(pick.row()))
                        .toList());
        json.put("undated", outcome.undated().size());
        json.put("outside", outcome.outside());
        json.put("foreign", outcome.foreign());
        json.put("notes", outcome.notes());
        json.put("rejected", outcome.rejected());
        return json;
    }

    private static void put(Map<String, Object> into, String name, DriftOutcome outcome, @Nullable Standing standing) {
        if (standing != null) {
            into.put(name, standing(outcome, standing));
        }
    }

    private static Map<String, Object> standing(DriftOutcome outcome, Standing standing) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows", standing.rows());
        json.put("labelled", standing.evaluation().rows());
        json.put("groups", standing.groups());
        json.put("accuracy", standing.evaluation().accuracy());
        json.put("accuracy_interval", interval(standing.accuracy()));
        json.put("macro_f1", standing.evaluation().macroF1());
        json.put("macro_f1_interval", interval(standing.macroF1()));
        json.put("false_negative_rate", standing.missed());
        json.put("log_loss", standing.evaluation().logLoss());
        json.put("calibration_error", standing.calibration());
        json.put("risk_coverage", standing.riskCoverage());
        Standing.Rejection rejection = standing.rejection();
        if (rejection != null) {
            share(json, "rejected", rejection.rejected());
            share(json, "kept_accuracy", rejection.keptAccuracy());
            share(json, "rejected_accuracy", rejection.rejectedAccuracy());
            share(json, "coverage", rejection.covered());
        }
        Map<String, Object> labels = new LinkedHashMap<>();
        Map<String, Object> answers = new LinkedHashMap<>();
        for (int c = 0; c < outcome.families().size(); c++) {
            labels.put(outcome.families().names().get(c), standing.labels().get(c));
            answers.put(outcome.families().names().get(c), standing.answers().get(c));
        }
        json.put("labels", labels);
        json.put("answers", answers);
        Map<String, Object> layers = new LinkedHashMap<>();
        standing.layers().forEach(layer -> layers.put(layer.name(), layer(layer)));
        json.put("layers", layers);
        return json;
    }

    private static Map<String, Object> layer(Standing.Layer layer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("quantiles", layer.quantiles());
        json.put("auroc", layer.auroc());
        Standing.Distance reference = layer.fromReference();
        if (reference != null) {
            json.put("ks", reference.smirnov().distance());
            json.put("ks_chance", reference.smirnov().chance());
            json.put("psi", reference.stability());
            json.put("wasserstein", reference.wasserstein());
        }
        return json;
    }

    private static void share(Map<String, Object> json, String name, GroupedShare share) {
        json.put(name, share.share());
        json.put(name + "_interval", interval(share.interval()));
    }

    private static List<Double> interval(Interval interval) {
        return Arrays.asList(interval.low(), interval.high());
    }

    private static Map<String, Object> alarm(DriftOutcome outcome, Alarm alarm) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("date", alarm.date().toString());
        json.put("detector", alarm.detector());
        json.put("watched", DriftWords.subject(alarm.subject()));
        json.put("layer", alarm.layer());
        json.put("name", outcome.names().get(alarm.row()));
        json.put("classes", DriftWords.classes(outcome.families(), alarm.reason()));
        json.put("features_moved", alarm.reason().moved());
        return json;
    }
}
