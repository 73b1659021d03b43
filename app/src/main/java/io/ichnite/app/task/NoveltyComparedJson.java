package io.ichnite.app.task;

import io.ichnite.metric.Interval;
import io.ichnite.metric.MeanSeparation;
import io.ichnite.metric.SeparationMeasure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A comparison of detectors for programs: the choices' mean measures, then {@code families}, {@code detectors} (the best first),
 * {@code recommended}, {@code verdict}. Each measure has {@code _spread}, {@code _low} and {@code _high} beside it.
 */
final class NoveltyComparedJson {
    private NoveltyComparedJson() {}

    static Map<String, Object> of(NoveltyCompared result) {
        boolean none = result.how() == DetectorChoice.How.NONE;
        Map<String, Object> object = new LinkedHashMap<>();
        if (!none) {
            measures(result.choice(), object);
        }
        object.put("choose", result.how().word());
        object.put("folds", result.folds());
        object.put("group", result.grouping());
        object.put("resamples", result.resamples());
        object.put("baseline", named(result, 0, result.baseline()));
        object.put("hindsight_auroc", result.hindsight().mean(SeparationMeasure.AUROC));
        List<Object> families = new ArrayList<>();
        for (ComparedFamily family : result.families()) {
            families.add(family(result, family));
        }
        object.put("families", families);
        List<Object> detectors = new ArrayList<>();
        for (int candidate : result.ranked()) {
            Map<String, Object> one = named(result, candidate, result.mean(candidate));
            Map<String, Object> each = new LinkedHashMap<>();
            result.families()
                    .forEach(family -> each.put(
                            family.name(), measures(family.candidates().get(candidate), new LinkedHashMap<>())));
            one.put("families", each);
            detectors.add(one);
        }
        object.put("detectors", detectors);
        object.put("recommended", result.recommended().name());
        object.put("verdict", NoveltyVerdict.of(result));
        return object;
    }

    private static Map<String, Object> family(NoveltyCompared result, ComparedFamily family) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("family", family.name());
        one.put("novel", family.novel());
        one.put("novel_groups", family.novelGroups());
        one.put("known", family.known());
        one.put("known_groups", family.knownGroups());
        one.put("kin", family.kin());
        if (family.chosen() >= 0) {
            one.put("chosen", result.candidates().get(family.chosen()).name());
            measures(family.choice(), one);
        }
        one.put("hindsight", named(result, family.hindsight(), family.best()));
        one.put("baseline", named(result, 0, family.candidates().get(0)));
        return one;
    }

    private static Map<String, Object> named(NoveltyCompared result, int candidate, MeanSeparation mean) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("detector", result.candidates().get(candidate).name());
        return measures(mean, one);
    }

    private static Map<String, Object> measures(MeanSeparation mean, Map<String, Object> into) {
        for (SeparationMeasure measure : SeparationMeasure.values()) {
            Interval interval = mean.interval(measure);
            into.put(measure.word(), mean.mean(measure));
            into.put(measure.word() + "_spread", mean.spread(measure));
            into.put(measure.word() + "_low", interval.low());
            into.put(measure.word() + "_high", interval.high());
        }
        return into;
    }
}
