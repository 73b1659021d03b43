package io.ichnite.app.task;

import io.ichnite.data.Examples;
import io.ichnite.metric.ClassMix;
import io.ichnite.metric.Evaluation;
import io.ichnite.metric.Scores;
import io.ichnite.model.BaselineModel;
import io.ichnite.model.ModelBundle;
import io.ichnite.sample.Families;
import io.ichnite.sample.Vocabulary;
import java.util.List;

/**
 * What is to be beaten, measured on the same rows.
 *
 * @param name as it stands in a table
 */
public record Baseline(String name, Scores scores) {
    /** What the linear model is called. */
    static final String LINEAR = "a linear model on counts of calls";
    /** The same where the input is bytes. */
    private static final String LINEAR_ON_BYTES = "a linear model on counts of byte runs";

    /**
     * All that a model has to beat: the class mix, then, where its bundle brings one, a linear model.
     *
     * @param otherwise labels that the class mix is learned from if the bundle tells of none
     * @param labels of the rows
     */
    static List<Baseline> of(ModelBundle model, Examples rows, int[] otherwise, int[] labels, int threads) {
        BaselineModel baseline = model.baseline();
        if (baseline == null) {
            return List.of(classMix(model.families(), otherwise, labels));
        }
        boolean bytes = model.vocabulary().kind() == Vocabulary.Kind.BYTES;
        float[] answers = baseline.linear().probabilities(rows, threads);
        return List.of(
                classMix(model.families(), ClassMix.probabilities(baseline.rows(), labels.length), labels),
                new Baseline(
                        bytes ? LINEAR_ON_BYTES : LINEAR,
                        Scores.of(answers, model.families().size(), labels)));
    }

    /**
     * The shares of the classes in training, whatever the row.
     *
     * @param train labels that it knows, −1 for none
     * @param labels of the rows that it is measured on
     */
    static Baseline classMix(Families families, int[] train, int[] labels) {
        int classes = families.size();
        return classMix(families, ClassMix.probabilities(train, classes, labels.length), labels);
    }

    /** The same where it is not one mix for all rows. */
    static Baseline classMix(Families families, float[] probabilities, int[] labels) {
        Scores scores = Scores.of(probabilities, families.size(), labels);
        int majority = majority(scores.evaluation());
        String always = scores.evaluation().classes().get(majority).answered()
                        == scores.evaluation().rows()
                ? ", always " + families.names().get(majority)
                : "";
        return new Baseline("the class mix" + always, scores);
    }

    /** The class that is answered most, the first on ties. */
    static int majority(Evaluation evaluation) {
        int most = 0;
        for (int c = 1; c < evaluation.classes().size(); c++) {
            if (evaluation.classes().get(c).answered()
                    > evaluation.classes().get(most).answered()) {
                most = c;
            }
        }
        return most;
    }
}
