package io.ichnite.app.task;

import io.ichnite.app.report.Block;
import io.ichnite.app.report.Block.Grid;
import io.ichnite.app.report.Block.Note;
import io.ichnite.app.report.Block.Paragraph;
import io.ichnite.app.report.Block.Pictures;
import io.ichnite.app.report.Block.Shown;
import io.ichnite.app.report.HtmlPage;
import io.ichnite.app.report.Page;
import io.ichnite.app.report.Page.Section;
import io.ichnite.app.report.Words;
import io.ichnite.app.show.OutputFile;
import io.ichnite.metric.MeanSeparation;
import io.ichnite.metric.SeparationMeasure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A comparison of detectors as a page. */
final class NoveltyComparedReport {
    private final NoveltyCompared result;

    private NoveltyComparedReport(NoveltyCompared result) {
        this.result = result;
    }

    /** Writes it; the same comparison gives the same page. */
    static void write(NoveltyCompared result, String version, Path file) throws IOException {
        Page page = new NoveltyComparedReport(result).page(version);
        OutputFile.write(file, out -> HtmlPage.write(page, out));
    }

    private Page page(String version) {
        return new Page(
                "Families that were never seen",
                Words.of("Each of " + result.families().size()
                        + " families was left out in turn; network and detectors were trained without it, and had to tell it"
                        + " from held-out rows of the others."),
                List.of(
                        new Section("verdict", "What came of it", verdict()),
                        new Section("families", "Family by family", families()),
                        new Section("detectors", "Detector by detector", detectors())),
                Words.of("Made by ichnite " + version
                        + ". The page holds all it needs: no script, nothing is fetched."));
    }

    private List<Block> verdict() {
        List<Block> blocks = new ArrayList<>();
        NoveltyVerdict.of(result).lines().forEach(line -> blocks.add(new Note(Words.of(line))));
        blocks.add(Paragraph.of(
                switch (result.how()) {
                    case PAIRS ->
                        "The detector for a family was chosen without it: by networks that had seen neither it nor a"
                                + " second family, which was novel to them.";
                    case SINGLE ->
                        "The detector for a family was chosen on the others, by networks to which the family itself"
                                + " was known.";
                    case NONE -> "No detector was chosen; what is shown was found in hindsight.";
                }));
        return blocks;
    }

    private List<Block> families() {
        boolean none = result.how() == DetectorChoice.How.NONE;
        List<List<String>> rows = new ArrayList<>();
        for (ComparedFamily family : result.families()) {
            int shown = none ? family.hindsight() : family.chosen();
            rows.add(row(
                    family.name(),
                    Told.count(family.novel()) + " of " + Told.count(family.novelGroups(), "group"),
                    result.candidates().get(shown).name(),
                    family.choice(),
                    family.candidates().get(0),
                    result.candidates().get(family.hindsight()).name() + " " + Told.three(auroc(family.best()))));
        }
        rows.add(row(
                "mean",
                "",
                "",
                result.choice(),
                result.baseline(),
                "each family's own " + Told.three(auroc(result.hindsight()))));
        return List.of(new Grid(
                "Means over " + result.folds() + " folds of the others, by " + result.grouping()
                        + "; intervals hold 95 % of the resamples of whole groups. FPR95 known+: the share of novel rows above"
                        + " the threshold that 95 % of the known reach; novel+: the share of known rows below the one that"
                        + " 95 % of the novel stay under.",
                List.of(
                        "family",
                        "novel rows",
                        none ? "in hindsight" : "chosen",
                        "AUROC",
                        "interval",
                        "AUPR known",
                        "AUPR novel",
                        "FPR95 known+",
                        "FPR95 novel+",
                        "accuracy",
                        "msp AUROC",
                        "best in hindsight"),
                rows,
                List.of(1, 2, 11),
                List.of(rows.size() - 1)));
    }

    private static List<String> row(
            String name, String novel, String chosen, MeanSeparation mean, MeanSeparation baseline, String best) {
        List<String> row = new ArrayList<>(List.of(name, novel, chosen));
        row.add(Told.three(auroc(mean)));
        row.add(Told.range(mean.interval(SeparationMeasure.AUROC)));
        for (SeparationMeasure measure : SeparationMeasure.values()) {
            if (measure != SeparationMeasure.AUROC) {
                row.add(Told.three(mean.mean(measure)));
            }
        }
        row.add(Told.three(auroc(baseline)));
        row.add(best);
        return row;
    }

    private List<Block> detectors() {
        List<String> header = new ArrayList<>(List.of("detector", "mean", "interval", "±"));
        result.families().forEach(family -> header.add(family.name()));
        List<List<String>> rows = new ArrayList<>();
        List<Integer> marked = new ArrayList<>();
        for (int candidate : result.ranked()) {
            MeanSeparation mean = result.mean(candidate);
            Candidate which = result.candidates().get(candidate);
            if (which.baseline()) {
                marked.add(rows.size());
            }
            List<String> row = new ArrayList<>(List.of(
                    which.name() + (which.baseline() ? " (baseline)" : ""),
                    Told.three(auroc(mean)),
                    Told.range(mean.interval(SeparationMeasure.AUROC)),
                    Told.three(mean.spread(SeparationMeasure.AUROC))));
            result.families()
                    .forEach(family ->
                            row.add(Told.three(auroc(family.candidates().get(candidate)))));
            rows.add(row);
        }
        return List.of(
                new Pictures(List.of(new Shown(
                        "AUROC of every detector",
                        Words.of(
                                "A dot a family, the bar their mean, with its 95 % interval; the dashed line is chance."),
                        NoveltyComparedFiles.picture(result, "")))),
                new Grid(
                        "AUROC, the best mean first; ± is the deviation from family to family. The name of a detector of"
                                + " features ends in the number of their layer, as Keras counts.",
                        header,
                        rows,
                        List.of(),
                        marked));
    }

    private static double auroc(MeanSeparation mean) {
        return mean.mean(SeparationMeasure.AUROC);
    }
}
