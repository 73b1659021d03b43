package io.ichnite.app.task;

import io.ichnite.app.report.Block;
import io.ichnite.app.report.Block.Grid;
import io.ichnite.app.report.Block.Paragraph;
import io.ichnite.app.report.HtmlPage;
import io.ichnite.app.report.Page;
import io.ichnite.app.report.Page.Section;
import io.ichnite.app.report.Words;
import io.ichnite.app.show.OutputFile;
import io.ichnite.model.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Any training as a page: how it went, how good the model is on the rows that validated, and what was asked for. */
public final class TrainingReport {
    private TrainingReport() {}

    /** Writes it; the same training gives the same page. */
    public static void write(TrainedModel trained, Path file) throws IOException {
        Page page = page(trained);
        OutputFile.write(file, out -> HtmlPage.write(page, out));
    }

    static Page page(TrainedModel trained) {
        Manifest manifest = trained.bundle().manifest();
        List<Section> sections = new ArrayList<>();
        sections.add(TrainingSection.of(trained));
        Measured measured = trained.validation();
        if (measured != null && measured.evaluation().rows() > 0) {
            QualitySection quality = new QualitySection(measured, "this network", null);
            List<Block> blocks = new ArrayList<>();
            blocks.add(Paragraph.of(
                    "Measured on " + Told.count(measured.evaluation().rows(), "run")
                            + " that it did not learn from. The epoch was chosen by these very runs, so the figures are a little"
                            + " flattering. Where runs of one program stand on both sides of the split, they are worth nothing"
                            + " for programs that were never seen."));
            blocks.addAll(quality.baselines());
            blocks.addAll(quality.classes());
            blocks.addAll(quality.curves());
            sections.add(new Section("quality", "How good it is", blocks));
        }
        sections.add(new Section(
                "options",
                "What was asked for",
                List.of(new Grid(
                        "Options of the training; all others had their defaults.",
                        List.of("option", "value"),
                        manifest.options().entrySet().stream()
                                .map(option -> List.of(option.getKey(), option.getValue()))
                                .toList(),
                        List.of(1),
                        List.of()))));
        return new Page(
                "A training",
                Words.of("How a network learned to tell "
                        + trained.bundle().families().size() + " classes"
                        + " apart, and what is to be thought of it."),
                sections,
                Words.of("Made by ichnite " + manifest.version() + ", seed " + manifest.seed()
                        + ". The page holds all it needs: no script, nothing is fetched."));
    }
}
