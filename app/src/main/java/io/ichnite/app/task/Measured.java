package io.ichnite.app.task;

import io.ichnite.data.Examples;
import io.ichnite.metric.Evaluation;
import io.ichnite.metric.Scores;
import io.ichnite.model.ModelBundle;
import io.ichnite.sample.Families;
import io.ichnite.tensor.Kernels;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How good a model was on some rows, beside what is had without it.
 *
 * @param families in the order of the scores' classes
 * @param baselines of the same rows; the class mix is the first
 * @param spread null where it was not asked for
 */
public record Measured(Families families, Scores scores, List<Baseline> baselines, @Nullable Spread spread) {
    public Measured {
        baselines = List.copyOf(baselines);
    }

    /**
     * Asks a model about labelled rows.
     *
     * @param train what the class mix is learned from if the model's bundle does not tell
     */
    static Measured of(
            ModelBundle model, Examples rows, Examples train, Kernels kernels, int threads, Asking.Watcher watcher) {
        int[] labels = Labels.of(rows);
        float[] probabilities = Asking.probabilities(model, rows, kernels, threads, watcher);
        Scores scores = Scores.of(probabilities, model.families().size(), labels);
        List<Baseline> baselines = Baseline.of(model, rows, Labels.of(train), labels, threads);
        return new Measured(model.families(), scores, baselines, null);
    }

    public Evaluation evaluation() {
        return scores.evaluation();
    }

    /** Of the linear model that has to be beaten; null where there is none. */
    @Nullable
    Scores linear() {
        for (Baseline baseline : baselines) {
            if (baseline.name().equals(Baseline.LINEAR)) {
                return baseline.scores();
            }
        }
        return null;
    }

    /** The measures beside the baselines, as a table, and in words who wins against the linear model. */
    public String headline() {
        return new ScoreTables(this).headline("the model");
    }

    /** What is said below the headline: intervals, true positives at few false ones, calibration. */
    public String details() {
        return new ScoreTables(this).details();
    }

    /** A row a class. */
    public String perClass() {
        return new ScoreTables(this).perClass();
    }

    /** A row a true class, a column an answered one. */
    public String confusion() {
        return new ScoreTables(this).confusion();
    }

    /** All of it, for programs. */
    public Map<String, Object> json() {
        return ScoreJson.of(this);
    }
}
