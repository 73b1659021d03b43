package io.ichnite.app.task;

import io.ichnite.app.picture.Picture;
import io.ichnite.app.report.Block;
import io.ichnite.app.report.Block.Figure;
import io.ichnite.app.report.Block.Figures;
import io.ichnite.app.report.Block.Grid;
import io.ichnite.app.report.Block.Note;
import io.ichnite.app.report.Block.Paragraph;
import io.ichnite.app.report.Block.Pictures;
import io.ichnite.app.report.Block.Shown;
import io.ichnite.app.report.Page;
import io.ichnite.app.report.Page.Section;
import io.ichnite.app.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two models side by side, as a page. */
final class ComparisonPage {
    private static final int MOST_LAYERS = 200;
    private static final int DISAGREEMENTS = 30;

    private final ModelsCompared models;
    private final @Nullable AnswersCompared answers;
    private final String version;

    ComparisonPage(ModelsCompared models, @Nullable AnswersCompared answers, String version) {
        this.models = models;
        this.answers = answers;
        this.version = version;
    }

    Page page() {
        List<Section> sections = new ArrayList<>();
        if (answers != null) {
            sections.add(new Section("rows", "On the same rows", rows(answers)));
            sections.add(new Section("apart", "Where they are farthest apart", apart(answers)));
        }
        sections.add(new Section("models", "What they are", facts()));
        sections.add(new Section("layers", "Layer by layer", layers()));
        Words lead = Words.of("A is ")
                .code(models.a().name())
                .and(", B is ")
                .code(models.b().name())
                .and(answers == null ? ". They were asked about nothing." : ". Both were asked about the same rows.");
        return new Page(
                "Two models side by side",
                lead,
                sections,
                Words.of("Made by ichnite " + version
                        + ". The page holds all it needs: no script, nothing is fetched."));
    }

