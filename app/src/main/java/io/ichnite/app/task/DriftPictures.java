package io.ichnite.app.task;

import io.ichnite.app.picture.BucketBoxes;
import io.ichnite.app.picture.BucketColumn;
import io.ichnite.app.picture.BucketCurves;
import io.ichnite.app.picture.BucketCurves.Curve;
import io.ichnite.app.picture.BucketCurves.Point;
import io.ichnite.app.picture.BucketShares;
import io.ichnite.app.picture.Picture;
import io.ichnite.app.picture.ScoreHistograms;
import io.ichnite.app.picture.ScoreHistograms.Series;
import io.ichnite.drift.DriftRows;
import io.ichnite.drift.DriftStory.Period;
import io.ichnite.drift.GroupedShare;
import io.ichnite.drift.Standing;
import io.ichnite.metric.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a model, as pictures.
 *
 * @param outcome what they show
 * @param width in pixels
 * @param titled whether each says above itself what it is; in a page that says so beside it, it need not
 */
record DriftPictures(DriftOutcome outcome, double width, boolean titled) {
    static final String VALIDATION = "validation";

    /** For files that go into a report as they are. */
    static DriftPictures forFiles(DriftOutcome outcome) {
        int buckets = outcome.story().periods().size();
        return new DriftPictures(outcome, Math.max(480, Math.min(1200, 110 + 62.0 * (buckets + 1))), true);
    }

    /** All of them, by the names that their files have. */
    Map<String, Picture> all() {
        Map<String, Picture> all = new LinkedHashMap<>();
        all.put("accuracy", accuracy());
        all.put("macro_f1", macroF1());
        if (outcome.request().groups() != null) {
            all.put("seen_unseen", groups());
        }
        for (int layer = 0; layer < outcome.layers().size(); layer++) {
            all.put("scores_" + outcome.layers().get(layer), scores(layer));
            all.put("familiarity_" + outcome.layers().get(layer), familiarity(layer));
        }
        all.put("class_mix", classMix());
        return all;
    }

    private String title(String words) {
        return titled ? words : "";
    }

    private List<Period> periods() {
        return outcome.story().periods();
    }

    /** Validation rows first, then each bucket. */
    private List<BucketColumn> columns() {
        List<BucketColumn> columns = new ArrayList<>();
        columns.add(new BucketColumn(VALIDATION, outcome.reference().size()));
        periods()
                .forEach(period -> columns.add(
                        new BucketColumn(period.bucket().name(), period.rows().size())));
        return columns;
    }

    private <T> List<T> each(Function<Standing, T> of) {
        List<T> all = new ArrayList<>();
        all.add(of.apply(outcome.story().reference()));
        periods().forEach(period -> all.add(of.apply(period.all())));
        return all;
    }

    private static Point point(double share, Interval interval) {
        return new Point(share, interval.low(), interval.high());
    }

    private static Point point(@Nullable GroupedShare share) {
        return share == null ? new Point(Double.NaN, Double.NaN, Double.NaN) : point(share.share(), share.interval());
    }

    /** How often it was right, with and without what it rejects, and how much that is. */
    Picture accuracy() {
        List<Curve> curves = new ArrayList<>();
        curves.add(new Curve(
                "right, of all answers", each(all -> point(all.evaluation().accuracy(), all.accuracy()))));
        curves.add(new Curve(
                "right, of answers kept",
                each(all ->
                        point(all.rejection() == null ? null : all.rejection().keptAccuracy()))));
        curves.add(new Curve(
                "answers rejected",
                each(all ->
                        point(all.rejection() == null ? null : all.rejection().rejected()))));
        return BucketCurves.of(title("Right, and rejected, over time"), width, "share of the rows", columns(), curves);
    }

    /** All classes alike. */
    Picture macroF1() {
        List<Curve> curves = List.of(
                new Curve("macro-F1", each(all -> point(all.evaluation().macroF1(), all.macroF1()))),
                new Curve("false negative rate, mean", each(all -> new Point(all.missed(), Double.NaN, Double.NaN))));
        return BucketCurves.of(title("Every class counts alike"), width, "share", columns(), curves);
    }

    /** Groups that training had, and those that it had not. */
    Picture groups() {
        List<BucketColumn> columns = periods().stream()
                .map(period ->
                        new BucketColumn(period.bucket().name(), period.rows().size()))
                .toList();
        List<Curve> curves = List.of(
                new Curve(
                        "seen in training",
                        periods().stream().map(each -> right(each.seen())).toList()),
                new Curve(
                        "never seen",
                        periods().stream().map(each -> right(each.unseen())).toList()));
        return BucketCurves.of(
                title("Right, by whether its group was seen"), width, "share answered right", columns, curves);
    }

    private static Point right(@Nullable Standing standing) {
        return standing == null ? point(null) : point(standing.evaluation().accuracy(), standing.accuracy());
    }

    /** Validation rows, against the first and the newest bucket, and what is known to be novel. */
    Picture scores(int layer) {
        List<Series> series = new ArrayList<>();
        series.add(Series.of(VALIDATION, scores(outcome.reference(), layer, null)));
        List<Period> filled =
                periods().stream().filter(period -> !period.rows().isEmpty()).toList();
        for (int i : new int[] {0, filled.size() - 1}) {
            if (i == 0 || i > 0 && filled.size() > 1) {
                Period period = filled.get(i);
                series.add(Series.of(period.bucket().name(), scores(outcome.rows(), layer, period.rows())));
            }
        }
        DriftRows novel = outcome.novel();
        if (novel != null) {
            series.add(Series.of("novel", scores(novel, layer, null)));
        }
        return ScoreHistograms.of(
                title("Familiarity at layer " + outcome.layers().get(layer)), width, measure(layer), series);
    }

    private String measure(int layer) {
        return "familiarity, layer " + outcome.layers().get(layer) + " ("
                + outcome.request().detector().kind().word() + ")";
    }

    private static double[] scores(DriftRows rows, int layer, @Nullable List<Integer> some) {
        IntStream which =
                some == null ? IntStream.range(0, rows.size()) : some.stream().mapToInt(row -> row);
        return which.mapToDouble(row -> rows.familiarity(layer, row)).toArray();
    }

    /** Where most scores of each bucket lie. */
    Picture familiarity(int layer) {
        return BucketBoxes.of(
                title("Familiarity over time, layer " + outcome.layers().get(layer)),
                width,
                "familiarity (higher is more familiar)",
                columns(),
                each(all -> all.layers().get(layer).quantiles()));
    }

    /** Rows of each class. */
    Picture classMix() {
        return BucketShares.of(
                title("What there was of each class"),
                width,
                "share of labelled rows",
                columns(),
                outcome.families().names(),
                each(Standing::labels));
    }
}
