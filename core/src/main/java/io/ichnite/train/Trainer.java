package io.ichnite.train;

import io.ichnite.data.Examples;
import io.ichnite.error.BadConfig;
import io.ichnite.nn.CrossEntropy;
import io.ichnite.nn.Masks;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.tensor.Kernels;
import io.ichnite.tensor.SplitMix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network by mini-batches, as Keras' {@code fit} does: the rows are shuffled anew each epoch, a last short batch is
 * used too, the loss is categorical cross-entropy. The same data, plan and start give the same weights, bit for bit,
 * whatever the number of threads.
 */
public final class Trainer implements AutoCloseable {
    private final Examples train;
    private final @Nullable Examples validation;
    private final TrainingPlan plan;
    private final EpochListener listener;
    private final Weights weights;
    private final Network network;
    private final Optimizer optimizer;
    private final float[] gradient;
    private long step;

    private Trainer(
            NetworkSpec spec,
            Weights start,
            Examples train,
            @Nullable Examples validation,
            TrainingPlan plan,
            Kernels kernels,
            int threads,
            EpochListener listener) {
        this.train = train;
        this.validation = validation;
        this.plan = plan;
        this.listener = listener;
        this.weights = start.copy();
        this.network = new Network(spec, weights, kernels, threads);
        this.optimizer = new Optimizer(plan.optimizer(), weights.values().length);
        this.gradient = new float[weights.values().length];
    }

    /**
     * @param start not changed
     * @param validation judged after each epoch; null for none
     * @throws BadConfig if rows and network do not fit, a row has no class, there are no rows, or the loss stops being a
     *     number
     */
    public static Trained fit(
            NetworkSpec spec,
            Weights start,
            Examples train,
            @Nullable Examples validation,
            TrainingPlan plan,
            Kernels kernels,
            int threads,
            EpochListener listener) {
        check(spec, train, plan, "training");
        if (validation != null) {
            check(spec, validation, plan, "validation");
        }
        try (Trainer trainer = new Trainer(spec, start, train, validation, plan, kernels, threads, listener)) {
            return trainer.run();
        }
    }

    private static void check(NetworkSpec spec, Examples rows, TrainingPlan plan, String what) {
        int classes = spec.output().size();
        if (rows.size() == 0) {
            throw new BadConfig("there are no " + what + " rows");
        }
        if (rows.length() != spec.length()) {
            throw new BadConfig(what + " rows have " + rows.length() + " integers, the network takes " + spec.length());
        }
        if (!plan.classWeights().isEmpty() && plan.classWeights().size() != classes) {
            throw new BadConfig("expected " + classes + " class weights, found "
                    + plan.classWeights().size());
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.label(i) < 0 || rows.label(i) >= classes) {
                throw new BadConfig(
                        what + " row " + i + " has class " + rows.label(i) + ", expected 0 to " + (classes - 1));
            }
        }
    }

    private Trained run() {
        List<History.Epoch> epochs = new ArrayList<>();
        Weights kept = weights;
        int keptEpoch = 0;
        double best = Double.POSITIVE_INFINITY;
        for (int epoch = 1; epoch <= plan.epochs() && !listener.stop(); epoch++) {
            long begin = System.nanoTime();
            Tally trained = trainEpoch(epoch);
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (listener.stop()) {
                break;
            }
            Tally judged = judge(epoch);
            History.Epoch entry = new History.Epoch(
                    epoch,
                    trained.loss(),
                    trained.accuracy(),
                    judged.loss(),
                    judged.accuracy(),
                    (System.nanoTime() - begin) / 1e9,
                    trained.rows() / seconds);
            epochs.add(entry);
            if (!plan.keepBest() || validation == null) {
                keptEpoch = epoch;
            } else if (judged.loss() < best) {
                best = judged.loss();
                kept = weights.copy();
                keptEpoch = epoch;
            }
            listener.epoch(entry);
        }
        for (float weight : kept.values()) {
            if (!Float.isFinite(weight)) {
                throw diverged("a weight is " + weight);
            }
        }
        return new Trained(kept == weights ? weights.copy() : kept, new History(epochs, keptEpoch));
    }

    private static BadConfig diverged(String how) {
        return new BadConfig(
                "training diverged: " + how + "; try a smaller learning rate, or a norm to clip gradients to");
    }

    private int batches(int rows) {
        int all = (rows + plan.batch() - 1) / plan.batch();
        return plan.limitBatches() == 0 ? all : Math.min(all, plan.limitBatches());
    }

    private Tally trainEpoch(int epoch) {
        int[] order = new SplitMix(SplitMix.mix(plan.seed()) + epoch).permutation(train.size());
        int batches = batches(order.length);
        Tally tally = new Tally(network.spec().output().size());
        for (int b = 0; b < batches && !listener.stop(); b++) {
            int from = b * plan.batch();
            int rows = Math.min(plan.batch(), order.length - from);
            int[] labels = new int[rows];
            for (int i = 0; i < rows; i++) {
                labels[i] = train.label(order[from + i]);
            }
            float[] outputs = new float[rows * tally.classes()];
            double[] losses = network.backward(
                    rows,
                    (i, into, at) -> train.row(order[from + i], into, at),
                    new CrossEntropy(labels, rows, plan.classWeights()),
                    Masks.seeded(plan.seed(), step++),
                    gradient,
                    outputs);
            if (plan.clipNorm() > 0) {
                Clip.toNorm(gradient, plan.clipNorm());
            }
            optimizer.update(weights.values(), gradient);
            network.refresh();
            tally.add(losses, outputs, labels);
            if (!Double.isFinite(tally.loss())) {
                throw diverged("the loss is " + tally.loss() + " in epoch " + epoch + ", batch " + (b + 1));
            }
            report(epoch, b, batches, tally, false);
        }
        return tally;
    }

    private Tally judge(int epoch) {
        Tally tally = new Tally(network.spec().output().size());
        Examples rows = validation;
        if (rows == null) {
            return tally;
        }
        int batches = batches(rows.size());
        for (int b = 0; b < batches; b++) {
            int from = b * plan.batch();
            int count = Math.min(plan.batch(), rows.size() - from);
            float[] outputs = network.predict(count, (i, into, at) -> rows.row(from + i, into, at));
            int[] labels = new int[count];
            double[] losses = new double[count];
            for (int i = 0; i < count; i++) {
                labels[i] = rows.label(from + i);
                losses[i] = CrossEntropy.loss(outputs[i * tally.classes() + labels[i]]);
            }
            tally.add(losses, outputs, labels);
            report(epoch, b, batches, tally, true);
        }
        return tally;
    }

    private void report(int epoch, int batch, int batches, Tally tally, boolean validating) {
        listener.step(new EpochListener.Step(
                epoch, plan.epochs(), batch + 1, batches, tally.rows(), tally.loss(), tally.accuracy(), validating));
    }

    @Override
    public void close() {
        network.close();
    }
}
