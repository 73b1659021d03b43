package io.ichnite.train;

import io.ichnite.data.Examples;
import io.ichnite.error.BadConfig;
import io.ichnite.nn.ClassOutputs;
import io.ichnite.nn.CrossEntropy;
import io.ichnite.nn.Masks;
import io.ichnite.nn.Network;
import io.ichnite.nn.NetworkSpec;
import io.ichnite.nn.Weights;
import io.ichnite.tensor.Kernels;
import io.ichnite.tensor.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network by mini-batches, as Keras' {@code fit} does: the rows are shuffled anew each epoch, a last short batch is
 * used too, the loss is categorical cross-entropy. The same data, plan and start give the same weights, bit for bit,
 * whatever the number of threads, and however often training was interrupted and went on from a checkpoint.
 */
public final class Trainer implements AutoCloseable {
    private final Examples train;
    private final @Nullable Examples validation;
    private final TrainingPlan plan;
    private final EpochListener listener;
    private final Checkpoints checkpoints;
    private final Weights weights;
    private final Network network;
    private final Optimizer optimizer;
    private final Weights gradient;
    private final View view = new View();
    private final List<History.Epoch> epochs = new ArrayList<>();
    private Checkpoint.Position position = Checkpoint.Position.before(1, 0);
    private int kept;
    private @Nullable Weights keptWeights;
    private boolean moved;

    private Trainer(
            NetworkSpec spec,
            Weights start,
            Examples train,
            @Nullable Examples validation,
            TrainingPlan plan,
            Kernels kernels,
            int threads,
            EpochListener listener,
            Checkpoints checkpoints) {
        this.train = train;
        this.validation = validation;
        this.plan = plan;
        this.listener = listener;
        this.checkpoints = checkpoints;
        this.weights = start.copy();
        this.gradient = Weights.zeros(weights.specs());
        this.optimizer = new Optimizer(plan.optimizer(), weights.values().length);
        Checkpoint from = checkpoints.from();
        if (from != null) {
            goOn(from);
        }
        this.network = new Network(spec, weights, kernels, threads);
    }

    /** As the other, without checkpoints. */
    public static Trained fit(
            NetworkSpec spec,
            Weights start,
            Examples train,
            @Nullable Examples validation,
            TrainingPlan plan,
            Kernels kernels,
            int threads,
            EpochListener listener) {
        return fit(spec, start, train, validation, plan, kernels, threads, listener, Checkpoints.none());
    }

    /**
     * @param start not changed
     * @param validation judged after each epoch; null for none
     * @param checkpoints where to go on from, made with the same arguments, and what is left behind to go on from
     * @throws BadConfig if rows and network do not fit, a row has no class, there are no rows, nothing is validated though
     *     patience is asked for, or the loss stops being a number
     * @throws IllegalArgumentException if the checkpoint is another network's
     */
    public static Trained fit(
            NetworkSpec spec,
            Weights start,
            Examples train,
            @Nullable Examples validation,
            TrainingPlan plan,
            Kernels kernels,
            int threads,
            EpochListener listener,
            Checkpoints checkpoints) {
        check(spec, train, plan, "training");
        if (validation != null) {
            check(spec, validation, plan, "validation");
        } else if (plan.patience().watches()) {
            throw new BadConfig(
                    "early stopping and reducing the learning rate look at validation rows; there are none");
        }
        try (Trainer trainer =
                new Trainer(spec, start, train, validation, plan, kernels, threads, listener, checkpoints)) {
            return trainer.run();
        }
    }

