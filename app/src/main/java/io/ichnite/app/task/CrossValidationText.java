package io.ichnite.app.task;

import io.ichnite.app.show.Table;
import io.ichnite.metric.Measure;
import io.ichnite.metric.Scores;
import java.util.ArrayList;
import java.util.List;

/** A cross-validation as text for a terminal. */
final class CrossValidationText {
    private static final List<Measure> SHOWN =
            List.of(Measure.LOG_LOSS, Measure.ACCURACY, Measure.MACRO_F1, Measure.AUROC);

    private final CrossValidated result;

    CrossValidationText(CrossValidated result) {
        this.result = result;
    }

    String text() {
        String repeated = result.repeats() == 1 ? "" : "\nTables of repeat 1, intervals too:\n";
        return headline()
                + spread()
                + repeated
                + result.first().details()
                + '\n'
                + folds()
                + '\n'
                + result.first().perClass()
                + '\n'
                + result.first().confusion()
                + '\n'
                + Verdict.of(result.learners())
                + '\n';
    }

    /** Means over the repeats. */
    private String headline() {
        String title = result.first().evaluation().rows() + " rows, each held out once"
                + (result.repeats() == 1 ? "" : "; mean of " + result.repeats() + " repeats");
        Table table = new Table(title, "log loss", "accuracy", "macro-F1", "AUROC");
        for (LearnerScores learner : result.learners()) {
            List<String> row = new ArrayList<>(List.of(learner.name()));
            SHOWN.forEach(measure -> row.add(ScoreTables.digits(learner.mean(measure))));
            table.row(row);
        }
        return table.text();
    }

    private String spread() {
        if (result.repeats() == 1) {
            return "";
        }
        LearnerScores judged = result.learners().get(0);
        Table table = new Table("from repeat to repeat", "log loss", "accuracy", "macro-F1", "AUROC");
        List<String> least = new ArrayList<>(List.of("least"));
        List<String> most = new ArrayList<>(List.of("most"));
        for (Measure measure : SHOWN) {
            least.add(ScoreTables.digits(judged.least(measure)));
            most.add(ScoreTables.digits(judged.most(measure)));
        }
        return '\n' + table.row(least).row(most).text();
    }

    private String folds() {
        Table table =
                new Table("fold", "rows", "groups", "trained on", "epoch", "log loss", "accuracy", "macro-F1", "AUROC");
        for (FoldScores fold : result.folds()) {
            Scores judged = fold.learners().get(0);
            String name = result.repeats() == 1
                    ? String.valueOf(fold.fold())
                    : "repeat " + fold.repeat() + " fold " + fold.fold();
            List<String> row = new ArrayList<>(List.of(
                    name,
                    String.valueOf(fold.rows()),
                    String.valueOf(fold.groups()),
                    String.valueOf(fold.trained()),
                    fold.epoch() == 0 ? "-" : String.valueOf(fold.epoch())));
            SHOWN.forEach(measure -> row.add(ScoreTables.digits(measure.of(judged))));
            table.row(row);
        }
        return table.text();
    }
}
