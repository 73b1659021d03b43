package io.ichnite.app.task;

import io.ichnite.app.show.OutputFile;
import io.ichnite.formats.json.Numbers;
import io.ichnite.metric.Calibration;
import io.ichnite.metric.Scores;
import io.ichnite.metric.ThresholdCurve;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Curves as CSV, a row a point; a cell is empty where there is no number. */
final class CurveFiles {
    private CurveFiles() {}

    /** Writes roc.csv, precision_recall.csv and calibration.csv. */
    static void write(Scores scores, List<String> classes, Path folder) throws IOException {
        List<ThresholdCurve> curves = scores.ranking().classes();
        OutputFile.write(folder.resolve("roc.csv"), out -> {
            out.append("class,threshold,false_positive_rate,true_positive_rate\n");
            for (int c = 0; c < classes.size(); c++) {
                for (ThresholdCurve.RocPoint point : curves.get(c).roc()) {
                    out.append(OutputFile.field(classes.get(c)));
                    line(out, point.threshold(), point.falsePositiveRate(), point.truePositiveRate());
                }
            }
        });
        OutputFile.write(folder.resolve("precision_recall.csv"), out -> {
            out.append("class,threshold,recall,precision\n");
            for (int c = 0; c < classes.size(); c++) {
                for (ThresholdCurve.PrecisionPoint point : curves.get(c).precisionRecall()) {
                    out.append(OutputFile.field(classes.get(c)));
                    line(out, point.threshold(), point.recall(), point.precision());
                }
            }
        });
        OutputFile.write(folder.resolve("calibration.csv"), out -> {
            out.append("above,up_to,rows,confidence,accuracy\n");
            for (Calibration.Bin bin : scores.calibration().bins()) {
                out.append(Numbers.text(bin.low())).append(',').append(Numbers.text(bin.high()));
                out.append(',').append(String.valueOf(bin.rows()));
                line(out, bin.confidence(), bin.accuracy());
            }
        });
    }

    private static void line(Appendable out, double... numbers) throws IOException {
        for (double number : numbers) {
            out.append(',').append(cell(number));
        }
        out.append('\n');
    }

    /** Empty for what there is not. */
    static String cell(double number) {
        return Double.isNaN(number) ? "" : Numbers.text(number);
    }
}
