package io.ichnite.train;

import java.util.List;

/**
 * How to train, described.
 *
 * @param epochs passes over the data
 * @param batch rows a step
 * @param limitBatches at most so many batches an epoch, in training and validation each; 0 for all
 * @param classWeights a factor for the loss of each class; empty for none
 * @param clipNorm the gradient, all weights together, is scaled down to this Euclidean length; 0 for none
 * @param keepBest whether the weights of the lowest validation loss are kept, the earliest on ties, instead of the last
 * @param patience what is done when the validation loss stops falling
 * @param seed of the shuffling and the dropout masks
 */
public record TrainingPlan(
        int epochs,
        int batch,
        OptimizerSpec optimizer,
        int limitBatches,
        List<Float> classWeights,
        float clipNorm,
        boolean keepBest,
        Patience patience,
        long seed) {
    public TrainingPlan {
        if (epochs < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "epochs and batch must be at least 1, found " + epochs + " and " + batch);
        }
        if (limitBatches < 0 || clipNorm < 0) {
            throw new IllegalArgumentException("limit of batches and norm must not be negative");
        }
        classWeights = List.copyOf(classWeights);
    }

    /** The published system's: 50 epochs of batches of 32, RMSprop at 1e-4. */
    public static TrainingPlan defaults() {
        return new TrainingPlan(50, 32, OptimizerSpec.RmsProp.defaults(), 0, List.of(), 0, true, Patience.endless(), 1);
    }

    public TrainingPlan withEpochs(int n) {
        return new TrainingPlan(n, batch, optimizer, limitBatches, classWeights, clipNorm, keepBest, patience, seed);
    }

    public TrainingPlan withBatch(int n) {
        return new TrainingPlan(epochs, n, optimizer, limitBatches, classWeights, clipNorm, keepBest, patience, seed);
    }

    public TrainingPlan withOptimizer(OptimizerSpec other) {
        return new TrainingPlan(epochs, batch, other, limitBatches, classWeights, clipNorm, keepBest, patience, seed);
    }

    public TrainingPlan withLimitBatches(int n) {
        return new TrainingPlan(epochs, batch, optimizer, n, classWeights, clipNorm, keepBest, patience, seed);
    }

    public TrainingPlan withClassWeights(List<Float> weights) {
        return new TrainingPlan(epochs, batch, optimizer, limitBatches, weights, clipNorm, keepBest, patience, seed);
    }

    public TrainingPlan withClipNorm(float norm) {
        return new TrainingPlan(epochs, batch, optimizer, limitBatches, classWeights, norm, keepBest, patience, seed);
    }

    public TrainingPlan withKeepBest(boolean best) {
        return new TrainingPlan(epochs, batch, optimizer, limitBatches, classWeights, clipNorm, best, patience, seed);
    }

    public TrainingPlan withPatience(Patience other) {
        return new TrainingPlan(epochs, batch, optimizer, limitBatches, classWeights, clipNorm, keepBest, other, seed);
    }

    public TrainingPlan withSeed(long number) {
        return new TrainingPlan(
                epochs, batch, optimizer, limitBatches, classWeights, clipNorm, keepBest, patience, number);
    }
}
