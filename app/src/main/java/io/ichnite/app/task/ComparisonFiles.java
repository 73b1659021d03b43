package io.ichnite.app.task;

import io.ichnite.app.picture.Picture;
import io.ichnite.app.report.HtmlPage;
import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.formats.json.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison of two models as files. */
public final class ComparisonFiles {
    private ComparisonFiles() {}

    /** What {@code --json} prints. */
    public static Map<String, Object> json(ModelsCompared models, @Nullable AnswersCompared answers) {
        Map<String, Object> object = models.json();
        if (answers != null) {
            object.put("rows", answers.json(ComparisonText.DISAGREEMENTS));
        }
        return object;
    }

    /** Writes report.html, comparison.json and pictures; where both were asked about rows, answers.csv, a row each, too. */
    public static void write(
            ModelsCompared models, @Nullable AnswersCompared answers, String version, Path folder, PictureFiles files)
            throws IOException {
        Files.createDirectories(folder);
        OutputFile.write(folder.resolve("comparison.json"), out -> out.append(Json.line(json(models, answers)))
                .append('\n'));
        ComparisonPictures pictures = new ComparisonPictures(true);
        Map<String, Picture> all = new LinkedHashMap<>(pictures.of(models));
        if (answers != null) {
            all.putAll(pictures.of(answers));
            OutputFile.write(folder.resolve("answers.csv"), out -> answers(answers, out));
        }
        for (Map.Entry<String, Picture> each : all.entrySet()) {
            files.write(folder, each.getKey(), each.getValue());
        }
        OutputFile.write(
                folder.resolve("report.html"),
                out -> HtmlPage.write(new ComparisonPage(models, answers, version).page(), out));
    }

    private static void answers(AnswersCompared answers, Appendable out) throws IOException {
        out.append("file_id,label,answer_a,probability_a,answer_b,probability_b,divergence\n");
        for (int row = 0; row < answers.size(); row++) {
            AnswersCompared.Disagreement each = answers.disagreement(row);
            out.append(OutputFile.field(each.id())).append(',').append(OutputFile.field(each.label()));
            out.append(',').append(OutputFile.field(each.answerA()));
            out.append(',').append(Numbers.text(each.probabilityA()));
            out.append(',').append(OutputFile.field(each.answerB()));
            out.append(',').append(Numbers.text(each.probabilityB()));
            out.append(',').append(Numbers.text(each.divergence())).append('\n');
        }
    }
}
