package io.ichnite.app.cli;

import io.ichnite.app.task.Resumption;
import io.ichnite.error.BadConfig;
import io.ichnite.train.OptimizerSpec;
import io.ichnite.train.Patience;
import io.ichnite.train.TrainingPlan;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to train. */
final class PlanOptions {
    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "50",
            description = "passes over the data (default: 50)")
    private int epochs;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "32", description = "rows a step (default: 32)")
    private int batch;

    @Option(
            names = "--optimizer",
            paramLabel = "rmsprop|adam",
            defaultValue = "rmsprop",
            description = "how gradients move weights (default: rmsprop)")
    private String optimizer = "rmsprop";

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "1e-4",
            description = "of either optimizer (default: 1e-4)")
    private float learningRate;

    @Option(
            names = "--rmsprop-epsilon",
            paramLabel = "inside|outside",
            description = "the root: inside as Keras 2.15 and 3, outside as Keras 2.1.5 and PyTorch (default: inside)")
    private @Nullable String rmspropEpsilon;

    @Option(
            names = "--fresh-optimizer",
            description =
                    "with --from: do not go on with the rule and the memory of the model's own optimiser, which is done where no"
                            + " other is asked for")
    private boolean freshOptimizer;

    @Option(
            names = "--clip-norm",
            paramLabel = "X",
            defaultValue = "0",
            description = "scale a longer gradient down to this length (default: 0, never)")
    private float clipNorm;

    @Option(
            names = "--limit-batches",
            paramLabel = "N",
            defaultValue = "0",
            description = "at most N batches an epoch, validation too (default: 0, all)")
    private int limitBatches;

    @Option(
            names = "--class-weights",
            paramLabel = "balanced|FILE",
            description = "factors for the loss: balanced by counts, or a CSV class,weight")
    private @Nullable String classWeights;

    @Option(
            names = "--early-stopping",
            paramLabel = "N",
            defaultValue = "0",
            description = "stop after N epochs without a lower validation loss (default: 0, never)")
    private int earlyStopping;

    @Option(
            names = "--plateau",
            paramLabel = "N",
            defaultValue = "0",
            description = "reduce the learning rate after N epochs without a lower validation loss (default: 0, never)")
    private int plateau;

    @Option(
            names = "--plateau-factor",
            paramLabel = "F",
            defaultValue = "0.1",
            description = "what --plateau multiplies the rate by (default: 0.1)")
    private float plateauFactor;

    /**
     * What is taken over of the optimiser of a model that is started from: all, if no other rule is asked for.
     *
     * @param given whether an option was given, by its name
     */
    Resumption resumption(Predicate<String> given) {
        if (freshOptimizer || given.test("--optimizer") || given.test("--rmsprop-epsilon")) {
            return Resumption.FRESH;
        }
        return given.test("--learning-rate") ? Resumption.RULE_AT_OWN_RATE : Resumption.RULE;
    }

    /** @throws BadConfig if a number is out of its range or a word is none of those expected */
    TrainingPlan plan(long seed, boolean keepBest) {
        atLeast("--epochs", epochs, 1);
        atLeast("--batch", batch, 1);
        atLeast("--limit-batches", limitBatches, 0);
        atLeast("--early-stopping", earlyStopping, 0);
        atLeast("--plateau", plateau, 0);
        if (!(plateauFactor > 0 && plateauFactor < 1)) {
            throw new BadConfig("--plateau-factor: expected a number above 0 and below 1, found " + plateauFactor);
        }
        if (!(clipNorm >= 0) || Float.isInfinite(clipNorm)) {
            throw new BadConfig("--clip-norm: expected at least 0, found " + clipNorm);
        }
        if (!(learningRate > 0) || Float.isInfinite(learningRate)) {
            throw new BadConfig("--learning-rate: expected a number above 0, found " + learningRate);
        }
        return TrainingPlan.defaults()
                .withEpochs(epochs)
                .withBatch(batch)
                .withOptimizer(optimizer().withLearningRate(learningRate))
                .withLimitBatches(limitBatches)
                .withClipNorm(clipNorm)
                .withKeepBest(keepBest)
                .withPatience(new Patience(earlyStopping, plateau, plateauFactor))
                .withSeed(seed);
    }

    @Nullable
    String classWeights() {
        return classWeights;
    }

    private OptimizerSpec optimizer() {
        boolean outside = "outside".equals(rmspropEpsilon);
        if (rmspropEpsilon != null && !outside && !rmspropEpsilon.equals("inside")) {
            throw new BadConfig("--rmsprop-epsilon: expected inside or outside, found '" + rmspropEpsilon + "'");
        }
        if (optimizer.equals("rmsprop")) {
            return OptimizerSpec.RmsProp.defaults().withEpsilonInside(!outside);
        }
        if (!optimizer.equals("adam")) {
            throw new BadConfig("--optimizer: expected rmsprop or adam, found '" + optimizer + "'");
        }
        if (rmspropEpsilon != null) {
            throw new BadConfig("--rmsprop-epsilon has no meaning with --optimizer adam");
        }
        return OptimizerSpec.Adam.defaults();
    }

    private static void atLeast(String option, int found, int least) {
        if (found < least) {
            throw new BadConfig(option + ": expected at least " + least + ", found " + found);
        }
    }
}
