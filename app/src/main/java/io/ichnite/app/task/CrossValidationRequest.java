package io.ichnite.app.task;

/**
 * What a cross-validation is asked for.
 *
 * @param repeats repeat r, from 1, has the training's seed + r − 1, for the folds and for what is learned in them
 * @param grouping of rows that stand in one fold
 * @param training what is done in each fold; its split is one of the fold's training rows, its baseline one more to answer
 * @param linearAlone whether a linear model is judged, on rows as the training has them, and no network is trained
 */
public record CrossValidationRequest(
        int folds, int repeats, Grouping grouping, TrainingRequest training, boolean linearAlone) {
    long seed(int repeat) {
        return training.plan().seed() + repeat - 1;
    }
}
