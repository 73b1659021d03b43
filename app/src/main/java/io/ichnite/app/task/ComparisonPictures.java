package io.ichnite.app.task;

import io.ichnite.app.picture.Differences;
import io.ichnite.app.picture.NamedBars;
import io.ichnite.app.picture.Picture;
import io.ichnite.app.picture.Points;
import io.ichnite.app.picture.StackedBars;
import io.ichnite.app.picture.TwoOpinions;
import io.ichnite.metric.PairedIntervals.Difference;
import io.ichnite.nn.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What there is to be seen of a comparison, by name of file. */
final class ComparisonPictures {
    private static final double ALONE = 560;
    /** Two of these stand side by side on a page. */
    private static final double BESIDE = 420;

    private static final List<String> SCORES =
            List.of("val_macro_f1", "val_linear_macro_f1", "val_accuracy", "val_linear_accuracy");

    private final boolean titles;
    private final double width;

    /** @param titles whether pictures have titles of their own, as those that stand alone need */
    ComparisonPictures(boolean titles) {
        this.titles = titles;
        this.width = titles ? ALONE : BESIDE;
    }

    private String title(String title) {
        return titles ? title : "";
    }

    /** How large both are, and what their manifests say of them. */
    Map<String, Picture> of(ModelsCompared models) {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        pictures.put(
                "parameters",
                NamedBars.of(
                        title("Numbers that they learn"),
                        width,
                        Double.NaN,
                        "parameters",
                        List.of(parameters("A", models.a(), 1), parameters("B", models.b(), 2))));
        List<NamedBars.Bar> bars = new ArrayList<>();
        Map<String, List<Double>> metrics = models.metrics();
        for (String name : SCORES) {
            List<Double> both = metrics.get(name);
            for (int side = 0; both != null && side < 2; side++) {
                if (Double.isFinite(both.get(side))) {
                    bars.add(new NamedBars.Bar(
                            (side == 0 ? "A, " : "B, ") + words(name),
                            both.get(side),
                            Double.NaN,
                            Double.NaN,
                            Told.three(both.get(side)),
                            side + 1));
                }
            }
        }
        if (!bars.isEmpty()) {
            pictures.put(
                    "manifests",
                    NamedBars.of(
                            title("What their manifests say"), width, 1, "on each one's own validation rows", bars));
        }
        return pictures;
    }

    private static NamedBars.Bar parameters(String which, ModelSide side, int tone) {
        long parameters = Summary.parameters(side.model().network());
        return new NamedBars.Bar(
                which + ", " + side.model().network().name(),
                parameters,
                Double.NaN,
                Double.NaN,
                Told.count(parameters),
                tone);
    }

    private static String words(String metric) {
        String measure = metric.endsWith("macro_f1") ? "macro-F1" : "accuracy";
        return metric.contains("linear") ? measure + " of its linear baseline" : measure;
    }

    /** Who is right about what. */
    Map<String, Picture> of(AnswersCompared answers) {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        AnswersCompared.Judged judged = answers.judged();
        if (judged == null) {
            pictures.put("opinions", sureness(answers));
            return pictures;
        }
        pictures.put(
                "differences",
                Differences.of(
                        title("How much better B is than A"),
                        width,
                        "A is better",
                        "B is better",
                        List.of(
                                row("macro-F1", judged.differences().macroF1(), 1),
                                row("accuracy", judged.differences().accuracy(), 1),
                                row("AUROC", judged.differences().auroc(), 1),
                                row(
                                        "log loss (lower is better)",
                                        judged.differences().logLoss(),
                                        -1))));
        List<String> parts = new ArrayList<>();
        for (AnswersCompared.Right right : AnswersCompared.Right.values()) {
            parts.add(right.words());
        }
        List<StackedBars.Bar> bars = new ArrayList<>();
        for (int c = 0; c < answers.families().size(); c++) {
            bars.add(new StackedBars.Bar(
                    answers.families().get(c), List.copyOf(answers.standing(c).values())));
        }
        bars.add(new StackedBars.Bar("all", List.copyOf(answers.standing(-1).values())));
        pictures.put(
                "right", StackedBars.of(title("Who is right, family by family"), width, "share of rows", parts, bars));
        pictures.put("opinions", truth(answers));
        return pictures;
    }

    private static Differences.Row row(String name, Difference difference, int sign) {
        double low = sign
                * (sign > 0
                        ? difference.interval().low()
                        : difference.interval().high());
        double high = sign
                * (sign > 0
                        ? difference.interval().high()
                        : difference.interval().low());
        return new Differences.Row(name, sign * difference.value(), low, high);
    }

    private Picture truth(AnswersCompared answers) {
        List<TwoOpinions.Group> groups = new ArrayList<>();
        for (AnswersCompared.Right right : AnswersCompared.Right.values()) {
            List<Integer> rows = new ArrayList<>();
            for (int row = 0; row < answers.size(); row++) {
                if (answers.label(row) >= 0 && answers.right(row) == right) {
                    rows.add(row);
                }
            }
            groups.add(new TwoOpinions.Group(
                    right.words(),
                    Points.of(
                            rows.stream()
                                    .mapToDouble(row -> answers.probabilityA(row, answers.label(row)))
                                    .toArray(),
                            rows.stream()
                                    .mapToDouble(row -> answers.probabilityB(row, answers.label(row)))
                                    .toArray())));
        }
        return TwoOpinions.of(
                title("What both give the true family"), ALONE, "A's probability of the true family", "B's", groups);
    }

    private Picture sureness(AnswersCompared answers) {
        List<TwoOpinions.Group> groups = new ArrayList<>();
        for (boolean same : new boolean[] {true, false}) {
            List<Integer> rows = new ArrayList<>();
            for (int row = 0; row < answers.size(); row++) {
                if ((answers.answerA(row) == answers.answerB(row)) == same) {
                    rows.add(row);
                }
            }
            groups.add(new TwoOpinions.Group(
                    same ? "the same answer" : "different answers",
                    Points.of(
                            rows.stream()
                                    .mapToDouble(row -> answers.probabilityA(row, answers.answerA(row)))
                                    .toArray(),
                            rows.stream()
                                    .mapToDouble(row -> answers.probabilityB(row, answers.answerB(row)))
                                    .toArray())));
        }
        return TwoOpinions.of(
                title("How sure both are of their answers"), ALONE, "A's probability of its answer", "B's", groups);
    }
}
