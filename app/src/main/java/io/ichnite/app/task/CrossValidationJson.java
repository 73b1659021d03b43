package io.ichnite.app.task;

import io.ichnite.metric.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cross-validation for programs: the keys of an evaluation, where measures of the whole are means over the repeats and all else is
 * repeat 1's; and beside them {@code repeats}, {@code folds} and {@code verdict}.
 */
final class CrossValidationJson {
    private CrossValidationJson() {}

    static Map<String, Object> of(CrossValidated result) {
        Map<String, Object> object = new LinkedHashMap<>(result.first().json());
        object.putAll(means(result.learners().get(0)));
        object.put("class_mix_log_loss", result.learners().get(1).mean(Measure.LOG_LOSS));
        object.put("baselines", baselines(result));
        for (LearnerScores baseline :
                result.learners().subList(1, result.learners().size())) {
            if (baseline.name().equals(Baseline.LINEAR)) {
                object.put("linear", means(baseline));
            }
        }
        object.put("fold_count", result.foldCount());
        object.put("repeats", repeats(result.learners().get(0)));
        object.put("folds", folds(result));
        object.put("verdict", Verdict.of(result.learners()));
        return object;
    }

    private static Map<String, Object> means(LearnerScores learner) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            object.put(measure.word(), learner.mean(measure));
        }
        return object;
    }

    private static List<Object> baselines(CrossValidated result) {
        List<Object> all = new ArrayList<>();
        for (LearnerScores learner :
                result.learners().subList(1, result.learners().size())) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", learner.name());
            one.putAll(means(learner));
            all.add(one);
        }
        return all;
    }

    private static List<Object> repeats(LearnerScores judged) {
        List<Object> all = new ArrayList<>();
        judged.repeats().forEach(scores -> all.add(ScoreJson.headline(scores)));
        return all;
    }

    private static List<Object> folds(CrossValidated result) {
        List<Object> all = new ArrayList<>();
        for (FoldScores fold : result.folds()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("repeat", fold.repeat());
            one.put("fold", fold.fold());
            one.put("rows", fold.rows());
            one.put("groups", fold.groups());
            one.put("trained", fold.trained());
            one.put("epoch", fold.epoch());
            one.putAll(ScoreJson.headline(fold.learners().get(0)));
            List<Object> others = new ArrayList<>();
            for (int i = 1; i < fold.learners().size(); i++) {
                Map<String, Object> other = new LinkedHashMap<>();
                other.put("name", result.learners().get(i).name());
                other.putAll(ScoreJson.headline(fold.learners().get(i)));
                others.add(other);
            }
            one.put("baselines", others);
            all.add(one);
        }
        return all;
    }
}
