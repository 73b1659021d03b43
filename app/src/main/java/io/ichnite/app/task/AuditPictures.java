package io.ichnite.app.task;

import io.ichnite.app.picture.NamedBars;
import io.ichnite.app.picture.NamedBars.Bar;
import io.ichnite.app.picture.Picture;
import io.ichnite.app.picture.SimilarityHistograms;
import io.ichnite.app.picture.SimilarityHistograms.Series;
import io.ichnite.metric.Interval;
import io.ichnite.metric.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An audit as pictures.
 *
 * @param titled whether each says above itself what it is; in a page that says so beside it, it need not
 */
record AuditPictures(AuditOutcome outcome, boolean titled) {
    private static final double WIDTH = 640;

    /** All of them, by the names that their files have. */
    Map<String, Picture> all() {
        Map<String, Picture> all = new LinkedHashMap<>();
        if (!outcome.scores().isEmpty()) {
            all.put("scores", bars("What a score is worth with copies and without", outcome.scores()));
        }
        if (!outcome.testScores().isEmpty()) {
            all.put("test_scores", bars("From train to test, with copies and without", outcome.testScores()));
        }
        if (!outcome.nearest().train().isEmpty()) {
            all.put("nearest", nearest());
        }
        return all;
    }

    Picture bars(String title, List<AuditScore> scores) {
        List<Bar> bars = new ArrayList<>();
        for (AuditScore score : scores) {
            double value = Measure.MACRO_F1.of(score.scores());
            Interval interval = score.intervals().macroF1();
            bars.add(new Bar(score.words(), value, interval.low(), interval.high(), Told.three(value), 0));
        }
        return NamedBars.of(titled ? title : "", WIDTH, 1, "macro-F1 of a linear model, 95 % interval", bars);
    }

    Picture nearest() {
        List<Series> series = new ArrayList<>();
        series.add(new Series("train, to another row of it", outcome.nearest().train()));
        if (!outcome.nearest().test().isEmpty()) {
            series.add(new Series("test, to a row of train", outcome.nearest().test()));
        }
        return SimilarityHistograms.of(
                titled ? "How alike the nearest row is" : "",
                WIDTH,
                "similarity to the nearest row (Jaccard, runs of "
                        + outcome.request().near().shingle() + " calls)",
                outcome.request().near().similarity(),
                series);
    }
}