    private List<Block> rows(AnswersCompared all) {
        List<Block> blocks = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(
                Told.percent(all.agreement()),
                "the same answer",
                "kappa " + Told.three(all.kappa()) + ", " + Told.count(all.size(), "row")));
        AnswersCompared.Judged judged = all.judged();
        Map<String, Picture> pictures = new ComparisonPictures(false).of(all);
        if (judged == null) {
            blocks.add(new Figures(figures));
            blocks.add(Paragraph.of("No row has a label: who is right is not known."));
            blocks.add(new Pictures(List.of(shown(
                    pictures,
                    "opinions",
                    "How sure both are",
                    "A dot a row: across A's probability of what it answers, up B's."))));
            return blocks;
        }
        all.standing(-1)
                .forEach((right, count) -> figures.add(new Figure(
                        Told.count(count), right.words(), "of " + Told.count(all.labelled()) + " labelled rows")));
        blocks.add(new Note(Words.of(ComparisonText.conclusion(judged) + ".")));
        blocks.add(new Figures(figures));
        blocks.add(new Pictures(List.of(
                shown(
                        pictures,
                        "differences",
                        "How much better",
                        "To the right of the dashed line B is better, to the left A; a line that crosses it leaves that open."),
                shown(pictures, "right", "Who is right", "A bar a family; at its end how many rows it has."))));
        blocks.add(new Pictures(List.of(shown(
                pictures,
                "opinions",
                "Row by row",
                "A dot a row: across what A gives the true family, up what B gives it. Above the dashed line B is surer of the"
                        + " truth."))));
        List<List<String>> scores = new ArrayList<>();
        scores.add(score("macro-F1", judged.differences().macroF1()));
        scores.add(score("accuracy", judged.differences().accuracy()));
        scores.add(score("log loss", judged.differences().logLoss()));
        scores.add(score("AUROC", judged.differences().auroc()));
        blocks.add(Grid.of(
                "Intervals hold 95 % of 1,000 draws of " + judged.differences().groups() + " groups by " + judged.by()
                        + "; both are measured on the same draws.",
                List.of("measure", "A", "B", "B − A", "interval"),
                scores));
        if (all.families().size() <= MOST_LAYERS) {
            blocks.add(matrix(all));
        }
        return blocks;
    }

    private static List<String> score(String name, io.ichnite.metric.PairedIntervals.Difference difference) {
        return List.of(
                name,
                ScoreTables.digits(difference.one()),
                ScoreTables.digits(difference.other()),
                ComparisonText.signed(difference.value()),
                ComparisonText.interval(difference));
    }

    private static Grid matrix(AnswersCompared all) {
        List<String> header = new ArrayList<>(List.of("A \\ B"));
        header.addAll(all.families());
        List<List<String>> rows = new ArrayList<>();
        List<List<Integer>> matrix = all.matrix();
        for (int c = 0; c < matrix.size(); c++) {
            List<String> row = new ArrayList<>(List.of(all.families().get(c)));
            matrix.get(c).forEach(count -> row.add(count == 0 ? "" : Told.count(count)));
            rows.add(row);
        }
        return Grid.of("What A answered (rows) where B answered what (columns)", header, rows);
    }

    private static Shown shown(Map<String, Picture> pictures, String name, String title, String words) {
        Picture picture = pictures.get(name);
        if (picture == null) {
            throw new IllegalArgumentException("no picture " + name);
        }
        return new Shown(title, Words.of(words), picture);
    }

    private static List<Block> apart(AnswersCompared all) {
        List<List<String>> rows = new ArrayList<>();
        for (AnswersCompared.Disagreement each : all.disagreements(DISAGREEMENTS)) {
            rows.add(List.of(
                    each.id(),
                    each.label().isEmpty() ? "–" : each.label(),
                    each.answerA(),
                    Told.two(each.probabilityA()),
                    each.answerB(),
                    Told.two(each.probabilityB()),
                    Told.two(each.divergence())));
        }
        return List.of(new Grid(
                "The rows of whose families they think most differently (Jensen–Shannon divergence, in bits: 0 for equal mixes, 1"
                        + " for mixes that have nothing in common)",
                List.of("row", "label", "A says", "with", "B says", "with", "bits"),
                rows,
                List.of(1, 2, 4),
                List.of()));
    }

    private List<Block> facts() {
        List<List<String>> rows = new ArrayList<>();
        List<Integer> marked = new ArrayList<>();
        List<ModelsCompared.Fact> facts = new ArrayList<>(models.facts());
        facts.addAll(models.options());
        for (ModelsCompared.Fact fact : facts) {
            if (!fact.same()) {
                marked.add(rows.size());
            }
            rows.add(List.of(fact.what(), fact.a(), fact.b(), fact.same() ? "the same" : fact.note()));
        }
        List<Block> blocks = new ArrayList<>();
        Map<String, Picture> pictures = new ComparisonPictures(false).of(models);
        List<Shown> shown = new ArrayList<>(
                List.of(shown(pictures, "parameters", "How large they are", "Numbers that each has learned.")));
        if (pictures.containsKey("manifests")) {
            shown.add(shown(
                    pictures,
                    "manifests",
                    "What their manifests say",
                    "Of each one's own validation rows: where these differ, so may the figures, whoever is better."));
        }
        blocks.add(new Pictures(shown));
        blocks.add(new Grid(
                "What differs is marked; options only where they differ",
                List.of("what", "A", "B", ""),
                rows,
                List.of(1, 2, 3),
                marked));
        return blocks;
    }

    private List<Block> layers() {
        List<List<String>> rows = new ArrayList<>();
        List<Integer> marked = new ArrayList<>();
        for (LayerPairs.Pair pair :
                models.layers().subList(0, Math.min(MOST_LAYERS, models.layers().size()))) {
            if (!pair.same()) {
                marked.add(rows.size());
            }
            rows.add(List.of(
                    ModelsCompared.layer(models.a(), pair.a()),
                    ModelsCompared.layer(models.b(), pair.b()),
                    pair.same() ? "the same" : ComparisonText.alone(pair)));
        }
        return List.of(new Grid(
                models.sameLayers() + " of " + models.layers().size() + " are the same: name, kind, output, parameters",
                List.of("layer of A", "layer of B", "differs"),
                rows,
                List.of(1, 2),
                marked));
    }
}
