package io.ichnite.app.task;

import io.ichnite.data.Folds;

/** The answers of one repeat, fold by fold put together: for every row by who had not seen it. For one thread. */
final class Pool {
    private final Folds folds;
    private final int classes;
    /** (learners, rows, classes). */
    private final float[][] probabilities;
    /** (learners, folds). */
    private final int[][] epochs;

    Pool(Folds folds, int classes, int learners) {
        this.folds = folds;
        this.classes = classes;
        this.probabilities = new float[learners][folds.of().size() * classes];
        this.epochs = new int[learners][folds.count()];
    }

    Folds folds() {
        return folds;
    }

    void put(int learner, int fold, Learner.Answers answers) {
        int from = 0;
        for (int row : folds.split(fold).validation()) {
            System.arraycopy(answers.probabilities(), from, probabilities[learner], row * classes, classes);
            from += classes;
        }
        epochs[learner][fold] = answers.epoch();
    }

    /** (rows, classes), row-major; not to be changed. */
    float[] probabilities(int learner) {
        return probabilities[learner];
    }

    int epoch(int learner, int fold) {
        return epochs[learner][fold];
    }
}
