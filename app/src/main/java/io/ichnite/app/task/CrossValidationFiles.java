package io.ichnite.app.task;

import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.metric.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A cross-validation as files. */
public final class CrossValidationFiles {
    private CrossValidationFiles() {}

    /**
     * Writes crossvalidation.json, folds.csv, out_of_fold.csv, and of repeat 1 the tables, curves and pictures that an evaluation has.
     * The data must be open still.
     */
    public static void write(CrossValidated result, Path folder, PictureFiles files) throws IOException {
        Files.createDirectories(folder);
        EvaluationFiles.parts(result.first(), folder, files);
        OutputFile.write(folder.resolve("folds.csv"), out -> folds(result, out));
        OutputFile.write(
                folder.resolve("out_of_fold.csv"), out -> result.outOfFold().write(out));
        OutputFile.write(folder.resolve("crossvalidation.json"), out -> out.append(Json.line(result.json()))
                .append('\n'));
    }

    /** A row for each fold and each way to answer. */
    private static void folds(CrossValidated result, Appendable out) throws IOException {
        out.append("repeat,fold,model,rows,groups,trained,epoch");
        for (Measure measure : Measure.values()) {
            out.append(',').append(measure.word());
        }
        out.append('\n');
        for (FoldScores fold : result.folds()) {
            for (int i = 0; i < fold.learners().size(); i++) {
                out.append(String.valueOf(fold.repeat())).append(',').append(String.valueOf(fold.fold()));
                out.append(',').append(OutputFile.field(result.learners().get(i).name()));
                out.append(',').append(String.valueOf(fold.rows()));
                out.append(',').append(String.valueOf(fold.groups()));
                out.append(',').append(String.valueOf(fold.trained()));
                out.append(',').append(i == 0 ? String.valueOf(fold.epoch()) : "");
                for (Measure measure : Measure.values()) {
                    out.append(',')
                            .append(CurveFiles.cell(measure.of(fold.learners().get(i))));
                }
                out.append('\n');
            }
        }
    }
}
