package io.ichnite.app.task;

/**
 * What a cross-validation is asked for.
 *
 * @param repeats repeat r, from 1, has the training's seed + r − 1, for the folds and for what is learned in them
 * @param grouping of rows that stand in one fold
 * @param training what is done in each fold; its split is one of the fold's training rows
 */
public record CrossValidationRequest(int folds, int repeats, Grouping grouping, TrainingRequest training) {
    long seed(int repeat) {
        return training.plan().seed() + repeat - 1;
    }
}
