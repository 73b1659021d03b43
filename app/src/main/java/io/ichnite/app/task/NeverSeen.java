package io.ichnite.app.task;

import io.ichnite.app.picture.ScoreHistograms.Series;
import io.ichnite.metric.Interval;
import io.ichnite.metric.MeanSeparation;
import io.ichnite.metric.SeparationMeasure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well one detector, at one layer, tells files of classes that the network knows from files of none.
 *
 * @param detector its word
 * @param layer its number
 * @param near from files that are much like the known ones
 * @param far from files that are unlike them
 * @param scores of each part, for a picture; the familiar first
 */
record NeverSeen(String detector, String layer, MeanSeparation near, MeanSeparation far, List<Series> scores) {
    private static final List<SeparationMeasure> TOLD = List.of(
            SeparationMeasure.AUROC, SeparationMeasure.FPR95_KNOWN_POSITIVE, SeparationMeasure.FPR95_NOVEL_POSITIVE);

    NeverSeen {
        scores = List.copyOf(scores);
    }

    /** A number, and how far it would move with other projects. */
    static String told(MeanSeparation separation, SeparationMeasure measure) {
        Interval interval = separation.interval(measure);
        String number = Told.two(separation.mean(measure));
        return Double.isNaN(interval.low()) ? number : number + " (" + Told.range(interval) + ")";
    }

    /** For programs. */
    Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("detector", detector);
        object.put("layer", layer);
        object.put("near", json(near));
        object.put("far", json(far));
        return object;
    }

    private static Map<String, Object> json(MeanSeparation separation) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (SeparationMeasure measure : TOLD) {
            object.put(measure.word(), separation.mean(measure));
            Interval interval = separation.interval(measure);
            object.put(measure.word() + "_interval", List.of(interval.low(), interval.high()));
        }
        return object;
    }
}
