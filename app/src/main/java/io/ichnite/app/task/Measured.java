package io.ichnite.app.task;

import io.ichnite.app.show.Table;
import io.ichnite.data.Examples;
import io.ichnite.metric.Baselines;
import io.ichnite.metric.Evaluation;
import io.ichnite.model.ModelBundle;
import io.ichnite.sample.Families;
import io.ichnite.tensor.Kernels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How good a model was on some rows, beside what is had without it.
 *
 * @param families in the order of the evaluation's classes
 * @param baselines of the same rows
 */
public record Measured(Families families, Evaluation evaluation, Baselines baselines) {
    /**
     * Asks a model about labelled rows.
     *
     * @param train what the baselines know of the classes; null for these rows themselves
     */
    static Measured of(
            ModelBundle model,
            Examples rows,
            @Nullable Examples train,
            Kernels kernels,
            int threads,
            Asking.Watcher watcher) {
        int[] labels = labels(rows);
        float[] probabilities = Asking.probabilities(model, rows, kernels, threads, watcher);
        int classes = model.families().size();
        return new Measured(
                model.families(),
                Evaluation.of(probabilities, classes, labels),
                Baselines.of(train == null ? labels : labels(train), labels, classes));
    }

    private static int[] labels(Examples rows) {
        int[] labels = new int[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = rows.label(i);
        }
        return labels;
    }

    /** The measures beside the baselines, as a table. */
    public String headline() {
        return new Table(evaluation.rows() + " rows", "log loss", "accuracy", "macro-F1")
                .row(
                        "the model",
                        digits(evaluation.logLoss()),
                        digits(evaluation.accuracy()),
                        digits(evaluation.macroF1()))
                .row(
                        "always " + families.names().get(baselines.majority()),
                        "",
                        digits(baselines.accuracy()),
                        digits(baselines.macroF1()))
                .row("the class mix", digits(baselines.logLoss()), "", "")
                .text();
    }

    /** A row a class. */
    public String perClass() {
        Table table = new Table("class", "rows", "precision", "recall", "F1");
        for (int c = 0; c < families.size(); c++) {
            Evaluation.PerClass each = evaluation.classes().get(c);
            table.row(
                    families.names().get(c),
                    String.valueOf(each.support()),
                    digits(each.precision()),
                    digits(each.recall()),
                    digits(each.f1()));
        }
        return table.text();
    }

    /** A row a true class, a column an answered one. */
    public String confusion() {
        List<String> header = new ArrayList<>(List.of("true \\ answered"));
        header.addAll(families.names());
        Table table = new Table(header.toArray(new String[0]));
        for (int c = 0; c < families.size(); c++) {
            List<String> row = new ArrayList<>(List.of(families.names().get(c)));
            evaluation.confusion().get(c).forEach(count -> row.add(String.valueOf(count)));
            table.row(row);
        }
        return table.text();
    }

    /** All of it, for programs. */
    public Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("accuracy", evaluation.accuracy());
        object.put("macro_f1", evaluation.macroF1());
        object.put("log_loss", evaluation.logLoss());
        object.put("rows", evaluation.rows());
        Map<String, Object> majority = new LinkedHashMap<>();
        majority.put("class", families.names().get(baselines.majority()));
        majority.put("accuracy", baselines.accuracy());
        majority.put("macro_f1", baselines.macroF1());
        object.put("majority", majority);
        object.put("class_mix_log_loss", baselines.logLoss());
        List<Object> classes = new ArrayList<>();
        for (int c = 0; c < families.size(); c++) {
            Evaluation.PerClass each = evaluation.classes().get(c);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("class", families.names().get(c));
            one.put("rows", each.support());
            one.put("precision", each.precision());
            one.put("recall", each.recall());
            one.put("f1", each.f1());
            classes.add(one);
        }
        object.put("classes", classes);
        object.put("confusion", evaluation.confusion());
        return object;
    }

    private static String digits(double number) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%.4f", number);
    }
}
