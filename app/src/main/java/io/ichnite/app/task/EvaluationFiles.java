package io.ichnite.app.task;

import io.ichnite.app.picture.Picture;
import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.metric.Evaluation;
import io.ichnite.metric.Ranking;
import io.ichnite.metric.ThresholdCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How good a model was, as files. */
public final class EvaluationFiles {
    private EvaluationFiles() {}

    /**
     * Writes evaluation.json; per_class.csv; confusion.csv, a row a true class, a column a predicted one; the curves
     * roc.csv, precision_recall.csv and calibration.csv; and pictures of these four, of ROC with a logarithmic axis too.
     */
    public static void write(Measured measured, Path folder, PictureFiles files) throws IOException {
        Files.createDirectories(folder);
        parts(measured, folder, files);
        OutputFile.write(folder.resolve("evaluation.json"), out -> out.append(Json.line(measured.json()))
                .append('\n'));
    }

    /** All but the JSON. */
    static void parts(Measured measured, Path folder, PictureFiles files) throws IOException {
        List<String> classes = measured.families().names();
        OutputFile.write(folder.resolve("per_class.csv"), out -> perClass(measured, out));
        OutputFile.write(folder.resolve("confusion.csv"), out -> confusion(measured, out));
        CurveFiles.write(measured.scores(), classes, folder);
        for (Map.Entry<String, Picture> picture :
                EvaluationPictures.forFiles(measured).all().entrySet()) {
            files.write(folder, picture.getKey(), picture.getValue());
        }
    }

    private static void perClass(Measured measured, Appendable out) throws IOException {
        out.append("class,rows,precision,recall,f1,negatives,auroc,average_precision");
        for (double limit : Ranking.LIMITS) {
            out.append(',').append(ScoreJson.rateName(limit));
        }
        out.append('\n');
        for (int c = 0; c < measured.families().size(); c++) {
            Evaluation.PerClass each = measured.evaluation().classes().get(c);
            ThresholdCurve curve = measured.scores().ranking().classes().get(c);
            out.append(OutputFile.field(measured.families().names().get(c)));
            out.append(',').append(String.valueOf(each.support()));
            out.append(',').append(CurveFiles.cell(each.precision()));
            out.append(',').append(CurveFiles.cell(each.recall()));
            out.append(',').append(CurveFiles.cell(each.f1()));
            out.append(',').append(String.valueOf(curve.negatives()));
            out.append(',').append(CurveFiles.cell(curve.auroc()));
            out.append(',').append(CurveFiles.cell(curve.averagePrecision()));
            for (double limit : Ranking.LIMITS) {
                out.append(',').append(CurveFiles.cell(curve.truePositiveRateAt(limit)));
            }
            out.append('\n');
        }
    }

    private static void confusion(Measured measured, Appendable out) throws IOException {
        List<String> classes = measured.families().names();
        out.append("true");
        for (String name : classes) {
            out.append(',').append(OutputFile.field(name));
        }
        out.append('\n');
        for (int t = 0; t < classes.size(); t++) {
            out.append(OutputFile.field(classes.get(t)));
            for (int count : measured.evaluation().confusion().get(t)) {
                out.append(',').append(String.valueOf(count));
            }
            out.append('\n');
        }
    }
}
