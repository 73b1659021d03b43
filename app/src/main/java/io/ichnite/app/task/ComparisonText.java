package io.ichnite.app.task;

import io.ichnite.app.show.Table;
import io.ichnite.ingest.Shown;
import io.ichnite.metric.Measure;
import io.ichnite.metric.PairedIntervals;
import io.ichnite.metric.PairedIntervals.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two models side by side, as text for a terminal. */
public final class ComparisonText {
    /** Rows of disagreement that are named. */
    static final int DISAGREEMENTS = 10;

    private static final int MOST_LAYERS = 60;
    private static final int LONGEST = 40;

    private final ModelsCompared models;
    private final @Nullable AnswersCompared answers;

    /** @param answers null where they were asked about nothing */
    public ComparisonText(ModelsCompared models, @Nullable AnswersCompared answers) {
        this.models = models;
        this.answers = answers;
    }

    /** Line by line, each ended by a newline. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("A  ").append(Shown.plain(models.a().name())).append('\n');
        text.append("B  ").append(Shown.plain(models.b().name())).append("\n\n");
        Table table = new Table("", "A", "B", "").texts(1, 2, 3);
        models.facts().forEach(fact -> row(table, fact));
        models.options().forEach(fact -> row(table, fact));
        text.append(table.text()).append('\n');
        layers(text);
        metrics(text);
        if (answers != null) {
            rows(text, answers);
        }
        return text.toString();
    }

    private static void row(Table table, ModelsCompared.Fact fact) {
        table.row(cut(fact.what()), cut(fact.a()), cut(fact.b()), fact.same() ? "the same" : cut(fact.note()));
    }

    private static String cut(String text) {
        int[] signs = text.codePoints().limit(3L * LONGEST).toArray();
        return signs.length < 3 * LONGEST ? text : new String(signs, 0, signs.length - 1) + "…";
    }

    private void layers(StringBuilder text) {
        List<LayerPairs.Pair> differing =
                models.layers().stream().filter(pair -> !pair.same()).toList();
        if (differing.isEmpty()) {
            text.append("all layers are the same\n\n");
            return;
        }
        Table table = new Table("layer of A", "layer of B", "differs").texts(1, 2);
        for (LayerPairs.Pair pair : differing.subList(0, Math.min(MOST_LAYERS, differing.size()))) {
            table.row(
                    ModelsCompared.layer(models.a(), pair.a()),
                    ModelsCompared.layer(models.b(), pair.b()),
                    alone(pair));
        }
        text.append(table.text());
        if (differing.size() > MOST_LAYERS) {
            text.append("and ").append(differing.size() - MOST_LAYERS).append(" more\n");
        }
        text.append(Told.count(models.sameLayers(), "other layer"))
                .append(models.sameLayers() == 1 ? " is the same\n\n" : " are the same\n\n");
    }

    /** What differs in words; that a layer has no like. */
    static String alone(LayerPairs.Pair pair) {
        if (pair.a() < 0) {
            return "only B";
        }
        return pair.b() < 0 ? "only A" : String.join(", ", pair.differs());
    }

    private void metrics(StringBuilder text) {
        Map<String, List<Double>> metrics = models.metrics();
        if (metrics.isEmpty()) {
            return;
        }
        Table table = new Table("as their manifests have it", "A", "B");
        metrics.forEach(
                (name, both) -> table.row(cut(name), ScoreTables.digits(both.get(0)), ScoreTables.digits(both.get(1))));
        text.append(table.text());
        if (models.facts().stream().anyMatch(fact -> fact.what().startsWith("data") && !fact.same())) {
            text.append("these are of other rows for either: they do not say who is better\n");
        }
        text.append('\n');
    }

    private static void rows(StringBuilder text, AnswersCompared answers) {
        text.append("on ").append(Told.count(answers.size(), "row")).append(": the same answer to ");
        text.append(Told.percent(answers.agreement())).append(", kappa ").append(Told.three(answers.kappa()));
        text.append('\n');
        AnswersCompared.Judged judged = answers.judged();
        if (judged != null) {
            text.append('\n').append(scores(judged));
            text.append(conclusion(judged)).append("\n\n");
            List<String> header = new ArrayList<>(List.of("family"));
            for (AnswersCompared.Right right : AnswersCompared.Right.values()) {
                header.add(right.words());
            }
            Table table = new Table(header.toArray(new String[0]));
            for (int c = 0; c < answers.families().size(); c++) {
                table.row(standing(answers.families().get(c), answers.standing(c)));
            }
            table.row(standing("all", answers.standing(-1)));
            text.append(table.text());
        }
        text.append('\n').append(disagreements(answers));
    }

    private static List<String> standing(String name, Map<AnswersCompared.Right, Integer> counts) {
        List<String> row = new ArrayList<>(List.of(name));
        counts.forEach((right, count) -> row.add(Told.count(count)));
        return row;
    }

    private static String scores(AnswersCompared.Judged judged) {
        PairedIntervals paired = judged.differences();
        Table table = new Table("", "A", "B", "B − A", "95 %").texts(4);
        difference(table, "macro-F1", paired.macroF1());
        difference(table, "accuracy", paired.accuracy());
        difference(table, "log loss", paired.logLoss());
        difference(table, "AUROC", paired.auroc());
        for (Measure measure : List.of(Measure.ECE, Measure.BRIER)) {
            table.row(
                    measure == Measure.ECE ? "calibration error" : "Brier score",
                    ScoreTables.digits(measure.of(judged.a())),
                    ScoreTables.digits(measure.of(judged.b())),
                    signed(measure.of(judged.b()) - measure.of(judged.a())),
                    "");
        }
        return table.text();
    }

    private static void difference(Table table, String name, Difference difference) {
        table.row(
                name,
                ScoreTables.digits(difference.one()),
                ScoreTables.digits(difference.other()),
                signed(difference.value()),
                interval(difference));
    }

    static String signed(double number) {
        return Double.isNaN(number) ? "–" : String.format(java.util.Locale.ROOT, "%+.4f", number);
    }

    static String interval(Difference difference) {
        return Double.isNaN(difference.interval().low())
                ? "–"
                : signed(difference.interval().low()) + " to "
                        + signed(difference.interval().high());
    }

    /** Who is better, if that can be said. */
    static String conclusion(AnswersCompared.Judged judged) {
        PairedIntervals paired = judged.differences();
        if (paired.groups() < 2) {
            return "no intervals: all rows are of one group by " + judged.by();
        }
        List<String> better = new ArrayList<>();
        better.add(sentence("macro-F1", paired.macroF1(), true));
        better.add(sentence("log loss", paired.logLoss(), false));
        return String.join("; ", better) + " (1,000 draws of " + paired.groups() + " groups by " + judged.by()
                + ", the same for both)";
    }

    private static String sentence(String measure, Difference difference, boolean higherIsBetter) {
        if (!difference.sure()) {
            return "by " + measure + " neither is surely better";
        }
        return "by " + measure + " " + (difference.value() > 0 == higherIsBetter ? "B" : "A") + " is better";
    }

    private static String disagreements(AnswersCompared answers) {
        Table table = new Table("farthest apart", "label", "A says", "", "B says", "", "bits").texts(1, 2, 4);
        for (AnswersCompared.Disagreement each : answers.disagreements(DISAGREEMENTS)) {
            table.row(
                    cut(each.id()),
                    cut(each.label().isEmpty() ? "–" : each.label()),
                    cut(each.answerA()),
                    Told.two(each.probabilityA()),
                    cut(each.answerB()),
                    Told.two(each.probabilityB()),
                    Told.two(each.divergence()));
        }
        return table.text();
    }
}
