package io.ichnite.app.task;

import io.ichnite.app.show.ConfusionPicture;
import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.formats.json.Numbers;
import io.ichnite.metric.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How good a model was, as files. */
public final class EvaluationFiles {
    private EvaluationFiles() {}

    /** Writes evaluation.json, per_class.csv and confusion.csv (a row a true class, a column a predicted one), also drawn. */
    public static void write(Measured measured, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> classes = measured.families().names();
        OutputFile.write(folder.resolve("per_class.csv"), out -> {
            out.append("class,rows,precision,recall,f1\n");
            for (int c = 0; c < classes.size(); c++) {
                Evaluation.PerClass each = measured.evaluation().classes().get(c);
                out.append(OutputFile.field(classes.get(c))).append(',').append(String.valueOf(each.support()));
                out.append(',').append(Numbers.text(each.precision()));
                out.append(',').append(Numbers.text(each.recall()));
                out.append(',').append(Numbers.text(each.f1())).append('\n');
            }
        });
        OutputFile.write(folder.resolve("confusion.csv"), out -> {
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
        });
        String title = String.format(
                Locale.ROOT,
                "%d runs, macro-F1 %.2f, accuracy %.2f",
                measured.evaluation().rows(),
                measured.evaluation().macroF1(),
                measured.evaluation().accuracy());
        OutputFile.write(
                folder.resolve("confusion.svg"),
                out -> ConfusionPicture.write(
                        title, classes, measured.evaluation().confusion(), out));
        OutputFile.write(folder.resolve("evaluation.json"), out -> out.append(Json.line(measured.json()))
                .append('\n'));
    }
}
