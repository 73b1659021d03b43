package io.ichnite.app.task;

import io.ichnite.app.picture.DetectorDots;
import io.ichnite.app.picture.Picture;
import io.ichnite.app.show.Json;
import io.ichnite.app.show.OutputFile;
import io.ichnite.app.show.PictureFiles;
import io.ichnite.metric.MeanSeparation;
import io.ichnite.metric.Separation;
import io.ichnite.metric.SeparationMeasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A comparison of detectors as files. */
public final class NoveltyComparedFiles {
    private static final double WIDTH = 760;

    private NoveltyComparedFiles() {}

    /** Writes comparison.csv, comparison.json, comparison.svg and .png, and report.html. */
    public static void write(NoveltyCompared result, String version, Path folder, PictureFiles files)
            throws IOException {
        Files.createDirectories(folder);
        OutputFile.write(folder.resolve("comparison.csv"), out -> table(result, out));
        OutputFile.write(folder.resolve("comparison.json"), out -> out.append(Json.line(result.json()))
                .append('\n'));
        files.write(folder, "comparison", picture(result, "Families never seen: how well each detector tells them"));
        NoveltyComparedReport.write(result, version, folder.resolve("report.html"));
    }

    /** A row for each network, family that was novel to it, and detector. */
    private static void table(NoveltyCompared result, Appendable out) throws IOException {
        out.append("family,also_left_out,fold,detector,layer,known,novel");
        for (SeparationMeasure measure : SeparationMeasure.values()) {
            out.append(',').append(measure.word());
        }
        out.append('\n');
        for (ComparedPart part : result.parts()) {
            for (int c = 0; c < result.candidates().size(); c++) {
                Candidate candidate = result.candidates().get(c);
                Separation separation = part.candidates().get(c);
                out.append(OutputFile.field(part.novel())).append(',').append(OutputFile.field(part.alsoOut()));
                out.append(',').append(String.valueOf(part.fold()));
                out.append(',').append(candidate.kind().word()).append(',').append(candidate.number());
                out.append(',').append(String.valueOf(separation.known()));
                out.append(',').append(String.valueOf(separation.novel()));
                for (SeparationMeasure measure : SeparationMeasure.values()) {
                    out.append(',').append(CurveFiles.cell(measure.of(separation)));
                }
                out.append('\n');
            }
        }
    }

    /** @param title above the picture; none if empty */
    static Picture picture(NoveltyCompared result, String title) {
        List<DetectorDots.Row> rows = result.ranked().stream()
                .map(candidate -> {
                    MeanSeparation mean = result.mean(candidate);
                    Candidate which = result.candidates().get(candidate);
                    return new DetectorDots.Row(
                            which.name(),
                            which.baseline(),
                            mean.mean(SeparationMeasure.AUROC),
                            mean.interval(SeparationMeasure.AUROC).low(),
                            mean.interval(SeparationMeasure.AUROC).high(),
                            result.families().stream()
                                    .map(family ->
                                            family.candidates().get(candidate).mean(SeparationMeasure.AUROC))
                                    .toList());
                })
                .toList();
        return DetectorDots.of(
                title,
                WIDTH,
                result.families().stream().map(ComparedFamily::name).toList(),
                rows);
    }
}
