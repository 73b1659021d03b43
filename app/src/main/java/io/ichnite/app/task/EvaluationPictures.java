package io.ichnite.app.task;

import io.ichnite.app.picture.ConfusionMatrix;
import io.ichnite.app.picture.NamedCurve;
import io.ichnite.app.picture.Picture;
import io.ichnite.app.picture.Points;
import io.ichnite.app.picture.PrecisionRecallCurves;
import io.ichnite.app.picture.ReliabilityDiagram;
import io.ichnite.app.picture.RocCurves;
import io.ichnite.metric.Calibration;
import io.ichnite.metric.Ranking;
import io.ichnite.metric.ThresholdCurve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, as pictures.
 *
 * @param measured what they show
 * @param width of those that have no width of their own, in pixels
 * @param titled whether each says above itself what it is; in a page that says so beside it, it need not
 */
public record EvaluationPictures(Measured measured, double width, boolean titled) {
    /** For files that go into a report as they are. */
    static EvaluationPictures forFiles(Measured measured) {
        return new EvaluationPictures(measured, 480, true);
    }

    /** All of them, by the names that their files have. */
    Map<String, Picture> all() {
        Map<String, Picture> all = new LinkedHashMap<>();
        all.put("confusion", confusion());
        all.put("roc", roc());
        all.put("roc_logarithmic", rocLogarithmic());
        all.put("precision_recall", precisionRecall());
        all.put("calibration", calibration());
        return all;
    }

    private List<String> names() {
        return measured.families().names();
    }

    private String title(String words) {
        return titled ? words : "";
    }

    /** Which classes are taken for which. */
    public Picture confusion() {
        String title = String.format(
                Locale.ROOT,
                "%,d rows, macro-F1 %.2f, accuracy %.2f",
                measured.evaluation().rows(),
                measured.evaluation().macroF1(),
                measured.evaluation().accuracy());
        return ConfusionMatrix.of(title(title), names(), measured.evaluation().confusion());
    }

    /** Found against falsely alarmed. */
    public Picture roc() {
        List<NamedCurve> curves = roc(names());
        return RocCurves.of(title("ROC, each class against all others"), width, mean(curves), curves);
    }

    /** The same for those who can bear few false alarms. */
    public Picture rocLogarithmic() {
        List<NamedCurve> curves = roc(names());
        double fewest = 1.0
                / Math.max(
                        1,
                        ranking().classes().stream()
                                .mapToInt(ThresholdCurve::negatives)
                                .max()
                                .orElse(1));
        return RocCurves.logarithmic(title("ROC at few false alarms"), width, fewest, mean(curves), curves);
    }

    /** Right against found. */
    public Picture precisionRecall() {
        List<NamedCurve> curves = curves(names(), ThresholdCurve::averagePrecision, curve -> {
            List<ThresholdCurve.PrecisionPoint> points = curve.precisionRecall();
            return Points.of(
                    points.stream()
                            .mapToDouble(ThresholdCurve.PrecisionPoint::recall)
                            .toArray(),
                    points.stream()
                            .mapToDouble(ThresholdCurve.PrecisionPoint::precision)
                            .toArray());
        });
        return PrecisionRecallCurves.of(title("Precision and recall of each class"), width, null, curves);
    }

    /** Right against sure. */
    public Picture calibration() {
        Calibration calibration = measured.scores().calibration();
        String note = String.format(Locale.ROOT, "expected calibration error %.3f", calibration.ece());
        List<ReliabilityDiagram.Bin> bins = calibration.bins().stream()
                .map(bin ->
                        new ReliabilityDiagram.Bin(bin.low(), bin.high(), bin.confidence(), bin.accuracy(), bin.rows()))
                .toList();
        return ReliabilityDiagram.of(title("Calibration"), width, note, bins);
    }

    private Ranking ranking() {
        return measured.scores().ranking();
    }

    private List<NamedCurve> roc(List<String> names) {
        return curves(names, ThresholdCurve::auroc, curve -> {
            List<ThresholdCurve.RocPoint> points = curve.roc();
            return Points.of(
                    points.stream()
                            .mapToDouble(ThresholdCurve.RocPoint::falsePositiveRate)
                            .toArray(),
                    points.stream()
                            .mapToDouble(ThresholdCurve.RocPoint::truePositiveRate)
                            .toArray());
        });
    }

    private List<NamedCurve> curves(
            List<String> names, ToDoubleFunction<ThresholdCurve> score, Function<ThresholdCurve, Points> points) {
        List<NamedCurve> curves = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            ThresholdCurve curve = ranking().classes().get(c);
            curves.add(new NamedCurve(names.get(c), score.applyAsDouble(curve), points.apply(curve)));
        }
        return curves;
    }

    /** Of two classes each is the other's mirror: a mean says nothing. */
    private @Nullable NamedCurve mean(List<NamedCurve> curves) {
        return curves.size() < 3 || Double.isNaN(ranking().auroc())
                ? null
                : NamedCurve.mean("mean", ranking().auroc(), curves);
    }
}