    private static void check(NetworkSpec spec, Examples rows, TrainingPlan plan, String what) {
        int classes = ClassOutputs.classes(spec);
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

    private void goOn(Checkpoint from) {
        Weights best = from.keptWeights();
        if (!from.weights().specs().equals(weights.specs())
                || best != null && !best.specs().equals(weights.specs())) {
            throw new IllegalArgumentException("the checkpoint is another network's");
        }
        System.arraycopy(from.weights().values(), 0, weights.values(), 0, weights.values().length);
        optimizer.recall(from.optimizer());
        epochs.addAll(from.epochs());
        position = from.position();
        kept = from.kept();
        keptWeights = best == null ? null : best.copy();
    }

    /** Keeps where training stands, unless nothing can come of it any more. */
    private void keep() {
        Optimizer.Memory memory = optimizer.memory(weights.specs());
        finite(weights, "a weight");
        finite(memory.second(), "the mean of squared gradients of a weight");
        checkpoints.keep(new Checkpoint(position, epochs, kept, weights.copy(), keptWeights, memory));
    }

    private static void finite(Weights numbers, String what) {
        for (float number : numbers.values()) {
            if (!Float.isFinite(number)) {
                throw diverged(what + " is " + number);
            }
        }
    }

    private Trained run() {
        listener.begin(List.copyOf(epochs), view);
        boolean complete = true;
        while (complete && position.epoch() <= plan.epochs() && !plan.patience().ends(epochs)) {
            complete = epoch();
        }
        if (!complete) {
            keep();
        }
        Weights result = keptWeights == null ? weights.copy() : keptWeights;
        finite(result, "a weight");
        return new Trained(result, new History(epochs, kept), complete);
    }

    /** Goes through the rest of an epoch; whether it came to its end. */
    private boolean epoch() {
        if (!trainEpoch()) {
            return false;
        }
        long begin = System.nanoTime();
        Tally judged = judge();
        if (judged == null) {
            return false;
        }
        Tally trained = tally();
        History.Epoch entry = new History.Epoch(
                position.epoch(),
                trained.loss(),
                trained.accuracy(),
                judged.loss(),
                judged.accuracy(),
                position.seconds() + (System.nanoTime() - begin) / 1e9,
                trained.rows() / position.seconds(),
                rate());
        if (!plan.keepBest() || validation == null) {
            kept = entry.epoch();
        } else if (kept == 0 || entry.validationLoss() < epochs.get(kept - 1).validationLoss()) {
            kept = entry.epoch();
            keptWeights = weights.copy();
        }
        epochs.add(entry);
        position = Checkpoint.Position.before(entry.epoch() + 1, position.step());
        listener.epoch(entry, view);
        if (checkpoints.due(true)) {
            keep();
        }
        return true;
    }

    private static BadConfig diverged(String how) {
        return new BadConfig(
                "training diverged: " + how + "; try a smaller learning rate, or a norm to clip gradients to");
    }

    private float rate() {
        return plan.patience().rateAfter(epochs, plan.optimizer().learningRate());
    }

    private int batches(int rows) {
        int all = (rows + plan.batch() - 1) / plan.batch();
        return plan.limitBatches() == 0 ? all : Math.min(all, plan.limitBatches());
    }

    /** What the epoch has counted so far. */
    private Tally tally() {
        Tally tally = new Tally(ClassOutputs.classes(network.spec()));
        tally.from(position);
        return tally;
    }

    /** Trains on the batches of the epoch that are left; whether all were. */
    private boolean trainEpoch() {
        int[] order = new SplitMix(SplitMix.mix(plan.seed()) + position.epoch()).permutation(train.size());
        int batches = batches(order.length);
        Tally tally = tally();
        long begin = System.nanoTime() - (long) (position.seconds() * 1e9);
        while (position.batch() < batches) {
            if (listener.stop()) {
                return false;
            }
            int b = position.batch();
            trainBatch(
                    Arrays.copyOfRange(order, b * plan.batch(), Math.min(order.length, (b + 1) * plan.batch())), tally);
            if (!Double.isFinite(tally.loss())) {
                throw diverged("the loss is " + tally.loss() + " in epoch " + position.epoch() + ", batch " + (b + 1));
            }
            position = new Checkpoint.Position(
                    position.epoch(),
                    b + 1,
                    position.step() + 1,
                    tally.total(),
                    tally.right(),
                    tally.rows(),
                    (System.nanoTime() - begin) / 1e9);
            report(b, batches, tally, false);
            if (checkpoints.due(false)) {
                keep();
            }
        }
        return !listener.stop();
    }

    private void trainBatch(int[] rows, Tally tally) {
        int[] labels = Arrays.stream(rows).map(train::label).toArray();
        float[] outputs = new float[rows.length * network.spec().output().size()];
        double[] losses = network.backward(
                rows.length,
                ExampleRows.of(train, rows),
                new CrossEntropy(labels, rows.length, plan.classWeights()),
                Masks.seeded(plan.seed(), position.step()),
                gradient.values(),
                outputs);
        if (plan.clipNorm() > 0) {
            Clip.toNorm(gradient.values(), plan.clipNorm());
        }
        optimizer.update(weights.values(), gradient.values(), rate());
        network.refresh();
        moved = true;
        tally.add(losses, ClassOutputs.probabilities(network.spec(), outputs), labels);
    }

    /** How the validation rows are answered; null if a listener stopped it on the way. */
    private @Nullable Tally judge() {
        Tally tally = new Tally(ClassOutputs.classes(network.spec()));
        Examples rows = validation;
        if (rows == null) {
            return tally;
        }
        int batches = batches(rows.size());
        for (int b = 0; b < batches; b++) {
            int from = b * plan.batch();
            int count = Math.min(plan.batch(), rows.size() - from);
            float[] outputs =
                    ClassOutputs.probabilities(network.spec(), network.predict(count, ExampleRows.from(rows, from)));
            int[] labels = new int[count];
            double[] losses = new double[count];
            for (int i = 0; i < count; i++) {
                labels[i] = rows.label(from + i);
                losses[i] = CrossEntropy.loss(outputs[i * tally.classes() + labels[i]]);
            }
            tally.add(losses, outputs, labels);
            report(b, batches, tally, true);
            if (listener.stop()) {
                return null;
            }
        }
        return tally;
    }

    private void report(int batch, int batches, Tally tally, boolean validating) {
        listener.step(new EpochListener.Step(
                position.epoch(),
                plan.epochs(),
                batch + 1,
                batches,
                tally.rows(),
                tally.loss(),
                tally.accuracy(),
                validating));
    }

    @Override
    public void close() {
        network.close();
    }

    /** What listeners see. */
    private final class View implements Insight {
        @Override
        public NetworkSpec network() {
            return network.spec();
        }

        @Override
        public Weights weights() {
            return weights;
        }

        @Override
        public @Nullable Weights gradient() {
            return moved ? gradient : null;
        }

        @Override
        public int rows() {
            return seen().size();
        }

        @Override
        public float[] outputs(int node, int rows) {
            return network.tap(node, rows, ExampleRows.from(seen(), 0));
        }

        private Examples seen() {
            return validation == null ? train : validation;
        }
    }
}
